"""Documents in one SQLite file."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.local.database import Database
from hypertrade.adapters.local.questions import Shape, question, virtual_column
from hypertrade.domain.errors import Stale
from hypertrade.ports.checks import (
    checked_count,
    checked_query,
    checked_writes,
    is_document_name,
)
from hypertrade.ports.documents import ABSENT, ANY, Stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hypertrade.ports.checks import Text
    from hypertrade.ports.documents import Fields, Query, Where, Write

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS documents (
        number INTEGER PRIMARY KEY,
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        revision TEXT NOT NULL,
        fields TEXT NOT NULL CHECK (json_valid(fields)),
        UNIQUE (collection, id)
    )
    """,
)
_MOST_VARIABLES = 500


class LocalDocuments:
    """Keeps documents, as ``ports.documents.Documents`` says, for every process of one machine.

    A document is a row of JSON. The first time that a question of a new shape is asked (which
    fields must be equal, which one orders) an index of that shape is made; every later one reads
    the rows it returns and no others.
    """

    def __init__(self, path: Path) -> None:
        """Keep documents in the file ``path``.

        Raises:
            Unavailable: it cannot be opened.
        """
        self._database = Database(path, _SCHEMA)
        self._indexed: set[Shape] = set()

    def get(self, collection: str, id: str) -> Stored | None:  # noqa: A002 - the field's word
        """Return a document, or ``None`` if there is none."""
        if not is_document_name(collection, id):
            return None
        rows = self._database.read(
            "SELECT id, revision, fields FROM documents WHERE collection = ? AND id = ?",
            (collection, id),
        )
        return next(_stored(collection, rows), None)

    def get_many(self, collection: str, ids: Sequence[str]) -> list[Stored | None]:
        """Return the documents of ``ids``, in their order, ``None`` where there is none."""
        possible = list(dict.fromkeys(id_ for id_ in ids if is_document_name(collection, id_)))
        found = {}
        for start in range(0, len(possible), _MOST_VARIABLES):
            some = possible[start : start + _MOST_VARIABLES]
            marks = ",".join("?" * len(some))
            rows = self._database.read(
                "SELECT id, revision, fields FROM documents"  # noqa: S608 - names that were checked, marks for values
                f" WHERE collection = ? AND id IN ({marks})",
                (collection, *some),
            )
            found.update({stored.id: stored for stored in _stored(collection, rows)})
        return [found.get(id_) for id_ in ids]

    def find(self, query: Query) -> list[Stored]:
        """Return the documents that match, as ``Documents.find`` says."""
        alternatives = checked_query(query)
        shape = Shape.of(query.collection, alternatives[0], query.order)
        self._make_index(shape)
        sql, values = question(shape, alternatives, query)
        return list(_stored(query.collection, self._database.read(sql, values)))

    def count(self, collection: str, where: Sequence[Where]) -> int:
        """Return how many documents match."""
        alternatives, ranged = checked_count(collection, where)
        shape = Shape.of(collection, alternatives[0], ranged)
        self._make_index(shape)
        total = 0
        for conditions in alternatives:
            text, values = shape.matching(conditions)
            sql = f"SELECT count(*) FROM documents {text}"  # noqa: S608 - names that were checked, marks for values
            total += self._database.read(sql, values)[0][0]
        return total

    def commit(self, writes: Sequence[Write]) -> list[str]:
        """Make all of ``writes``, or none, as ``Documents.commit`` says."""
        texts = checked_writes(writes)
        if not texts:
            return []
        with self._database.writing() as connection:
            for text in texts:
                _require(connection, text.write)
            return [_made(connection, text) for text in texts]

    def _make_index(self, shape: Shape) -> None:
        if shape in self._indexed:
            return
        with self._database.writing() as connection:
            there = {row[1] for row in connection.execute("PRAGMA table_xinfo(documents)")}
            for field in shape.fields:
                name, definition = virtual_column(field)
                if name not in there:
                    connection.execute(f"ALTER TABLE documents ADD COLUMN {definition}")
            if shape.index is not None:
                connection.execute(shape.index)
        self._indexed.add(shape)


class _Row(Stored):
    """A document whose JSON is read once somebody asks for its fields: many know what it says."""

    __slots__ = ("_read", "_text")
    _read: Fields | None
    _text: str

    def __init__(self, collection: str, id: str, text: str, revision: str) -> None:  # noqa: A002 - the field's word
        """Hold ``text``, the fields as JSON."""
        keep = object.__setattr__  # frozen as all of its kind
        keep(self, "collection", collection)
        keep(self, "id", id)
        keep(self, "revision", revision)
        keep(self, "size", len(text))
        keep(self, "_text", text)
        keep(self, "_read", None)

    @property
    def fields(self) -> Fields:
        """What the document holds."""
        read = self._read
        if read is None:
            read = json.loads(self._text)
            object.__setattr__(self, "_read", read)
        return read


def _stored(collection: str, rows: Iterable[Any]) -> Iterator[Stored]:
    for id_, revision, fields in rows:
        yield _Row(collection, id_, fields, revision)


def _require(connection: sqlite3.Connection, write: Write) -> None:
    if write.revision == ANY:
        return
    row = connection.execute(
        "SELECT revision FROM documents WHERE collection = ? AND id = ?",
        (write.collection, write.id),
    ).fetchone()
    if (ABSENT if row is None else row[0]) != write.revision:
        there = "is not there any more" if row is None else "was changed, or is there already"
        raise Stale(
            f"{write.collection}/{write.id} {there}",
            field="revision",
            remedy="Read it again, and repeat the change on what it says now.",
        )


def _made(connection: sqlite3.Connection, text: Text) -> str:
    key = (text.write.collection, text.write.id)
    if text.json is None:
        connection.execute("DELETE FROM documents WHERE collection = ? AND id = ?", key)
        return ABSENT
    revision = secrets.token_hex(8)
    connection.execute(
        "INSERT INTO documents (collection, id, revision, fields) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (collection, id)"
        " DO UPDATE SET revision = excluded.revision, fields = excluded.fields",
        (*key, revision, text.json),
    )
    return revision

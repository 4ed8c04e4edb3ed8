"""Questions about documents in SQL: their shape, the index that answers it, the text and values.

A field becomes a virtual column of the table. Its value sorts as the port says: null as minus
infinity, before every number; numbers; texts; booleans as blobs, which equal nothing else.

Names stand in the SQL as they are: ``ports.checks`` let letters, digits and ``_-.`` through.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.ports.documents import Query, Where

_TRUE, _FALSE = b"\x01", b"\x00"
# Between these lie the numbers (not null), and the texts.
_NUMBERS = "({column} > -9e999 AND {column} < '')"
_TEXTS = "({column} >= '' AND {column} < x'')"


@dataclass(frozen=True, slots=True)
class Shape:
    """What questions of one kind have in common: fields that must be equal, and the order."""

    collection: str
    equal: tuple[str, ...]
    order: str | None

    @classmethod
    def of(cls, collection: str, where: Sequence[Where], order: str | None) -> Shape:
        """Return the shape of a question without ``in``."""
        equal = tuple(sorted({condition.field for condition in where if condition.op == "=="}))
        return cls(collection, equal, order)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that need a column."""
        return self.equal + ((self.order,) if self.order and self.order not in self.equal else ())

    @property
    def name(self) -> str:
        """The name of the index."""
        text = "\n".join((self.collection, *self.equal, "", self.order or ""))
        return "by_" + hashlib.sha256(text.encode()).hexdigest()[:24]

    @property
    def index(self) -> str | None:
        """The statement that makes the index, ``None`` if the table's own will do."""
        if not self.fields:
            return None
        columns = ", ".join([*map(column_of, self.fields), "id"])
        return (
            f"CREATE INDEX IF NOT EXISTS {self.name} ON documents (collection, {columns})"
            f" WHERE collection = '{self.collection}'"
        )

    def matching(self, where: Sequence[Where]) -> tuple[str, list[Any]]:
        """Return the clauses, from INDEXED BY on, of the documents that fit, and their values."""
        parts = [f"collection = '{self.collection}'"]
        values: list[Any] = []
        for condition in where:
            text, value = _condition(condition)
            parts.append(text)
            values.append(value)
        if self.order is not None:
            parts.append(f"{column_of(self.order)} IS NOT NULL")
        indexed = f"INDEXED BY {self.name} " if self.fields else ""
        return f"{indexed}WHERE {' AND '.join(parts)}", values


def column_of(field: str) -> str:
    """Return the column of a field, quoted; SQL takes no notice of case, fields do."""
    lower = "".join(f"${letter.lower()}" if letter.isupper() else letter for letter in field)
    return f'"f_{lower}"'


def virtual_column(field: str) -> tuple[str, str]:
    """Return the name of a field's column, and its definition."""
    path = f"'$.\"{field}\"'"
    column = column_of(field)
    return column.strip('"'), (
        f"{column} GENERATED ALWAYS AS (CASE json_type(fields, {path})"
        " WHEN 'null' THEN -9e999 WHEN 'true' THEN x'01' WHEN 'false' THEN x'00'"
        " WHEN 'array' THEN x'02' WHEN 'object' THEN x'02'"
        f" ELSE json_extract(fields, {path}) END) VIRTUAL"
    )


def bound(value: Any) -> Any:
    """Return a value as a column holds it."""
    if value is None:
        return -math.inf
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    return value


def question(
    shape: Shape, alternatives: Sequence[Sequence[Where]], query: Query
) -> tuple[str, list[Any]]:
    """Return the SQL of a query, and its values: a part for each alternative, merged in order."""
    column = column_of(query.order) if query.order else "id"
    direction = "DESC" if query.descending else "ASC"
    # Named once: SQLite would sort by an id behind an id anew.
    order = f"{column} {direction}, id {direction}" if query.order else f"id {direction}"
    values: list[Any] = []
    parts = []
    for conditions in alternatives:
        text, its = shape.matching(conditions)
        values += its
        if query.after is not None:
            past, these = _past(column, query)
            text += f" AND {past}"
            values += these
        parts.append(
            f"SELECT * FROM (SELECT id, revision, fields, {column} AS place FROM documents {text}"  # noqa: S608 - names that were checked, marks for values
            f" ORDER BY {order} LIMIT {int(query.limit)})"
        )
    every = " UNION ALL ".join(parts)
    return (
        (
            f"SELECT id, revision, fields FROM ({every})"  # noqa: S608 - names that were checked, marks for values
            f" ORDER BY place {direction}, id {direction} LIMIT {int(query.limit)}"
        ),
        values,
    )


def _past(column: str, query: Query) -> tuple[str, list[Any]]:
    if query.after is None:
        return "1", []
    compared = "<" if query.descending else ">"
    value, id_ = query.after
    if column == "id":
        return f"id {compared} ?", [id_]
    return f"({column}, id) {compared} (?, ?)", [bound(value), id_]


def _condition(condition: Where) -> tuple[str, Any]:
    column = column_of(condition.field)
    value = bound(condition.value)
    if condition.op == "==":
        return f"{column} = ?", value
    if condition.op == "contains":
        kinds = _kinds(condition.value)
        return (
            (
                f"(json_type(fields, '$.\"{condition.field}\"') = 'array' AND EXISTS"  # noqa: S608 - names that were checked, marks for values
                f" (SELECT 1 FROM json_each(fields, '$.\"{condition.field}\"') AS item"
                f" WHERE item.type IN ({kinds}) AND item.atom IS ?))"
            ),
            _atom(condition.value),
        )
    kind = _TEXTS if isinstance(value, str) else _NUMBERS
    return f"({column} {condition.op} ? AND {kind.format(column=column)})", value


def _kinds(value: Any) -> str:
    if value is None:
        return "'null'"
    if isinstance(value, bool):
        return "'true'" if value else "'false'"
    return "'text'" if isinstance(value, str) else "'integer', 'real'"


def _atom(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value

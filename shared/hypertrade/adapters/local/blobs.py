"""Blobs in a folder: a file for each generation, and an index that says which one stands."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from hypertrade.adapters.local.addresses import Addresses
from hypertrade.adapters.local.database import Database
from hypertrade.adapters.local.files import drafted, settled, written
from hypertrade.domain.errors import NotFound, Stale, Unavailable
from hypertrade.ports.blobs import Blob
from hypertrade.ports.checks import checked_blob_name, is_blob_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import timedelta
    from typing import BinaryIO

    from hypertrade.ports.clock import Clock

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS blobs (
        name TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        content_type TEXT NOT NULL,
        updated INTEGER NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX IF NOT EXISTS generations ON blobs (generation)",
    """
    CREATE TABLE IF NOT EXISTS newest (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        generation INTEGER NOT NULL
    )
    """,
    "INSERT OR IGNORE INTO newest VALUES (1, 0)",
)
_SHELVES = 64  # folders that the files are spread over
_PIECE = 256 * 1024  # bytes
_ABANDONED = 3600  # seconds after which a file that the index does not know belongs to nobody
_PAGE = 1000


class LocalBlobs:
    """Keeps blobs, as ``ports.blobs.Blobs`` says, for every process of one machine.

    A name never becomes a path: files are called by their generation, a number that only grows
    (the time in microseconds, or one more than the last). A write fills a file, then makes it the
    one that counts in a transaction; whoever reads the one before reads it to its end.
    """

    def __init__(self, folder: Path, *, key: bytes, public_url: str, clock: Clock) -> None:
        """Keep blobs in ``folder``; ``key`` signs addresses below ``public_url``."""
        self._objects = folder / "objects"
        self._objects.mkdir(mode=0o700, exist_ok=True)
        self._database = Database(folder / "index.sqlite", _SCHEMA)
        self._addresses = Addresses(key, public_url, clock)
        self._clock = clock
        self._shelves: set[Path] = set()
        self._swept: set[Path] = set()

    def put(
        self,
        name: str,
        content: bytes | Path,
        *,
        content_type: str = "application/octet-stream",
        if_generation: int | None = None,
    ) -> Blob:
        """Store bytes, or a file's, under ``name``, as ``Blobs.put`` says."""
        checked_blob_name(name)
        _require(name, self.stat(name), if_generation)  # before a copy is made for nothing
        with _source(content) as source, written(name), drafted(self._objects) as (draft, file):
            shutil.copyfileobj(source, file, _PIECE)
            size = settled(file)
            with self._database.writing() as connection:
                before = _row(connection, name)
                _require(name, before, if_generation)
                blob = Blob(name, size, self._next(connection), content_type, self._now())
                draft.rename(self._file(blob.generation))
                connection.execute(
                    "INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?, ?)",
                    (name, size, blob.generation, content_type, _microseconds(blob.updated)),
                )
        self._discard(before)
        self._sweep(self._file(blob.generation).parent)
        return blob

    def get(self, name: str) -> bytes:
        """Return the content, as ``Blobs.get`` says."""
        with self._open(name) as file:
            return file.read()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return the content piece by piece, as ``Blobs.chunks`` says."""
        return _Pieces(self._open(name))

    def stat(self, name: str) -> Blob | None:
        """Return what is known of a blob, ``None`` if there is none."""
        return _row(self._database.connection(), name) if is_blob_name(name) else None

    def list(self, prefix: str) -> Iterator[Blob]:
        """Yield the blobs whose names start with ``prefix``, by name."""
        last, stop = "", prefix + "\x7f"  # names hold nothing beyond ASCII
        while True:
            rows = self._database.read(
                "SELECT * FROM blobs WHERE name >= ? AND name > ? AND name < ?"
                " ORDER BY name LIMIT ?",
                (prefix, last, stop, _PAGE),
            )
            for row in rows:
                yield _blob(*row)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def delete(self, name: str, *, if_generation: int | None = None) -> None:
        """Delete a blob, as ``Blobs.delete`` says."""
        if not is_blob_name(name):
            return
        with self._database.writing() as connection:
            before = _row(connection, name)
            if before is not None:
                _require(name, before, if_generation)
                connection.execute("DELETE FROM blobs WHERE name = ?", (name,))
        self._discard(before)

    def signed_url(self, name: str, *, lasts: timedelta, download_as: str | None = None) -> str:
        """Return an address that gives the content, as ``Blobs.signed_url`` says.

        Whoever answers there calls ``verified`` first.
        """
        return self._addresses.signed(name, lasts, download_as)

    def verified(self, name: str, parameters: Mapping[str, str]) -> str | None:
        """Return what a file is to be saved as (``None``: it is not said) by a signed address.

        ``name`` is what stood behind ``/v1/blobs/``, ``parameters`` what stood behind ``?``.

        Raises:
            Denied: nobody signed that address, or its time is over.
        """
        return self._addresses.verified(name, parameters)

    def _open(self, name: str) -> BinaryIO:
        for _ in range(100):
            blob = self.stat(name)
            if blob is None:
                raise NotFound(
                    f"there is no blob {name[:80]!r}", field="name", remedy="List what there is."
                )
            try:
                return self._file(blob.generation).open("rb")
            except FileNotFoundError:
                continue  # replaced since we looked: the index names another file now
        raise Unavailable(
            f"the file of {name} is missing",
            remedy="Try again; if it stays, restore the folder of blobs from a backup.",
        )

    def _next(self, connection: sqlite3.Connection) -> int:
        row = connection.execute(
            "UPDATE newest SET generation = max(generation + 1, ?) RETURNING generation",
            (_microseconds(self._now()),),
        ).fetchone()
        return int(row[0])

    def _file(self, generation: int) -> Path:
        shelf = self._objects / f"{generation % _SHELVES:02x}"
        if shelf not in self._shelves:
            shelf.mkdir(mode=0o700, exist_ok=True)
            self._shelves.add(shelf)
        return shelf / str(generation)

    def _sweep(self, shelf: Path) -> None:
        """Remove what deaths left, once for each shelf: old files that the index does not know."""
        if shelf in self._swept:
            return
        self._swept.add(shelf)
        limit = self._now().timestamp() - _ABANDONED
        for path in (*self._objects.glob(".*.draft"), *shelf.iterdir()):
            with contextlib.suppress(FileNotFoundError):  # another process sweeps as well
                if path.stat().st_mtime < limit and not self._known(path):
                    path.unlink()

    def _known(self, path: Path) -> bool:
        return path.suffix != ".draft" and bool(
            self._database.read("SELECT 1 FROM blobs WHERE generation = ?", (int(path.name),))
        )

    def _discard(self, blob: Blob | None) -> None:
        if blob is not None:
            self._file(blob.generation).unlink(missing_ok=True)

    def _now(self) -> datetime:
        return self._clock.now()


class _Pieces(Iterator[bytes]):
    """The pieces of an open file, which is closed at its end, or when nobody asks any more."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __next__(self) -> bytes:
        piece = b"" if self._file.closed else self._file.read(_PIECE)
        if not piece:
            self._file.close()
            raise StopIteration
        return piece

    def __del__(self) -> None:
        self._file.close()


def _source(content: bytes | Path) -> BinaryIO:
    return content.open("rb") if isinstance(content, Path) else BytesIO(content)


def _row(connection: sqlite3.Connection, name: str) -> Blob | None:
    row = connection.execute("SELECT * FROM blobs WHERE name = ?", (name,)).fetchone()
    return None if row is None else _blob(*row)


def _blob(name: str, size: int, generation: int, content_type: str, updated: int) -> Blob:
    seconds, rest = divmod(updated, 1_000_000)
    moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
    return Blob(name, size, generation, content_type, moment)


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


def _require(name: str, present: Blob | None, wanted: int | None) -> None:
    generation = 0 if present is None else present.generation
    if wanted is not None and wanted != generation:
        raise Stale(
            f"{name} is at generation {generation}, not {wanted}",
            field="if_generation",
            remedy="Read it again, and repeat the change on what it holds now.",
        )

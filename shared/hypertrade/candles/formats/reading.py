"""One door for files: find out what a file is and read its candles."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.candles.formats.columnar import FEATHER_MAGIC, PARQUET_MAGIC, read_columnar
from hypertrade.candles.formats.columns import to_candles
from hypertrade.candles.formats.documents import read_json
from hypertrade.candles.formats.table import unreadable
from hypertrade.candles.formats.text import read_csv
from hypertrade.domain.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True)
class FileCandles:
    """A file's candles as they stand in it; ``sha256`` is of its bytes."""

    path: Path
    frame: pd.DataFrame
    format: str
    sha256: str


def read_file(path: Path, pair: str) -> FileCandles:
    """Return the candles of a file; its content, not its name, says what it is.

    Args:
        path: CSV, JSON, Feather or Parquet, possibly gzip- or zip-compressed.
        pair: whose candles they are; picks the volume column in base currency.

    Raises:
        NotFound: there is no such file.
        Invalid: it cannot be read as candles; the place and remedy are named.
    """
    name = path.name
    try:
        packed = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(
            f"there is no file {path}", field="FILE", remedy="Check the path."
        ) from error
    except OSError as error:
        raise unreadable(name, f"cannot be read: {error.strerror}", "Give a file.") from error
    content = _unpack(name, packed)
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise unreadable(name, "it is empty", "Give a file with candles.")
    if content.startswith((PARQUET_MAGIC, *FEATHER_MAGIC)):
        table = read_columnar(name, content)
    elif start.startswith((b"[", b"{")):
        table = read_json(name, content)
    else:
        table = read_csv(name, content)
    parsed = to_candles(table, pair)
    return FileCandles(path, parsed.frame, parsed.format, hashlib.sha256(packed).hexdigest())


def _unpack(name: str, content: bytes) -> bytes:
    try:
        if content.startswith(_GZIP):
            return gzip.decompress(content)
        if content.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = [m for m in archive.namelist() if not m.endswith((".CHECKSUM", "/"))]
                if len(members) != 1:
                    raise unreadable(
                        name,
                        f"the archive holds {len(members)} files",
                        "Unpack it and name the files.",
                    )
                return archive.read(members[0])
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise unreadable(name, "it is damaged: it does not unpack", "Download it again.") from error
    return content

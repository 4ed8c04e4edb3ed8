"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO


@contextmanager
def drafted(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file in ``folder`` that only its owner may read, and remove it in the end.

    Whoever wants to keep it moves or links it before the end, once it is ``settled``.
    """
    draft = folder / f".{token_hex(12)}.draft"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield draft, file
    finally:
        draft.unlink(missing_ok=True)


def settled(file: BinaryIO) -> int:
    """Have the disk hold what was written, and return how many bytes that is."""
    file.flush()
    os.fsync(file.fileno())
    return file.tell()


@contextmanager
def replacing(path: Path, what: str) -> Iterator[BinaryIO]:
    """Give a file that takes the place of ``path`` in the end; errors call it ``what``.

    Raises:
        Unavailable: it cannot be written; ``path`` is as it was.
    """
    with written(what), drafted(path.parent) as (draft, file):
        yield file
        settled(file)
        draft.replace(path)


@contextmanager
def written(what: str) -> Iterator[None]:
    """Translate what the disk says.

    Raises:
        Unavailable: it does not take ``what``.
    """
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"{what} cannot be stored: {error.strerror or error}",
            remedy="See whether the disk is full, and try again.",
        ) from error

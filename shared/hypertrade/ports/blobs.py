"""Blobs: named bytes with a generation; what Cloud Storage is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Blob:
    """What is known of a blob. ``generation`` differs after every write and is never 0.

    ``updated`` is UTC, ``size`` in bytes.
    """

    name: str
    size: int
    generation: int
    content_type: str
    updated: datetime


class Blobs(Protocol):
    """Keeps blobs.

    Names are slash-separated parts of letters, digits and ``_-.=``, no part of which starts with a
    dot; 1 to 500 characters.
    """

    def put(
        self,
        name: str,
        content: bytes | Path,
        *,
        content_type: str = "application/octet-stream",
        if_generation: int | None = None,
    ) -> Blob:
        """Store bytes, or a file's, under ``name``.

        ``if_generation`` must be the present generation; 0 says that there must be none.

        Raises:
            Stale: it is another; what is stored stays as it is.
            Invalid: the name is not allowed.
            Unavailable: the store does not answer now.
        """
        ...

    def get(self, name: str) -> bytes:
        """Return the content.

        Raises:
            NotFound: there is no such blob.
        """
        ...

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return the content piece by piece, of one generation.

        Raises:
            NotFound: there is no such blob; at once, before the first piece is asked for.
        """
        ...

    def stat(self, name: str) -> Blob | None:
        """Return what is known of a blob, ``None`` if there is none."""
        ...

    def list(self, prefix: str) -> Iterator[Blob]:
        """Yield the blobs whose names start with ``prefix``, by name."""
        ...

    def delete(self, name: str, *, if_generation: int | None = None) -> None:
        """Delete a blob; nothing happens if there is none.

        Raises:
            Stale: its generation is another than ``if_generation``.
        """
        ...

    def signed_url(self, name: str, *, lasts: timedelta, download_as: str | None = None) -> str:
        """Return an address that gives the content to whoever has it, for ``lasts`` (up to a week).

        It gives nothing else, and nothing once that time is over. ``download_as`` names the file
        that a browser saves. Whether the blob exists is not looked at.

        Raises:
            Invalid: the name or the time is not allowed, or ``download_as`` holds a quote, a slash
                or a control character.
        """
        ...

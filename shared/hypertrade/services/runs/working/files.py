"""The files of a report as what users may download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.services.runs.keeping import File

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = {
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".py": "text/x-python; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}


def files_in(folder: Path) -> tuple[File, ...]:
    """Return the files in ``folder``, by name."""
    return tuple(
        File(path.name, path, _TYPES.get(path.suffix, "application/octet-stream"))
        for path in sorted(folder.iterdir())
        if path.is_file()
    )

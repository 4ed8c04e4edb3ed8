"""Putting a report in its place: all of it, or nothing."""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from pathlib import Path

REPORT_FILES = frozenset(
    {
        "result.json",
        "trades.csv",
        "report.html",
        "equity.png",
        "strategy.py",
        "freqtrade-export.zip",
        "logs.txt",
    }
)
"""What a report may consist of; a folder with anything else in it is never replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def check(out: Path) -> None:
    """Refuse a place where a report cannot be put, before any work is done for it.

    Raises:
        Invalid: ``out`` is a file, a folder with other things in it, or cannot be written.
    """
    if out.is_dir():
        names = {entry.name for entry in out.iterdir()}
        foreign = sorted(names - REPORT_FILES)
        if foreign or (names and "result.json" not in names):
            what = foreign[0] if foreign else min(names)
            raise Invalid(
                f"{out} holds something that is no former report ({what})",
                field="out",
                remedy="Name a new or an empty folder, or that of a former report.",
            )
    elif out.exists() or out.is_symlink():
        raise Invalid(f"{out} is not a folder", field="out", remedy="Name a new or empty folder.")
    above = next(parent for parent in out.absolute().parents if parent.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise Invalid(
            f"{above} cannot be written",
            field="out",
            remedy="Name a folder in a place that you may write to.",
        )


def partial(out: Path, job_id: str) -> Path:
    """Return where the report of a job grows: beside ``out``, on the same file system."""
    real = out.resolve()
    return real.with_name(f".{real.name}.{job_id}.partial")


def place(report: Path, out: Path) -> None:
    """Move the folder ``report`` to ``out`` in one step, replacing a former report.

    Raises:
        Invalid: something else came to stand at ``out`` meanwhile.
    """
    check(out)
    real = out.resolve()
    if not real.exists() or not any(real.iterdir()):
        # Renaming onto an empty folder replaces it in one step.
        report.rename(real)
        return
    if _exchange(report, real):
        shutil.rmtree(report)
        return
    former = report.with_name(f"{report.name}.former")
    real.rename(former)
    try:
        report.rename(real)
    except OSError:
        former.rename(real)
        raise
    shutil.rmtree(former)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return whether the file system can."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    answer = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(answer == 0)

"""Reading and writing the files that commands are given, with one clear error for each mishap."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.strategy.spec import StrategySpec

_MOST_BYTES = 5_000_000


def read_text(path: Path) -> str:
    """Return the text of ``path``.

    Raises:
        Invalid: there is no such file, it is not UTF-8 text, or it is no strategy by its size.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Invalid(
                f"{path} is larger than {_MOST_BYTES // 1_000_000} MB",
                field=str(path),
                remedy="Give the strategy file itself.",
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Invalid(
            f"cannot be read: {error.strerror}", field=str(path), remedy="Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise Invalid("is not UTF-8 text", field=str(path), remedy="Save it as UTF-8.") from error


def read_spec_file(path: Path) -> StrategySpec:
    """Return the spec in ``path``; the output of ``strategy parse --json`` is understood as well.

    Raises:
        Invalid: the file cannot be read, or holds no valid spec.
    """
    import json

    from hypertrade.strategy.spec import read_spec

    try:
        data = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise Invalid(
            f"is not JSON: {error.msg} at line {error.lineno}",
            field=str(path),
            remedy='Make one with: hypertrade strategy parse "..." -o spec.json',
        ) from error
    if isinstance(data, dict) and {"spec", "reading"} <= data.keys():
        data = data["spec"]
    return read_spec(data)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` whole or not at all.

    Raises:
        Invalid: the folder does not exist or cannot be written to.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Invalid(
            f"cannot be written: {error.strerror}",
            field=str(path),
            remedy="Check that its folder exists and is yours.",
        ) from error

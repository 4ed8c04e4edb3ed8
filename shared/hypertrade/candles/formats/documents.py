"""JSON: ccxt's and Freqtrade's lists of lists, exchanges' answers, lists of objects, JSON lines."""

from __future__ import annotations

import json
from typing import Any

from hypertrade.candles.formats.table import Table, rows_table, unreadable

_REMEDY = (
    "Give a list of [time, open, high, low, close, volume] lists, or a list of objects with those "
    "names."
)


def read_json(file: str, content: bytes) -> Table:
    """Return the rows of a JSON file.

    Raises:
        Invalid: not JSON, or no list of candles in it.
    """
    rows = _candles(_load(file, content))
    if rows is None:
        raise unreadable(file, "there is no list of candles in it", _REMEDY)
    if all(isinstance(row, list) for row in rows):
        return rows_table(file, rows, None, "JSON")
    if all(isinstance(row, dict) for row in rows):
        names = tuple(rows[0])
        for number, row in enumerate(rows, 1):
            if lacking := [name for name in names if name not in row]:
                raise unreadable(file, f"row {number} has no {lacking[0]!r}", _REMEDY)
        return rows_table(file, [[row[name] for name in names] for row in rows], names, "JSON")
    raise unreadable(file, "its rows are neither lists nor objects", _REMEDY)


def _load(file: str, content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text)
    except UnicodeDecodeError as error:
        raise unreadable(file, "it is not UTF-8 text", _REMEDY) from error
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and error.msg == "Extra data":
            return [_load_line(file, line, number) for number, line in enumerate(lines, 1)]
        raise unreadable(
            file,
            f"it is not JSON: {error.msg} (line {error.lineno}, column {error.colno})",
            _REMEDY,
        ) from error


def _load_line(file: str, line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise unreadable(file, f"line {number} is not JSON: {error.msg}", _REMEDY) from error


def _candles(value: Any) -> list[Any] | None:
    """Return the list of candles inside an exchange's answer, or a table of columns as rows."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    lists = [part for part in value.values() if isinstance(part, list) and part]
    if len(lists) >= 6 and len({len(part) for part in lists}) == 1:  # noqa: PLR2004 - six columns
        names = [name for name, part in value.items() if isinstance(part, list)]
        return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]
    rows = [part for part in lists if isinstance(part[0], list | dict)]
    if len(rows) == 1:
        return rows[0]
    for part in value.values():
        if isinstance(part, dict) and (found := _candles(part)) is not None:
            return found
    return None

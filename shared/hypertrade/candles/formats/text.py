"""CSV in the dialects that exporters write."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

from hypertrade.candles.formats.names import is_header
from hypertrade.candles.formats.table import Table, unreadable

_SEPARATORS = (",", ";", "\t", "|")
_HEAD = 20
_TIME = re.compile(r"^\d{4}[-/.]\d{2}[-/.]\d{2}|^\d{2}\.\d{2}\.\d{4}")
_REMEDY = "Give a CSV file with one candle a line: timestamp, open, high, low, close, volume."


def read_csv(file: str, content: bytes) -> Table:
    """Return the cells of a CSV file; comment lines above the table are skipped.

    Raises:
        Invalid: not text, not a table, or a line with too many cells.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(file, "it is neither text nor a known binary format", _REMEDY) from error
    lines = text.splitlines()
    head = [line for line in lines[:_HEAD] if line.strip()]
    separator = _separator(head)
    if separator is None:
        raise unreadable(file, "no line of it looks like a row of candles", _REMEDY)
    skipped = _preamble(lines, separator)
    first = next(csv.reader([lines[skipped]], delimiter=separator))
    named = not any(_is_value(cell) for cell in first)
    if named and not is_header(first):
        raise unreadable(file, f"line {skipped + 1} is neither a header nor a candle", _REMEDY)
    try:
        cells = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            skiprows=skipped + int(named),
            header=None,
            names=list(range(len(first))),
            index_col=False,
            skip_blank_lines=False,
            # As texts: not every pandas reads a number to the nearest float64.
            dtype=str,
            on_bad_lines="error",
        )
    except pd.errors.EmptyDataError:
        cells = pd.DataFrame(columns=range(len(first)))
    except (pd.errors.ParserError, ValueError) as error:
        raise unreadable(file, f"a line has too many cells: {_short(error)}", _REMEDY) from error
    return Table(
        file,
        cells[cells.notna().any(axis=1)] if len(cells) else cells,
        tuple(cell.strip() for cell in first) if named else None,
        "CSV",
        unit="line",
        offset=skipped + int(named) + 1,
    )


def _short(error: Exception) -> str:
    return str(error).removeprefix("Error tokenizing data. C error: ").strip()


def _separator(head: list[str]) -> str | None:
    """Return the separator that cuts most of the first lines into equally many cells."""
    best, best_score = None, (0, 0)
    for separator in _SEPARATORS:
        counts = [line.count(separator) for line in head if line.count(separator) >= 5]  # noqa: PLR2004 - a candle has six cells
        if not counts:
            continue
        usual = max(set(counts), key=counts.count)
        score = (counts.count(usual), usual)
        if score > best_score:
            best, best_score = separator, score
    return best


def _preamble(lines: list[str], separator: str) -> int:
    """Return how many lines stand above the table: a site's address, comments, blank lines."""
    for number, line in enumerate(lines):
        if line.count(separator) >= 5 and not line.lstrip().startswith("#"):  # noqa: PLR2004 - a candle has six cells
            return number
    return 0


def _is_value(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return bool(_TIME.match(cell.strip()))
    return True

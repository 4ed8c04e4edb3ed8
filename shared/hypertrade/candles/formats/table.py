"""A file's content before anybody knows what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Table:
    """Rows of cells. ``names`` is ``None`` without a header; the frame's columns are positions.

    ``unit`` and ``offset`` say where a row stands in the file: ``unit`` (line or row) number
    "its index + ``offset``".
    """

    file: str
    cells: pd.DataFrame
    names: tuple[str, ...] | None
    format: str
    unit: str = "row"
    offset: int = 1

    def where(self, row: int, column: int) -> str:
        """Return a cell's place for an error, by position: ``line 12, column 'close'``."""
        name = repr(self.names[column]) if self.names else str(column + 1)
        return f"{self.unit} {int(self.cells.index[row]) + self.offset}, column {name}"


def unreadable(file: str, problem: str, remedy: str) -> Invalid:
    """Return the error about ``file``; it names the file first."""
    return Invalid(problem, field=file, remedy=remedy)


def rows_table(file: str, rows: list[Any], names: tuple[str, ...] | None, form: str) -> Table:
    """Return a table of equally long rows.

    Raises:
        Invalid: the rows differ in length.
    """
    import pandas as pd

    widths = {len(row) for row in rows}
    if len(widths) > 1:
        common = len(rows[0])
        at = next(number for number, row in enumerate(rows, 1) if len(row) != common)
        raise unreadable(
            file,
            f"row {at} has {len(rows[at - 1])} values where the first has {common}",
            "Give every candle the same values.",
        )
    return Table(file, pd.DataFrame(rows), names, form)

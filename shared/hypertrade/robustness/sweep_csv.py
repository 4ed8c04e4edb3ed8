"""``sweep.csv``: every variant tried, a row each."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.robustness.report import Sweep


def sweep_csv(sweep: Sweep) -> str:
    """Return the variants as CSV: number, tunables by name, figures; the first is as it is.

    ``profit`` and ``drawdown`` are fractions of the starting balance and of the peak; ``sharpe`` is
    of daily returns, times the root of 365; ``score`` is the objective's, empty with too few
    trades.
    """
    table, text = sweep.table, io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    figures = ("trades", "profit", "drawdown", "sharpe", "score", "problem")
    writer.writerow(["variant", *(axis.name for axis in sweep.axes), *figures])
    for at, point in enumerate(table.points):
        score = table.score[at]
        writer.writerow(
            [
                at,
                *(
                    _plain(axis.values[index])
                    for axis, index in zip(sweep.axes, point, strict=True)
                ),
                table.trades[at],
                table.profit[at],
                table.drawdown[at],
                table.sharpe[at],
                "" if score is None else score,
                table.problem[at],
            ]
        )
    return text.getvalue()


def _plain(value: float) -> float:
    """Return whole numbers without a point."""
    return int(value) if value.is_integer() else value

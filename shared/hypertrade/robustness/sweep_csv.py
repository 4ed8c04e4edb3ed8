"""``sweep.csv``: every variant tried, a row each."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypertrade.robustness.report import AxisView, Sweep


def sweep_csv(sweep: Sweep, labels: Mapping[str, Sequence[str]]) -> str:
    """Return the variants as CSV: number, tunables by name, figures; the first is as it is.

    ``profit`` and ``drawdown`` are fractions of the starting balance and of the peak; ``sharpe`` is
    of daily returns, times the root of 365; ``score`` is the objective's, empty with too few
    trades. ``labels`` name the values that are no numbers, by tunable.
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
                    _plain(axis, index, labels)
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


def _plain(axis: AxisView, index: int, labels: Mapping[str, Sequence[str]]) -> float | str:
    """Return whole numbers without a point, and what is no number by its name."""
    if axis.name in labels:
        return labels[axis.name][index]
    value = axis.values[index]
    return int(value) if value.is_integer() else value

"""What a walk-forward adds up to: does the choice made on the past hold on what follows?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.domain.telling import counted, percent
from hypertrade.results.formulas import DAYS_PER_YEAR
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import WalkForward
from hypertrade.robustness.statistics.sharpe import moments, probabilistic
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.robustness.statistics.documents import Window
    from hypertrade.robustness.statistics.verdict import Level, Verdict

    Floats = NDArray[np.float64]

EFFICIENT, INEFFICIENT = 0.5, 0.2
"""Walk-forward efficiencies: from here good (Pardo asks for one half), below here bad."""
PROFITABLE = 0.6
"""Share of windows that should earn out of sample."""
CONFIDENT = 0.95
FEWEST_WINDOWS = 4
DAY = timedelta(days=1)


def walk_forward(windows: Sequence[Window], *, out_returns: Floats | None = None) -> WalkForward:
    """Return efficiency and consistency of ``windows``.

    Efficiency is the yearly profit out of sample over the yearly profit in sample: Pardo 2008, "The
    Evaluation and Optimization of Trading Strategies", walk-forward efficiency. Profits of windows
    are added, as every window starts with the same balance.

    Args:
        windows: In the order of time.
        out_returns: Daily returns of all out-of-sample days, shape (days,), for the probabilistic
            Sharpe ratio; without it the verdict is never better than doubtful.
    """
    result = WalkForward(windows=tuple(windows), verdict=unknown(say.NO_WINDOW()))
    if not windows:
        return result
    inside = np.array([one.in_profit for one in windows])
    outside = np.array([one.out_profit for one in windows])
    in_days = sum((one.in_stop - one.in_start) / DAY for one in windows)
    out_days = sum((one.out_stop - one.out_start) / DAY for one in windows)
    in_year = float(inside.sum()) / in_days * DAYS_PER_YEAR if in_days > 0 else None
    out_year = float(outside.sum()) / out_days * DAYS_PER_YEAR if out_days > 0 else None
    total = float(outside.sum())
    found = moments(out_returns) if out_returns is not None and len(out_returns) else None
    result = result.model_copy(
        update={
            "out_profit": total,
            "out_trades": sum(one.out_trades for one in windows),
            "in_year": in_year,
            "out_year": out_year,
            "efficiency": (
                out_year / in_year
                if in_year is not None and out_year is not None and in_year > 0
                else None
            ),
            "profitable": float((outside > 0).mean()),
            "best_share": float(outside.max()) / total if total > 0 else None,
            "psr": None if found is None else probabilistic(found),
        }
    )
    return result.model_copy(update={"verdict": _verdict(result)})


def _verdict(result: WalkForward) -> Verdict:
    count = len(result.windows)
    if not result.out_trades:
        return unknown(say.NO_TRADE_OUTSIDE(count=counted(count)))
    profit, profitable = result.out_profit or 0.0, result.profitable or 0.0
    in_year, out_year = result.in_year or 0.0, result.out_year or 0.0
    earned = round(profitable * count)
    made = say.CHOICES if any(one.values for one in result.windows) else say.AS_IT_IS
    said = [
        made(
            outside=percent(out_year, 1, signed=True),
            inside=percent(in_year, 1, signed=True),
            earned=counted(earned, grouped=False),
            count=counted(count),
        )
    ]
    level: Level = "doubtful"
    if profit <= 0 or result.efficiency is None or result.efficiency < INEFFICIENT:
        level = "bad"
    elif (
        result.efficiency >= EFFICIENT
        and profitable >= PROFITABLE
        and count >= FEWEST_WINDOWS
        and result.psr is not None
        and result.psr >= CONFIDENT
    ):
        level = "good"
    if level == "doubtful" and count < FEWEST_WINDOWS:
        said.append(say.FEW_WINDOWS(enough=counted(FEWEST_WINDOWS)))
    elif level == "doubtful" and result.psr is not None and result.psr < CONFIDENT:
        said.append(say.BY_LUCK(share=percent(1 - result.psr, 0)))
    return judged(level, *said, trades=result.out_trades)

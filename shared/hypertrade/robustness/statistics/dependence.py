"""How much of the profit hangs on a handful of trades, or on one pair."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.domain.telling import counted, name, number, percent
from hypertrade.results.formulas import streaks
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import Dependence, PairShare, Without
from hypertrade.robustness.statistics.streaks import longest_run
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.robustness.statistics.sample import Sample
    from hypertrade.robustness.statistics.verdict import Level, Verdict

    Floats = NDArray[np.float64]

SHARES = (0.01, 0.03, 0.05, 0.1)
HANDFUL, FEW = 0.01, 0.05
"""Shares of trades without which a profit should last: a loss without the first is bad."""
UNLIKELY = 0.01
"""A losing streak this improbable hints at losses that come together."""
SEVERAL = 2
FEWEST = 10


def dependence(sample: Sample) -> Dependence:
    """Return what is left without the best trades and the best pair, and how wins are spread."""
    count = len(sample)
    total = float(sample.profit_abs.sum())
    result = Dependence(
        trades=count,
        profit_abs=total,
        profit=total / sample.balance,
        verdict=unknown(say.NOTHING_TO_TAKE()),
    )
    if not count:
        return result
    pairs = _pairs(sample, total)
    result = result.model_copy(
        update={
            **_without_best(sample, total),
            **_spread(sample.profit_abs),
            "pairs": pairs,
            "without_best_pair": (
                (total - pairs[0].profit_abs) / sample.balance if len(pairs) >= SEVERAL else None
            ),
            **_streak(sample.profit_ratio),
        }
    )
    verdict = unknown(say.HANDFUL(count=counted(count))) if count < FEWEST else _verdict(result)
    return result.model_copy(update={"verdict": verdict})


def _without_best(sample: Sample, total: float) -> dict[str, Any]:
    count = len(sample)
    best = np.cumsum(np.sort(sample.profit_abs)[::-1])
    rows = []
    for share in SHARES:
        # At least one trade; 1 % of 100 is one trade, whatever the product's last digit.
        taken = max(1, math.ceil(round(share * count, 9)))
        left = total - float(best[taken - 1])
        rows.append(
            Without(share=share, trades=taken, profit_abs=left, profit=left / sample.balance)
        )
    gone = np.flatnonzero(best >= total)
    return {
        "without": tuple(rows),
        "trades_to_zero": int(gone[0]) + 1 if total > 0 and len(gone) else None,
    }


def _spread(profit: Floats) -> dict[str, Any]:
    """Return Gini and Herfindahl of the winning trades' profits.

    Gini 1912, as 2 sum(i x_i) / (n sum(x)) - (n + 1) / n over ascending x; Herfindahl 1950, the sum
    of squared shares, whose inverse is the number of equal winners that would give it.
    """
    won = np.sort(profit[profit > 0])
    if not len(won):
        return {}
    count, total = len(won), float(won.sum())
    shares = won / total
    herfindahl = float((shares**2).sum())
    rank = np.arange(1, count + 1)
    gini = 2 * float((rank * shares).sum()) / count - (count + 1) / count
    return {
        "gini": max(gini, 0.0),
        "herfindahl": herfindahl,
        "effective_wins": 1 / herfindahl,
    }


def _pairs(sample: Sample, total: float) -> tuple[PairShare, ...]:
    """Return the pairs that traded, the most profitable first."""
    size = len(sample.pairs)
    made = np.bincount(sample.pair, sample.profit_abs, minlength=size).tolist()
    trades = np.bincount(sample.pair, minlength=size).tolist()
    rows = [
        PairShare(
            pair=name,
            trades=count,
            profit_abs=profit,
            profit=profit / sample.balance,
            share=profit / total if total > 0 else None,
        )
        for name, count, profit in zip(sample.pairs, trades, made, strict=True)
        if count
    ]
    return tuple(sorted(rows, key=lambda row: (-row.profit_abs, row.pair)))


def _streak(ratio: Floats) -> dict[str, Any]:
    _, longest = streaks(ratio)
    chances = longest_run(len(ratio), float((ratio <= 0).mean()))
    reached = chances[longest - 1] if 0 < longest <= len(chances) else 0.0
    return {
        "losing_streak": longest,
        "expected_streak": math.fsum(chances),
        "streak_chance": reached if longest else 1.0,
    }


def _verdict(result: Dependence) -> Verdict:
    if result.profit <= 0:
        nothing = say.NOTHING_TO_LOSE(profit=percent(result.profit, 1, signed=True))
        return judged("bad", nothing, trades=result.trades)
    left = {row.share: row for row in result.without}
    handful, few = left[HANDFUL], left[FEW]
    pair = result.without_best_pair
    level: Level = "good"
    if few.profit <= 0 or (pair is not None and pair <= 0):
        level = "doubtful"
    if handful.profit <= 0:
        level = "bad"
    shown = handful if level == "bad" else few
    said = [
        say.WITHOUT_BEST(
            count=counted(shown.trades, grouped=False),
            trades=counted(result.trades),
            left=percent(shown.profit, 1, signed=True),
            profit=percent(result.profit, 1, signed=True),
        )
    ]
    if pair is not None and pair <= 0:
        best = name(result.pairs[0].pair)
        said.append(say.WITHOUT_PAIR(pair=best, left=percent(pair, 1, signed=True)))
    if result.streak_chance is not None and result.streak_chance < UNLIKELY:
        expected = number(result.expected_streak or 0.0, 0)
        said.append(say.STREAK(count=counted(result.losing_streak), expected=expected))
    return judged(level, *said, trades=result.trades)

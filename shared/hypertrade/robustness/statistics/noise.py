"""Candle noise: prices jittered a little, to see whether a result hangs on exact ticks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.domain.errors import Invalid
from hypertrade.domain.telling import counted, percent
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import NoiseTest
from hypertrade.robustness.statistics.montecarlo import band
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.robustness.statistics.verdict import Level, Verdict

    Floats = NDArray[np.float64]

STRENGTH = 0.1
"""One standard deviation of the jitter, as a part of the candle's own range."""

MOST_DEVIATIONS = 3.0
ENOUGH = 10
"""Reruns below which the share that earned says little."""
KEPT, LOST = 0.5, 0.2
"""Parts of the profit that the median rerun keeps: from here good, below here bad."""
EARNING, LOSING = 0.95, 0.75
"""Shares of reruns that earn: from here good, below here bad."""


def perturbed(
    candles: Candles, *, seed: int, strength: float = STRENGTH, tick: float | None = None
) -> Candles:
    """Return ``candles`` with jittered prices; times, volumes and the range stay.

    Each close moves by a normal draw (cut at 3 deviations) times ``strength`` times the candle's
    own range (high minus low); the next open moves with it, so that gaps between candles stay; the
    wicks grow or shrink by exp(``strength`` times a normal draw). So low <= open, close <= high
    holds, quiet candles move little, and filled candles (no volume, no range) stay at the close
    before them. The noise does not add up over time: every price stays near the real one.

    Args:
        candles: One pair's candles.
        seed: Equal seeds give equal noise; give every pair and every rerun one of its own.
        strength: Above 0, at most 1.
        tick: The pair's price step; ``None`` leaves prices unrounded.

    Raises:
        Invalid: ``strength`` or ``tick`` is out of range.
    """
    if not 0 < strength <= 1:
        raise Invalid(
            f"noise of strength {strength} is out of range",
            field="strength",
            remedy="Give a part of a candle's range above 0 and up to 1, such as 0.1.",
        )
    if tick is not None and not tick > 0:
        raise Invalid(
            f"a tick of {tick} is no price step", field="tick", remedy="Give one above 0, or none."
        )
    count = len(candles)
    if not count:
        return candles
    noise = np.random.default_rng(seed).standard_normal((3, count))
    np.clip(noise, -MOST_DEVIATIONS, MOST_DEVIATIONS, out=noise)
    span = candles.high - candles.low
    moved = strength * span * noise[0]
    rows = np.arange(count)
    # A filled candle repeats the close before it, so it moves as that one did.
    filled = (span == 0) & (candles.volume == 0)
    moved = moved[np.maximum.accumulate(np.where(filled, 0, rows))]
    floor = candles.low / 2
    if tick is not None:
        floor = np.maximum(floor, tick)
    close = np.maximum(candles.close + moved, floor)
    opened = np.maximum(candles.open + np.concatenate([[0.0], moved[:-1]]), floor)
    upper = candles.high - np.maximum(candles.open, candles.close)
    lower = np.minimum(candles.open, candles.close) - candles.low
    high = np.maximum(opened, close) + upper * np.exp(strength * noise[1])
    low = np.maximum(
        np.minimum(opened, close) - lower * np.exp(strength * noise[2]),
        np.minimum(floor, np.minimum(opened, close)),
    )
    return replace(
        candles,
        open=_on_tick(opened, tick),
        high=_on_tick(high, tick),
        low=_on_tick(low, tick),
        close=_on_tick(close, tick),
    )


def noise_test(
    *, profit: float, drawdown: float, profits: Floats, drawdowns: Floats, strength: float
) -> NoiseTest:
    """Return what reruns on jittered candles came to, against the run itself.

    Trading platforms know it as a noise test; the thresholds are our own.

    Args:
        profit: The run's total profit over the starting balance.
        drawdown: Its deepest relative fall.
        profits: The same of each rerun, shape (r,).
        drawdowns: The same of each rerun, shape (r,).
        strength: As given to ``perturbed``.
    """
    count = len(profits)
    result = NoiseTest(
        strength=strength,
        reruns=count,
        observed_profit=profit,
        observed_drawdown=drawdown,
        verdict=unknown(say.NO_RERUN()),
    )
    if not count:
        return result
    found = band(profits)
    earning = float((profits > 0).mean())
    kept = found.middle / profit if profit > 0 else None
    return result.model_copy(
        update={
            "profit": found,
            "drawdown": band(drawdowns),
            "earning": earning,
            "kept": kept,
            "verdict": _verdict(profit, count, found.middle, earning, kept),
        }
    )


def _verdict(
    profit: float, count: int, middle: float, earning: float, kept: float | None
) -> Verdict:
    if kept is None:
        return judged("bad", say.NOTHING_TO_KEEP(profit=percent(profit, 1, signed=True)))
    level: Level = "doubtful"
    if kept < LOST or earning < LOSING:
        level = "bad"
    elif kept >= KEPT and earning >= EARNING and count >= ENOUGH:
        level = "good"
    said = say.JITTERED(
        earning=percent(earning, 0),
        count=counted(count),
        middle=percent(middle, 1, signed=True),
        profit=percent(profit, 1, signed=True),
    )
    return judged(level, said)


def _on_tick(prices: Floats, tick: float | None) -> Floats:
    if tick is None:
        return prices
    ticks = np.rint(prices / tick)
    per_unit = round(1 / tick) if tick < 1 else 0
    # A tick of 0.01 is no double: dividing by 100 gives the double nearest to the decimal price.
    if per_unit and abs(per_unit * tick - 1) < 1e-9:  # noqa: PLR2004 - a double's rounding
        return np.asarray(ticks / per_unit)
    return np.asarray(ticks * tick)

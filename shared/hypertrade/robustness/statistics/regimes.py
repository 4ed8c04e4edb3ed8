"""In which markets, and in which quarters, the profit was made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.domain.telling import counted, listed, name, percent
from hypertrade.results.formulas import DAYS_PER_YEAR
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import Quarter, Regime, Regimes
from hypertrade.robustness.statistics.market import WINDOW_DAYS, MarketDays, labels
from hypertrade.robustness.statistics.sample import DAY_MS
from hypertrade.robustness.statistics.sharpe import daily_sharpe
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.robustness.statistics.sample import Sample
    from hypertrade.robustness.statistics.verdict import Level, Verdict

Name = Literal["trending", "ranging", "high_volatility", "low_volatility", "unlabelled"]
FEWEST_TRADES = 10
"""A regime with fewer trades decides nothing, and a run with fewer is not judged."""
FEWEST_QUARTERS = 3


def regimes(sample: Sample, market: MarketDays) -> Regimes:
    """Return profit and Sharpe ratio by kind of market, and by calendar quarter.

    A trade belongs to the day it was opened on, labelled by ``market.labels`` from earlier days
    alone, and to the quarter it was closed in.
    """
    result = Regimes(
        trades=len(sample),
        window_days=WINDOW_DAYS,
        verdict=unknown(say.NO_MARKETS()),
    )
    if not len(sample):
        return result
    axes = _axes(sample, market)
    quarters = _quarters(sample)
    total = float(sample.profit_abs.sum())
    best = max(quarters, key=lambda one: one.profit_abs)
    result = result.model_copy(
        update={
            "axes": axes,
            "quarters": quarters,
            "best": best,
            "worst": min(quarters, key=lambda one: one.profit_abs),
            "best_share": best.profit_abs / total if total > 0 else None,
            "without_best": (total - best.profit_abs) / sample.balance,
            "profitable_quarters": sum(one.profit_abs > 0 for one in quarters) / len(quarters),
        }
    )
    verdict = (
        unknown(say.MARKETS_FEW(count=counted(len(sample))))
        if len(sample) < FEWEST_TRADES
        else _verdict(result, total / sample.balance)
    )
    return result.model_copy(update={"verdict": verdict})


def _axes(sample: Sample, market: MarketDays) -> tuple[Regime, ...]:
    first, days = sample.start // DAY_MS, sample.days
    found = labels(market)
    opened = sample.day_of(sample.open_time)

    def here(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Cut a mask over the market's days to the days of the run."""
        at = np.arange(days) + first - market.first
        inside = (at >= 0) & (at < len(mask))
        cut = np.zeros(days, dtype=bool)
        cut[inside] = mask[at[inside]]
        return cut

    masks: dict[Name, NDArray[np.bool_]] = {
        "trending": here(found.trending),
        "ranging": here(found.ranging),
        "high_volatility": here(found.high),
        "low_volatility": here(found.low),
    }
    masks["unlabelled"] = ~(masks["trending"] | masks["ranging"])
    profit = np.bincount(opened, sample.profit_abs, minlength=days)
    total = float(profit.sum())

    def regime(name: Name, mask: NDArray[np.bool_]) -> Regime:
        mine = mask[opened]
        count, made = int(mine.sum()), float(profit[mask].sum())
        ratio = daily_sharpe(profit[mask] / sample.balance)
        return Regime(
            name=name,
            days=int(mask.sum()),
            trades=count,
            winrate=float((sample.profit_ratio[mine] > 0).mean()) if count else None,
            profit_abs=made,
            profit=made / sample.balance,
            share=made / total if total > 0 else None,
            sharpe_year=None if ratio is None else float(ratio * np.sqrt(DAYS_PER_YEAR)),
        )

    return tuple(regime(name, mask) for name, mask in masks.items())


def _quarters(sample: Sample) -> tuple[Quarter, ...]:
    """Return every calendar quarter that the window touches, the earliest first."""
    begin = datetime.fromtimestamp(sample.start / 1000, UTC).date()
    starts = [date(begin.year, (begin.month - 1) // 3 * 3 + 1, 1)]
    end = datetime.fromtimestamp(max(sample.stop - 1, sample.start) / 1000, UTC).date()
    while (after := _next_quarter(starts[-1])) <= end:
        starts.append(after)
    bounds = np.array([(one - date(1970, 1, 1)) / timedelta(milliseconds=1) for one in starts])
    at = np.clip(np.searchsorted(bounds, sample.close_time, side="right") - 1, 0, None)
    made = np.bincount(at, sample.profit_abs, minlength=len(starts)).tolist()
    count = np.bincount(at, minlength=len(starts)).tolist()
    return tuple(
        Quarter(
            name=f"{start.year}Q{start.month // 3 + 1}",
            start=start,
            trades=trades,
            profit_abs=profit,
            profit=profit / sample.balance,
        )
        for start, trades, profit in zip(starts, count, made, strict=True)
    )


def _next_quarter(start: date) -> date:
    month = start.month + 3
    return date(start.year + (month > 12), (month - 1) % 12 + 1, 1)  # noqa: PLR2004 - months


def _verdict(result: Regimes, total: float) -> Verdict:
    best, without = result.best, result.without_best
    if best is None or without is None:
        return unknown(say.NO_MARKETS())
    if total <= 0:
        said = say.NOTHING_TO_PLACE(profit=percent(total, 1, signed=True))
        return judged("bad", said, trades=result.trades)
    known = [one for one in result.axes if one.name != "unlabelled"]
    losing = [one for one in known if one.profit_abs < 0 and one.trades >= FEWEST_TRADES]
    enough = len(result.quarters) >= FEWEST_QUARTERS
    level: Level = "good" if enough and any(one.trades for one in known) else "unknown"
    if losing:
        level = "doubtful"
    if enough and without <= 0:
        level = "bad"
    quarters = {
        "best": name(best.name),
        "without": percent(without, 1, signed=True),
        "profit": percent(total, 1, signed=True),
        "earning": counted(sum(one.profit_abs > 0 for one in result.quarters)),
        "count": counted(len(result.quarters)),
    }
    if losing:
        places = [
            say.IN_MARKETS[one.name](profit=percent(one.profit, 1, signed=True)) for one in losing
        ]
        said = say.LOSES_IN(
            places=listed(places, "and_each"), quarters=say.WITHOUT_QUARTER(**quarters)
        )
    elif level != "unknown":
        said = say.EARNS_IN_ALL(quarters=say.WITHOUT_QUARTER(**quarters))
    else:
        said = say.QUARTERS_ALONE(**quarters)
    told = (said,) if enough else (said, say.FEW_QUARTERS())
    return judged(level, *told, trades=result.trades)

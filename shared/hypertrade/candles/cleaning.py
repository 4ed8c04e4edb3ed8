"""From candles as they came to candles to trust: every change is explicit and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hypertrade.candles import sentences as say
from hypertrade.candles.quality import inspect
from hypertrade.candles.schema import (
    PRICES,
    candle_frame,
    dates_ms,
    from_ms,
    grid_offset_ms,
    normalise,
    timeframe_ms,
    to_ms,
)
from hypertrade.candles.ticks import round_to_tick
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import MINUTES_OF
from hypertrade.domain.telling import Said, counted, listed, moment, name

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from hypertrade.candles.series import SeriesKey
    from hypertrade.domain.quality import CandleQuality
    from hypertrade.domain.telling import Part, Sentence

LISTED = 5
"""How many dates a remark names."""

_MINUTE = 60_000
# Prices without a tick carry noise in their last digits: an open may pass its high by that much.
_NOISE = 1e-12
_MOST = 0.5
_FEW = 0.01


@dataclass(frozen=True)
class Cleaned:
    """Ordered, unique, possible candles on the grid, and the report; ``tick`` in quote currency."""

    frame: pd.DataFrame
    quality: CandleQuality
    tick: float | None


def clean(
    frame: pd.DataFrame, key: SeriesKey, *, now: datetime, doubt_timeframe: bool = True
) -> Cleaned:
    """Return the clean candles of ``frame`` (the schema's columns, in any order of rows).

    In this order: opening times that are off by seconds are floored to the minute, as Freqtrade
    does; float noise is rounded to the tick; impossible candles, candles off the timeframe's grid
    and candles that open after ``now`` are removed; the candle that is still open at ``now`` is
    removed; rows are put in order; of several candles at one time the last given is kept. Gaps stay
    and outliers are kept, both counted. Cleaning clean candles changes nothing. A spacing that
    looks like another timeframe is refused, unless ``doubt_timeframe`` is off, since whoever gave
    the candles was asked for that timeframe.

    Raises:
        Invalid: the spacing does not fit the timeframe, or nothing possible is left.
    """
    raw = normalise(frame)
    if raw.empty:
        raise Invalid("there is no candle in it", field="file", remedy="Give a file with candles.")
    remarks: list[Said] = []
    step = timeframe_ms(key.timeframe)
    dates = _to_minutes(dates_ms(raw), remarks)
    if doubt_timeframe:
        check_spacing(dates, key.timeframe)

    rounded = round_to_tick(raw[list(PRICES)].to_numpy(np.float64))
    raw = candle_frame(
        dates,
        {
            **{name: rounded.prices[:, at] for at, name in enumerate(PRICES)},
            "volume": raw["volume"].to_numpy(np.float64),
        },
    )
    wrong = _impossible(raw, remarks)
    future = dates > to_ms(now)
    _remark(remarks, future & ~wrong, dates, say.FUTURE)
    stray = _off_grid(dates, key.timeframe)
    timeframe = name(key.timeframe)
    _remark(remarks, stray & ~wrong & ~future, dates, say.OFF_GRID, timeframe=timeframe)
    removed = wrong | future | stray
    half_open = ~removed & (dates + step > to_ms(now))
    keep = ~removed & ~half_open
    if not keep.any():
        faults = "; ".join(one.text for one in remarks)
        raise Invalid(
            f"none of its {len(raw)} candles is possible: {faults or 'still open'}",
            field="file",
            remedy="Check that the columns are named or ordered rightly.",
        )
    kept, kept_dates = raw[keep], dates[keep]
    reordered = int((kept_dates < np.maximum.accumulate(kept_dates)).sum())
    ordered = kept.iloc[np.argsort(kept_dates, kind="stable")]
    unique = _last_of_each(ordered, remarks)
    quality = inspect(unique, key).model_copy(
        update={
            "duplicates_removed": len(ordered) - len(unique),
            "reordered": reordered,
            "impossible_removed": int(removed.sum()),
            "rounded_to_tick": int((rounded.candles & keep).sum()),
            "half_open_removed": int(half_open.sum()),
        }
    )
    return Cleaned(unique, quality.remarking(*remarks), rounded.tick)


def check_spacing(dates: NDArray[np.int64], timeframe: str) -> None:
    """Refuse candles that are clearly of another timeframe.

    Raises:
        Invalid: the usual distance between candles is not ``timeframe``.
    """
    steps: NDArray[np.int64] = np.diff(np.sort(dates)).astype(np.int64)
    steps = steps[steps > 0]
    if not len(steps):
        return
    step = timeframe_ms(timeframe)
    finer = steps[steps < step]
    if len(finer) > _MOST * len(steps):
        found = _usual(finer)
        raise Invalid(
            f"its candles are {_span(found)} apart, which is finer than {timeframe}",
            field="timeframe",
            remedy=f"Import it with --timeframe {_span(found)}; a backtest on {timeframe} then "
            "resamples it by itself.",
        )
    usual = _usual(steps)
    # Illiquid candles are far apart as well, but not all of them by multiples of the same step.
    if usual > step and len(steps) > 1 and (steps % usual != 0).mean() < _FEW:
        raise Invalid(
            f"its candles are {_span(usual)} apart, which is coarser than {timeframe}",
            field="timeframe",
            remedy=f"Import it with --timeframe {_span(usual)}: finer candles cannot be made.",
        )


def _usual(steps: NDArray[np.int64]) -> int:
    values, counts = np.unique(steps, return_counts=True)
    return int(values[np.argmax(counts)])


def _span(milliseconds: int) -> str:
    minutes = milliseconds / _MINUTE
    names = {length: name for name, length in MINUTES_OF.items()}
    return names.get(int(minutes), f"{minutes:g} minutes") if minutes >= 1 else "seconds"


def _to_minutes(dates: NDArray[np.int64], remarks: list[Said]) -> NDArray[np.int64]:
    floored = dates // _MINUTE * _MINUTE
    moved = floored != dates
    # More than one candle a minute is finer data, not imprecise data: the spacing check says so.
    if not moved.any() or len(np.unique(floored)) < len(np.unique(dates)):
        return dates
    _remark(remarks, moved, dates, say.FLOORED)
    return floored


def _impossible(frame: pd.DataFrame, remarks: list[Said]) -> NDArray[np.bool_]:
    dates = dates_ms(frame)
    price = frame[list(PRICES)].to_numpy(np.float64)
    volume = frame["volume"].to_numpy(np.float64)
    with np.errstate(invalid="ignore"):
        opened, high, low, close = price.T
        slack = _NOISE * np.abs(high)
        faults = {
            say.NO_NUMBER: ~np.isfinite(price).all(axis=1) | ~np.isfinite(volume),
            say.NO_PRICE: (price <= 0).any(axis=1),
            say.NEGATIVE_VOLUME: volume < 0,
            say.HIGH_BELOW_LOW: high < low,
            say.OUTSIDE: (np.maximum(opened, close) > high + slack)
            | (np.minimum(opened, close) < low - slack),
        }
    wrong = np.zeros(len(frame), dtype=bool)
    for reason, rows in faults.items():
        _remark(remarks, rows & ~wrong, dates, say.REMOVED, why=reason())
        wrong |= rows
    return wrong


def _off_grid(dates: NDArray[np.int64], timeframe: str) -> NDArray[np.bool_]:
    step = timeframe_ms(timeframe)
    offsets = (dates - grid_offset_ms(timeframe)) % step
    stray = offsets != 0
    if timeframe in {"3d", "1w"}:
        # Exchanges disagree on the day that opens these: the usual one of the series is its grid.
        return np.asarray(offsets != _usual(offsets))
    if stray.mean() > _MOST:
        example = from_ms(int(dates[stray][0]))
        raise Invalid(
            f"its candles do not open on the {timeframe} grid, but at {example:%H:%M:%S}",
            field="timeframe",
            remedy="Check the timeframe and that the times are UTC.",
        )
    return np.asarray(stray)


def _last_of_each(ordered: pd.DataFrame, remarks: list[Said]) -> pd.DataFrame:
    dates = dates_ms(ordered)
    again = np.concatenate((dates[1:] == dates[:-1], [False]))
    if again.any():
        same_values = ~ordered.duplicated(keep=False).to_numpy()
        groups = pd.Series(same_values & ordered["date"].duplicated(keep=False).to_numpy())
        conflicting = np.unique(dates[groups.to_numpy()])
        marks = np.isin(dates, conflicting) & ~again
        _remark(remarks, marks, dates, say.CONFLICTING)
    return ordered[~again].reset_index(drop=True)


def _remark(
    remarks: list[Said],
    rows: NDArray[np.bool_],
    dates: NDArray[np.int64],
    what: Sentence,
    **values: Part | Said,
) -> None:
    count = int(rows.sum())
    if not count:
        return
    some = [from_ms(int(stamp)) for stamp in dates[rows][:LISTED]]
    listing = [moment(one, f"{one:%Y-%m-%d %H:%M:%S}".removesuffix(":00")) for one in some]
    named: Part | Said = listed(listing, "comma")
    if count > LISTED:
        named = say.MORE_DATES(dates=named, count=counted(count - LISTED, grouped=False))
    remarks.append(what(count=counted(count, grouped=False), dates=named, **values))

"""Candles for one backtest: the range, its warm-up, resampled if need be, with their quality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles import sentences as say
from hypertrade.candles.columns import CandleColumns, frame_of
from hypertrade.candles.quality import inspect_columns, with_source_counts
from hypertrade.candles.resampling import divides, resample_columns
from hypertrade.candles.schema import floor_to_grid, from_ms, timeframe_ms, to_ms
from hypertrade.candles.series import SeriesInfo, SeriesKey
from hypertrade.domain.errors import Invalid, NotFound
from hypertrade.domain.market import MINUTES_OF
from hypertrade.domain.telling import Said, counted, moment, name

if TYPE_CHECKING:
    import pandas as pd

    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.quality import CandleQuality


@dataclass(frozen=True)
class Obtained:
    """Clean, unfilled candles from the warm-up to the end of the range.

    ``warmup`` is how many of them open before the range's start.
    """

    columns: CandleColumns
    quality: CandleQuality
    warmup: int

    @property
    def frame(self) -> pd.DataFrame:
        """Return the candles as a frame."""
        return frame_of(self.columns)


@dataclass(frozen=True)
class _Ask:
    """What was asked: ``begin`` is the start moved back by the warm-up."""

    key: SeriesKey
    start: datetime | None
    stop: datetime | None
    begin: datetime | None
    step: timedelta


def obtain(  # noqa: PLR0913, PLR0917 - the names of a series and a range, in their usual order
    store: CandleStore,
    exchange: str,
    pair: str,
    timeframe: str,
    start: datetime | None = None,
    stop: datetime | None = None,
    startup_candles: int = 0,
) -> Obtained:
    """Return the candles of ``pair`` that a backtest over ``start`` to ``stop`` needs.

    The candle that opens at ``stop`` is included, as Freqtrade's time ranges include it. Up to
    ``startup_candles`` candles' time before ``start`` comes with it. Where the timeframe is not
    stored for the range, the coarsest finer one that divides it is resampled.

    Raises:
        NotFound: nothing is stored for the pair.
        Invalid: candles exist, but only coarser ones, or none in the range.
    """
    key = SeriesKey(exchange, pair, timeframe)
    step = timedelta(milliseconds=timeframe_ms(timeframe))
    begin = start - startup_candles * step if start else None
    ask = _Ask(key, start, stop, begin, step)
    own = store.info(key)
    if own and _overlaps(own, ask):
        # The store's ranges are half-open: a millisecond more includes the candle at the stop.
        end = stop + timedelta(milliseconds=1) if stop else None
        columns = store.read_columns(exchange, pair, timeframe, begin, end)
        return _judge(store, own, ask, columns)
    return _resampled(store, _finer(store, ask, own), ask)


def _overlaps(info: SeriesInfo, ask: _Ask) -> bool:
    return (ask.start is None or info.last > ask.start - ask.step) and (
        ask.stop is None or info.first <= ask.stop
    )


def _covers(info: SeriesInfo, ask: _Ask) -> bool:
    return (ask.start is None or info.first <= ask.start) and (
        ask.stop is None or info.last >= ask.stop
    )


def _finer(store: CandleStore, ask: _Ask, own: SeriesInfo | None) -> SeriesInfo:
    """Return the best finer series: one that covers the range, then the coarsest."""
    key = ask.key
    stored = [
        info
        for info in store.list()
        if (info.exchange, info.pair, info.kind) == (key.exchange, key.pair, "candles")
    ]
    finer = [info for info in stored if divides(info.timeframe, key.timeframe)]
    usable = [info for info in finer if _overlaps(info, ask)]
    if usable:
        return max(usable, key=lambda i: (_covers(i, ask), MINUTES_OF[i.timeframe]))
    outside = [own, *finer] if own else finer
    if outside:
        raise _out_of_range(outside[0], ask)
    raise _absent(key, stored)


def _remedy(key: SeriesKey) -> str:
    name = f"--exchange {key.exchange} --pair {key.pair} --timeframe {key.timeframe}"
    pairs = name.replace("--pair ", "--pairs ")
    return f"Run `hypertrade data import FILE {name}` or `hypertrade data download {pairs}`."


def _absent(key: SeriesKey, stored: list[SeriesInfo]) -> NotFound | Invalid:
    if stored:
        there = ", ".join(info.timeframe for info in stored)
        return Invalid(
            f"{key.exchange} {key.pair} is stored for {there} only, and {key.timeframe} candles "
            "cannot be made from coarser ones",
            field="timeframe",
            remedy=f"Backtest on {there}, or get {key.timeframe} candles. {_remedy(key)}",
        )
    return NotFound(
        f"no candles of {key.exchange} {key.pair} are stored",
        field="pairs",
        remedy=_remedy(key),
    )


def _out_of_range(info: SeriesInfo, ask: _Ask) -> Invalid:
    asked = f"{ask.start:%Y-%m-%d %H:%M}" if ask.start else "the beginning"
    until = f"{ask.stop:%Y-%m-%d %H:%M}" if ask.stop else "the end"
    after = info.last + timedelta(days=1)
    return Invalid(
        f"{info.exchange} {info.pair} has no {info.timeframe} candles from {asked} to {until}",
        field="timerange",
        remedy=f"Candles exist from {info.first:%Y-%m-%d %H:%M} to {info.last:%Y-%m-%d %H:%M} UTC: "
        f"try --timerange {info.first:%Y%m%d}-{after:%Y%m%d}.",
    )


def _resampled(store: CandleStore, info: SeriesInfo, ask: _Ask) -> Obtained:
    timeframe = ask.key.timeframe
    step = timeframe_ms(timeframe)
    # The first and the last coarse candle need all of their parts, also those outside the range.
    low = from_ms(_first_open(ask.begin, timeframe)) if ask.begin else None
    high = from_ms(floor_to_grid(to_ms(ask.stop), timeframe) + step) if ask.stop else None
    finer = store.read_columns(info.exchange, info.pair, info.timeframe, low, high)
    result = resample_columns(finer, info.timeframe, timeframe)
    columns, remarks = result.columns, list[Said]()
    first_open = floor_to_grid(to_ms(info.first), timeframe)
    if len(columns) and columns.dates[0] == first_open and to_ms(info.first) > first_open:
        columns = columns.rows(1, len(columns))
        remarks.append(say.FIRST_DROPPED(timeframe=name(timeframe)))
    if result.half_open_removed:
        remarks.append(say.LAST_DROPPED(timeframe=name(timeframe)))
    judged = _judge(store, info, ask, columns)
    quality = judged.quality.model_copy(
        update={
            "half_open_removed": judged.quality.half_open_removed + result.half_open_removed,
        }
    )
    return Obtained(judged.columns, quality.remarking(*remarks), judged.warmup)


def _first_open(moment: datetime, timeframe: str) -> int:
    stamp = to_ms(moment)
    opened = floor_to_grid(stamp, timeframe)
    return opened if opened == stamp else opened + timeframe_ms(timeframe)


def _judge(store: CandleStore, info: SeriesInfo, ask: _Ask, columns: CandleColumns) -> Obtained:
    # A range may be shorter than a candle: the one that is open at its start will do.
    if not len(columns) or (ask.start and columns.dates[-1] <= to_ms(ask.start - ask.step)):
        raise _out_of_range(info, ask)
    warmup = int(np.searchsorted(columns.dates, to_ms(ask.start))) if ask.start else 0
    meta = store.meta(SeriesKey(info.exchange, info.pair, info.timeframe))
    quality = with_source_counts(inspect_columns(columns, ask.key, synthetic=meta.synthetic), meta)
    quality = quality.model_copy(
        update={
            "resampled_from": info.timeframe if info.timeframe != ask.key.timeframe else None,
        }
    )
    return Obtained(columns, quality.remarking(*_short_of(ask, quality, warmup)), warmup)


def _short_of(ask: _Ask, quality: CandleQuality, warmup: int) -> list[Said]:
    """Return what is lacking of the range: its start, its warm-up, its end."""
    remarks: list[Said] = []
    first, last = quality.first, quality.last
    if ask.start and first and first >= ask.start + ask.step:
        remarks.append(say.BEGIN_LATE(first=moment(first)))
    elif ask.start and ask.begin and first and first >= ask.begin + ask.step:
        wanted = round((ask.start - ask.begin) / ask.step)
        few = counted(warmup, grouped=False)
        remarks.append(say.SHORT_WARMUP(warmup=few, wanted=counted(wanted, grouped=False)))
    if ask.stop and last and last + 2 * ask.step <= ask.stop:
        remarks.append(say.END_EARLY(last=moment(last)))
    return remarks

"""From a finer timeframe to a coarser one, never the other way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hypertrade.candles.schema import (
    candle_frame,
    dates_ms,
    empty_frame,
    grid_offset_ms,
    timeframe_ms,
)
from hypertrade.domain.errors import Invalid


@dataclass(frozen=True)
class Resampled:
    """Coarser candles; ``half_open_removed`` is 1 when an incomplete last one was dropped."""

    frame: pd.DataFrame
    half_open_removed: int


def divides(finer: str, coarser: str) -> bool:
    """Return whether whole ``finer`` candles make up one ``coarser`` candle."""
    small, large = timeframe_ms(finer), timeframe_ms(coarser)
    if coarser == "1w" and finer == "3d":
        return False
    return small < large and large % small == 0


def resample(frame: pd.DataFrame, source: str, target: str) -> Resampled:
    """Return the ``target`` candles that ordered ``source`` candles make up.

    A candle is labelled by its opening time, on the grid of 1970 (weeks: Mondays), as exchanges
    and ``technical.util.resample_to_interval`` do. Absent candles do not count, and neither do flat
    ones without volume at the previous close, which are absent candles that somebody filled: open
    and close are those of the first and last candle that traded. The last candle is dropped unless
    its last part is there.

    Raises:
        Invalid: ``target`` is not a multiple of ``source``.
    """
    if not divides(source, target):
        raise Invalid(
            f"{source} candles cannot become {target} candles",
            field="timeframe",
            remedy="Resampling goes up only, to a multiple of the timeframe that exists.",
        )
    if frame.empty:
        return Resampled(empty_frame(), 0)
    step, offset = timeframe_ms(target), grid_offset_ms(target)
    dates = dates_ms(frame)
    opened = (dates - offset) // step * step + offset
    complete = int(dates[-1]) + timeframe_ms(source) >= int(opened[-1]) + step
    if not complete:
        kept = int(np.searchsorted(opened, opened[-1]))
        frame, dates, opened = frame.iloc[:kept], dates[:kept], opened[:kept]
    if not len(dates):
        return Resampled(empty_frame(), 1)
    return Resampled(_aggregate(frame, opened), int(not complete))


def _aggregate(frame: pd.DataFrame, opened: np.ndarray) -> pd.DataFrame:
    traded = ~_filled_by_somebody(frame)
    # A coarse candle in which nothing traded is kept flat where its parts were given.
    quiet = ~np.isin(opened, opened[traded])
    use = traded | quiet
    values = {name: frame[name].to_numpy(np.float64)[use] for name in frame.columns[1:]}
    groups, first = np.unique(opened[use], return_index=True)
    last = np.append(first[1:], int(use.sum())) - 1
    return candle_frame(
        groups,
        {
            "open": values["open"][first],
            "high": np.maximum.reduceat(values["high"], first),
            "low": np.minimum.reduceat(values["low"], first),
            "close": values["close"][last],
            "volume": _sums(values["volume"], opened[use]),
        },
    )


def _sums(volume: np.ndarray, opened: np.ndarray) -> np.ndarray:
    # pandas sums with compensation, as Freqtrade's and technical's resampling do: equal to the bit.
    return pd.Series(volume).groupby(opened, sort=False).sum().to_numpy(np.float64)


def _filled_by_somebody(frame: pd.DataFrame) -> np.ndarray:
    price = {name: frame[name].to_numpy(np.float64) for name in ("open", "high", "low", "close")}
    previous = np.concatenate(([np.nan], price["close"][:-1]))
    flat = np.ones(len(frame), dtype=bool)
    for column in price.values():
        flat &= column == previous
    return np.asarray(flat & (frame["volume"].to_numpy(np.float64) == 0))

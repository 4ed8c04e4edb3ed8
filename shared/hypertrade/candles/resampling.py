"""From a finer timeframe to a coarser one, never the other way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.columns import CandleColumns, columns_of, frame_of, no_columns
from hypertrade.candles.schema import PRICES, grid_offset_ms, timeframe_ms
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Resampled:
    """Coarser candles; ``half_open_removed`` is 1 when an incomplete last one was dropped."""

    columns: CandleColumns
    half_open_removed: int

    @property
    def frame(self) -> pd.DataFrame:
        """Return the candles as a frame."""
        return frame_of(self.columns)


def divides(finer: str, coarser: str) -> bool:
    """Return whether whole ``finer`` candles make up one ``coarser`` candle."""
    small, large = timeframe_ms(finer), timeframe_ms(coarser)
    if coarser == "1w" and finer == "3d":
        return False
    return small < large and large % small == 0


def resample(frame: pd.DataFrame, source: str, target: str) -> Resampled:
    """Return the ``target`` candles of a frame; see ``resample_columns``."""
    return resample_columns(columns_of(frame), source, target)


def resample_columns(columns: CandleColumns, source: str, target: str) -> Resampled:
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
    if not len(columns):
        return Resampled(no_columns(), 0)
    step, offset = timeframe_ms(target), grid_offset_ms(target)
    dates = columns.dates
    opened = (dates - offset) // step * step + offset
    complete = int(dates[-1]) + timeframe_ms(source) >= int(opened[-1]) + step
    if not complete:
        kept = int(np.searchsorted(opened, opened[-1]))
        columns, opened = columns.rows(0, kept), opened[:kept]
    if not len(columns):
        return Resampled(no_columns(), 1)
    return Resampled(_aggregate(columns, opened), int(not complete))


def _aggregate(columns: CandleColumns, opened: NDArray[np.int64]) -> CandleColumns:
    traded = ~_filled_by_somebody(columns)
    # A coarse candle in which nothing traded is kept flat where its parts were given.
    quiet = ~np.isin(opened, opened[traded])
    use = traded | quiet
    values = {name: column[use] for name, column in columns.by_name.items()}
    groups, first = np.unique(opened[use], return_index=True)
    last = np.append(first[1:], int(use.sum())) - 1
    return CandleColumns(
        groups,
        {
            "open": values["open"][first],
            "high": np.maximum.reduceat(values["high"], first),
            "low": np.minimum.reduceat(values["low"], first),
            "close": values["close"][last],
            "volume": _sums(values["volume"], first, last),
        },
    )


def _sums(
    volume: NDArray[np.float64], first: NDArray[np.intp], last: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return each group's sum with Kahan's compensation, one addend of every group at a time.

    pandas sums so (``group_sum`` of its groupby), hence Freqtrade's and technical's resampling:
    equal to the bit.
    """
    total, lost = np.zeros(len(first)), np.zeros(len(first))
    for place in range(int((last - first).max()) + 1):
        row = first + place
        some = row <= last
        addend = volume[row[some]] - lost[some]
        raised = total[some] + addend
        lost[some] = raised - total[some] - addend
        total[some] = raised
    return total


def _filled_by_somebody(columns: CandleColumns) -> NDArray[np.bool_]:
    price = {name: columns.by_name[name] for name in PRICES}
    previous = np.concatenate(([np.nan], price["close"][:-1]))
    flat = np.ones(len(columns), dtype=bool)
    for column in price.values():
        flat &= column == previous
    return np.asarray(flat & (columns.by_name["volume"] == 0))

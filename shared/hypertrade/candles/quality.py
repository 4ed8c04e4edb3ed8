"""The quality report of clean candles: gaps, outliers, hash, and what cleaning did before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.columns import CandleColumns, columns_of
from hypertrade.candles.filling import gaps_of
from hypertrade.candles.schema import PRICES, columns_hash, from_ms
from hypertrade.candles.sentences import MADE_UP
from hypertrade.domain.quality import CandleQuality

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from hypertrade.candles.series import SeriesKey, SeriesMeta

OUTLIER_DATES = 20
"""How many outliers are listed by date; all are counted."""

_STRETCH = 250
_TIMES = 15.0
_LEAST = 0.02
_CLEANING = (
    "duplicates_removed",
    "reordered",
    "impossible_removed",
    "rounded_to_tick",
    "half_open_removed",
)


def inspect(frame: pd.DataFrame, key: SeriesKey, *, synthetic: bool = False) -> CandleQuality:
    """Return the report on clean candles; the cleaning counts are zero."""
    return inspect_columns(columns_of(frame), key, synthetic=synthetic)


def inspect_columns(
    columns: CandleColumns, key: SeriesKey, *, synthetic: bool = False
) -> CandleQuality:
    """Return the report on clean candles; the cleaning counts are zero."""
    dates = columns.dates
    gaps = gaps_of(dates, key.timeframe)
    unusual = find_outliers(columns)
    quality = CandleQuality(
        exchange=key.exchange,
        pair=key.pair,
        timeframe=key.timeframe,
        candles=len(columns),
        first=from_ms(int(dates[0])) if len(dates) else None,
        last=from_ms(int(dates[-1])) if len(dates) else None,
        synthetic=synthetic,
        gaps=gaps.count,
        filled=gaps.candles,
        longest_gap_minutes=gaps.longest_minutes,
        outliers=int(unusual.sum()),
        outlier_dates=tuple(from_ms(int(stamp)) for stamp in dates[unusual][:OUTLIER_DATES]),
        content_hash=columns_hash(dates, columns.by_name),
    )
    return quality.remarking(MADE_UP()) if synthetic else quality


def with_source_counts(quality: CandleQuality, meta: SeriesMeta) -> CandleQuality:
    """Return ``quality`` with what cleaning did when the series was imported or downloaded.

    Those counts and remarks cover the whole series, not only the range that is used.
    """
    reports = [source.quality for source in meta.sources if source.quality]
    counts = {name: sum(getattr(report, name) for report in reports) for name in _CLEANING}
    return quality.with_remarks_of(*reports).model_copy(update=counts)


def find_outliers(columns: CandleColumns) -> NDArray[np.bool_]:
    """Return which candles move unusually far; they are genuine until somebody says otherwise.

    A candle's move is the larger of its close's absolute log return and its longest wick in log
    terms. It is unusual at more than 15 times the median move of its stretch (250 candles, with the
    stretches before and after) and more than 2%. The median, unlike a standard deviation, is not
    inflated by the outliers themselves.
    """
    if len(columns) < 3:  # noqa: PLR2004 - no typical move to compare with
        return np.zeros(len(columns), dtype=bool)
    price = {name: np.log(columns.by_name[name]) for name in PRICES}
    returns = np.abs(np.diff(price["close"], prepend=price["close"][0]))
    body = np.maximum(price["open"], price["close"]), np.minimum(price["open"], price["close"])
    moves = np.maximum.reduce([returns, price["high"] - body[0], body[1] - price["low"]])
    return np.asarray((moves > _TIMES * _typical(moves)) & (moves > _LEAST))


def _typical(moves: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, candle by candle, the median move of its stretch and the two beside it."""
    count = -(-len(moves) // _STRETCH)
    padded = np.full((count + 2) * _STRETCH, np.nan)
    padded[_STRETCH : _STRETCH + len(moves)] = moves
    stretches = padded.reshape(count + 2, _STRETCH)
    around = np.concatenate((stretches[:-2], stretches[1:-1], stretches[2:]), axis=1)
    medians = np.empty(count)
    # Only the ends hold padding: the plain median is many times faster.
    whole = ~np.isnan(around).any(axis=1)
    medians[whole] = np.median(around[whole], axis=1)
    medians[~whole] = np.nanmedian(around[~whole], axis=1)
    return np.repeat(medians, _STRETCH)[: len(moves)]

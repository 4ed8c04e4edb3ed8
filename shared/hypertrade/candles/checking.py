"""The quality of what is stored, judged anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.candles.quality import inspect, with_source_counts

if TYPE_CHECKING:
    from hypertrade.candles.series import SeriesKey
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.quality import CandleQuality


def check_series(store: CandleStore, key: SeriesKey) -> CandleQuality:
    """Return the report on a whole stored series.

    Gaps, outliers and hash are those of the candles as they are now; the repairs are those of every
    import or download.

    Raises:
        Invalid: a file of the series is damaged.
    """
    meta = store.meta(key)
    frame = store.read(key.exchange, key.pair, key.timeframe)
    return with_source_counts(inspect(frame, key, synthetic=meta.synthetic), meta)

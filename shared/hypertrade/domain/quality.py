"""What was found in candles, and what was done about it."""

from __future__ import annotations

from datetime import datetime

from hypertrade.domain.base import Document


class CandleQuality(Document):
    """The state of one pair's candles on one timeframe; every count is candles.

    ``filled`` are the gaps' candles as Freqtrade fills them on reading (flat, volume 0).
    ``outliers`` are kept. ``content_hash`` covers the cleaned candles that were used.
    """

    exchange: str
    pair: str
    timeframe: str
    candles: int
    first: datetime | None
    last: datetime | None
    synthetic: bool = False
    resampled_from: str | None = None
    duplicates_removed: int = 0
    reordered: int = 0
    impossible_removed: int = 0
    rounded_to_tick: int = 0
    half_open_removed: int = 0
    gaps: int = 0
    filled: int = 0
    longest_gap_minutes: int = 0
    outliers: int = 0
    outlier_dates: tuple[datetime, ...] = ()
    content_hash: str = ""
    remarks: tuple[str, ...] = ()

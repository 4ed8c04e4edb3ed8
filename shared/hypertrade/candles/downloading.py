"""Download with resume: what is stored grows at both ends and never gets a hole of our making."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.candles.cleaning import clean
from hypertrade.candles.schema import candle_frame, floor_to_grid, from_ms, timeframe_ms, to_ms
from hypertrade.candles.series import SourceRecord
from hypertrade.domain.errors import Cancelled, Conflict

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from hypertrade.candles.quotes import Quotes
    from hypertrade.candles.series import SeriesKey
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.quality import CandleQuality

HISTORY = timedelta(days=365)
"""How far back a first download goes when nobody says."""

_PAGES_A_WRITE = 20
_SUMMED = (
    "duplicates_removed",
    "reordered",
    "impossible_removed",
    "rounded_to_tick",
    "half_open_removed",
)


@dataclass(frozen=True)
class DownloadProgress:
    """How far one series is: candles got, and the share of the asked range done (0 to 1)."""

    key: SeriesKey
    candles: int
    share: float
    reached: datetime


@dataclass(frozen=True)
class Downloaded:
    """What one download did."""

    key: SeriesKey
    added: int
    replaced: int
    first: datetime | None
    last: datetime | None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; times are ISO 8601."""
        return {
            "exchange": self.key.exchange,
            "pair": self.key.pair,
            "timeframe": self.key.timeframe,
            "added": self.added,
            "replaced": self.replaced,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


@dataclass
class Download:
    """The download of one series.

    ``start`` and ``stop`` bound the candles' opening times (``None``: from what is stored, or a
    year back; to now). ``now`` is the present moment: the candle open then is left out.
    ``cancelled`` is asked after every page; what has come by then is kept.
    """

    store: CandleStore
    quotes: Quotes
    key: SeriesKey
    now: datetime
    start: datetime | None = None
    stop: datetime | None = None
    on_progress: Callable[[DownloadProgress], None] = lambda _progress: None
    cancelled: Callable[[], bool] = lambda: False
    _waiting: list[list[float]] = field(default_factory=list)
    _candles: int = 0
    _done: int = 0
    _added: int = 0
    _replaced: int = 0

    def run(self) -> Downloaded:
        """Fetch what is lacking after the last stored candle and before the first.

        Raises:
            Invalid: the exchange has no such candles.
            Unavailable: it does not answer; what came before is stored.
            Conflict: the series holds the demo market's candles.
            Cancelled: ``cancelled`` answered true; what came before is stored.
        """
        info = self.store.info(self.key)
        if info and info.synthetic:
            raise Conflict(
                f"{self.key} holds the demo market; real candles cannot be mixed in",
                field="data",
                remedy="Use another folder: --data real-data.",
            )
        self.quotes.check(self.key.pair, self.key.timeframe)
        step = timeframe_ms(self.key.timeframe)
        last_open = floor_to_grid(to_ms(self.now), self.key.timeframe)
        stop = min(to_ms(self.stop), last_open) if self.stop else last_open
        first = to_ms(info.first) if info else None
        after = to_ms(info.last) + step if info else None
        start = self._start(stop, first)
        total = max(stop - (after or start), 0) + max((first or start) - start, 0)
        try:
            self._forwards(after if after is not None else start, stop, total)
            if first is not None:
                self._flush()
                self._backwards(first, start, total)
        finally:
            # Also on an error or Ctrl-C: the pages that came adjoin what is stored.
            self._flush()
        now_there = self.store.info(self.key)
        return Downloaded(
            self.key,
            self._added,
            self._replaced,
            now_there.first if now_there else None,
            now_there.last if now_there else None,
        )

    def _start(self, stop: int, first: int | None) -> int:
        if self.start:
            return to_ms(self.start)
        return first if first is not None else stop - int(HISTORY.total_seconds() * 1000)

    def _forwards(self, since: int, stop: int, total: int) -> None:
        step = timeframe_ms(self.key.timeframe)
        span = self.quotes.span(self.key.pair, self.key.timeframe)
        while since < stop:
            rows = self.quotes.page(self.key.pair, self.key.timeframe, since)
            inside = [row for row in rows if row[0] < stop]
            # An empty page is a stretch without trades: the next one may have some.
            after = int(rows[-1][0]) + step if rows else since + span
            self._take(inside, min(after, stop) - since, total, min(after, stop))
            since = after

    def _backwards(self, first: int, start: int, total: int) -> None:
        """Fetch from the first stored candle towards ``start``, so that no hole is ever stored."""
        span = self.quotes.span(self.key.pair, self.key.timeframe)
        end = first
        while end > start:
            since = max(start, end - span)
            rows = self.quotes.page(self.key.pair, self.key.timeframe, since)
            inside = [row for row in rows if row[0] < end]
            if not inside and since > start:
                # Before the listing, or a long silence? The first candle from the start on tells.
                probe = self.quotes.page(self.key.pair, self.key.timeframe, start)
                if not probe or probe[0][0] >= end:
                    return
            self._take(inside, end - since, total, since)
            end = since

    def _take(self, rows: list[list[float]], done: int, total: int, reached: int) -> None:
        self._waiting += rows
        self._candles += len(rows)
        self._done += done
        if len(self._waiting) >= _PAGES_A_WRITE * self.quotes.page_size(self.key.pair):
            self._flush()
        share = min(self._done / total, 1.0) if total else 1.0
        self.on_progress(DownloadProgress(self.key, self._candles, share, from_ms(reached)))
        if self.cancelled():
            raise Cancelled(
                f"stopped; {self._candles:,} candles of {self.key} are kept",
                remedy="Run the command again to go on from there.",
            )

    def _flush(self) -> None:
        if not self._waiting:
            return
        frame = _frame(self._waiting)
        self._waiting = []
        cleaned = clean(frame, self.key, now=self.now, doubt_timeframe=False)
        name = f"download from {self.key.exchange}"
        before = next((s for s in self.store.meta(self.key).sources if s.name == name), None)
        source = SourceRecord(
            name=name,
            fingerprint=f"download:{self.key.exchange}",
            taken_at=self.now,
            candles=len(cleaned.frame) + (before.candles if before else 0),
            quality=_together(before.quality if before else None, cleaned.quality),
        )
        written = self.store.write(self.key, cleaned.frame, source=source, tick=cleaned.tick)
        self._added += written.added
        self._replaced += written.replaced


def _frame(rows: list[list[float]]) -> pd.DataFrame:
    table = np.array([row[1:6] for row in rows], dtype=np.float64)
    dates = np.array([int(row[0]) for row in rows], dtype=np.int64)
    names = ("open", "high", "low", "close", "volume")
    return candle_frame(dates, {name: table[:, at].copy() for at, name in enumerate(names)})


def _together(before: CandleQuality | None, after: CandleQuality) -> CandleQuality:
    """Return the report of one growing download: counts add up."""
    if before is None:
        return after
    counts = {name: getattr(before, name) + getattr(after, name) for name in _SUMMED}
    both = before.with_remarks_of(after)
    return after.model_copy(update={**counts, "remarks": both.remarks, "told": both.told})

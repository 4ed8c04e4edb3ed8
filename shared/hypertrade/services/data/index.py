"""What is stored, remembered: a series is read again only when its files have changed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.series import SeriesInfo, SeriesKey
    from hypertrade.domain.quality import CandleQuality

    Stamp = tuple[tuple[str, int], ...]

_MOST_REPORTS = 500


class SeriesIndex:
    """The series of one candle store; safe to ask from several threads."""

    def __init__(self, root: Path) -> None:
        """Read the store in ``root``."""
        self._root = root
        self._lock = threading.Lock()
        self._infos: dict[Path, tuple[Stamp, SeriesInfo | None]] = {}
        self._reports: dict[SeriesKey, tuple[Stamp, CandleQuality]] = {}

    def series(self) -> list[SeriesInfo]:
        """Return every series of plain candles, by exchange, pair and length of timeframe."""
        from hypertrade.domain.market import MINUTES_OF

        folders = sorted(self._root.glob("exchange=*/timeframe=*/pair=*"))
        with self._lock:
            found = [info for folder in folders if (info := self._info(folder)) is not None]
        return sorted(
            found, key=lambda one: (one.exchange, one.pair, MINUTES_OF.get(one.timeframe, 0))
        )

    def find(self, key: SeriesKey) -> SeriesInfo | None:
        """Return one series, ``None`` if nothing is stored."""
        with self._lock:
            return self._info(self._root / key.folder())

    def quality(self, key: SeriesKey) -> CandleQuality:
        """Return the report on a stored series."""
        from hypertrade.candles.checking import check_series
        from hypertrade.candles.store import CandleStore

        stamp = _stamp(self._root / key.folder())
        known = self._reports.get(key)
        if known is not None and known[0] == stamp:
            return known[1]
        report = check_series(CandleStore(self._root), key)
        with self._lock:
            while len(self._reports) >= _MOST_REPORTS:
                self._reports.pop(next(iter(self._reports)))
            self._reports[key] = (stamp, report)
        return report

    def _info(self, folder: Path) -> SeriesInfo | None:
        from hypertrade.candles.series import SeriesKey, pair_from_filename
        from hypertrade.candles.store import CandleStore

        stamp = _stamp(folder)
        known = self._infos.get(folder)
        if known is None or known[0] != stamp:
            named = dict(part.split("=", 1) for part in folder.parts if "=" in part)
            key = SeriesKey(
                named["exchange"], pair_from_filename(named["pair"]), named["timeframe"]
            )
            known = self._infos[folder] = (stamp, CandleStore(self._root).info(key))
        return known[1]


def _stamp(folder: Path) -> Stamp:
    """Return what changes whenever a series is written."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in sorted(folder.glob("*.json")))

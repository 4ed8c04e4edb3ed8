"""A download of candles as a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.backtest import Progress
from hypertrade.services.runs.keeping import Done

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hypertrade.candles.downloading import DownloadProgress
    from hypertrade.candles.quotes import Quotes
    from hypertrade.domain.runs import DownloadWork

_PARTS = 1000
"""A series in progress is told in thousandths."""


def open_quotes(work: DownloadWork) -> Quotes:
    """Return the candles that the exchange of ``work`` offers.

    Raises:
        Invalid: there is no such exchange, or it gives no candles.
    """
    from hypertrade.candles.quotes import Quotes, open_exchange

    return Quotes(open_exchange(work.exchange, futures=work.trading_mode.value == "futures"))


def download(
    work: DownloadWork,
    data: Path,
    now: datetime,
    on_progress: Callable[[Progress], None],
    quotes: Callable[[DownloadWork], Quotes] = open_quotes,
) -> Done:
    """Fetch what ``work`` asks for into the candle store in ``data``.

    Killed in here, what came by then is stored; done again, it goes on from there.

    Raises:
        Invalid: the exchange has no such candles.
        Unavailable: it does not answer; what came before is stored.
        Conflict: the series holds the demo market's candles.
    """
    from hypertrade.candles.downloading import Download
    from hypertrade.candles.series import SeriesKey
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.market import Timerange

    asked = Timerange.parse(f"{work.since}-{work.until or ''}")
    source, store = quotes(work), CandleStore(data)
    series: list[dict[str, Any]] = []
    for number, pair in enumerate(work.pairs):

        def tell(reached: DownloadProgress, number: int = number) -> None:
            done = number * _PARTS + round(reached.share * _PARTS)
            total = len(work.pairs) * _PARTS
            on_progress(Progress(stage="loading", done=done, total=total, date=reached.reached))

        key = SeriesKey(work.exchange, pair, work.timeframe)
        fetched = Download(store, source, key, now, asked.start, asked.stop, tell).run()
        series.append(fetched.to_json())
    return Done({"series": series})

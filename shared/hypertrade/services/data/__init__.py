"""Market data as everybody sees it: which candles exist, how good they are, which exchanges."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid, NotFound
from hypertrade.domain.market import timeframe_minutes
from hypertrade.domain.paging import MOST_ITEMS, Page
from hypertrade.services.data.index import SeriesIndex

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.series import SeriesInfo, SeriesKey
    from hypertrade.domain.orders import DownloadOrder
    from hypertrade.domain.quality import CandleQuality
    from hypertrade.domain.runs import DownloadWork
    from hypertrade.markets.rules import ExchangeRules
    from hypertrade.ports.clock import Clock


class MarketData:
    """Reads the candle store that all principals share; nothing in it belongs to anybody."""

    def __init__(self, data: Path, clock: Clock) -> None:
        """Read the folder ``data``."""
        self._data = data
        self._clock = clock
        self._index = SeriesIndex(data)

    def series(
        self,
        *,
        exchange: str | None = None,
        pair: str | None = None,
        timeframe: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[SeriesInfo]:
        """Return one page of the stored series, by exchange, pair and timeframe.

        ``cursor`` is the ``next`` of the page before.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        if not 1 <= limit <= MOST_ITEMS:
            raise Invalid(
                f"a page of {limit} cannot be had",
                field="limit",
                remedy=f"Ask for 1 to {MOST_ITEMS}.",
            )
        wanted = [
            info
            for info in self._index.series()
            if exchange in {None, info.exchange}
            and pair in {None, info.pair}
            and timeframe in {None, info.timeframe}
        ]
        start = _start(cursor)
        shown = tuple(wanted[start : start + limit])
        more = start + limit < len(wanted)
        return Page(shown, str(start + limit) if more else None)

    def find(self, key: SeriesKey) -> SeriesInfo | None:
        """Return what is stored under ``key``, ``None`` if nothing is."""
        return self._index.find(key)

    def quality(self, key: SeriesKey) -> CandleQuality:
        """Return the report on a stored series: gaps, repairs, outliers, content hash.

        Raises:
            NotFound: nothing is stored under ``key``.
        """
        if self.find(key) is None:
            raise NotFound(
                f"no candles of {key} are stored",
                field="pair",
                remedy="GET /v1/data/candles lists what there is; /v1/data/downloads gets more.",
            )
        return self._index.quality(key)

    def report(self, exchange: str, pair: str, timeframe: str) -> CandleQuality:
        """Return the report on a stored series by its parts, as ``quality`` does."""
        from hypertrade.candles.series import SeriesKey

        return self.quality(SeriesKey(exchange, pair, timeframe))

    def exchanges(self) -> list[ExchangeRules]:
        """Return what is known of every exchange whose markets are known here."""
        from hypertrade.markets.snapshots import FOLDER, load_rules, shipped_names

        refreshed = {path.stem for path in (self._data / FOLDER).glob("*.json")}
        return [load_rules(name, self._data) for name in sorted(refreshed | {*shipped_names()})]

    def check_download(self, order: DownloadOrder) -> None:
        """Return if ``order`` can be done, as far as can be told without asking the exchange.

        Raises:
            Invalid: the exchange is unknown, or the days are none, or in the wrong order.
        """
        from hypertrade.markets.snapshots import exchange_names

        if order.exchange not in exchange_names():
            raise Invalid(
                f"{order.exchange!r} is no exchange that ccxt knows",
                field="exchange",
                remedy="GET /v1/data/exchanges names some; others are named as ccxt names them.",
            )
        since, until = days_of(order)
        now = self._clock.now()
        if since >= now or (until is not None and until <= since):
            raise Invalid(
                f"there are no candles from {order.since} to {order.until or 'now'}",
                field="since",
                remedy="Write the first day before the last, both as YYYYMMDD, none to come.",
            )


def days_of(order: DownloadWork) -> tuple[datetime, datetime | None]:
    """Return the first moment of a download and the one where it ends, UTC.

    Raises:
        Invalid: a day is none.
    """
    return _day(order.since, "since"), None if order.until is None else _day(order.until, "until")


def candles_between(start: datetime, stop: datetime, timeframe: str) -> int:
    """Return how many candles of ``timeframe`` open from ``start`` on, before ``stop``."""
    return max(0, int((stop - start).total_seconds() / 60 / timeframe_minutes(timeframe)))


def _day(text: str, field: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise Invalid(
            f"{text} is no day", field=field, remedy="Write it as YYYYMMDD, such as 20240131."
        ) from error


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdigit():
        raise Invalid(
            "this is no cursor of ours",
            field="cursor",
            remedy="Send back `next` of the page before, unchanged.",
        )
    return int(cursor[:9])

"""An exchange's public candles through ccxt, with retries; no key is ever used."""

from __future__ import annotations

import time
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from hypertrade.candles.schema import timeframe_ms
from hypertrade.domain.errors import Invalid, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

_LIMIT = 500
_SERVER_ERRORS = 500
_LONGEST_WAIT = 30.0


def open_exchange(name: str, *, futures: bool = False) -> Any:
    """Return ccxt's client of an exchange, which keeps to the exchange's rate limit.

    Raises:
        Invalid: ccxt knows no such exchange, or it gives no candles.
    """
    import ccxt

    if name not in ccxt.exchanges:
        near = get_close_matches(name, ccxt.exchanges, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Use a name that ccxt knows."
        raise Invalid(f"unknown exchange {name!r}", field="exchange", remedy=hint)
    client = getattr(ccxt, name)({"enableRateLimit": True})
    if not client.has.get("fetchOHLCV"):
        raise Invalid(
            f"{name} gives no candles",
            field="exchange",
            remedy="Choose another exchange, or import files.",
        )
    markets = client.options.get("fetchMarkets")
    if isinstance(markets, dict) and "types" in markets:
        # Only the needed list of markets: each is a request of megabytes.
        markets["types"] = ["linear"] if futures else ["spot"]
    return client


@dataclass
class Quotes:
    """Pages of candles from one exchange.

    ``sleep`` waits between attempts; tests pass their own. ``attempts`` is how often one request
    is made before giving up.
    """

    client: Any
    sleep: Callable[[float], None] = time.sleep
    attempts: int = 5

    @property
    def name(self) -> str:
        """The exchange's name, as ccxt has it."""
        return str(self.client.id)

    def check(self, pair: str, timeframe: str) -> None:
        """Make sure that the exchange gives these candles.

        Raises:
            Invalid: it has no such pair or timeframe; the remedy names what comes near.
            Unavailable: it does not answer.
        """
        if not self.client.markets:
            self._ask(self.client.load_markets)
        if pair not in self.client.markets:
            near = get_close_matches(pair, list(self.client.markets), n=3)
            raise Invalid(
                f"{self.name} has no pair {pair}",
                field="pairs",
                remedy=f"Did you mean {' or '.join(near)}?" if near else "Check the pair.",
            )
        if timeframe not in self.client.timeframes:
            raise Invalid(
                f"{self.name} has no {timeframe} candles",
                field="timeframe",
                remedy=f"It has {', '.join(self.client.timeframes)}; a backtest resamples finer "
                "candles up by itself.",
            )

    def page_size(self, pair: str) -> int:
        """Return how many candles one request gives at most."""
        limit = self.client.feature_value(pair, "fetchOHLCV", "limit", _LIMIT)
        return int(limit or _LIMIT)

    def page(self, pair: str, timeframe: str, since: int) -> list[list[float]]:
        """Return the candles from ``since`` (UTC milliseconds) on, in order, at most one page.

        Raises:
            Invalid: the exchange refuses the request.
            Unavailable: it does not answer after all attempts.
        """
        rows = self._ask(
            lambda: self.client.fetch_ohlcv(
                pair, timeframe, since=since, limit=self.page_size(pair)
            )
        )
        # Some exchanges answer with candles from before, or leave values out.
        usable = [row[:6] for row in rows if row[0] >= since and None not in row[1:5]]
        return sorted(([*row[:5], row[5] or 0.0] for row in usable), key=lambda row: row[0])

    def span(self, pair: str, timeframe: str) -> int:
        """Return the time that one page covers, in milliseconds."""
        return self.page_size(pair) * timeframe_ms(timeframe)

    def _ask(self, request: Callable[[], Any]) -> Any:
        import ccxt

        for attempt in range(1, self.attempts + 1):
            try:
                return request()
            except ccxt.BaseError as error:
                if not (isinstance(error, ccxt.NetworkError) or _is_servers_fault(error)):
                    raise Invalid(
                        f"{self.name} refuses the request ({_brief(error)})",
                        field="exchange",
                        remedy="Check the pair and timeframe, and whether it serves your country.",
                    ) from error
                if attempt == self.attempts:
                    raise Unavailable(
                        f"{self.name} does not answer ({_brief(error)})",
                        field="exchange",
                        remedy="Check the network and run the command again: it goes on where it "
                        "stopped.",
                    ) from error
                self.sleep(min(2.0 ** (attempt - 1), _LONGEST_WAIT))
        raise AssertionError  # the loop returns or raises


def _is_servers_fault(error: BaseException) -> bool:
    """Return whether an HTTP status from 500 on is behind the error.

    ccxt takes such an answer for a refusal when it comes with a JSON body.
    """
    cause: BaseException | None = error
    while cause is not None:
        status = getattr(getattr(cause, "response", None), "status_code", 0)
        if status >= _SERVER_ERRORS:
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _brief(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:160]}"

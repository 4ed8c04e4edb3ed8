"""The one door to the exchange: markets from a snapshot, and nothing else.

Everything Freqtrade asks of an exchange passes ccxt's low-level ``fetch``. In a backtest that door
is shut; the one thing a backtest needs from the exchange, its markets, is answered from a file.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

from hypertrade.domain.errors import StrategyFailed

_NETWORK_EVENTS = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.bind"}
)


class NoNetwork(StrategyFailed):
    """Something asked for the network in the middle of a backtest."""

    def __init__(self, what: str) -> None:
        """Name what was asked for."""
        super().__init__(
            f"{what}: there is no network in a backtest",
            field="strategy",
            remedy="Use stored candles only; guard live calls with "
            "`if self.dp.runmode.value in ('live', 'dry_run')`.",
        )


def shut(markets: dict[str, Any], leverage_tiers: dict[str, Any]) -> None:
    """Answer ccxt's markets from ``markets`` (symbol to market), refuse every other request.

    ``leverage_tiers`` (symbol to ccxt's tiers) answers for futures. Call it before Freqtrade makes
    its exchange.
    """
    from ccxt import Exchange
    from ccxt.async_support import Exchange as AsyncExchange

    async def load_markets(self: Any, *_args: Any, **_named: Any) -> Any:
        # What fetching would have left beside the markets (hyperliquid reads it).
        for name in self.options.get("marketHelperProps", ()):
            self.options.setdefault(name, None)
        return self.set_markets(list(markets.values()))

    def fetch(self: Any, url: str, *_args: Any, **_named: Any) -> Any:
        raise NoNetwork(f"a request to {self.id} ({url.split('?', maxsplit=1)[0]})")

    async def async_fetch(self: Any, url: str, *_args: Any, **_named: Any) -> Any:
        raise NoNetwork(f"a request to {self.id} ({url.split('?', maxsplit=1)[0]})")

    async def watch(self: Any, url: str, *_args: Any, **_named: Any) -> Any:
        raise NoNetwork(f"a subscription at {self.id} ({url})")

    AsyncExchange.load_markets = load_markets
    AsyncExchange.fetch = async_fetch
    AsyncExchange.watch = watch
    AsyncExchange.watch_multiple = watch
    Exchange.fetch = fetch
    _feed_tiers(leverage_tiers)
    sys.addaudithook(_refuse)


def _feed_tiers(tiers: dict[str, Any]) -> None:
    """Answer Freqtrade's one other question about futures: how much leverage a pair allows."""
    from freqtrade.exchange import Exchange, exchange

    def load_leverage_tiers(self: Any) -> dict[str, Any]:
        futures = self.trading_mode == exchange.TradingMode.FUTURES
        return tiers if futures else {}

    if not tiers:
        return
    # Each exchange fetches them in its own way (Binance: a file of Freqtrade's), so every class.
    Exchange.load_leverage_tiers = load_leverage_tiers
    for subclass in Exchange.__subclasses__():
        if "load_leverage_tiers" in vars(subclass) and subclass.__name__ != "Binance":
            subclass.load_leverage_tiers = load_leverage_tiers


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse sockets to anywhere: an audit hook cannot be taken away again."""
    if event not in _NETWORK_EVENTS:
        return
    if event in {"socket.connect", "socket.bind"} and arguments[0].family == socket.AF_UNIX:
        return
    raise NoNetwork(f"a connection ({event}: {arguments[1:]})")

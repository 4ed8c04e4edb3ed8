"""An exchange's rules as it gives them now, through ccxt; no key is ever used."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hypertrade.domain.errors import Invalid, Unavailable
from hypertrade.markets.rules import ExchangeRules, MarketRules, PrecisionMode
from hypertrade.markets.snapshots import derived_rules, exchange_names

if TYPE_CHECKING:
    from datetime import date

_LIMITS = {
    "min_amount": ("amount", "min"),
    "max_amount": ("amount", "max"),
    "min_price": ("price", "min"),
    "max_price": ("price", "max"),
    "min_cost": ("cost", "min"),
    "max_cost": ("cost", "max"),
}


def open_client(exchange: str) -> Any:
    """Return ccxt's client of ``exchange``.

    Raises:
        Invalid: ccxt knows no such exchange.
    """
    import ccxt

    if exchange not in exchange_names() or not hasattr(ccxt, exchange):
        near = get_close_matches(exchange, exchange_names(), 1)
        raise Invalid(
            f"{exchange!r} is not an exchange that ccxt knows",
            field="exchange",
            remedy=f"Did you mean {near[0]}?" if near else "Try binance, kraken or bitfinex.",
        )
    client = getattr(ccxt, exchange)({"enableRateLimit": True})
    wanted = client.options.get("fetchMarkets")
    if isinstance(wanted, dict) and "types" in wanted:
        # Each type is a request of megabytes, and Freqtrade trades only these.
        wanted["types"] = ["spot", "linear"]
    return client


def fetch_rules(client: Any, today: date) -> ExchangeRules:
    """Return the rules of every spot and linear perpetual market that ``client`` has.

    Raises:
        Unavailable: the exchange does not answer.
        Invalid: it answers, but without markets.
    """
    import ccxt

    try:
        loaded: dict[str, Any] = client.load_markets(reload=True)
    except ccxt.NetworkError as error:
        raise Unavailable(
            f"{client.id} does not answer: {error}",
            field="exchange",
            remedy="Check the network, or try again later.",
        ) from error
    except ccxt.BaseError as error:
        raise Invalid(
            f"{client.id} refuses to list its markets: {error}",
            field="exchange",
            remedy="Some exchanges are closed to some countries; choose another one.",
        ) from error
    known = derived_rules(client.id)
    rules = [_rules(market) for market in loaded.values() if _tradable(market)]
    markets = sorted((each for each in rules if each), key=lambda each: each.symbol)
    if not markets:
        raise Invalid(
            f"{client.id} lists no market that can be traded",
            field="exchange",
            remedy="Choose another exchange.",
        )
    return ExchangeRules(
        exchange=client.id,
        as_of=today,
        source="the exchange's own list of markets",
        precision_mode=_mode(client.precisionMode),
        taker=known.taker,
        maker=known.maker,
        markets=tuple(markets),
    )


def _tradable(market: dict[str, Any]) -> bool:
    perpetual = market.get("swap") and market.get("linear") and not market.get("expiry")
    return bool(market.get("active", True) is not False and (market.get("spot") or perpetual))


def _rules(market: dict[str, Any]) -> MarketRules | None:
    """Return a ccxt market's rules; ``None`` for one that cannot be traded or named."""
    limits, precision = market.get("limits") or {}, market.get("precision") or {}
    values: dict[str, Any] = {
        name: (limits.get(kind) or {}).get(edge) for name, (kind, edge) in _LIMITS.items()
    }
    if market.get("swap"):
        values["contract_size"] = market.get("contractSize")
        values["max_leverage"] = (limits.get("leverage") or {}).get("max")
    try:
        return MarketRules(
            symbol=market["symbol"],
            price=precision.get("price"),
            amount=precision.get("amount"),
            taker=market.get("taker"),
            maker=market.get("maker"),
            **values,
        )
    except ValidationError:
        # Names outside BASE/QUOTE, or a market without any precision: Freqtrade trades neither.
        return None


def _mode(mode: int) -> PrecisionMode:
    import ccxt

    modes: dict[int, PrecisionMode] = {
        ccxt.TICK_SIZE: "tick_size",
        ccxt.SIGNIFICANT_DIGITS: "significant_digits",
        ccxt.DECIMAL_PLACES: "decimal_places",
    }
    return modes[mode]

"""The shipped rules agree with ccxt's classes and give sane orders through Freqtrade's rounding."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import ccxt
import pytest
from freqtrade.exchange import amount_to_precision, price_to_precision
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import TradingMode
from hypertrade.markets import (
    ExchangeRules,
    MarketRules,
    ccxt_market,
    load_rules,
    save_rules,
    select,
)
from hypertrade.markets.snapshots import _table, shipped_names

if TYPE_CHECKING:
    from pathlib import Path

_MODES = {
    "tick_size": ccxt.TICK_SIZE,
    "significant_digits": ccxt.SIGNIFICANT_DIGITS,
    "decimal_places": ccxt.DECIMAL_PLACES,
}
# Typical prices in US dollars, to within what precision cares about.
_PRICES = {
    "BTC": 60000.0,
    "ETH": 2500.0,
    "BNB": 600.0,
    "BCH": 400.0,
    "AAVE": 150.0,
    "SOL": 150.0,
    "XMR": 160.0,
    "LTC": 80.0,
    "ZEC": 40.0,
    "DASH": 30.0,
    "AVAX": 25.0,
    "ETC": 20.0,
    "LINK": 14.0,
    "NEO": 10.0,
    "UNI": 8.0,
    "APT": 8.0,
    "DOT": 5.0,
    "NEAR": 5.0,
    "TON": 5.0,
    "FIL": 4.0,
    "ATOM": 5.0,
    "SUI": 2.0,
    "OP": 1.5,
    "XTZ": 0.8,
    "EOS": 0.6,
    "ARB": 0.6,
    "XRP": 0.5,
    "ADA": 0.4,
    "POL": 0.4,
    "IOTA": 0.2,
    "TRX": 0.15,
    "ALGO": 0.15,
    "DOGE": 0.12,
    "XLM": 0.1,
    "HBAR": 0.06,
    "SHIB": 2e-5,
    "PEPE": 1e-5,
}
_QUOTES = {"BTC": 60000.0}


def test_the_table_of_exchanges_is_ccxts() -> None:
    table = _table()
    assert set(table) == set(ccxt.exchanges)
    for name, known in table.items():
        client = getattr(ccxt, name)()
        assert _MODES[known["precision_mode"]] == client.precisionMode, name
        fees = (client.fees or {}).get("trading") or {}
        assert (known["taker"], known["maker"]) == (fees.get("taker"), fees.get("maker")), name


def test_the_exchanges_people_start_with_are_shipped() -> None:
    assert {"binance", "kraken", "bitfinex", "okx", "bybit", "kucoin"} <= set(shipped_names())


@pytest.mark.parametrize("name", shipped_names())
def test_precision_is_in_the_exchanges_own_mode(name: str) -> None:
    rules = load_rules(name)
    assert _MODES[rules.precision_mode] == getattr(ccxt, name)().precisionMode
    assert len({market.symbol for market in rules.markets}) == len(rules.markets) >= 40
    for market in rules.markets:
        if rules.precision_mode == "tick_size":
            assert market.price < 1000
            assert math.isclose(math.log10(market.price) % 1, 0, abs_tol=1e-9) or market.price < 1
        else:
            assert market.price == int(market.price) >= 1
            assert market.amount == int(market.amount) >= 1


@pytest.mark.parametrize("name", shipped_names())
def test_freqtrade_rounds_typical_orders_sanely(name: str) -> None:
    rules = load_rules(name)
    for market in rules.markets:
        shaped = ccxt_market(market, rules)
        mode = _MODES[rules.precision_mode]
        price = _PRICES[shaped["base"]] * 1.0123456789 / _QUOTES.get(shaped["quote"], 1.0)
        rounded = price_to_precision(price, shaped["precision"]["price"], mode)
        assert rounded == pytest.approx(price, rel=0.02), market.symbol
        stake = 200.0 / _QUOTES.get(shaped["quote"], 1.0)
        amount = stake / price / (shaped["contractSize"] or 1.0)
        traded = amount_to_precision(amount, shaped["precision"]["amount"], mode)
        least = shaped["limits"]["amount"]["min"] or 0.0
        assert least <= amount * 1.5, f"{market.symbol}: 200 is less than the smallest order"
        if amount >= 10 * market.amount or rules.precision_mode != "tick_size":
            assert traded == pytest.approx(amount, rel=0.11), market.symbol


def test_bitfinex_counts_five_digits() -> None:
    rules = load_rules("bitfinex")
    market = rules.market("BTC/USD")
    assert market is not None
    assert price_to_precision(6543.21, market.price, ccxt.SIGNIFICANT_DIGITS) == 6543.2
    assert price_to_precision(0.4321987, market.price, ccxt.SIGNIFICANT_DIGITS) == 0.4322


def test_markets_are_what_ccxts_own_class_takes() -> None:
    rules = load_rules("binance")
    client = ccxt.binance()
    client.set_markets([ccxt_market(market, rules) for market in rules.markets])
    spot, swap = client.market("BTC/USDT"), client.market("BTC/USDT:USDT")
    assert (spot["spot"], spot["taker"], spot["limits"]["cost"]["min"]) == (True, 0.001, 5.0)
    assert (swap["swap"], swap["linear"], swap["contractSize"]) == (True, True, 1.0)
    assert swap["subType"] == "linear"


def test_significant_digits_are_derived_for_any_pair() -> None:
    chosen = select("bitfinex", ["IOT/USD"], TradingMode.SPOT, data=None, prices=lambda _pair: ())
    assert chosen.markets["IOT/USD"]["precision"] == {"price": 5, "amount": 8}
    assert "IOT/USD derived from bitfinex's" in chosen.remarks[0].text


def test_ticks_are_inferred_from_candles_for_any_other_pair() -> None:
    prices = [1.25, 1.2, 1.305, 1.3, 0.1 + 0.2]
    chosen = select("kraken", ["NOPE/USD"], TradingMode.SPOT, data=None, prices=lambda _p: prices)
    assert chosen.markets["NOPE/USD"]["precision"]["price"] == 0.001
    assert "NOPE/USD inferred from its candles: a tick of 0.001" in chosen.remarks[0].text


def test_an_exchange_without_shipped_markets_is_derived_too() -> None:
    chosen = select("coinbase", ["BTC/USD"], TradingMode.SPOT, data=None, prices=lambda _p: [1.01])
    assert chosen.markets["BTC/USD"]["precision"]["price"] == 0.01
    assert chosen.remarks


def test_an_unknown_exchange_is_refused_with_a_guess() -> None:
    with pytest.raises(Invalid, match="Did you mean binance") as caught:
        load_rules("binanse")
    assert caught.value.field == "exchange"


def test_refreshed_rules_override_shipped_ones(tmp_path: Path) -> None:
    shipped = load_rules("binance", tmp_path)
    other = MarketRules(symbol="BTC/USDT", price=0.5, amount=0.1)
    refreshed = ExchangeRules.model_validate(shipped.model_dump() | {"markets": (other,)})
    save_rules(refreshed, tmp_path)
    assert load_rules("binance", tmp_path) == refreshed
    ours = select("binance", ["BTC/USDT"], TradingMode.SPOT, data=tmp_path, prices=lambda _p: ())
    theirs = select("binance", ["BTC/USDT"], TradingMode.SPOT, data=None, prices=lambda _p: ())
    assert ours.content_hash != theirs.content_hash


def test_a_damaged_file_names_itself(tmp_path: Path) -> None:
    path = save_rules(load_rules("kraken"), tmp_path)
    path.write_text("{}")
    with pytest.raises(Invalid, match="damaged"):
        load_rules("kraken", tmp_path)


def test_futures_have_leverage_tiers() -> None:
    pair = "BTC/USDT:USDT"
    chosen = select("bybit", [pair], TradingMode.FUTURES, data=None, prices=lambda _p: ())
    (tier,) = chosen.leverage_tiers[pair]
    assert tier["maxLeverage"] == 100
    assert 0 < tier["maintenanceMarginRate"] < 0.01


def test_binances_tiers_are_those_that_freqtrade_backtests_with() -> None:
    pairs = ["BTC/USDT:USDT", "XAGX/USDT:USDT"]
    chosen = select("binance", pairs, TradingMode.FUTURES, data=None, prices=lambda _p: (1.5,))
    tiers = chosen.leverage_tiers
    assert len(tiers["BTC/USDT:USDT"]) > 1
    assert tiers["BTC/USDT:USDT"][0]["info"]["cum"] == 0
    assert "XAGX/USDT:USDT" not in tiers

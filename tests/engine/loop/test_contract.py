"""What the engine takes, what it refuses, and how it says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypertrade.arrays import SignalSet
from hypertrade.domain.errors import Invalid
from hypertrade.engine import Account, MarketData, Plan, refusal, simulate, warm
from hypertrade.engine.pack import packed

from tests.engine.loop.market import Script, flat

ACCOUNT = Account(stake=100.0, balance=1000.0, max_open_trades=1, fee=0.001)


def market(*scripts: Script, exchange: str = "binance") -> MarketData:
    return MarketData(exchange, "tick_size", tuple(each.data("A/USDT") for each in scripts))


def signals(*scripts: Script) -> SignalSet:
    return SignalSet((), tuple(each.signals([]) for each in scripts))


SCRIPT = Script([flat(100.5)] * 6, enter={1: None})


def test_it_can_do_the_ordinary() -> None:
    assert refusal(market(SCRIPT), Plan(), ACCOUNT) is None


@pytest.mark.parametrize(
    ("plan", "account", "words"),
    [
        (Plan(), replace(ACCOUNT, fee=1.5), "fee"),
        (Plan(), replace(ACCOUNT, stake=0.0), "stake"),
        (Plan(stoploss=0.0), ACCOUNT, "stop loss"),
        (Plan(roi=((10, 0.1), (0, 0.2))), ACCOUNT, "ROI"),
        (Plan(), replace(ACCOUNT, futures=True), "leverage tiers"),
    ],
)
def test_it_says_what_it_cannot_do(plan: Plan, account: Account, words: str) -> None:
    assert words in str(refusal(market(SCRIPT), plan, account))


def test_it_refuses_futures_that_freqtrade_does_not_know() -> None:
    futures = replace(ACCOUNT, futures=True)
    assert "isolated futures" in str(refusal(market(SCRIPT, exchange="kraken"), Plan(), futures))


def test_it_refuses_pairs_on_different_grids() -> None:
    one = market(SCRIPT).pairs[0]
    moved = replace(one, candles=replace(one.candles, first=one.candles.first + 60_000))
    pairs = MarketData("binance", "tick_size", (one, moved))
    assert "another grid" in str(refusal(pairs, Plan(), ACCOUNT))
    assert "no pair" in str(refusal(MarketData("binance", "tick_size", ()), Plan(), ACCOUNT))


def test_a_malformed_column_is_an_error_and_no_crash() -> None:
    data = market(SCRIPT)
    good = signals(SCRIPT)
    wrong = replace(good.pairs[0], enter_long=np.zeros(3, np.uint8))
    with pytest.raises(Invalid, match="enter_long"):
        simulate(data, SignalSet((), (wrong,)), Plan(), ACCOUNT)
    wrong = replace(good.pairs[0], exit_tag=np.zeros(6, np.int64))
    with pytest.raises(Invalid, match="int16"):
        simulate(data, SignalSet((), (wrong,)), Plan(), ACCOUNT)
    with pytest.raises(Invalid, match="signals of 0 pairs"):
        simulate(data, SignalSet((), ()), Plan(), ACCOUNT)


def test_a_market_is_packed_once() -> None:
    data = market(SCRIPT)
    assert packed(data, futures=False) is packed(data, futures=False)
    assert packed(data, futures=False) is not packed(market(SCRIPT), futures=False)


def test_the_same_run_gives_the_same_ledger() -> None:
    one, other = (simulate(market(SCRIPT), signals(SCRIPT), Plan(), ACCOUNT) for _ in range(2))
    assert one.final_balance == other.final_balance
    assert list(one.trades.open_time) == list(other.trades.open_time)


def test_warming_up_needs_nothing() -> None:
    warm()

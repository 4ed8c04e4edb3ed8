"""Stakes against Freqtrade's wallets and exchange limits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from freqtrade.exceptions import DependencyException
from freqtrade.persistence import LocalTrade, disable_database_use, enable_database_use
from freqtrade.wallets import Wallets
from hypertrade.engine.model import LeverageTier, PairRules
from hypertrade.engine.stake import (
    available_stake,
    free_stake,
    max_stake,
    min_stake,
    starting_balance,
    total_stake,
    trade_stake,
    valid_stake,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.exchanges import CLASSES, bare, columns

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIR = "A/USDT"
TIERS = (
    LeverageTier(0.0, 5000.0, 0.01, 50.0, 0.0),
    LeverageTier(5000.0, 25000.0, 0.02, 20.0, 50.0),
    LeverageTier(25000.0, 100000.0, 0.05, 10.0, 800.0),
)
OPEN_TIERS = (*TIERS[:2], LeverageTier(25000.0, None, 0.05, 10.0, 800.0))

money = st.floats(0.0, 1e6)
limits = st.one_of(st.none(), st.floats(1e-9, 1000.0), st.sampled_from([0.0, 0.001, 5.0, 10.0]))
rules = st.builds(
    PairRules,
    pair=st.just(PAIR),
    price_precision=st.just(0.01),
    amount_precision=st.just(0.001),
    min_amount=limits,
    max_amount=limits,
    min_cost=limits,
    max_cost=limits,
    contract_size=st.sampled_from([1.0, 0.01, 10.0]),
    tiers=st.sampled_from([(), TIERS, OPEN_TIERS]),
)


@pytest.fixture(autouse=True, scope="module")
def _no_database() -> Iterator[None]:
    disable_database_use("5m")
    yield
    LocalTrade.reset_trades()
    enable_database_use()


@settings(max_examples=800)
@given(
    rules,
    st.sampled_from(sorted(CLASSES)),
    st.booleans(),
    st.floats(1e-6, 1e5),
    st.sampled_from([-0.05, 0.0, -0.1, -1.0, -0.5]),
    st.sampled_from([1.0, 2.0, 7.5, 20.0, 50.0, 60.0]),
    st.sampled_from([0.05, 0.0, 0.3]),
)
def test_the_markets_limits(  # noqa: PLR0913, PLR0917 - hypothesis passes each by itself
    rule: PairRules,
    name: str,
    futures: bool,
    price: float,
    stoploss: float,
    leverage: float,
    reserve: float,
) -> None:
    exchange = bare(name, [rule], futures=futures, reserve=reserve)
    ours = columns(name, [rule], futures=futures)
    least = exchange.get_min_pair_stake_amount(PAIR, price, stoploss, leverage) or 0
    assert min_stake(ours, 0, price, stoploss, leverage, reserve) == least
    most = exchange.get_max_pair_stake_amount(PAIR, price, leverage)
    assert max_stake(ours, 0, price, leverage) == most


def wallets(
    start: float, stake: float | str, ratio: float, trades: list[float], profit: float
) -> Wallets:
    """Return Freqtrade's wallets with open trades and a closed profit."""
    LocalTrade.reset_trades()
    LocalTrade.bt_total_profit = profit
    config: dict[str, Any] = {
        "dry_run": True,
        "dry_run_wallet": start,
        "stake_currency": "USDT",
        "stake_amount": stake,
        "tradable_balance_ratio": ratio,
        "amend_last_stake_amount": False,
        "trading_mode": "futures",
    }
    for number, amount in enumerate(trades):
        trade = LocalTrade(
            id=number,
            pair=f"{number}/USDT",
            stake_amount=amount,
            amount=1.0,
            open_rate=1.0,
            is_open=True,
            fee_open=0.0,
            fee_close=0.0,
        )
        LocalTrade.add_bt_trade(trade)
    return Wallets(config, bare("binance", [], futures=True), is_backtest=True)


@settings(max_examples=600)
@given(
    st.floats(1.0, 1e6),
    st.one_of(st.just("unlimited"), st.floats(0.0, 1e5)),
    st.sampled_from([0.99, 1.0, 0.5]),
    st.lists(st.floats(0.0, 1e4), max_size=4),
    st.floats(-1e4, 1e4),
    st.sampled_from([0.0, 1.0, 3.0, math.inf]),
)
def test_wallets(  # noqa: PLR0913, PLR0917 - the same
    start: float,
    stake: float | str,
    ratio: float,
    trades: list[float],
    profit: float,
    slots: float,
) -> None:
    theirs = wallets(start, stake, ratio, trades, profit)
    tied_up = 0.0
    for each in trades:
        tied_up += each
    free = free_stake(start, profit, 0.0, tied_up)
    available = available_stake(tied_up, free, ratio)
    assert free == theirs.get_free("USDT")
    assert total_stake(tied_up, free, ratio) == theirs.get_total_stake_amount()
    assert available == theirs.get_available_stake_amount()
    unlimited = stake == "unlimited"
    fixed = 0.0 if isinstance(stake, str) else stake
    ours = trade_stake(fixed, unlimited, available, tied_up, slots)
    try:
        expected = theirs.get_trade_stake_amount(PAIR, slots, update=False)
    except DependencyException:
        assert math.isnan(ours)
    else:
        assert ours == expected


def test_the_starting_balance() -> None:
    theirs = wallets(1234.5, 10.0, 0.99, [], 0.0)
    assert starting_balance(1234.5, 0.99) == theirs.get_starting_balance()


@settings(max_examples=600)
@given(money, money, st.one_of(money, st.just(math.inf)), money, st.one_of(st.just(0.0), money))
def test_a_stake_within_its_limits(
    stake: float, least: float, most: float, free: float, in_trade: float
) -> None:
    theirs = wallets(free, 10.0, 0.99, [], 0.0)
    available = theirs.get_available_stake_amount()
    expected = theirs.validate_stake_amount(PAIR, stake, least, most, in_trade)
    assert valid_stake(stake, least, most, available, in_trade) == expected


@pytest.mark.parametrize(
    ("stake", "least", "expected"), [(10.0, 13.0, 13.0), (10.0, 13.1, 0.0), (-1.0, 0.0, 0.0)]
)
def test_a_stake_is_raised_by_at_most_30_percent(
    stake: float, least: float, expected: float
) -> None:
    assert valid_stake(stake, least, 1e9, 1e9, 0.0) == expected

"""Leverage, liquidation and funding against Freqtrade's exchange classes."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from freqtrade.enums import MarginMode, TradingMode
from freqtrade.exceptions import InvalidOrderException
from freqtrade.exchange import Exchange
from freqtrade.persistence import LocalTrade
from hypertrade.arrays import Funding
from hypertrade.engine.futures import (
    FundingTable,
    funding_from,
    funding_of,
    funding_table,
    funding_until,
    liquidation_price,
    maintenance,
    max_leverage,
    trade_leverage,
)
from hypertrade.engine.liquidation import FORMULAS, unsupported_exchange
from hypertrade.engine.model import LeverageTier, PairRules
from hypertrade.engine.rounding import TICK_SIZE
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.exchanges import CLASSES, bare, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

PAIR = "A/USDT"
HOUR = 3_600_000


def tiers(edges: Sequence[float], last: float | None) -> tuple[LeverageTier, ...]:
    result = []
    start = amount = 0.0
    rate, leverage = 0.005, 100.0
    for edge in (*edges, last):
        result.append(LeverageTier(start, edge, rate, leverage, amount))
        start = edge or 0.0
        amount += start * rate
        rate, leverage = rate * 2, max(leverage / 2, 1.0)
    return tuple(result)


markets = st.builds(
    PairRules,
    pair=st.just(PAIR),
    price_precision=st.just(0.01),
    amount_precision=st.just(0.001),
    tiers=st.builds(
        tiers,
        st.lists(st.floats(100.0, 1e6), min_size=1, max_size=4, unique=True).map(sorted),
        st.sampled_from([None, 5e6]),
    ),
    taker=st.sampled_from([0.0005, 0.00055, 0.001]),
    max_leverage=st.sampled_from([3.0, 20.0, 40.0]),
)
names = st.sampled_from(sorted(CLASSES))


@settings(max_examples=600)
@given(markets, names, st.one_of(st.just(0.0), st.floats(1e-3, 1e7)), st.booleans())
def test_the_leverage_a_stake_allows(
    rule: PairRules, name: str, stake: float, futures: bool
) -> None:
    exchange = bare(name, [rule], futures=futures)
    ours = max_leverage(columns(name, [rule], futures=futures), 0, stake)
    try:
        expected = exchange.get_max_leverage(PAIR, stake)
    except InvalidOrderException:
        assert math.isnan(ours)
    else:
        assert ours == expected


@settings(max_examples=400)
@given(markets, names, st.floats(0.0, 1e7))
def test_maintenance_margin(rule: PairRules, name: str, notional: float) -> None:
    exchange = bare(name, [rule], futures=True)
    expected = exchange.get_maintenance_ratio_and_amt(PAIR, notional)
    assert maintenance(columns(name, [rule], futures=True), 0, notional) == expected


@settings(max_examples=1000)
@given(
    markets,
    names,
    st.floats(1e-3, 1e5),
    st.floats(1.0, 1e5),
    st.sampled_from([1.0, 2.0, 3.0, 7.5, 20.0]),
    st.booleans(),
    st.sampled_from([0.05, 0.0, 0.2]),
)
def test_liquidation_prices(  # noqa: PLR0913, PLR0917 - hypothesis passes each by itself
    rule: PairRules,
    name: str,
    rate: float,
    stake: float,
    leverage: float,
    is_short: bool,
    buffer: float,
) -> None:
    exchange = bare(name, [rule], futures=True, buffer=buffer)
    amount = stake * leverage / rate
    price = exchange.get_liquidation_price(
        pair=PAIR,
        open_rate=rate,
        is_short=is_short,
        amount=amount,
        stake_amount=stake,
        leverage=leverage,
        wallet_balance=stake,
    )
    trade = LocalTrade(
        pair=PAIR, price_precision=0.01, precision_mode_price=TICK_SIZE, is_short=is_short
    )
    trade.set_liquidation_price(price)
    ours = liquidation_price(
        columns(name, [rule], futures=True),
        0,
        rate,
        amount,
        stake,
        leverage,
        is_short,
        buffer,
        0.01,
        TICK_SIZE,
    )
    assert ours == trade.liquidation_price


def test_spot_liquidates_nothing() -> None:
    rule = PairRules(PAIR, 0.01, 0.001)
    ours = columns("binance", [rule], futures=False)
    assert liquidation_price(ours, 0, 10.0, 1.0, 10.0, 1.0, False, 0.05, 0.01, TICK_SIZE) == 0.0


def test_leverage_is_capped_at_both_ends() -> None:
    assert trade_leverage(0.5, 10.0) == 1.0
    assert trade_leverage(50.0, 10.0) == 10.0
    assert trade_leverage(3.0, 10.0) == 3.0


@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_the_futures_we_know_are_those_freqtrade_trades_isolated(name: str) -> None:
    assert unsupported_exchange(name, futures=True) is None


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_freqtrade_agrees(name: str) -> None:
    assert (TradingMode.FUTURES, MarginMode.ISOLATED) in CLASSES[
        name
    ]._supported_trading_mode_margin_pairs


def test_other_futures_are_refused_by_name() -> None:
    reason = unsupported_exchange("bitfinex", futures=True)
    assert reason is not None
    assert "bitfinex" in reason
    assert unsupported_exchange("bitfinex", futures=False) is None


def table(rates: Sequence[float], marks: Sequence[float], step: int) -> FundingTable:
    times = np.arange(len(rates), dtype=np.int64) * step
    return funding_table([None, Funding(times, np.array(rates), np.array(marks))])


def frame(rates: Sequence[float], marks: Sequence[float], step: int) -> pd.DataFrame:
    times = pd.to_datetime(np.arange(len(rates)) * step, unit="ms", utc=True)
    joined: pd.DataFrame = Exchange.combine_funding_and_mark(
        pd.DataFrame({"date": times, "open": rates}), pd.DataFrame({"date": times, "open": marks})
    )
    return joined


numbers = st.floats(-0.01, 0.01)


@settings(max_examples=250)
@given(
    st.lists(st.tuples(numbers, st.floats(0.01, 1e5)), min_size=1, max_size=60),
    st.sampled_from([HOUR, 8 * HOUR]),
    st.floats(1e-3, 1e4),
    st.booleans(),
    st.integers(0, 30),
    st.lists(st.integers(0, 40), min_size=1, max_size=6),
    st.sampled_from([None, 0, 5]),
)
def test_funding_carried_on_is_funding_made_anew(  # noqa: PLR0913, PLR0917 - the same
    rows: list[tuple[float, float]],
    step: int,
    amount: float,
    is_short: bool,
    opened: int,
    waits: list[int],
    unknown: int | None,
) -> None:
    rates, marks = [rate for rate, _ in rows], [mark for _, mark in rows]
    if unknown is not None and unknown < len(marks):
        marks[unknown] = math.nan
    exchange = bare("binance", [], futures=True)
    known = frame(rates, marks, step)
    fees = table(rates, marks, step)
    start = opened * HOUR
    row, total = funding_from(fees, 1, start), 0.0
    now = start
    for wait in waits:
        now += wait * HOUR
        row, total = funding_until(fees, 1, row, total, amount, now)
        expected = exchange.calculate_funding_fees(
            known,
            amount=amount,
            is_short=is_short,
            open_date=datetime.fromtimestamp(start / 1000, UTC),
            close_date=datetime.fromtimestamp(now / 1000, UTC),
        )
        assert funding_of(total, is_short) == expected


def test_a_pair_without_funding_pays_none() -> None:
    fees = table([0.01], [100.0], HOUR)
    assert funding_until(fees, 0, funding_from(fees, 0, 0), 0.0, 1.0, 10 * HOUR) == (0, 0.0)

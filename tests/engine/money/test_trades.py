"""A trade's values, averages and profits against LocalTrade's own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from freqtrade.enums import TradingMode
from freqtrade.persistence import LocalTrade, Order, disable_database_use, enable_database_use
from hypertrade.engine.money import (
    close_rate_for_roi,
    close_trade_value,
    closing_profit,
    entry_average,
    open_trade_value,
    order_stake,
    profit_ratio,
    total_entry_value,
    trade_profit_ratio,
)
from hypertrade.engine.rounding import (
    ROUND,
    TICK_SIZE,
    amount_to_contract_precision,
    price_to_precision,
    stop_rate,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEN = datetime(2024, 1, 1, tzinfo=UTC)
FEES = (0.001, 0.0005, 0.0, 0.00075, 0.1 * 3e-3, 0.002, 0.00018000000000000002, 0.01)


@dataclass(frozen=True)
class Deal:
    """What makes a trade: its entries, its market, its exit."""

    amounts: tuple[float, ...]
    rates: tuple[float, ...]
    funding: tuple[float, ...]
    exit_rate: float
    exit_funding: float
    fee: float
    leverage: float
    is_short: bool
    futures: bool
    tick: float
    step: float
    size: float


@pytest.fixture(autouse=True, scope="module")
def _no_database() -> Iterator[None]:
    disable_database_use("5m")
    yield
    enable_database_use()


noise = st.sampled_from([0.0, 0.0, 0.0, 1.0, -1.0])


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    count = draw(st.integers(1, 3))
    tick = draw(st.sampled_from([0.01, 1e-4, 1e-6, 0.5, 0.05, 1e-8]))
    step = draw(st.sampled_from([1e-8, 0.001, 0.1, 1.0, 1e-5]))
    futures = draw(st.booleans())
    size = draw(st.sampled_from([1.0, 1.0, 0.01, 10.0])) if futures else 1.0
    base = draw(st.floats(0.001, 1e5)) + 2 * tick

    def rate() -> float:
        rounded = price_to_precision(base * draw(st.floats(0.8, 1.2)), tick, TICK_SIZE, ROUND)
        # Stored prices carry float noise now and then.
        return math.nextafter(rounded, rounded + draw(noise))

    def amount() -> float:
        cut = amount_to_contract_precision(draw(st.floats(0.01, 1e5)), step, TICK_SIZE, size)
        return cut or step * (size or 1.0)

    fees = st.floats(-1.0, 1.0)
    return Deal(
        amounts=tuple(amount() for _ in range(count)),
        rates=tuple(rate() for _ in range(count)),
        funding=tuple(draw(fees) if futures else 0.0 for _ in range(count)),
        exit_rate=rate(),
        exit_funding=draw(fees) if futures else 0.0,
        fee=draw(st.sampled_from(FEES)),
        leverage=draw(st.sampled_from([1.0, 2.0, 3.0, 7.5, 20.0])) if futures else 1.0,
        is_short=futures and draw(st.booleans()),
        futures=futures,
        tick=tick,
        step=step,
        size=size,
    )


def filled(trade: LocalTrade, side: str, amount: float, rate: float, funding: float | None) -> None:
    order = Order(
        ft_order_side=side,
        side=side,
        ft_pair=trade.pair,
        ft_is_open=False,
        status="closed",
        ft_price=rate,
        price=rate,
        average=rate,
        amount=amount,
        filled=amount,
        remaining=0,
        order_date=WHEN,
        order_filled_date=WHEN,
        funding_fee=funding,
    )
    order._trade_bt = trade
    trade.orders.append(order)


def opened(deal: Deal) -> LocalTrade:
    trade = LocalTrade(
        id=1,
        pair="A/B",
        base_currency="A",
        stake_currency="B",
        open_rate=1.0,
        open_date=WHEN,
        stake_amount=1.0,
        amount=0,
        fee_open=deal.fee,
        fee_close=deal.fee,
        is_open=True,
        is_short=deal.is_short,
        trading_mode=TradingMode.FUTURES if deal.futures else TradingMode.SPOT,
        leverage=deal.leverage,
        amount_precision=deal.step,
        price_precision=deal.tick,
        precision_mode=TICK_SIZE,
        precision_mode_price=TICK_SIZE,
        contract_size=deal.size,
        exchange="binance",
    )
    for amount, rate, funding in zip(deal.amounts, deal.rates, deal.funding, strict=True):
        filled(trade, trade.entry_side, amount, rate, funding if deal.futures else None)
    trade.recalc_trade_from_orders()
    return trade


@settings(max_examples=300)
@given(deals(), st.floats(-0.1, 0.3), st.floats(-0.3, -0.001))
def test_every_figure_of_a_trade(deal: Deal, roi: float, stoploss: float) -> None:
    trade = opened(deal)
    amounts, rates = np.array(deal.amounts), np.array(deal.rates)
    count, fee, leverage, is_short = len(amounts), deal.fee, deal.leverage, deal.is_short
    total, average, value = entry_average(amounts, rates, count)
    amount = amount_to_contract_precision(total, deal.step, TICK_SIZE, deal.size)
    rate = price_to_precision(average, deal.tick, TICK_SIZE, ROUND)
    funding = 0.0
    for each in deal.funding:
        funding += each
    assume(rate > 0.0)

    assert amount == trade.amount
    assert rate == trade.open_rate
    assert value / leverage == trade.stake_amount == trade.max_stake_amount
    opening = open_trade_value(amount, rate, fee, is_short)
    assert opening == trade.open_trade_value
    assert funding == trade.funding_fees
    closing = close_trade_value(amount, deal.exit_rate, fee, is_short, funding)
    assert closing == trade.calc_close_trade_value(deal.exit_rate)
    ours = profit_ratio(closing, opening, leverage, is_short)
    assert ours == trade.calc_profit_ratio(deal.exit_rate)
    for each in (deal.exit_rate, rate, 2 * rate):
        ours = trade_profit_ratio(amount, each, fee, leverage, funding, opening, is_short)
        assert ours == trade.calc_profit_ratio(each)
    ours = close_rate_for_roi(roi, amount, rate, fee, leverage, funding, is_short)
    assert ours == trade.calc_close_rate_for_roi(roi)
    ours = order_stake(deal.amounts[0], deal.rates[0], leverage)
    assert ours == trade.orders[0].stake_amount_filled

    trade.stop_loss, trade.initial_stop_loss_pct = 0.0, None
    trade.adjust_stop_loss(deal.exit_rate, stoploss)
    ours = stop_rate(deal.exit_rate, stoploss, leverage, deal.tick, TICK_SIZE, is_short)
    assert ours == trade.stop_loss

    filled(trade, trade.exit_side, trade.amount, deal.exit_rate, deal.exit_funding)
    trade.close_date = WHEN
    trade.close(deal.exit_rate, show_msg=False)
    entries = total_entry_value(amounts, rates, count, fee, is_short)
    profit, ratio = closing_profit(
        amount,
        deal.exit_rate,
        average,
        entries,
        fee,
        leverage,
        funding + deal.exit_funding,
        is_short,
    )
    assert profit == trade.close_profit_abs
    assert ratio == trade.close_profit


def test_an_average_keeps_18_decimals() -> None:
    """Float noise in a stored price is lost in the average, as in ``Precise``."""
    total, average, _ = entry_average(np.array([1000.0]), np.array([4.389000000000001e-05]), 1)
    assert total == 1000.0
    assert average == 4.389e-05

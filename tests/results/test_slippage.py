"""Slippage by hand, and the rule beneath it against Freqtrade's own trades."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from freqtrade.enums import TradingMode
from freqtrade.persistence.trade_model import LocalTrade
from freqtrade.persistence.trade_model import Order as FreqtradeOrder
from hypertrade.domain.errors import Invalid
from hypertrade.domain.trades import Order, Trade
from hypertrade.results.build import build
from hypertrade.results.slippage import apply_slippage, settle, slipped

from tests.results.samples import (
    START,
    make_fingerprint,
    make_job,
    make_quality,
    make_run,
    make_view,
)


def order(amount: float, rate: float, *, entry: bool, short: bool = False) -> Order:
    return Order(
        side="buy" if entry != short else "sell",
        is_entry=entry,
        amount=amount,
        rate=rate,
        cost=amount * rate,
        filled_at=START,
    )


def trade_of(orders: tuple[Order, ...], *, settled: bool = True, **changes: Any) -> Trade:
    entries = [one for one in orders if one.is_entry] or [order(2.0, 100.0, entry=True)]
    values: dict[str, Any] = {
        "pair": "BTC/USD",
        "is_short": False,
        "leverage": 1.0,
        "open_date": START,
        "close_date": START + timedelta(hours=5),
        "open_rate": entries[0].rate,
        "close_rate": 110.0,
        "amount": entries[0].amount,
        "stake_amount": 200.0,
        "max_stake_amount": 200.0,
        "fee_open": 0.001,
        "fee_close": 0.001,
        "fees_abs": 0.0,
        "funding_fees": 0.0,
        "profit_abs": 0.0,
        "profit_ratio": 0.0,
        "enter_tag": "",
        "exit_reason": "roi",
        "initial_stop_loss": 90.0,
        "stop_loss": 90.0,
        "min_rate": 99.0,
        "max_rate": 111.0,
        "duration_minutes": 300,
        "orders": orders,
    }
    trade = Trade(**(values | changes))
    return settle(trade, trade.orders) if settled else trade


def test_long_by_hand() -> None:
    # Bought 2 at 100, sold at 110; 1 % worse: 101 and 108.9.
    before = trade_of((order(2, 100, entry=True), order(2, 110, entry=False)))
    after = slipped(before, 0.01)
    assert [after.open_rate, after.close_rate] == pytest.approx([101.0, 108.9])
    paid, got = 202 * 1.001, 217.8 * 0.999
    assert after.profit_abs == pytest.approx(got - paid, abs=1e-8)
    assert after.profit_ratio == pytest.approx((got - paid) / paid, abs=1e-9)
    assert after.fees_abs == pytest.approx(0.202 + 0.2178)
    assert after.stake_amount == after.max_stake_amount == pytest.approx(202.0)
    assert [one.cost for one in after.orders] == pytest.approx([202.0, 217.8])
    kept = ("amount", "stop_loss", "open_date", "close_date", "min_rate", "max_rate", "leverage")
    assert all(getattr(before, name) == getattr(after, name) for name in kept)


def test_leveraged_short_with_funding_by_hand() -> None:
    # Sold 6 at 100 with 3x (stake 200), bought back at 90, paid 0.5 funding; 1 %: 99 and 90.9.
    before = trade_of(
        (order(6, 100, entry=True, short=True), order(6, 90, entry=False, short=True)),
        is_short=True,
        leverage=3.0,
        amount=6.0,
        funding_fees=-0.5,
    )
    after = slipped(before, 0.01)
    assert [after.open_rate, after.close_rate] == pytest.approx([99.0, 90.9])
    opened, closed = 594 * 0.999, 545.4 * 1.001
    assert after.profit_abs == pytest.approx(opened - closed - 0.5, abs=1e-8)
    assert after.profit_ratio == pytest.approx((opened - closed - 0.5) / opened * 3, abs=1e-9)
    assert after.stake_amount == pytest.approx(198.0)


def test_scaling_in_and_out_by_hand() -> None:
    # Bought 1 at 100 and 1 at 80, sold 1 at 95 and 1 at 105; no fee, 1 % worse.
    before = trade_of(
        (
            order(1, 100, entry=True),
            order(1, 80, entry=True),
            order(1, 95, entry=False),
            order(1, 105, entry=False),
        ),
        fee_open=0.0,
        fee_close=0.0,
        amount=1.0,
    )
    after = slipped(before, 0.01)
    average = (101 + 80.8) / 2
    assert after.open_rate == pytest.approx(average)
    assert after.profit_abs == pytest.approx((94.05 - average) + (103.95 - average), abs=1e-8)
    assert after.max_stake_amount == pytest.approx(181.8)
    assert after.profit_ratio == pytest.approx((94.05 + 103.95 - 181.8) / 181.8, abs=1e-9)


def test_what_the_engine_left_out_of_a_profit_stays_out() -> None:
    whole = trade_of((order(2, 100, entry=True), order(2, 110, entry=False)))
    odd = whole.model_copy(update={"profit_abs": 5.0, "profit_ratio": 0.02})
    cost = whole.profit_abs - slipped(whole, 0.01).profit_abs
    assert cost == pytest.approx(2 * 1.0 * 1.001 + 2 * 1.1 * 0.999)
    assert slipped(odd, 0.01).profit_abs == pytest.approx(5.0 - cost)


def test_a_trade_without_orders_is_settled_from_its_rates() -> None:
    whole = trade_of((order(2, 100, entry=True), order(2, 110, entry=False)))
    bare = slipped(whole.model_copy(update={"orders": ()}), 0.01)
    assert bare.profit_abs == pytest.approx(slipped(whole, 0.01).profit_abs, abs=1e-9)
    assert bare.profit_ratio == pytest.approx(slipped(whole, 0.01).profit_ratio, abs=1e-9)


def test_no_slippage_changes_nothing() -> None:
    run = make_run(40)
    assert apply_slippage(run, 0.0) is run


@pytest.mark.parametrize("slippage", [-0.1, 1.0, 3.0])
def test_a_slippage_that_is_no_fraction_is_refused(slippage: float) -> None:
    with pytest.raises(Invalid) as caught:
        apply_slippage(make_run(1), slippage)
    assert caught.value.field == "slippage"


@pytest.mark.parametrize("shorts", [False, True])
def test_every_figure_of_the_report_feels_the_slippage(*, shorts: bool) -> None:
    run = make_run(60, shorts=shorts)

    def report(slippage: float) -> Any:
        return build(
            run,
            job=make_job(slippage=slippage),
            quality=make_quality(),
            fingerprint=make_fingerprint(),
            strategy=make_view(),
        )

    clean, worse = report(0.0), report(0.002)
    lost = sum(
        before.profit_abs - after.profit_abs
        for before, after in zip(clean.trades, worse.trades, strict=True)
    )
    assert lost > 0
    assert all(
        after.profit_abs < before.profit_abs
        for before, after in zip(clean.trades, worse.trades, strict=True)
    )
    assert worse.metrics.final_balance == pytest.approx(clean.metrics.final_balance - lost)
    assert worse.metrics.profit_total_abs == pytest.approx(clean.metrics.profit_total_abs - lost)
    assert worse.series.equity[-1] == pytest.approx(worse.metrics.final_balance)
    assert "slippage" in {one.code for one in worse.caveats}
    assert "slippage" not in {one.code for one in clean.caveats}


@pytest.mark.parametrize("seed", range(40))
def test_settling_equals_freqtrades_own(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - repeatable trades, no secrets
    short, leverage = rng.random() < 0.5, rng.choice([1.0, 2.0, 5.0])
    orders: list[Order] = []
    held = 0.0
    # Amounts have the few digits of a market's precision: dust would keep Freqtrade's trade open.
    for _ in range(rng.randint(1, 4)):
        orders.append(_some_order(rng, round(rng.uniform(0.1, 3.0), 4), entry=True, short=short))
        held = round(held + orders[-1].amount, 4)
        if rng.random() < 0.4:
            part = round(held * rng.uniform(0.1, 0.6), 4)
            orders.append(_some_order(rng, part, entry=False, short=short))
            held = round(held - part, 4)
    orders.append(_some_order(rng, held, entry=False, short=short))
    funding = [rng.uniform(-0.4, 0.4) for _ in orders]
    theirs = _freqtrade_trade(orders, funding, short=short, leverage=leverage)
    ours = settle(
        trade_of(
            tuple(orders),
            is_short=short,
            leverage=leverage,
            fee_open=0.0015,
            fee_close=0.001,
            funding_fees=sum(funding),
            amount=theirs.amount,
            settled=False,
        ),
        tuple(orders),
    )
    assert ours.profit_abs == pytest.approx(theirs.close_profit_abs, abs=5e-8)
    assert ours.profit_ratio == pytest.approx(theirs.close_profit, abs=1e-9)
    assert ours.open_rate == pytest.approx(theirs.open_rate, rel=1e-9)
    assert ours.max_stake_amount == pytest.approx(theirs.max_stake_amount, rel=1e-9)
    assert ours.stake_amount == pytest.approx(theirs.stake_amount, rel=1e-9)


def _some_order(rng: random.Random, amount: float, *, entry: bool, short: bool) -> Order:
    return order(amount, rng.uniform(80, 120), entry=entry, short=short)


def _freqtrade_trade(
    orders: list[Order], funding: list[float], *, short: bool, leverage: float
) -> LocalTrade:
    """Return Freqtrade's own trade after filling ``orders`` one by one."""
    first = orders[0]
    trade = LocalTrade(
        id=1,
        pair="BTC/USD:USD",
        base_currency="BTC",
        stake_currency="USD",
        stake_amount=first.cost / leverage,
        amount=first.amount,
        open_rate=first.rate,
        fee_open=0.0015,
        fee_close=0.001,
        is_short=short,
        leverage=leverage,
        trading_mode=TradingMode.FUTURES,
        open_date=START,
        exchange="bitfinex",
        contract_size=1.0,
        orders=[],
    )
    for one, fee in zip(orders, funding, strict=True):
        filled = FreqtradeOrder(
            ft_order_side=one.side,
            ft_pair=trade.pair,
            ft_is_open=False,
            ft_amount=one.amount,
            ft_price=one.rate,
            order_id="1",
            status="closed",
            side=one.side,
            price=one.rate,
            average=one.rate,
            amount=one.amount,
            filled=one.amount,
            remaining=0.0,
            cost=one.cost,
            funding_fee=fee,
        )
        trade.orders.append(filled)
        if one is not orders[-1]:
            trade.recalc_trade_from_orders()
    trade.close_date = START + timedelta(hours=1)
    trade.close(orders[-1].rate, show_msg=False)
    return trade

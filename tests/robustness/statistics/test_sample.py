"""A sample's columns say what the report and its slippage say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypertrade.domain.trades import Order, Trade
from hypertrade.engine.model import Ledger, Orders, Trades
from hypertrade.results.columns import columns_of
from hypertrade.results.drawdown import underwater
from hypertrade.results.series import daily_returns, daily_series
from hypertrade.results.slippage import settle, slipped
from hypertrade.robustness.statistics.sample import Sample, sample_of

START = datetime(2024, 1, 1, tzinfo=UTC)
STOP = START + timedelta(days=90)
FEE = 0.0007


def trades(count: int, seed: int = 3) -> list[Trade]:
    """Return trades, some short, some with two entries, many closed at the same moment."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        opened = START + timedelta(hours=int(random.integers(0, 80 * 24)))
        closed = opened + timedelta(hours=int(random.integers(1, 8) * 24))
        closed = closed.replace(hour=closed.hour // 12 * 12)
        short, leverage = bool(random.random() < 0.4), float(random.integers(1, 4))
        rates = random.uniform(90, 110, 3)
        entries = 2 if random.random() < 0.3 else 1
        amount = float(random.uniform(0.5, 2))
        orders = [
            Order(
                side="sell" if short else "buy",
                is_entry=True,
                amount=amount / entries,
                rate=float(rates[at]),
                cost=float(amount / entries * rates[at]),
                filled_at=opened,
            )
            for at in range(entries)
        ]
        orders.append(
            Order(
                side="buy" if short else "sell",
                is_entry=False,
                amount=amount,
                rate=float(rates[2]),
                cost=float(amount * rates[2]),
                filled_at=closed,
            )
        )
        bare = Trade(
            pair="A/USDT",
            is_short=short,
            leverage=leverage,
            open_date=opened,
            close_date=max(closed, opened),
            open_rate=1.0,
            close_rate=float(rates[2]),
            amount=amount,
            stake_amount=100.0,
            max_stake_amount=100.0,
            fee_open=FEE,
            fee_close=FEE,
            fees_abs=0.0,
            funding_fees=-0.05 if short else 0.0,
            profit_abs=0.0,
            profit_ratio=0.0,
            enter_tag="",
            exit_reason="roi",
            initial_stop_loss=0.0,
            stop_loss=0.0,
            min_rate=1.0,
            max_rate=1.0,
            duration_minutes=60,
            orders=tuple(orders),
        )
        found.append(settle(bare, bare.orders))
    return found


def ledger(found: list[Trade]) -> Ledger:
    def column(name: str, kind: type = float) -> np.ndarray:
        return np.array([getattr(one, name) for one in found], dtype=kind)

    def times(name: str) -> np.ndarray:
        return np.array(
            [round(getattr(one, name).timestamp() * 1000) for one in found], dtype=np.int64
        )

    orders = [(at, order) for at, one in enumerate(found) for order in one.orders]
    zeros = np.zeros(len(found))
    return Ledger(
        trades=Trades(
            pair=np.zeros(len(found), np.int32),
            is_short=column("is_short", bool),
            leverage=column("leverage"),
            open_time=times("open_date"),
            close_time=times("close_date"),
            open_rate=column("open_rate"),
            close_rate=column("close_rate"),
            amount=column("amount"),
            stake_amount=column("stake_amount"),
            max_stake_amount=column("max_stake_amount"),
            funding_fees=column("funding_fees"),
            profit_abs=column("profit_abs"),
            profit_ratio=column("profit_ratio"),
            enter_tag=np.full(len(found), -1, np.int32),
            exit_reason=np.zeros(len(found), np.int32),
            initial_stop_loss=zeros,
            stop_loss=zeros,
            min_rate=zeros,
            max_rate=zeros,
        ),
        orders=Orders(
            trade=np.array([at for at, _ in orders], dtype=np.int32),
            is_entry=np.array([one.is_entry for _, one in orders], dtype=bool),
            amount=np.array([one.amount for _, one in orders], dtype=float),
            rate=np.array([one.rate for _, one in orders], dtype=float),
            time=np.zeros(len(orders), np.int64),
            tag=np.full(len(orders), -1, np.int32),
        ),
        reasons=("roi",),
        starting_balance=1000.0,
        final_balance=1000.0 + sum(one.profit_abs for one in found),
    )


def sample(found: list[Trade]) -> Sample:
    return sample_of(
        ledger(found),
        pairs=("A/USDT",),
        start=START,
        stop=STOP,
        currency="USDT",
        compounding=False,
        fee=FEE,
    )


@pytest.mark.parametrize("count", [1, 7, 60, 200])
def test_daily_returns_and_drawdown_are_the_reports(count: int) -> None:
    found = trades(count)
    columns = columns_of(found)
    series = daily_series(columns, [], START, STOP - timedelta(seconds=1), 1000.0)
    mine = sample(found)
    assert mine.days == 90
    np.testing.assert_allclose(mine.daily_returns(), daily_returns(series, 1000.0), atol=1e-12)
    report = underwater(columns, 1000.0).deepest(relative=True).relative
    water = mine.water()
    assert water is not None
    assert water.deepest(relative=True).relative == report


def test_after_the_balance_is_gone_days_return_nothing() -> None:
    found = [one.model_copy(update={"profit_abs": -400.0}) for one in trades(5)]
    returns = sample(found).daily_returns()
    assert len(returns) == 90
    assert np.isfinite(returns).all()
    assert (returns != 0).sum() <= 3


@pytest.mark.parametrize("slippage", [0.0, 0.0005, 0.01])
def test_slippage_is_that_of_the_report(slippage: float) -> None:
    found = trades(80)
    mine = sample(found).slipped(slippage)
    theirs = [slipped(one, slippage) for one in found]
    np.testing.assert_allclose(mine.profit_abs, [one.profit_abs for one in theirs], atol=2e-8)
    np.testing.assert_allclose(mine.profit_ratio, [one.profit_ratio for one in theirs], atol=1e-9)


def test_no_trades() -> None:
    mine = sample([])
    assert len(mine) == 0
    assert mine.water() is None
    assert mine.daily_returns().tolist() == [0.0] * 90

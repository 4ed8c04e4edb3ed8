"""Compiled plans in Freqtrade's hands: a strategy, a trade, a candle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
from ccxt import DECIMAL_PLACES
from freqtrade.persistence import LocalTrade, Order
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import (
    Compare,
    Constant,
    Duration,
    Parameter,
    ParameterRef,
    Price,
    Rule,
    StrategySpec,
)

from tests.strategy.compile.harness import PAIR, load

if TYPE_CHECKING:
    from freqtrade.strategy import IStrategy

ALWAYS = Compare(left=Price(), op=">", right=Constant(value=0))
OPENED = datetime(2024, 1, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def strategy(**fields: Any) -> Any:
    given: dict[str, Any] = {"name": "Plan", "timeframe": "1h"}
    given["entries"] = (Rule(name="go", when=ALWAYS),)
    made = load(compile_spec(StrategySpec(**(given | fields))))
    # As Freqtrade's resolver does after copying the table, whose keys are text, into the config.
    made.minimal_roi = {int(minutes): profit for minutes, profit in made.minimal_roi.items()}
    return made


def hours(value: int) -> Duration:
    return Duration(value=value, unit="hours")


def tunable(name: str, low: float, high: float, step: float, default: float) -> Parameter:
    return Parameter(name=name, low=low, high=high, step=step, default=default)


def ref(name: str) -> ParameterRef:
    return ParameterRef(param=name)


def open_trade(*, is_short: bool = False, leverage: float = 1.0, rate: float = 100) -> LocalTrade:
    LocalTrade.use_db = False
    trade = LocalTrade(
        id=1,
        pair=PAIR,
        stake_amount=100.0,
        amount=1.0 * leverage,
        open_rate=rate,
        open_date=OPENED,
        fee_open=0.0,
        fee_close=0.0,
        is_open=True,
        is_short=is_short,
        leverage=leverage,
        price_precision=4,
        precision_mode=DECIMAL_PLACES,
        precision_mode_price=DECIMAL_PLACES,
        orders=[],
    )
    add_entry(trade, rate)
    return trade


def add_entry(trade: LocalTrade, rate: float) -> None:
    order = Order(
        id=len(trade.orders) + 1,
        ft_order_side=trade.entry_side,
        ft_pair=PAIR,
        ft_is_open=False,
        order_id=str(len(trade.orders)),
        side=trade.entry_side,
        status="closed",
        ft_price=rate,
        price=rate,
        average=rate,
        amount=trade.leverage,
        filled=trade.leverage,
        remaining=0,
        ft_amount=trade.leverage,
        order_date=OPENED,
        order_filled_date=OPENED,
    )
    order._trade_bt = trade
    trade.orders.append(order)


def analysed(atr: list[float]) -> pd.DataFrame:
    """Return candles up to an hour before ``OPENED``, then one more for each further ATR."""
    start = OPENED - 3 * HOUR
    dates = [start + n * HOUR for n in range(len(atr))]
    return pd.DataFrame({"date": pd.to_datetime(dates, utc=True), "atr_14": atr})


def fill(made: IStrategy, trade: LocalTrade, rate: float = 100) -> None:
    """Do what Freqtrade does when the entry fills."""
    trade.adjust_stop_loss(trade.open_rate, made.stoploss, initial=True)
    made._ft_stop_uses_after_fill = True
    made.ft_stoploss_adjust(rate, trade, OPENED, 0.0, 0, after_fill=True)


def candle(made: IStrategy, trade: LocalTrade, low: float, high: float, hour: int = 1) -> list[str]:
    """Do what a backtest does with a candle; return the reasons to exit."""
    exits = made.should_exit(
        trade,
        (low + high) / 2,
        OPENED + hour * HOUR,
        enter=False,
        exit_=False,
        low=low,
        high=high,
    )
    return [item.exit_type.value for item in exits]

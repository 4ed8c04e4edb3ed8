"""Freqtrade's outcome as the domain's ``EngineRun``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypertrade.domain.backtest import EngineRun
from hypertrade.domain.trades import Order, Trade

from hypertrade_jobs.run.diagnosis import signals

if TYPE_CHECKING:
    import pandas as pd
    from hypertrade.domain.backtest import ConditionCount

    from hypertrade_jobs.run.engine import Outcome

ENGINE = "freqtrade"


def engine_run(
    outcome: Outcome, conditions: tuple[ConditionCount, ...], remarks: tuple[str, ...]
) -> EngineRun:
    """Return everything the report is made of."""
    from freqtrade import __version__
    from freqtrade.util import get_dry_run_wallet

    content = outcome.content
    config = content["config"]
    rows: list[Any] = outcome.trades.to_dict(orient="records")
    return EngineRun(
        engine=ENGINE,
        engine_version=__version__,
        trades=tuple(map(_trade, rows)),
        backtest_start=outcome.start,
        backtest_end=outcome.stop,
        starting_balance=float(get_dry_run_wallet(config)),
        final_balance=float(content["final_balance"]),
        stake_currency=str(config["stake_currency"]),
        fee=float(outcome.backtesting.fee),
        market_change=float(outcome.market_change),
        candles_processed=sum(len(frame) for frame in outcome.analysed.values()),
        market=_market(outcome),
        rejected_signals=int(content["rejected_signals"]),
        timed_out_entries=int(content["timedout_entry_orders"]),
        timed_out_exits=int(content["timedout_exit_orders"]),
        canceled_entries=int(content["canceled_trade_entries"]),
        locks=len(content["locks"]),
        signals=signals(outcome.analysed),
        conditions=conditions,
        remarks=remarks,
    )


def _trade(row: dict[str, Any]) -> Trade:
    orders = tuple(_order(order) for order in row["orders"])
    fees = sum(
        order.amount * order.rate * (row["fee_open"] if order.is_entry else row["fee_close"])
        for order in orders
    )
    opened, closed = _moment(row["open_timestamp"]), _moment(row["close_timestamp"])
    return Trade(
        pair=row["pair"],
        is_short=bool(row["is_short"]),
        leverage=float(row["leverage"] or 1.0),
        open_date=opened,
        close_date=closed,
        open_rate=float(row["open_rate"]),
        close_rate=float(row["close_rate"]),
        amount=float(row["amount"]),
        stake_amount=float(row["stake_amount"]),
        max_stake_amount=float(row["max_stake_amount"] or row["stake_amount"]),
        fee_open=float(row["fee_open"]),
        fee_close=float(row["fee_close"]),
        fees_abs=fees,
        funding_fees=float(row["funding_fees"] or 0.0),
        profit_abs=float(row["profit_abs"]),
        profit_ratio=float(row["profit_ratio"]),
        enter_tag=str(row["enter_tag"] or ""),
        exit_reason=str(row["exit_reason"] or ""),
        initial_stop_loss=float(row["initial_stop_loss_abs"] or 0.0),
        stop_loss=float(row["stop_loss_abs"] or 0.0),
        min_rate=float(row["min_rate"]),
        max_rate=float(row["max_rate"]),
        duration_minutes=int(row["trade_duration"]),
        orders=orders,
    )


def _order(row: dict[str, Any]) -> Order:
    amount, rate = float(row["amount"]), float(row["safe_price"])
    return Order(
        side=row["ft_order_side"],
        is_entry=bool(row["ft_is_entry"]),
        amount=amount,
        rate=rate,
        cost=amount * rate,
        filled_at=_moment(row["order_filled_timestamp"]),
        tag=str(row["ft_order_tag"] or ""),
    )


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(int(milliseconds) / 1000, tz=UTC)


def _market(outcome: Outcome) -> tuple[tuple[datetime, float], ...]:
    """Return the mean over pairs of the close relative to its first one, at the end of each day."""
    import pandas as pd

    closes: dict[str, pd.Series[float]] = {}
    for pair, frame in outcome.data.items():
        inside = frame[(frame["date"] >= outcome.start) & (frame["date"] <= outcome.stop)]
        close = inside.set_index("date")["close"].dropna()
        if len(close):
            closes[pair] = close / close.iloc[0]
    if not closes:
        return ()
    mean = pd.DataFrame(closes).ffill().mean(axis=1)
    daily = mean.resample("1D").last().dropna()
    points = [(mean.index[0].to_pydatetime(), 1.0)]
    points += [
        (day.to_pydatetime(), value) for day, value in zip(daily.index, daily.tolist(), strict=True)
    ]
    return tuple(points)

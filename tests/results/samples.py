"""Engine runs made up from a seed, for the tests of the report."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypertrade.domain.backtest import (
    BacktestJob,
    ConditionCount,
    EngineRun,
    Fingerprint,
    SignalCount,
    SpecStrategy,
)
from hypertrade.domain.market import TradingMode
from hypertrade.domain.quality import CandleQuality
from hypertrade.domain.trades import Order, Trade
from hypertrade.results.document import StrategyView

START = datetime(2018, 1, 1, tzinfo=UTC)
PAIRS = ("BTC/USD", "ETH/USD", "XRP/USD", "LTC/USD")
PRICES = {"BTC/USD": 9000.0, "ETH/USD": 600.0, "XRP/USD": 0.45, "LTC/USD": 120.0}


def make_trade(  # noqa: PLR0913 - one knob per thing a test varies
    rng: random.Random,
    opened: datetime,
    *,
    pair: str,
    short: bool = False,
    leverage: float = 1.0,
    fee: float = 0.001,
    stake: float = 100.0,
    edge: float = 0.0,
) -> Trade:
    """Return one settled trade, its profit by the plain formula."""
    price = PRICES[pair] * rng.uniform(0.7, 1.4)
    move = rng.choice([rng.gauss(0.012 + edge, 0.018), rng.gauss(-0.008 + edge, 0.014)])
    if rng.random() < 0.03:
        move = 0.0
    close_rate = price * (1 + (-move if short else move))
    amount = stake * leverage / price
    side = -1 if short else 1
    paid = amount * price * (1 + side * fee)
    profit = round(side * (amount * close_rate * (1 - side * fee) - paid), 8)
    if move == 0.0 and rng.random() < 0.5:
        profit = 0.0
    minutes = max(0, round(rng.lognormvariate(5.2, 1.1) / 5) * 5)
    closed = opened + timedelta(minutes=minutes)
    reason = (
        rng.choice(["roi", "roi", "exit_signal", "trailing_stop_loss"])
        if profit > 0
        else rng.choice(["stop_loss", "exit_signal", "exit_signal"])
    )
    orders = (
        Order(
            side="sell" if short else "buy",
            is_entry=True,
            amount=amount,
            rate=price,
            cost=amount * price,
            filled_at=opened,
        ),
        Order(
            side="buy" if short else "sell",
            is_entry=False,
            amount=amount,
            rate=close_rate,
            cost=amount * close_rate,
            filled_at=closed,
            tag=reason,
        ),
    )
    return Trade(
        pair=pair,
        is_short=short,
        leverage=leverage,
        open_date=opened,
        close_date=closed,
        open_rate=price,
        close_rate=close_rate,
        amount=amount,
        stake_amount=stake,
        max_stake_amount=stake,
        fee_open=fee,
        fee_close=fee,
        fees_abs=amount * (price + close_rate) * fee,
        funding_fees=0.0,
        profit_abs=profit,
        profit_ratio=profit / paid * leverage,
        enter_tag=rng.choice(["dip", "dip", "breakout", ""]),
        exit_reason=reason,
        initial_stop_loss=price * (1.05 if short else 0.95),
        stop_loss=price * (1.05 if short else 0.95),
        min_rate=min(price, close_rate) * 0.995,
        max_rate=max(price, close_rate) * 1.005,
        duration_minutes=minutes,
        orders=orders,
    )


def make_run(  # noqa: PLR0913 - one knob per thing a test varies
    count: int,
    *,
    seed: int = 7,
    days: int = 500,
    shorts: bool = False,
    balance: float = 1000.0,
    edge: float = 0.0,
    **changes: Any,
) -> EngineRun:
    """Return a run of ``count`` trades over ``days``, in closing order, many on the same candle."""
    rng = random.Random(seed)  # noqa: S311 - repeatable trades, no secrets
    end = START + timedelta(days=days)
    minutes = max(days * 1440 - 2000, 1)
    trades = []
    for _ in range(count):
        opened = START + timedelta(minutes=60 * (rng.randrange(minutes) // 60))
        trade = make_trade(
            rng,
            opened,
            pair=rng.choice(PAIRS[: 3 if count < 50 else 4]),
            short=shorts and rng.random() < 0.4,
            leverage=rng.choice([1.0, 3.0]) if shorts else 1.0,
            edge=edge,
        )
        if trade.close_date > end:
            trade = trade.model_copy(update={"close_date": end, "exit_reason": "force_exit"})
        trades.append(trade)
    trades.sort(key=lambda trade: trade.close_date)
    level, market = 1.0, []
    for day in range(days + 1):
        market.append((START + timedelta(days=day), level))
        level *= 1 + rng.gauss(0.0, 0.028)
    values: dict[str, Any] = {
        "engine": "freqtrade",
        "engine_version": "2026.9",
        "trades": tuple(trades),
        "backtest_start": START,
        "backtest_end": end,
        "starting_balance": balance,
        "final_balance": balance + sum(trade.profit_abs for trade in trades),
        "stake_currency": "USD",
        "fee": 0.001,
        "market_change": market[-1][1] - 1.0,
        "candles_processed": days * 24 * 4,
        "market": tuple(market),
        "rejected_signals": 12,
        "signals": tuple(
            SignalCount(pair=pair, signal="enter_long", tag="dip", count=count // 3)
            for pair in PAIRS
        ),
        "conditions": CONDITIONS,
    }
    return EngineRun(**(values | changes))


CONDITIONS = (
    ConditionCount(
        rule="dip",
        role="entry",
        condition="the 14-period RSI is below 30",
        depth=1,
        true=812,
        candles=48000,
    ),
    ConditionCount(
        rule="dip",
        role="entry",
        condition="the close is above the 200-period EMA",
        depth=1,
        true=23000,
        candles=47500,
    ),
    ConditionCount(
        rule="leave",
        role="exit",
        condition="the 14-period RSI is above 70",
        depth=0,
        true=1204,
        candles=48000,
    ),
)


def make_job(**changes: Any) -> BacktestJob:
    """Return the job that ``make_run`` answers."""
    values: dict[str, Any] = {
        "id": "sample",
        "strategy": SpecStrategy(spec={}),
        "exchange": "bitfinex",
        "trading_mode": TradingMode.SPOT,
        "pairs": PAIRS,
        "timeframe": "1h",
    }
    return BacktestJob(**(values | changes))


def make_quality(*, synthetic: bool = False) -> tuple[CandleQuality, ...]:
    """Return the state of the candles of every pair."""
    return tuple(
        CandleQuality(
            exchange="bitfinex",
            pair=pair,
            timeframe="1h",
            candles=12000,
            first=START,
            last=START + timedelta(days=500),
            synthetic=synthetic,
            gaps=3,
            filled=14,
            longest_gap_minutes=420,
            outliers=2,
            outlier_dates=(START + timedelta(days=20), START + timedelta(days=90)),
            content_hash="ab12" * 16,
        )
        for pair in PAIRS
    )


def make_fingerprint(*, confined: bool = True) -> Fingerprint:
    """Return a fingerprint of made-up hashes."""
    return Fingerprint(
        strategy="1f" * 32,
        candles="2e" * 32,
        settings="3d" * 32,
        markets="4c" * 32,
        engine="freqtrade",
        engine_version="2026.9",
        hypertrade_version="0.1.0",
        python_version="3.11.15",
        confined=confined,
    )


def make_view(**changes: Any) -> StrategyView:
    """Return the strategy as the report shows it."""
    values: dict[str, Any] = {
        "name": "Dip buyer in an uptrend",
        "kind": "spec",
        "reading": (
            "Trade on 1-hour candles, long only.\n"
            "Enter “dip” when the 14-period RSI is below 30 and the close is above the "
            "200-period EMA.\n"
            "Exit “leave” when the 14-period RSI is above 70.\n"
            "Stop loss at 5 % below the entry."
        ),
        "assumptions": ("RSI period: 14", "Timeframe: 1h, as given on the command line"),
    }
    return StrategyView(**(values | changes))

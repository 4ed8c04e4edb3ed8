"""Whole strategies, as any valid document may be, against Freqtrade on one set of candles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.domain.market import TradingMode
from hypertrade.markets.rules import MarketRules
from hypertrade.strategy.compile import compile_spec
from hypothesis import assume, given, settings

from tests.engine.differential.case import Candlestick, Case, PairCase
from tests.engine.differential.judging import AGREED, judge
from tests.strategy.generators import specs

if TYPE_CHECKING:
    from hypertrade.strategy.spec import StrategySpec

_MOST_WARMUP = 1500
_START = datetime(2023, 1, 20, tzinfo=UTC)


@settings(max_examples=12)
@given(specs(timeframes=("1h",)))
def test_any_strategy_equals_freqtrade(spec: StrategySpec) -> None:
    warmup = compile_spec(spec).startup_candles
    assume(warmup <= _MOST_WARMUP)
    verdict = judge(_case(spec, warmup))
    assert verdict.outcome in AGREED, verdict.report


def _case(spec: StrategySpec, warmup: int) -> Case:
    futures = spec.direction != "long" or spec.leverage != 1
    pairs = ("BTC/USDT:USDT", "ETH/USDT:USDT") if futures else ("BTC/USDT", "ETH/USDT")
    return Case(
        category="any-strategy",
        seed=0,
        exchange="bybit",
        trading_mode=TradingMode.FUTURES if futures else TradingMode.SPOT,
        timeframe=spec.timeframe,
        pairs=tuple(_pair(name, seed, warmup) for seed, name in enumerate(pairs)),
        spec=spec.model_dump(mode="json"),
        stake="unlimited",
        max_open_trades=2,
    )


def _pair(symbol: str, seed: int, warmup: int) -> PairCase:
    candles = Candlestick(
        seed=seed, start=_START, rows=warmup + 250, price=1000.0, tick=0.01, spread=0.012, jump=0.01
    )
    rules = MarketRules(symbol=symbol, price=0.01, amount=0.001, min_amount=0.001, min_cost=5.0)
    return PairCase(pair=symbol, candles=candles, rules=rules)

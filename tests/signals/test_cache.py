"""The cache answers for the same candles and numbers only, and keeps within its bound."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import numpy as np
from hypertrade.arrays import Candles
from hypertrade.strategy.signals import Evaluator, IndicatorCache, native
from hypertrade.strategy.spec import StrategySpec, read_spec

if TYPE_CHECKING:
    import pytest

ROWS = 1000
COLUMN = ROWS * 8


def made(seed: int = 0) -> Candles:
    close = 100 + np.cumsum(np.random.default_rng(seed).normal(size=ROWS))
    volume = np.ones(ROWS)
    return Candles(0, 3_600_000, close.copy(), close + 1, close - 1, close, volume, 0, ROWS)


def strategy(period: int = 14, level: float = 50) -> StrategySpec:
    rsi = {"kind": "indicator", "name": "rsi", "params": {"period": period}}
    above = {"kind": "compare", "left": rsi, "op": ">", "right": {"kind": "number", "value": level}}
    entries = [{"name": "above", "when": above}]
    return read_spec({"name": "cached", "timeframe": "1h", "entries": entries})


class Counter:
    """Counts the calls of TA-Lib."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = 0
        self._call = native.call
        monkeypatch.setattr(native, "call", self._counted)

    def _counted(self, *arguments: object) -> object:
        self.calls += 1
        return self._call(*arguments)  # type: ignore[arg-type]


def test_an_indicator_is_computed_once_for_all_strategies(monkeypatch: pytest.MonkeyPatch) -> None:
    counter, cache, candles = Counter(monkeypatch), IndicatorCache(), made()
    for level in (30, 50, 70, 50):
        Evaluator(strategy(level=level), {None: candles}, cache=cache).evaluate()
    assert counter.calls == 1
    Evaluator(strategy(period=15), {None: candles}, cache=cache).evaluate()
    assert counter.calls == 2


def test_other_candles_have_other_indicators(monkeypatch: pytest.MonkeyPatch) -> None:
    counter, cache = Counter(monkeypatch), IndicatorCache()
    one, other = made(1), made(2)
    evaluators = [Evaluator(strategy(), {None: item}, cache=cache) for item in (one, other)]
    found = [evaluator.evaluate().enter_long for evaluator in evaluators * 2]
    assert counter.calls == 2
    assert (found[0] == found[2]).all()
    assert (found[0] != found[1]).any()


def test_the_bound_holds() -> None:
    cache = IndicatorCache(3 * COLUMN)
    evaluator = Evaluator(strategy(), {None: made()}, cache=cache)
    plain = Evaluator(strategy(), {None: made()}).evaluate()
    for period in range(2, 40):
        Evaluator(strategy(period), {None: made()}, cache=cache).evaluate()
        assert cache._held <= 3 * COLUMN
    assert (evaluator.evaluate().enter_long == plain.enter_long).all()


def test_a_cache_too_small_for_anything_changes_nothing() -> None:
    found = Evaluator(strategy(), {None: made()}, cache=IndicatorCache(1)).evaluate()
    assert (found.enter_long == Evaluator(strategy(), {None: made()}).evaluate().enter_long).all()


def test_the_least_recently_used_go_first() -> None:
    cache, column = IndicatorCache(2 * COLUMN), np.zeros(ROWS)
    for key in ((0, "a"), (0, "b")):
        cache.put(key, column)
    assert cache.get((0, "a")) is column
    cache.put((0, "c"), column)
    assert cache.get((0, "b")) is None
    assert cache.get((0, "a")) is column
    assert cache._held == 2 * COLUMN


def test_what_will_hardly_be_wanted_again_goes_first() -> None:
    cache, column = IndicatorCache(2 * COLUMN), np.zeros(ROWS)
    cache.put((0, "a"), column)
    cache.put((0, "b"), column, passing=True)
    cache.put((0, "c"), column)
    assert cache.get((0, "b")) is None
    assert cache.get((0, "a")) is column
    assert cache.get((0, "c")) is column


def tuned(period: object, level: object) -> StrategySpec:
    rsi = {"kind": "indicator", "name": "rsi", "params": {"period": 14}}
    ema = {"kind": "indicator", "name": "ema", "params": {"period": period}}
    above = {"kind": "compare", "left": rsi, "op": ">", "right": {"kind": "number", "value": level}}
    below = {"kind": "compare", "left": {"kind": "price"}, "op": "<", "right": ema}
    entries = [{"name": "in", "when": {"kind": "all", "conditions": [above, below]}}]
    parameters = [
        {"name": "period", "low": 2, "high": 90, "step": 1, "default": 20},
        {"name": "level", "low": 10, "high": 90, "step": 1, "default": 50},
    ]
    return read_spec(
        {"name": "it", "timeframe": "1h", "parameters": parameters, "entries": entries}
    )


def test_a_sweep_keeps_what_it_asks_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # Room for one column and some flags of each pair: the RSI is compared with ever new levels,
    # the average's condition stays, so that the average itself may go.
    pairs = [made(seed) for seed in range(8)]
    cache = IndicatorCache(8 * (COLUMN + 3 * ROWS))
    spec = tuned(20, {"param": "level"})
    evaluators = [Evaluator(spec, {None: pair}, cache=cache) for pair in pairs]
    counter = Counter(monkeypatch)
    for level in range(20, 60):
        for evaluator in evaluators:
            evaluator.evaluate({"level": level})
    assert counter.calls == 16


def test_columns_are_forgotten_with_their_candles() -> None:
    cache, candles = IndicatorCache(), made()
    Evaluator(strategy(), {None: candles}, cache=cache).evaluate()
    assert cache._held == COLUMN + ROWS
    del candles
    gc.collect()
    assert cache._held == 0


def test_what_is_handed_out_is_the_callers_own() -> None:
    evaluator = Evaluator(strategy(), {None: made()})
    first = evaluator.evaluate()
    kept = first.enter_long.copy()
    first.enter_long[:] = 1
    first.enter_tag[:] = 0
    assert (evaluator.evaluate().enter_long == kept).all()

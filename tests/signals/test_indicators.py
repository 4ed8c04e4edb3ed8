"""Every indicator and pattern is the column that the compiled strategy computes, bit for bit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.compile.helpers import HELPERS as COMPILED_HELPERS
from hypertrade.strategy.signals import Evaluator
from hypertrade.strategy.signals.helpers import HELPERS
from hypertrade.strategy.spec import Any as AnyOf
from hypertrade.strategy.spec import (
    Compare,
    Condition,
    Constant,
    Indicator,
    Pattern,
    Price,
    Rule,
    StrategySpec,
)

from tests.signals.comparing import PRICES, all_candles, assert_equal, indicators
from tests.strategy.compile.harness import Provider, candles

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

SEEN = 1200


def steady(rows: int) -> pd.DataFrame:
    """Return candles whose price never moves, some of them without volume."""
    frame = candles(rows)
    for name in ("open", "high", "low", "close"):
        frame[name] = 100.0
    return frame


def gapped(rows: int) -> pd.DataFrame:
    """Return candles with gaps filled as Freqtrade fills them: the close before, no volume."""
    frame = candles(rows, seed=8)
    gap = (np.arange(rows) % 50 > 38) & (np.arange(rows) > 0)
    frame.loc[gap, "volume"] = 0.0
    frame.loc[gap, "close"] = np.nan
    frame["close"] = frame["close"].ffill()
    for name in ("open", "high", "low"):
        frame.loc[gap, name] = frame.loc[gap, "close"]
    return frame


FRAMES: dict[str, Callable[[], pd.DataFrame]] = {
    "lively": cache(lambda: candles(500, seed=4)),
    "gapped": cache(lambda: gapped(400)),
    "steady": cache(lambda: steady(300)),
    "short": cache(lambda: candles(9)),
    "single": cache(lambda: candles(1)),
}


def spec_of(*conditions: Condition) -> StrategySpec:
    when = conditions[0] if len(conditions) == 1 else AnyOf(conditions=conditions)
    return StrategySpec(name="it", timeframe="1h", entries=(Rule(name="it", when=when),))


def positive(node: Indicator) -> Compare:
    return Compare(left=node, op=">", right=Constant(value=0))


def choices(name: str) -> list[dict[str, float]]:
    """Return some choices of an indicator's parameters: defaults, the least, others."""
    known = INDICATORS[name].parameters
    least: dict[str, float] = {item.name: item.low for item in known if item.whole}
    other: dict[str, float] = {
        item.name: max(int(item.low), 5 + 2 * place) if item.whole else item.default * 0.75
        for place, item in enumerate(known)
    }
    return [{}, least, other] if known else [{}]


def sources(name: str) -> list[Price | Indicator | None]:
    """Return some sources: the usual one, others, and indicators with a head or with gaps."""
    if INDICATORS[name].source is None:
        return [None]
    flow = Indicator(name="cmf", params={"period": 3})
    rate = Indicator(name="roc", params={"period": 3}, source=Price(field="volume"))
    return [None, Price(field="hlc3"), Price(field="volume"), Indicator(name="rsi"), flow, rate]


def nodes(name: str, source: Price | Indicator | None) -> list[Indicator]:
    return [
        Indicator(name=name, params=params, output=output, source=source)
        for params in choices(name)
        for output in INDICATORS[name].outputs
    ]


def columns(evaluator: Evaluator, wanted: list[Indicator]) -> list[np.ndarray]:
    with np.errstate(all="ignore"):
        lines, _ = evaluator._parts({})
        return [lines.of(node) for node in wanted]


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_is_the_compiled_column(name: str, kind: str) -> None:
    frame = FRAMES[kind]()
    for source in sources(name) if kind in ("lively", "gapped") else [None]:
        wanted = nodes(name, source)
        # One computation a file: its columns are then the file's last, in the catalogue's order.
        outputs = len(INDICATORS[name].outputs)
        for start in range(0, len(wanted), outputs):
            part = wanted[start : start + outputs]
            spec = spec_of(*(positive(node) for node in part))
            provider = Provider(frame)
            table = indicators(compile_spec(spec), frame, provider)
            added = [item for item in table.columns if item not in (*PRICES, "date")]
            theirs = [table[item].to_numpy(float) for item in added[-outputs:]]
            ours = columns(Evaluator(spec, all_candles(spec, frame, provider)), part)
            for node, expected, found in zip(part, theirs, ours, strict=True):
                assert found.dtype == np.float64
                assert np.array_equal(found, expected, equal_nan=True), (node, kind)


@pytest.mark.parametrize("timeframe", ["4h", "1d"])
@pytest.mark.parametrize("kind", ["lively", "gapped", "short"])
def test_indicators_of_a_higher_timeframe_give_the_compiled_signals(
    kind: str, timeframe: str
) -> None:
    frame = FRAMES[kind]()
    provider = Provider(frame, earlier=kind == "short")
    for name, known in INDICATORS.items():
        parts: list[Condition] = []
        for output in known.outputs:
            params = {item.name: 3 for item in known.parameters if item.whole and item.high >= 3}
            node = Indicator(name=name, params=params, output=output, timeframe=timeframe)
            before = node.model_copy(update={"shift": 2})
            parts += [Compare(left=node, op=">", right=before)]
        if len(parts) == 1:
            parts *= 2
        assert_equal(spec_of(*parts), frame, provider)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_gives_the_compiled_signals(name: str) -> None:
    patterns: list[Condition] = []
    for timeframe in (None, "4h"):
        for signal in ("bullish", "bearish", "any"):
            for shift in (0, 2):
                node = {"name": name, "signal": signal, "timeframe": timeframe, "shift": shift}
                patterns.append(Pattern.model_validate(node))
                if PATTERNS[name].penetration is not None:
                    patterns.append(Pattern.model_validate(node | {"penetration": 0.05}))
    rules = tuple(Rule(name=f"rule {place}", when=node) for place, node in enumerate(patterns))
    spec = StrategySpec(name="patterns", timeframe="1h", entries=rules)
    assert_equal(spec, ragged(), Provider(ragged()))


@cache
def ragged() -> pd.DataFrame:
    """Return candles with bodies and shadows of every size, and gaps between them."""
    frame = candles(SEEN, seed=2)
    random = np.random.default_rng(5)
    body = random.normal(0, 1, SEEN) * random.choice([0.0, 0.05, 0.5, 2], SEEN)
    middle = 100 + np.cumsum(random.normal(0, 0.7, SEEN))
    frame["open"], frame["close"] = middle - body / 2, middle + body / 2
    top, bottom = frame[["open", "close"]].max(axis=1), frame[["open", "close"]].min(axis=1)
    shadow = random.choice([0.0, 0.02, 0.4, 2.0], (2, SEEN))
    frame["high"], frame["low"] = top + shadow[0], bottom - shadow[1]
    return frame


def test_the_candles_show_most_patterns() -> None:
    rules = tuple(Rule(name=name, when=Pattern(name=name)) for name in PATTERNS)
    spec = StrategySpec(name="patterns", timeframe="1h", entries=rules)
    evaluator = Evaluator(spec, all_candles(spec, ragged(), Provider(ragged())))
    seen = [item.condition.rule for item in evaluator.trace() if item.held.any()]
    assert len(seen) > 45


def test_every_helper_of_the_compiler_is_computed() -> None:
    assert HELPERS.keys() == COMPILED_HELPERS.keys()

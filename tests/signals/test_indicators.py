"""Every indicator and pattern is the column that the compiled strategy computes, bit for bit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.compile.frames import Frame
from hypertrade.strategy.compile.helpers import HELPERS as COMPILED_HELPERS
from hypertrade.strategy.compile.names import Namespace
from hypertrade.strategy.compile.strategy import _COLUMNS
from hypertrade.strategy.compile.values import Numbers
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

from tests.signals.comparing import all_candles, arrays, assert_equal, indicators
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
    """Return three choices of an indicator's parameters: defaults, the least, others."""
    known = INDICATORS[name].parameters
    least: dict[str, float] = {item.name: item.low for item in known if item.whole}
    other: dict[str, float] = {
        item.name: max(int(item.low), 5 + 2 * place) if item.whole else item.default * 0.75
        for place, item in enumerate(known)
    }
    return [{}, least, other]


def every(choice: int, source: Price | Indicator | None = None) -> list[Indicator]:
    """Return every output of every indicator, of ``source`` where it takes one."""
    return [
        Indicator(
            name=name,
            params=choices(name)[choice],
            output=output,
            source=source if known.source else None,
        )
        for name, known in INDICATORS.items()
        for output in known.outputs
        if source is None or known.source
    ]


def compiled_names(nodes: list[Indicator]) -> list[str]:
    """Return the columns in which the compiled strategy keeps ``nodes``."""
    frame = Frame(None, Numbers(()), Namespace(_COLUMNS), set())
    for node in nodes:
        frame.expect(node)
    return [frame.source(node) for node in nodes]


SOURCES: dict[str, Price | Indicator | None] = {
    "usual": None,
    "hlc3": Price(field="hlc3"),
    "volume": Price(field="volume"),
    "with a head": Indicator(name="rsi"),
    "with gaps": Indicator(name="cmf", params={"period": 3}),
    "with infinities": Indicator(
        name="keltner", output="upper", source=Indicator(name="zscore", params={"period": 2})
    ),
}


@pytest.mark.parametrize("choice", [0, 1, 2], ids=["defaults", "least", "others"])
@pytest.mark.parametrize(
    ("kind", "source"),
    [
        *((kind, source) for kind in ("lively", "gapped") for source in SOURCES),
        *((kind, "usual") for kind in ("steady", "short", "single")),
    ],
)
def test_every_indicator_is_the_compiled_column(kind: str, source: str, choice: int) -> None:
    frame, nodes = FRAMES[kind](), every(choice, SOURCES[source])
    spec = spec_of(*(positive(node) for node in nodes))
    table = indicators(compile_spec(spec), frame, Provider(frame))
    evaluator = Evaluator(spec, {None: arrays(frame, "1h")})
    for found, name in zip(evaluator.columns(nodes), compiled_names(nodes), strict=True):
        assert np.array_equal(found, table[name].to_numpy(float), equal_nan=True), name


@pytest.mark.parametrize("timeframe", ["4h", "1d"])
@pytest.mark.parametrize("kind", ["lively", "gapped", "short"])
def test_indicators_of_a_higher_timeframe_give_the_compiled_signals(
    kind: str, timeframe: str
) -> None:
    frame = FRAMES[kind]()
    parts: list[Condition] = []
    for name, known in INDICATORS.items():
        params = {item.name: 3 for item in known.parameters if item.whole and item.high >= 3}
        for output in known.outputs:
            node = Indicator(name=name, params=params, output=output, timeframe=timeframe)
            before = node.model_copy(update={"shift": 2})
            parts.append(Compare(left=node, op=">", right=before))
    assert_equal(spec_of(*parts), frame, Provider(frame, earlier=kind == "short"), trace=True)


@pytest.mark.parametrize("quarter", range(4))
def test_every_pattern_gives_the_compiled_signals(quarter: int) -> None:
    patterns: list[Condition] = []
    for name in list(PATTERNS)[quarter::4]:
        for timeframe in (None, "4h"):
            for signal, shift in (("bullish", 0), ("bearish", 2), ("any", 0), ("any", 3)):
                node = {"name": name, "signal": signal, "timeframe": timeframe, "shift": shift}
                patterns.append(Pattern.model_validate(node))
                if PATTERNS[name].penetration is not None:
                    patterns.append(Pattern.model_validate(node | {"penetration": 0.05}))
    assert_equal(spec_of(*patterns), ragged(), Provider(ragged()), trace=True)


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
    assert len(seen) >= 40


def test_every_helper_of_the_compiler_is_computed() -> None:
    assert HELPERS.keys() == COMPILED_HELPERS.keys()

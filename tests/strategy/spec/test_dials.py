"""What a form shows of numbers and indicators: complete, inside the closed ranges, and true."""

from __future__ import annotations

import numpy as np
import pytest
from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.catalogue.measures import measure
from hypertrade.strategy.catalogue.summaries import SUMMARIES
from hypertrade.strategy.english.scales import HUNDRED, ZERO, scale
from hypertrade.strategy.english.titles import short_title
from hypertrade.strategy.signals import Evaluator
from hypertrade.strategy.spec import Compare, Constant, Indicator, Rule, StrategySpec
from hypertrade.strategy.spec.checks import BOUNDS
from hypertrade.strategy.spec.dials import DIALS, Dial, parameter_dial

from tests.signals.comparing import arrays
from tests.strategy.compile.harness import candles

OUTPUTS = [(name, output) for name, known in INDICATORS.items() for output in known.outputs]


def inside(dial: Dial, low: float, high: float) -> bool:
    return low <= dial.low < dial.high <= high and 0 < dial.step <= dial.high - dial.low


def test_every_number_has_a_dial_inside_its_range() -> None:
    assert set(DIALS) == set(BOUNDS)
    assert [name for name, dial in DIALS.items() if not inside(dial, *BOUNDS[name])] == []


def test_every_parameter_has_a_dial_around_its_default() -> None:
    for known in INDICATORS.values():
        for item in known.parameters:
            dial = parameter_dial(item)
            assert inside(dial, item.low, item.high), (known.name, item.name, dial)
            assert dial.low <= item.default <= dial.high
            assert not item.whole or float(dial.step).is_integer()


def test_every_indicator_is_described_and_named_once() -> None:
    assert set(SUMMARIES) == set(INDICATORS)
    assert all(text.endswith(".") and len(text) < 100 for text in SUMMARIES.values())
    assert len({short_title(name) for name in INDICATORS}) == len(INDICATORS)
    assert (short_title("rsi"), short_title("macd")) == ("RSI", "MACD")
    assert short_title("bollinger") == "Bollinger bands"


def test_what_is_measured_is_what_words_take_it_for() -> None:
    for name, output in OUTPUTS:
        kind, found = scale(Indicator(name=name, output=output)), measure(name, output)
        if kind == "price":
            assert found.unit == "price", (name, output)
        if name in HUNDRED:
            assert (found.low, found.high) == (0, 100), name
        if name in ZERO:
            assert found.low is None or found.low == -(found.high or 0), name


@pytest.mark.parametrize(("name", "output"), OUTPUTS)
def test_values_stay_in_the_range_that_is_told(name: str, output: str) -> None:
    node = Indicator(name=name, output=output)
    rule = Rule(name="in", when=Compare(left=node, op=">", right=Constant(value=0)))
    spec = StrategySpec(name="x", timeframe="1h", entries=(rule,))
    [values] = Evaluator(spec, {None: arrays(candles(2000), "1h")}).columns([node])
    known = values[np.isfinite(values)]
    assert len(known) > 1000
    _, low, high = measure(name, output)
    assert low is None or known.min() >= low - 1e-9
    assert high is None or known.max() <= high + 1e-9

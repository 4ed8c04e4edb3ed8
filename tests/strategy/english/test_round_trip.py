"""What is explained is read back unchanged, assuming nothing."""

from __future__ import annotations

import pytest
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.english import explain, parse
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
from hypothesis import HealthCheck, given, settings

from tests.strategy.generators import specs


def _of(*conditions: Condition) -> StrategySpec:
    entries = tuple(
        Rule(name=f"e{index}", when=condition) for index, condition in enumerate(conditions)
    )
    return StrategySpec(name="x", timeframe="1h", entries=entries)


def _check(spec: StrategySpec) -> None:
    parsing = parse(explain(spec))
    assert parsing.question is None, (parsing.question, explain(spec))
    assert parsing.spec == spec
    assert parsing.spec.digest() == spec.digest()
    assert parsing.assumptions == ()


@settings(
    max_examples=200,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(specs(depth=1))
def test_every_spec_reads_back(spec: StrategySpec) -> None:
    _check(spec)


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(specs(depth=3))
def test_every_deeply_nested_spec_reads_back(spec: StrategySpec) -> None:
    _check(spec)


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_every_indicator_reads_back(name: str) -> None:
    known = INDICATORS[name]
    source = None if known.source is None else Price(field="hlc3")
    _check(
        _of(
            *(
                Compare(
                    left=Indicator(
                        name=name, output=output, source=given, timeframe=higher, shift=ago
                    ),
                    op=">",
                    right=Constant(value=-1.5),
                )
                for output in known.outputs
                for given, higher, ago in ((None, None, 0), (source, "4h", 2))
            )
        )
    )


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_pattern_reads_back(name: str) -> None:
    _check(_of(Pattern(name=name), Pattern(name=name, signal="bullish", timeframe="1d", shift=3)))


@pytest.mark.parametrize(
    "number", [1e-9, 0.1 + 0.2, 1e16, 1e300, -5, 9007199254740993, 123456.789, 5e-324]
)
def test_every_number_reads_back(number: float) -> None:
    _check(_of(Compare(left=Price(), op="<=", right=Constant(value=number))))


def test_explaining_is_complete_about_the_plan() -> None:
    spec = _of(Compare(left=Price(), op=">", right=Constant(value=1)))
    text = explain(spec)
    assert text.splitlines() == [
        'Strategy "x" on 1h candles.',
        'Enter long "e0" when close is above 1.',
        "No stop-loss.",
    ]

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


@pytest.mark.parametrize(
    "rules",
    [
        # "above A and B" and "7 candles ago ... crosses" would both take the words between them.
        (
            "rolling sum(19) is above linear regression(14) of high and TRIX(15) 7 candles ago "
            "crosses below ultimate oscillator(7, 18, 10)"
        ),
        (
            "ADXR(16) is below (the change of 4h DX(14) over 5 candles) and DX(27) 1 candle ago "
            "is between TEMA(16) 7 candles ago and WMA(20)"
        ),
        (
            "T3 moving average(6, 0.06) of high 1 candle ago crosses below 0.5 and ZLEMA(16) of "
            "volume 1 candle ago is between KAMA(30) 1 candle ago and 4h true range"
        ),
        "close 2 candles ago crosses above 1d high",
        "1d high 2 candles ago is at most rolling sum(20) 1 candle ago",
        (
            "(ADXR(25) crosses below ADX(25) 1 candle ago) 2 candles ago and (the larger of 0.5 "
            "and -3) crosses above high 2 candles ago"
        ),
        (
            "(ADXR(25) crosses below ADX(25)) 2 candles ago and close is above ultimate "
            "oscillator(7, 18, 10)"
        ),
        ("(ADXR(25) crosses below ADX(25)) 2 candles ago and close is rising for 1 candle"),
        (
            "(ultimate oscillator(41, 8, 17) crosses below ADXR(16)) 2 candles ago or open "
            "2 candles ago differs from CMO(5)"
        ),
    ],
)
def test_what_competes_for_the_same_words_reads_back(rules: str) -> None:
    text = f'Strategy "x" on 1h candles.\nEnter long "e" when {rules}.\nNo stop-loss.'
    parsing = parse(text)
    assert parsing.spec is not None, parsing.question
    assert explain(parsing.spec) == text
    assert parsing.assumptions == ()

"""Conditions are listed with their parts, wholes first, as the compiled file lists them."""

from __future__ import annotations

import numpy as np
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.signals import Evaluator
from hypertrade.strategy.spec import (
    All,
    Compare,
    Constant,
    Not,
    Price,
    Rule,
    StrategySpec,
    Within,
)

from tests.signals.comparing import arrays, assert_equal
from tests.strategy.compile.harness import candles

FRAME = candles(300)
WHOLE = "(within the last 2 candles: close > 100) and close > 95 and (not: (not: close > 101))"


def above(level: float) -> Compare:
    return Compare(left=Price(), op=">", right=Constant(value=level))


SPEC = StrategySpec(
    name="traced",
    timeframe="1h",
    filters=(Not(condition=above(120)),),
    entries=(
        Rule(
            name="in",
            when=All(
                conditions=(
                    Within(condition=above(100), candles=2),
                    above(95),
                    Not(condition=Not(condition=above(101))),
                )
            ),
        ),
    ),
    exits=(Rule(name="out", when=above(105)),),
)


def test_a_part_follows_its_own_whole() -> None:
    listed = [(item.role, item.depth, item.text) for item in compile_spec(SPEC, trace=True).trace]
    assert listed == [
        ("filter", 0, "not: close > 120"),
        ("filter", 1, "close > 120"),
        (
            "entry",
            0,
            "(within the last 2 candles: close > 100) and close > 95 and (not: (not: close > 101))",
        ),
        ("entry", 1, "within the last 2 candles: close > 100"),
        ("entry", 2, "close > 100"),
        ("entry", 1, "close > 95"),
        ("entry", 1, "not: (not: close > 101)"),
        ("entry", 2, "not: close > 101"),
        ("entry", 3, "close > 101"),
        ("exit", 0, "close > 105"),
    ]


def test_flags_and_their_readings_agree_with_the_compiled_file() -> None:
    found = assert_equal(SPEC, FRAME, trace=True)
    traced = Evaluator(SPEC, {None: arrays(FRAME, "1h")}).trace()
    by_column = {item.condition.column: item.held for item in traced}
    assert all(held.dtype == np.uint8 and held.shape == (300,) for held in by_column.values())
    entry = next(
        item for item in traced if (item.condition.role, item.condition.depth) == ("entry", 0)
    )
    assert ((entry.held & traced[0].held) == found.enter_long).all()

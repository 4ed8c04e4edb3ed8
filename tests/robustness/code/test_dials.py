"""Hyperopt parameters as a grid, and a point of it as Freqtrade's parameter file."""

from __future__ import annotations

from typing import Any

import pytest
from hypertrade.robustness.code.dials import MOST_STEPS, Dials, dials_of
from hypertrade.strategy.code import inspect_code

FILE = """
from freqtrade.strategy import *

class Tuned(IStrategy):
    {line}
"""


def dials(line: str, given: dict[str, Any] | None = None) -> Dials:
    return dials_of(inspect_code(FILE.format(line=line)), given)


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        ("buy_x = IntParameter(3, 6, default=4)", (3, 4, 5, 6)),
        ("x = IntParameter(low=3, high=5, default=4, space='buy')", (3, 4, 5)),
        ("buy_x = DecimalParameter(0.1, 0.4, default=0.2, decimals=1)", (0.1, 0.2, 0.3, 0.4)),
        ("buy_x = BooleanParameter(default=False)", (False, True)),
        ("buy_x = CategoricalParameter([9, 5, 7], default=7)", (5, 7, 9)),
        ("buy_x = CategoricalParameter(list(range(10, 31, 10)), default=20)", (10, 20, 30)),
        (
            "buy_x = CategoricalParameter([round(0.2 * n, 1) for n in range(3)], default=0.2)",
            (0.0, 0.2, 0.4),
        ),
        ("buy_x = CategoricalParameter(['sma', 'ema'], default='ema')", ("sma", "ema")),
        ("buy_x = IntParameter(3, 5, default=9)", (3, 4, 5, 9)),
        ("buy_x = IntParameter(3, 5, default=1)", (1, 3, 4, 5)),
    ],
)
def test_every_kind_becomes_an_axis(line: str, settings: tuple[Any, ...]) -> None:
    (dial,) = dials(line).dials
    assert dial.settings == settings
    assert [type(each) for each in dial.settings] == [type(each) for each in settings]
    assert len(dial.axis.values) == len(settings)
    assert list(dial.axis.values) == sorted(dial.axis.values)


def test_names_stand_for_what_is_no_number() -> None:
    (dial,) = dials("buy_x = CategoricalParameter(['sma', 'ema'], default='ema')").dials
    assert dial.axis.labels == ("sma", "ema")
    assert dial.axis.values == (0.0, 1.0)
    assert dial.axis.default == 1


@pytest.mark.parametrize(
    "line",
    [
        "buy_x = IntParameter(5, 200, default=50)",
        "buy_x = DecimalParameter(0.01, 0.99, default=0.3)",
        "buy_x = RealParameter(0.0, 1.0, default=0.25)",
    ],
)
def test_a_fine_grid_is_made_coarser_around_the_current_value(line: str) -> None:
    found = dials(line)
    (dial,) = found.dials
    assert 10 <= len(dial.settings) <= MOST_STEPS + 1
    assert dial.settings[dial.axis.default] == found.current["buy_x"]
    steps = {round(b - a, 9) for a, b in zip(dial.axis.values, dial.axis.values[1:], strict=False)}
    assert len(steps) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("buy_x = IntParameter(3, N, default=4)", "computed"),
        ("buy_x = IntParameter(3, 9, default=4, optimize=False)", "optimize is off"),
        ("buy_x = IntParameter(3, 9, default=4, load=False)", "load is off"),
        ("x = IntParameter(3, 9, default=4)", "space cannot be read"),
        ("buy_x = IntParameter(4, 4, default=4)", "single value"),
    ],
)
def test_what_cannot_be_varied_says_why(line: str, why: str) -> None:
    found = dials(line)
    assert not found.dials
    assert why in found.fixed["buy_x" if "buy_x" in line else "x"].text


def test_a_point_is_a_parameter_file_with_nothing_but_what_differs() -> None:
    line = "buy_x = IntParameter(3, 6, default=4); sell_y = IntParameter(1, 3, default=2)"
    found = dials(line)
    assert found.parameters(None) is None
    assert found.parameters({"buy_x": 4.0, "sell_y": 2.0}) is None
    assert found.parameters({"buy_x": 6.0, "sell_y": 2.0}) == {
        "strategy_name": "Tuned",
        "params": {"buy": {"buy_x": 6}},
    }
    assert found.settings({"buy_x": 6.0}) == {"buy_x": 6, "sell_y": 2}


def test_a_given_parameter_file_holds_and_is_kept() -> None:
    given = {
        "strategy_name": "Tuned",
        "params": {"buy": {"buy_x": 5}, "stoploss": {"stoploss": -0.07}},
        "ft_stratparam_v": 1,
    }
    found = dials("buy_x = IntParameter(3, 6, default=4)", given)
    (dial,) = found.dials
    assert dial.settings[dial.axis.default] == 5
    assert found.parameters({"buy_x": 5.0}) is None
    assert found.parameters({"buy_x": 3.0}) == given | {
        "params": {"buy": {"buy_x": 3}, "stoploss": {"stoploss": -0.07}}
    }
    assert given["params"] == {"buy": {"buy_x": 5}, "stoploss": {"stoploss": -0.07}}


def test_values_of_the_class_come_before_defaults() -> None:
    line = "buy_x = IntParameter(3, 6, default=4); buy_params = {'buy_x': 6}"
    assert dials(line).current == {"buy_x": 6}

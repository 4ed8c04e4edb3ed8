"""What a file says about itself is read off it, never executed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.code import CodeInspection, Trailing, inspect_code

Build = Callable[..., str]


def test_settings_are_read(build: Build) -> None:
    body = """\
can_short: bool = True
startup_candle_count = 24 * 10
minimal_roi = {"0": 0.1, "60": 0.05, "120": 0}
trailing_stop = True
trailing_stop_positive = 0.01
trailing_stop_positive_offset = 0.03
trailing_only_offset_is_reached = True
position_adjustment_enable = True
protections = [{"method": "CooldownPeriod", "stop_duration_candles": 5}]
def custom_exit(self, **kwargs): ...
def leverage(self, **kwargs): ...
def helper(self): ...
"""
    seen = inspect_code(build(body=body), filename="mine.py")
    assert (seen.filename, seen.class_name, seen.classes) == ("mine.py", "Example", ("Example",))
    assert (seen.timeframe, seen.can_short, seen.startup_candle_count) == ("1h", True, 240)
    assert seen.stoploss == -0.1
    assert seen.minimal_roi == {"0": 0.1, "60": 0.05, "120": 0.0}
    assert seen.trailing == Trailing(stop_positive=0.01, offset=0.03, only_offset_is_reached=True)
    assert seen.position_adjustment_enable
    assert seen.protections == ("CooldownPeriod",)
    assert seen.callbacks == ("custom_exit", "leverage")
    assert seen.findings == ()
    assert CodeInspection.model_validate_json(seen.model_dump_json()) == seen


def test_defaults_are_freqtrade_s(build: Build) -> None:
    seen = inspect_code(build())
    assert (seen.can_short, seen.startup_candle_count, seen.trailing) == (False, 0, None)
    assert (seen.protections, seen.parameters, seen.informative) == ((), (), ())


def test_what_only_running_tells_is_none(build: Build) -> None:
    body = "startup_candle_count = count()\nprotections = make()\nminimal_roi = roi()\n"
    seen = inspect_code(build(body=body))
    assert (seen.startup_candle_count, seen.protections, seen.minimal_roi) == (None, ("?",), None)


def test_parameters_with_range_default_and_space(build: Build) -> None:
    body = """\
buy_params = {"buy_n": 7}
buy_n = IntParameter(1, 20, default=5)
sell_x = ft.DecimalParameter([0.5, 1.5], default=1.0, decimals=2, space="sell", optimize=False)
r = RealParameter(low=-1, high=1, default=0, space="buy")
on = BooleanParameter(default=True, space="protection")
way = CategoricalParameter(["a", "b"], default="b", space="buy")
"""
    seen = {each.name: each for each in inspect_code(build(body=body)).parameters}
    assert list(seen) == ["buy_n", "sell_x", "r", "on", "way"]
    n, x, r, on, way = seen.values()
    assert (n.kind, n.low, n.high, n.default, n.value, n.space) == ("int", 1, 20, 5, 7, "buy")
    assert (x.kind, x.low, x.high, x.decimals, x.optimize) == ("decimal", 0.5, 1.5, 2, False)
    assert (r.kind, r.low, r.high, r.value, r.decimals) == ("real", -1, 1, 0, None)
    assert (on.kind, on.choices, on.value, on.space) == (
        "boolean",
        (True, False),
        True,
        "protection",
    )
    assert (way.kind, way.choices, way.value) == ("categorical", ("a", "b"), "b")
    assert n.line == 12


def test_choices_that_are_counted_out_are_read(build: Build) -> None:
    body = """\
buy_a = CategoricalParameter(list(range(10, 31, 10)), default=20)
buy_b = CategoricalParameter([round(0.1 * n, 1) for n in range(1, 4)], default=0.2, load=False)
buy_c = CategoricalParameter([n for n in range(9) if n % 2], default=1)
buy_d = CategoricalParameter(list(range(10**9)), default=1)
"""
    a, b, c, d = inspect_code(build(body=body)).parameters
    assert (a.choices, b.choices) == ((10, 20, 30), (0.1, 0.2, 0.3))
    assert [type(each) for each in a.choices] == [int, int, int], "periods must stay whole"
    assert (a.load, b.load) == (True, False)
    assert c.choices == d.choices == ()


def test_informative_candles(build: Build) -> None:
    body = """\
higher = "1d"

def informative_pairs(self):
    return [("BTC/USDT", "15m"), (self.config["pair"], self.higher)]

@informative("4h")
@informative("1w", "ETH/{stake}")
def populate_indicators_4h(self, dataframe, metadata):
    return dataframe
"""
    seen = inspect_code(
        build(
            "inf = self.dp.get_pair_dataframe(pair=metadata['pair'], timeframe=self.higher)",
            body=body,
        )
    )
    assert [(use.timeframe, use.pair, use.source) for use in seen.informative] == [
        ("15m", "BTC/USDT", "informative_pairs"),
        ("1d", None, "informative_pairs"),
        ("4h", None, "decorator"),
        ("1w", "ETH/{stake}", "decorator"),
        ("1d", None, "data_provider"),
    ]
    assert seen.informative_timeframes == ("15m", "1d", "4h", "1w")


def test_nothing_is_executed(build: Build) -> None:
    seen = inspect_code(build(top="raise SystemExit(1)\n", body="x = 1 / 0\n"))
    assert seen.class_name == "Example"


TWO = """\
from freqtrade.strategy import IStrategy as Base
import freqtrade.strategy

class First(Base):
    timeframe = "5m"
    stoploss = -0.2
    def populate_indicators(self, dataframe, metadata): return dataframe
    def populate_entry_trend(self, dataframe, metadata): return dataframe
    def populate_exit_trend(self, dataframe, metadata): return dataframe

class Second(First):
    timeframe = "1h"

class Third(freqtrade.strategy.IStrategy):
    pass

class NoStrategy:
    pass
"""


def test_several_strategies_need_a_name() -> None:
    with pytest.raises(Invalid, match="3 strategies: First, Second, Third") as caught:
        inspect_code(TWO)
    assert caught.value.field == "class_name"
    assert inspect_code(TWO, class_name="First").timeframe == "5m"


def test_a_subclass_inherits_within_the_file() -> None:
    seen = inspect_code(TWO, class_name="Second")
    assert (seen.timeframe, seen.stoploss, seen.findings) == ("1h", -0.2, ())
    assert seen.classes == ("First", "Second", "Third")


def test_a_wrong_name_is_told_the_right_ones() -> None:
    with pytest.raises(Invalid, match="First, Second, Third"):
        inspect_code(TWO, class_name="Fourth")


@pytest.mark.parametrize("source", ["", "x = 1", "class A:\n    pass", "class A(B):\n    pass"])
def test_a_file_without_a_strategy_is_refused(source: str) -> None:
    with pytest.raises(Invalid, match="no Freqtrade strategy") as caught:
        inspect_code(source)
    assert "IStrategy" in caught.value.remedy


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\nif x\n    y = 2\n", 2),
        ("class A(\n", 1),
        ("def f():\nreturn 1\n", 2),
        ("x = 'unclosed\n", 1),
        ("print 'python 2'\n", 1),
        ("x = 1\0", 1),
    ],
)
def test_a_syntax_error_is_a_finding_on_its_line(source: str, line: int) -> None:
    seen = inspect_code(source)
    assert seen.class_name is None
    (found,) = seen.findings
    assert (found.code, found.severity, found.line) == ("syntax-error", "error", line)
    assert seen.errors == (found,)


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(Invalid, match="longer than"):
        inspect_code("x = 1\n" * 200_000)


def test_a_deeply_nested_file_does_not_break_the_reader() -> None:
    seen = inspect_code("x = " + "(" * 500 + ")" * 500)
    assert seen.findings[0].code == "syntax-error"


INTERFACE = {
    "missing-method": (
        (
            "class A(IStrategy):\n    stoploss = -0.1\n"
            "    def populate_indicators(self, dataframe, metadata):\n        return dataframe\n"
            "    def populate_entry_trend(self, dataframe, metadata):\n        return dataframe\n"
        ),
        2,
    ),
    "missing-return": (
        TWO.replace(
            "def populate_exit_trend(self, dataframe, metadata): return dataframe",
            "def populate_exit_trend(self, dataframe, metadata): dataframe['exit_long'] = 1",
        ),
        9,
    ),
    "missing-stoploss": (TWO.replace("    stoploss = -0.2\n", ""), 4),
}


@pytest.mark.parametrize("code", INTERFACE)
def test_what_freqtrade_would_refuse_is_found(code: str) -> None:
    source, line = INTERFACE[code]
    if code == "missing-method":
        source = "from freqtrade.strategy import IStrategy\n" + source
    name = "A" if code == "missing-method" else "First"
    found = inspect_code(source, class_name=name).findings
    assert [(each.code, each.severity.value, each.line) for each in found] == [
        (code, "error", line)
    ]


def test_a_callback_freqtrade_renamed_is_found(build: Build) -> None:
    body = "def custom_sell(self, pair, trade, **kwargs):\n    return None\n"
    (found,) = inspect_code(build(body=body)).findings
    assert (found.code, found.line) == ("old-interface", 11)
    assert "custom_exit" in found.remedy


def test_settings_that_a_method_changes_keep_their_declared_value(build: Build) -> None:
    body = dedent("""\
        startup_candle_count = 50
        period = 5

        def bot_start(self, **kwargs):
            self.period = 9
    """)
    lines = "dataframe[f'ema_{self.period}'] = 1\nx = dataframe['ema_9']"
    seen = inspect_code(build(lines, body=body))
    assert seen.startup_candle_count == 50
    assert seen.findings == ()


def test_an_expression_too_deep_to_follow_is_said_so(build: Build) -> None:
    deep = "x = " + " + ".join(["dataframe['close']"] * 900)
    (found,) = inspect_code(build(deep)).findings
    assert (found.code, found.severity) == ("not-checked", "warning")


def test_every_code_is_documented() -> None:
    root = Path(__file__).parents[3]
    page = (root / "docs" / "strategy-code.md").read_text()
    sources = (root / "shared" / "hypertrade" / "strategy" / "code").glob("*.py")
    text = "\n".join(each.read_text() for each in sources)
    used = set(
        re.findall(r'"((?:lookahead|missing|unsafe|old|needs|not|chained|syntax)-[a-z-]+)"', text)
    )
    assert used == set(re.findall(r"^\| `([a-z-]+)` \|", page, flags=re.MULTILINE))

"""What the compiled file looks like and holds, on strategies one can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from freqtrade.enums import CandleType, RunMode, TradingMode
from freqtrade.resolvers import StrategyResolver
from freqtrade.strategy import CategoricalParameter, DecimalParameter, IntParameter, IStrategy
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.compile.names import RESERVED_ATTRIBUTES
from hypertrade.strategy.spec import (
    All,
    Compare,
    Condition,
    Constant,
    Cross,
    Indicator,
    Not,
    Parameter,
    ParameterRef,
    Price,
    Rule,
    StrategySpec,
)
from hypertrade.strategy.spec import Any as AnyOf

from tests.strategy.compile.harness import candles, load, run

if TYPE_CHECKING:
    from pathlib import Path

RSI = Indicator(name="rsi")
LOW = Compare(left=RSI, op="<", right=Constant(value=45))
HIGH = Compare(left=RSI, op=">", right=Constant(value=55))
UP = Compare(left=Price(), op=">", right=Indicator(name="ema", params={"period": 10}))


def spec(**fields: Any) -> StrategySpec:
    given: dict[str, Any] = {"name": "Dip buyer", "timeframe": "1h"}
    given["entries"] = (Rule(name="dip", when=LOW),)
    return StrategySpec(**(given | fields))


EXPECTED = '''\
import numpy as np
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class DipBuyer(IStrategy):
    """Dip buyer: long on 1h candles.

    Compiled by HyperTrade from a typed strategy; it needs Freqtrade alone.
    """

    INTERFACE_VERSION = 3

    timeframe = "1h"
    can_short = False
    startup_candle_count = 224
    process_only_new_candles = True
    use_exit_signal = True
    exit_profit_only = False
    ignore_roi_if_entry_signal = False

    minimal_roi = {}
    stoploss = -0.05

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        # Relative strength index (period 14)
        dataframe["rsi_14"] = ta.RSI(dataframe, timeperiod=14)

        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        # Enter long, "dip": RSI(14) < 45
        dip = dataframe["rsi_14"] < 45

        dataframe["enter_long"] = dip.astype(int)
        dataframe["enter_tag"] = np.select([dip], ["dip"], default="")

        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        return dataframe
'''


def test_a_simple_strategy_reads_like_one_written_by_hand() -> None:
    assert compile_spec(spec(stop_loss=0.05)).source == EXPECTED


def test_the_first_rule_that_holds_names_the_tag() -> None:
    entries = (Rule(name="first", when=LOW), Rule(name="second", when=UP))
    frame = run(compile_spec(spec(entries=entries)), candles(300))
    assert set(frame["enter_tag"]) == {"", "first", "second"}
    assert (frame["enter_tag"][frame["rsi_14"] < 45] == "first").all()
    alone = (frame["rsi_14"] >= 45) & (frame["close"] > frame["ema_10"])
    assert (frame["enter_tag"][alone] == "second").all()


def test_filters_bind_every_entry_and_no_exit() -> None:
    exits = (Rule(name="hot", when=HIGH),)
    entries = (Rule(name="a", when=LOW), Rule(name="b", when=Not(condition=LOW)))
    frame = run(compile_spec(spec(entries=entries, exits=exits, filters=(UP,))), candles(300))
    above = frame["close"] > frame["ema_10"]
    assert (frame["enter_long"] == above).all()
    assert (frame["exit_long"] == (frame["rsi_14"] > 55)).all()


def test_both_sides_set_their_own_columns() -> None:
    entries = (Rule(name="dip", when=LOW), Rule(name="peak", side="short", when=HIGH))
    exits = (Rule(name="cover", side="short", when=LOW),)
    compiled = compile_spec(spec(entries=entries, exits=exits))
    frame = run(compiled, candles(300))
    assert compiled.can_short
    assert load(compiled).can_short
    assert (frame["enter_short"] == (frame["rsi_14"] > 55)).all()
    assert (frame["exit_short"] == (frame["rsi_14"] < 45)).all()
    assert "exit_long" not in frame
    assert set(frame["enter_tag"]) == {"", "dip", "peak"}


@pytest.mark.parametrize(
    ("low", "high", "step", "default", "kind", "grid"),
    [
        (5, 30, 1, 14, IntParameter, None),
        (0.5, 3, 0.1, 2, DecimalParameter, None),
        (10, 50, 10, 20, CategoricalParameter, [10, 20, 30, 40, 50]),
        (10, 47, 10, 20, CategoricalParameter, [10, 20, 30, 40]),
        (0.05, 0.35, 0.1, 0.15, CategoricalParameter, [0.05, 0.15, 0.25, 0.35]),
        (0.25, 1, 0.25, 0.5, CategoricalParameter, [0.25, 0.5, 0.75, 1]),
    ],
)
def test_parameters_become_freqtrades(  # noqa: PLR0913, PLR0917 - one row of a table
    low: float, high: float, step: float, default: float, kind: type[Any], grid: Any
) -> None:
    parameter = Parameter(name="level", low=low, high=high, step=step, default=default)
    rule = Compare(left=RSI, op="<", right=Constant(value=ParameterRef(param="level")))
    strategy = load(
        compile_spec(spec(parameters=(parameter,), entries=(Rule(name="dip", when=rule),)))
    )
    level = strategy.level
    assert isinstance(level, kind)
    assert level.value == default
    assert level.space == "buy"
    if isinstance(level, CategoricalParameter):
        assert list(level.opt_range) == grid
    else:
        assert (level.low, level.high) == (low, high)


def test_a_parameter_may_have_any_name() -> None:
    names = ("stoploss", "class", "informative", "timeframe", "range", "param_class", "rsi_14")
    parameters = tuple(
        Parameter(name=name, low=2, high=30, step=1, default=10 + index)
        for index, name in enumerate(names)
    )
    rules = tuple(
        Rule(
            name=f"rule {name}",
            when=Compare(
                left=Price(timeframe="1d"),
                op=">",
                right=Indicator(name="sma", params={"period": ParameterRef(param=name)}),
            ),
        )
        for name in names
    )
    compiled = compile_spec(spec(parameters=parameters, entries=rules))
    assert compiled.parameters["stoploss"] == "param_stoploss"
    assert compiled.parameters["rsi_14"] == "rsi_14"
    strategy = load(compiled)
    values = [getattr(strategy, compiled.parameters[name]).value for name in names]
    assert values == [10 + index for index in range(len(names))]
    assert strategy.timeframe == "1h"
    run(compiled, candles(200))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Golden cross 50-200", "GoldenCross50_200"),
        ("3 candles", "Strategy3Candles"),
        ("DataFrame", "StrategyDataFrame"),
        ("none", "StrategyNone"),
        ("rsi", "Rsi"),
    ],
)
def test_the_class_is_named_after_the_strategy(name: str, expected: str) -> None:
    compiled = compile_spec(spec(name=name))
    assert compiled.class_name == expected
    assert f"class {expected}(IStrategy):" in compiled.source


def test_no_attribute_of_freqtrades_strategy_is_forgotten() -> None:
    theirs = {name for name in (*dir(IStrategy), *IStrategy.__annotations__) if name[0].islower()}
    assert theirs <= RESERVED_ATTRIBUTES


def test_tuned_values_reach_indicators_and_rules() -> None:
    parameter = Parameter(name="n", low=2, high=30, step=1, default=5)
    average = Indicator(name="sma", params={"period": ParameterRef(param="n")})
    rule = Rule(name="up", when=Compare(left=Price(), op=">", right=average))
    compiled = compile_spec(spec(parameters=(parameter,), entries=(rule,)))
    assert "--analyze-per-epoch" in compiled.source
    assert compiled.startup_candles == 30  # enough for whatever is tuned
    strategy = load(compiled)
    frame = candles(60)
    before = strategy.populate_indicators(frame.copy(), {})["sma_n"]
    strategy.n.value = 20
    after = strategy.populate_indicators(frame.copy(), {})["sma_n"]
    assert before.first_valid_index() == 4
    assert after.first_valid_index() == 19


def entry_needing(condition: Condition, **fields: Any) -> StrategySpec:
    return spec(entries=(Rule(name="it", when=condition),), **fields)


@pytest.mark.parametrize(
    ("left", "candles_needed"),
    [
        (Indicator(name="sma", params={"period": 50}), 50),
        (Indicator(name="sma", params={"period": 50}, shift=7), 57),
        (Indicator(name="sma", params={"period": 1000}), 1000),
        (Indicator(name="ema", params={"period": 50}), 400),
        (Indicator(name="ema", params={"period": 200}), 700),
        (Indicator(name="ema", params={"period": 900}), 901),
        (Indicator(name="rsi", params={"period": 14}), 224),
        (Indicator(name="sma", params={"period": 10}, source=RSI), 234),
        (Indicator(name="session_vwap"), 24),
        (Price(shift=3), 4),
    ],
)
def test_warm_up_is_long_enough(left: Price | Indicator, candles_needed: int) -> None:
    rule = Compare(left=left, op=">", right=Constant(value=1))
    assert compile_spec(entry_needing(rule)).startup_candles == candles_needed


def test_warm_up_counts_each_timeframe_in_its_own_candles() -> None:
    daily = Indicator(name="sma", params={"period": 30}, timeframe="1d", shift=2)
    rule = All(conditions=(LOW, Compare(left=daily, op=">", right=Constant(value=1))))
    compiled = compile_spec(entry_needing(rule))
    assert compiled.informative_timeframes == ("1d",)
    assert compiled.startup_by_timeframe == {"1h": 224, "1d": 32}
    assert compiled.startup_candles == 224


def test_daily_candles_are_dear_so_formulas_settle_in_fewer() -> None:
    daily = Indicator(name="rsi", params={"period": 14}, timeframe="1d")
    rule = Compare(left=daily, op=">", right=Constant(value=1))
    assert compile_spec(entry_needing(rule)).startup_by_timeframe["1d"] == 112


def test_the_trace_names_every_condition_parents_first() -> None:
    node = All(conditions=(LOW, Not(condition=AnyOf(conditions=(HIGH, UP)))))
    exits = (Rule(name="out", when=HIGH),)
    compiled = compile_spec(entry_needing(node, exits=exits, filters=(UP,)), trace=True)
    found = [(item.rule, item.role, item.depth, item.text) for item in compiled.trace]
    assert found == [
        ("filters", "filter", 0, "close > EMA(10)"),
        ("it", "entry", 0, "RSI(14) < 45 and (not: (RSI(14) > 55 or close > EMA(10)))"),
        ("it", "entry", 1, "RSI(14) < 45"),
        ("it", "entry", 1, "not: (RSI(14) > 55 or close > EMA(10))"),
        ("it", "entry", 2, "RSI(14) > 55 or close > EMA(10)"),
        ("it", "entry", 3, "RSI(14) > 55"),
        ("it", "entry", 3, "close > EMA(10)"),
        ("out", "exit", 0, "RSI(14) > 55"),
    ]
    frame = run(compiled, candles(300))
    by_text = {item.text: frame[item.column] for item in compiled.trace}
    assert (by_text["RSI(14) < 45"] == (frame["rsi_14"] < 45)).all()
    assert not compile_spec(entry_needing(node)).trace


def test_freqtrade_loads_the_file(tmp_path: Path) -> None:
    rule = Cross(left=RSI, direction="below", right=Constant(value=30))
    compiled = compile_spec(entry_needing(rule, stop_loss=0.05, take_profit=0.1))
    (tmp_path / "any_name.py").write_text(compiled.source)
    config: dict[str, Any] = {
        "strategy": compiled.class_name,
        "strategy_path": str(tmp_path),
        "user_data_dir": tmp_path,
        "runmode": RunMode.BACKTEST,
        "trading_mode": TradingMode.SPOT,
        "candle_type_def": CandleType.SPOT,
        "stake_currency": "USD",
        "stake_amount": 100,
    }
    strategy = StrategyResolver.load_strategy(config)
    assert strategy.minimal_roi == {0: 0.1}
    assert strategy.stoploss == -0.05
    assert strategy.startup_candle_count == 225

"""Every indicator: computed, causal, named readably, and equal to an independent computation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import talib
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.compile.formulas import FORMULAS
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
from technical.indicators import chaikin_money_flow, chopiness, ichimoku, supertrend, vwma
from technical.vendor.qtpylib import indicators as qtpylib

from tests.strategy.compile.harness import PAIR, Provider, candles, load

CANDLE = ["date", "open", "high", "low", "close", "volume"]


def strategy_with(*conditions: Condition, timeframe: str = "1h") -> StrategySpec:
    when = conditions[0] if len(conditions) == 1 else AnyOf(conditions=conditions)
    return StrategySpec(name="all", timeframe=timeframe, entries=(Rule(name="all", when=when),))


def above_zero(node: Indicator) -> Compare:
    return Compare(left=node, op=">", right=Constant(value=0))


def indicators(frame: pd.DataFrame, *nodes: Indicator | Pattern) -> pd.DataFrame:
    """Return the columns that the compiled strategy adds for ``nodes``."""
    conditions = [above_zero(node) if isinstance(node, Indicator) else node for node in nodes]
    strategy = load(compile_spec(strategy_with(*conditions)))
    strategy.dp = Provider(frame)
    columns: pd.DataFrame = strategy.advise_indicators(frame.copy(), {"pair": PAIR})
    return columns.drop(columns=CANDLE)


def every(params: dict[str, float] | None = None, source: str | None = None) -> list[Indicator]:
    """Return every indicator and output, with other than default parameters if wanted."""
    nodes = []
    for known in INDICATORS.values():
        chosen: dict[str, float] = {}
        for item in known.parameters:
            if params is not None and item.whole:
                chosen[item.name] = max(int(item.low), int(params["period"]))
            elif params is not None:
                chosen[item.name] = min(item.high, item.default * params["scale"])
        for output in known.outputs:
            column = Price.model_validate({"field": source}) if source and known.source else None
            nodes.append(Indicator(name=known.name, params=chosen, output=output, source=column))
    return nodes


def test_every_indicator_of_the_catalogue_has_a_formula() -> None:
    assert set(FORMULAS) == set(INDICATORS)


@pytest.mark.parametrize(
    "nodes",
    [
        pytest.param(every(), id="defaults"),
        pytest.param(every({"period": 1, "scale": 2.0}), id="shortest"),
        pytest.param(every({"period": 7, "scale": 0.5}, "volume"), id="of-the-volume"),
        pytest.param([Pattern(name=name, signal="bullish") for name in PATTERNS], id="patterns"),
    ],
)
def test_no_indicator_reads_a_later_candle(nodes: list[Indicator | Pattern]) -> None:
    frame = candles(320)
    for part in (nodes[0::2], nodes[1::2]):  # pandas frowns on frames of very many columns
        whole = indicators(frame, *part)
        assert len(whole.columns) >= len(part) * 0.9
        for cut in (1, 2, 3, 5, 9, 20, 60, 97, 150, 200, 283, 319):
            seen = indicators(frame.head(cut + 1), *part)
            pd.testing.assert_series_equal(
                seen.iloc[cut], whole.iloc[cut], check_names=False, rtol=1e-9, atol=1e-9
            )


def test_every_indicator_has_values_once_its_window_is_full() -> None:
    frame = candles(400)
    nodes = every()
    for part in (nodes[0::2], nodes[1::2]):
        values = indicators(frame, *part)
        for name in values.columns:
            assert values[name].tail(150).notna().mean() > 0.8, name
            assert np.isfinite(values[name].dropna()).all(), name


def test_columns_are_named_readably_and_computed_once() -> None:
    rsi = Indicator(name="rsi")
    bands = [Indicator(name="bollinger", output=output) for output in ("upper", "lower", "width")]
    smooth = Indicator(name="ema", params={"period": 9}, source=rsi)
    volume = Indicator(name="mean", source=Price(field="volume"))
    condition = AnyOf(
        conditions=tuple(above_zero(node) for node in (rsi, *bands, smooth, rsi, volume))
    )
    source = compile_spec(strategy_with(condition)).source
    assert source.count("ta.RSI(") == 1
    assert source.count("ta.BBANDS(") == 1
    assert list(indicators(candles(60), rsi, *bands, smooth, volume).columns) == [
        "rsi_14",
        "bb_upper_20_2",
        "bb_lower_20_2",
        "bb_width_20_2",
        "ema_9_of_rsi_14",
        "mean_20_of_volume",
    ]


def lively() -> pd.DataFrame:
    """Return candles without dead stretches: there the libraries compared with give NaN."""
    frame = candles(400, seed=5)
    frame["volume"] = frame["volume"].replace(0, 50.0)
    frame["high"] = frame["high"] * 1.001
    frame["low"] = frame["low"] * 0.999
    return frame


def one(name: str, output: str = "", **params: float) -> pd.Series:
    node = Indicator(name=name, output=output, params=params)
    return indicators(lively(), node).iloc[:, -1]


def same(ours: pd.Series, theirs: pd.Series | np.ndarray, *, after: int = 0) -> None:
    expected = pd.Series(np.asarray(theirs, dtype=float))
    np.testing.assert_allclose(ours[after:], expected[after:], rtol=1e-9, atol=1e-9)


def test_supertrend_is_the_one_of_technical() -> None:
    line, side = supertrend(lively(), period=10, multiplier=3)
    same(one("supertrend", "line"), line, after=10)
    expected = np.where(pd.Series(side)[10:] == "up", 1.0, -1.0)
    np.testing.assert_array_equal(one("supertrend", "direction")[10:], expected)
    assert one("supertrend", "line")[:10].isna().all()


@pytest.mark.parametrize(
    ("output", "theirs"),
    [
        ("conversion", "tenkan_sen"),
        ("base", "kijun_sen"),
        ("span_a", "senkou_span_a"),
        ("span_b", "senkou_span_b"),
        ("leading_a", "leading_senkou_span_a"),
        ("leading_b", "leading_senkou_span_b"),
    ],
)
def test_ichimoku_is_the_one_of_technical(output: str, theirs: str) -> None:
    same(one("ichimoku", output), ichimoku(lively())[theirs])


@pytest.mark.filterwarnings("ignore:Setting a value on a DataFrame")  # inside qtpylib
@pytest.mark.parametrize("output", ["open", "high", "low", "close"])
def test_heikin_ashi_is_the_one_of_qtpylib(output: str) -> None:
    same(one("heikin_ashi", output), qtpylib.heikinashi(lively())[output])


def test_volume_indicators_are_those_of_technical() -> None:
    frame = lively()
    same(one("cmf"), chaikin_money_flow(frame, 20))
    same(one("vwma"), vwma(frame, 20))
    typical = (frame["high"] + frame["low"] + frame["close"]) / 3
    weights = frame["volume"].rolling(20).sum()
    same(one("vwap"), (typical * frame["volume"]).rolling(20).sum() / weights)


def test_choppiness_is_the_one_of_technical() -> None:
    same(one("choppiness"), chopiness(lively(), 14), after=14)


def test_averages_without_a_function_in_talib() -> None:
    close = lively()["close"]
    raw = 2 * talib.WMA(close, 10) - talib.WMA(close, 20)
    same(one("hma"), talib.WMA(raw, 4))
    same(one("zlema"), talib.EMA(2 * close - close.shift(9), 20))
    expected = close.iloc[0]
    for value in close[1:]:
        expected += (value - expected) / 14
    assert one("rma").iloc[-1] == pytest.approx(expected)


def test_bands_and_scores_by_their_definitions() -> None:
    frame = lively()
    last = frame["close"].tail(20).to_numpy()
    middle, spread = last.mean(), last.std()
    assert one("bollinger", "upper").iloc[-1] == pytest.approx(middle + 2 * spread)
    assert one("bollinger", "width").iloc[-1] == pytest.approx(4 * spread / middle)
    place = (last[-1] - middle + 2 * spread) / (4 * spread)
    assert one("bollinger", "percent_b").iloc[-1] == pytest.approx(place)
    assert one("zscore").iloc[-1] == pytest.approx((last[-1] - middle) / last.std(ddof=1))
    assert one("deviation").iloc[-1] == pytest.approx(last.std(ddof=1))
    ema = talib.EMA(frame["close"], 20).iloc[-1]
    atr = talib.ATR(frame["high"], frame["low"], frame["close"], 10).iloc[-1]
    assert one("keltner", "lower").iloc[-1] == pytest.approx(ema - 2 * atr)
    assert one("donchian", "upper").iloc[-1] == frame["high"].tail(20).max()
    rank = (frame["close"].tail(100) <= frame["close"].iloc[-1]).mean() * 100
    assert one("percent_rank").iloc[-1] == pytest.approx(rank)


def test_stochastic_rsi_by_its_definition() -> None:
    rsi = talib.RSI(lively()["close"], 14)
    lowest, highest = rsi.rolling(14).min(), rsi.rolling(14).max()
    k = (100 * (rsi - lowest) / (highest - lowest)).rolling(3).mean()
    same(one("stochastic_rsi", "k"), k)
    same(one("stochastic_rsi", "d"), k.rolling(3).mean())


def test_session_vwap_starts_anew_at_midnight() -> None:
    frame = lively()
    typical = (frame["high"] + frame["low"] + frame["close"]) / 3
    day = frame.index[frame["date"].dt.date == frame["date"].iloc[-1].date()]
    weights = frame["volume"][day]
    expected = (typical[day] * weights).sum() / weights.sum()
    assert one("session_vwap").iloc[-1] == pytest.approx(expected)


def test_a_gap_in_a_nested_source_does_not_silence_the_rest() -> None:
    frame = candles(300)  # with dead stretches longer than the window
    flow = Indicator(name="cmf", params={"period": 3})
    values = indicators(frame, Indicator(name="ema", params={"period": 5}, source=flow))
    assert values["cmf_3"].isna().sum() > 10
    assert values["ema_5_of_cmf_3_filled"].tail(200).notna().all()

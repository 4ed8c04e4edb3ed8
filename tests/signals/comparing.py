"""Compares signals straight from a spec with those of its compiled Freqtrade file."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from hypertrade.arrays import NO_TAG, Candles
from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.compile.values import Numbers
from hypertrade.strategy.signals import Evaluator, tags

from tests.strategy.compile.harness import PAIR, Provider, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from freqtrade.strategy import IStrategy
    from hypertrade.arrays import PairSignals
    from hypertrade.strategy.compile import CompiledStrategy
    from hypertrade.strategy.spec import StrategySpec

PRICES = ("open", "high", "low", "close", "volume")


def arrays(frame: pd.DataFrame, timeframe: str) -> Candles:
    """Return Freqtrade's candles as columns; they must lie on a regular grid."""
    opens = frame["date"].dt.as_unit("ms").astype("int64").to_numpy()
    step = MINUTES_OF[timeframe] * 60_000
    assert (np.diff(opens) == step).all()
    return Candles(
        first=int(opens[0]) if len(opens) else 0,
        step=step,
        **{name: frame[name].to_numpy(np.float64).copy() for name in PRICES},
        begin=0,
        end=len(frame),
    )


def all_candles(
    spec: StrategySpec, frame: pd.DataFrame, provider: Provider
) -> dict[str | None, Candles]:
    """Return the candles of every timeframe, the higher ones as ``provider`` gives them."""
    names = {getattr(node, "timeframe", None) for node in spec.nodes() if node is not spec}
    higher = {
        name: arrays(provider.get_pair_dataframe(PAIR, name), name)
        for name in names - {None}
        if name is not None
    }
    return {None: arrays(frame, spec.timeframe), **higher}


def tuned(compiled: CompiledStrategy, values: Mapping[str, float]) -> IStrategy:
    """Return the compiled strategy with its Freqtrade parameters at ``values``."""
    strategy = load(compiled)
    for name, value in values.items():
        getattr(strategy, compiled.parameters[name]).value = value
    return strategy


@contextmanager
def quietly() -> Iterator[None]:
    """Keep numpy and pandas from remarks that made-up numbers provoke."""
    with warnings.catch_warnings():
        # They overflow and divide by zero; and pandas frowns on frames of very many columns.
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", pd.errors.PerformanceWarning)
        yield


def indicators(
    compiled: CompiledStrategy,
    frame: pd.DataFrame,
    provider: Provider,
    values: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return what Freqtrade makes of the candles up to the indicators."""
    strategy = tuned(compiled, values or {})
    strategy.dp = provider
    with quietly():
        columns: pd.DataFrame = strategy.advise_indicators(frame.copy(), {"pair": PAIR})
    return columns


def analysed(
    compiled: CompiledStrategy,
    frame: pd.DataFrame,
    provider: Provider,
    values: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return what Freqtrade makes of the candles: indicators and signals."""
    strategy = tuned(compiled, values or {})
    strategy.dp = provider
    with quietly():
        columns = strategy.advise_indicators(frame.copy(), {"pair": PAIR})
        signals: pd.DataFrame = strategy.ft_advise_signals(columns, {"pair": PAIR})
    return signals


def assert_equal(  # noqa: PLR0913 - everything that makes one case
    spec: StrategySpec,
    frame: pd.DataFrame,
    provider: Provider | None = None,
    values: Mapping[str, float] | None = None,
    *,
    trace: bool = False,
    evaluator: Evaluator | None = None,
) -> PairSignals:
    """Fail unless the evaluator says on every candle what the compiled file says."""
    provider = provider or Provider(frame)
    compiled = compile_spec(spec, trace=trace)
    expected = analysed(compiled, frame, provider, values)
    evaluator = evaluator or Evaluator(spec, all_candles(spec, frame, provider))
    found = evaluator.evaluate(values)
    for name in ("enter_long", "exit_long", "enter_short", "exit_short"):
        theirs = expected[name].to_numpy() if name in expected else np.zeros(len(frame))
        ours = getattr(found, name)
        assert ours.dtype == np.uint8
        assert np.array_equal(ours, theirs), (name, np.flatnonzero(ours != theirs)[:9])
    names = np.array([*tags(spec), ""])
    for name, ours in (("enter_tag", found.enter_tag), ("exit_tag", found.exit_tag)):
        theirs = expected[name].to_numpy(str) if name in expected else np.full(len(frame), "")
        assert ours.dtype == np.int16
        assert NO_TAG == -1
        assert (names[ours] == theirs).all(), name
    assert (found.atr is None) == (spec.atr_stop is None)
    if found.atr is not None:
        column = f"atr_{_label(spec)}"[:40].rstrip("_")
        assert np.array_equal(expected[column], found.atr, equal_nan=True)
    if trace:
        listed = evaluator.trace(values)
        assert tuple(item.condition for item in listed) == compiled.trace
        for item in listed:
            assert np.array_equal(item.held, expected[item.condition.column]), item.condition
    return found


def _label(spec: StrategySpec) -> str:
    """Return the period of the ATR stop as the compiler names columns by it."""
    assert spec.atr_stop is not None
    return Numbers(spec.parameters).label(spec.atr_stop.period)

"""Any valid strategy gives the signals, tags, true ranges and traces of its compiled file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.signals import needs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.signals.comparing import assert_equal
from tests.strategy.compile.harness import Provider, candles
from tests.strategy.generators import specs

if TYPE_CHECKING:
    from hypertrade.strategy.spec import Parameter, StrategySpec

FRAMES = {timeframe: candles(170, timeframe=timeframe) for timeframe in MINUTES_OF}
LONGER = {timeframe: candles(900, timeframe=timeframe, seed=6) for timeframe in ("15m", "1h")}


@st.composite
def tunings(draw: Any, parameters: tuple[Parameter, ...]) -> dict[str, float]:
    """Draw values on the grids of some of the tunables."""
    values: dict[str, float] = {}
    for item in parameters:
        steps = int((item.high - item.low) / item.step + 1e-9)
        value = item.low + item.step * draw(st.integers(0, steps))
        if draw(st.booleans()):
            values[item.name] = int(value) if item.whole else min(round(value, 10), item.high)
    return values


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs(), st.data())
def test_any_strategy_gives_the_signals_of_its_file(spec: StrategySpec, data: Any) -> None:
    values = data.draw(tunings(spec.parameters))
    frame = FRAMES[spec.timeframe]
    provider = Provider(frame, earlier=True)
    assert_equal(spec, frame, provider, values, trace=data.draw(st.booleans()))
    assert needs(spec) == compile_spec(spec).startup_by_timeframe


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs(timeframes=tuple(LONGER), depth=2), st.data())
def test_higher_timeframes_of_the_same_candles_are_seen_alike(
    spec: StrategySpec, data: Any
) -> None:
    frame = LONGER[spec.timeframe]
    higher = {getattr(node, "timeframe", None) for node in spec.nodes() if node is not spec}
    long_ones = {"12h", "1d", "3d", "1w"} & higher
    provider = Provider(frame, earlier=bool(long_ones))
    assert_equal(spec, frame, provider, data.draw(tunings(spec.parameters)))

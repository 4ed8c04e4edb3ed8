"""Strategies that look ahead on purpose, and some that only look as if."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.robustness import bias
from hypertrade.robustness.bias import Column
from hypertrade.robustness.bias_verdict import bias_of
from hypertrade.robustness.units import BiasDone

from tests.robustness.runs.toys import candles

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROWS = 1500
STARTUP = 100


class Source:
    """A strategy on one pair: an indicator, and a signal while the price is above it."""

    pair = "BTC/USDT"
    startup = STARTUP
    begin = 168

    def __init__(self, indicator: Callable[[Floats], Floats]) -> None:
        self._candles = candles(ROWS, seed=3)
        self._indicator = indicator

    @property
    def times(self) -> NDArray[np.int64]:
        return self._candles.first + self._candles.step * np.arange(ROWS, dtype=np.int64)

    def columns(self, start: int, until: int) -> list[Column]:
        close = self._candles.close[start:until].copy()
        line = self._indicator(close)
        above = (close > line).astype(float)
        return [
            Column("line", "indicator", line),
            Column("above", "condition", above, "close is above the line (entry)"),
            Column("enter_long", "signal", above),
        ]


def _mean(close: Floats, window: int = 20) -> Floats:
    sums = np.cumsum(np.insert(close, 0, 0.0))
    found = np.full(len(close), np.nan)
    if len(close) >= window:
        found[window - 1 :] = (sums[window:] - sums[:-window]) / window
    return found


def _honest(close: Floats) -> Floats:
    return np.array([close[max(at - 19, 0) : at + 1].mean() for at in range(len(close))])


def _shifted(close: Floats) -> Floats:
    """``shift(-3)``: the classic."""
    return np.concatenate([close[3:], np.full(min(3, len(close)), np.nan)])


def _centred(close: Floats) -> Floats:
    """``rolling(9, center=True)``."""
    return np.array([close[max(at - 4, 0) : at + 5].mean() for at in range(len(close))])


def _scaled(close: Floats) -> Floats:
    """Normalised by the maximum of all data."""
    return np.full(len(close), close.max() * 0.97)


def _smoothed(close: Floats) -> Floats:
    """An exponential mean, which never quite forgets where it started."""
    found = np.empty(len(close))
    found[0] = close[0]
    for at in range(1, len(close)):
        found[at] = found[at - 1] * (1 - 1 / 300) + close[at] / 300
    return found


def _check(indicator: Callable[[Floats], Floats]) -> BiasDone:
    source = Source(indicator)
    rows = bias.places(source, seed=1)
    found = bias.lookahead(source, [row + 1 for row in rows]) + bias.warmup(source, rows)
    return BiasDone(
        pair=source.pair, places=len(rows), startup=source.startup, findings=tuple(found)
    )


def test_an_honest_strategy_has_nothing_to_show() -> None:
    done = _check(_honest)
    assert done.places >= 20
    assert not done.findings
    found = bias_of([done])
    assert (found.lookahead.level, found.warmup.level) == ("good", "good")


@pytest.mark.parametrize(("indicator", "ahead"), [(_shifted, 3), (_centred, 4)])
def test_looking_ahead_is_found_and_named(
    indicator: Callable[[Floats], Floats], ahead: int
) -> None:
    done = _check(indicator)
    line = next(one for one in done.findings if one.column == "line" and one.test == "lookahead")
    assert line.ahead == ahead
    assert line.changed == line.checked
    condition = next(one for one in done.findings if one.column == "above")
    assert condition.about == "close is above the line (entry)"
    verdict = bias_of([done]).lookahead
    assert verdict.level == "bad"
    assert '"close is above the line (entry)" on BTC/USDT looks at least' in verdict.text


def test_scaling_by_all_of_the_data_is_found() -> None:
    done = _check(_scaled)
    assert any(one.test == "lookahead" and one.column == "line" for one in done.findings)
    assert bias_of([done]).lookahead.level == "bad"


def test_a_recursive_indicator_needs_more_warm_up_than_it_asks_for() -> None:
    done = _check(_smoothed)
    assert not [one for one in done.findings if one.test == "lookahead"]
    line = next(one for one in done.findings if one.column == "line")
    assert line.test == "warmup"
    assert line.most is not None
    assert line.most > 0.001
    assert bias_of([done]).warmup.level in {"doubtful", "bad"}


def test_another_order_of_summation_is_no_finding() -> None:
    """Sums that run on from the beginning round otherwise than sums of a few values."""
    done = _check(_mean)
    assert not done.findings


def test_places_are_repeatable_and_half_of_them_where_it_trades() -> None:
    source = Source(lambda close: np.where(np.arange(len(close)) % 97 == 5, 0.0, 1e9))
    rows = bias.places(source, seed=2)
    assert rows == bias.places(source, seed=2)
    assert min(rows) >= source.begin
    assert max(rows) < ROWS - 1
    firing = [row for row in rows if row % 97 == 5]
    assert len(firing) >= 10


def test_too_few_candles_say_so() -> None:
    class Short(Source):
        begin = ROWS - 1

    assert bias.places(Short(_honest), seed=1) == []
    empty = BiasDone(pair="BTC/USDT", places=0, startup=100, findings=())
    assert bias_of([empty]).lookahead.level == "unknown"

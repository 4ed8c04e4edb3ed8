"""Stops, through Freqtrade's own strategy and trade classes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypertrade.strategy.spec import (
    AtrStop,
    BreakEven,
    ScaleIn,
    TrailingStop,
)

from tests.strategy.compile.harness import Provider
from tests.strategy.compile.trading import (
    HOUR,
    OPENED,
    add_entry,
    analysed,
    candle,
    fill,
    open_trade,
    strategy,
)

# Stops


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stop_loss": 0.1}, (-0.1, False, None, 0.0, False)),
        ({"trailing_stop": TrailingStop(distance=0.03)}, (-0.03, True, None, 0.0, False)),
        (
            {"stop_loss": 0.1, "trailing_stop": TrailingStop(distance=0.03)},
            (-0.1, True, 0.03, 0.0, False),
        ),
        (
            {"trailing_stop": TrailingStop(distance=0.03, after=0.05)},
            (-0.99, True, 0.03, 0.05, True),
        ),
        (
            {"stop_loss": 0.1, "trailing_stop": TrailingStop(distance=0.03, after=0.05)},
            (-0.1, True, 0.03, 0.05, True),
        ),
    ],
)
def test_stops_are_freqtrades_own(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    made = strategy(**fields)
    assert (
        made.stoploss,
        made.trailing_stop,
        made.trailing_stop_positive,
        made.trailing_stop_positive_offset,
        made.trailing_only_offset_is_reached,
    ) == expected


@pytest.mark.parametrize(("is_short", "stop"), [(False, 94.0), (True, 106.0)])
@pytest.mark.parametrize("leverage", [1.0, 5.0])
def test_an_atr_stop_is_measured_from_the_signal_candle(
    is_short: bool, stop: float, leverage: float
) -> None:
    made = strategy(atr_stop=AtrStop(multiple=2))
    made.dp = Provider(pd.DataFrame())
    # The signal candle opened at 09:00 with an ATR of 3; a later candle is known already.
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 9.0])
    trade = open_trade(is_short=is_short, leverage=leverage)
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(stop)
    assert candle(made, trade, 97, 103) == []
    assert trade.stop_loss == pytest.approx(stop)  # it stays
    assert candle(made, trade, 93, 107, 2) == ["stop_loss"]


def test_an_atr_stop_never_lies_beyond_the_stop_loss() -> None:
    made = strategy(atr_stop=AtrStop(multiple=2), stop_loss=0.05)
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 30.0])
    trade = open_trade()
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(95)


def test_adding_to_a_position_leaves_its_atr_stop_alone() -> None:
    made = strategy(atr_stop=AtrStop(multiple=2), scale_in=ScaleIn(times=1, move=0.03))
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 3.0])
    trade = open_trade()
    fill(made, trade)
    add_entry(trade, 97)
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 20.0])
    made.ft_stoploss_adjust(97, trade, OPENED + HOUR, -0.03, 0, after_fill=True)
    assert trade.stop_loss == pytest.approx(94)


@pytest.mark.parametrize("is_short", [False, True])
def test_a_trailing_atr_stop_follows_the_best_price_and_never_loosens(is_short: bool) -> None:
    def away(distance: float) -> float:
        return 100 - distance if is_short else 100 + distance

    made = strategy(atr_stop=AtrStop(multiple=2, trailing=True))
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 3.0])
    trade = open_trade(is_short=is_short)
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(away(-6))
    low, high = sorted((away(3), away(8)))
    assert candle(made, trade, low, high) == []
    assert trade.stop_loss == pytest.approx(away(2))
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 8.0])  # more volatile: the stop stays
    low, high = sorted((away(4), away(6)))
    assert candle(made, trade, low, high, 2) == []
    assert trade.stop_loss == pytest.approx(away(2))
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 8.0, 2.5])  # calmer: from the best price so far
    low, high = sorted((away(4), away(5)))
    assert candle(made, trade, low, high, 3) == []
    assert trade.stop_loss == pytest.approx(away(3))
    low, high = sorted((away(2.5), away(5)))
    assert candle(made, trade, low, high, 4) == ["trailing_stop_loss"]


@pytest.mark.parametrize(
    ("is_short", "lock", "stop"), [(False, 0, 100), (False, 0.01, 101), (True, 0, 100)]
)
def test_break_even_moves_the_stop_once_triggered(is_short: bool, lock: float, stop: float) -> None:
    made = strategy(break_even=BreakEven(trigger=0.05, lock=lock), stop_loss=0.1)
    trade = open_trade(is_short=is_short)
    trade.adjust_stop_loss(100, made.stoploss, initial=True)
    assert candle(made, trade, 97, 103) == []
    assert trade.stop_loss == pytest.approx(110 if is_short else 90)
    low, high = (93, 96) if is_short else (104, 107)
    assert candle(made, trade, low, high, 2) == []
    assert trade.stop_loss == pytest.approx(stop, abs=0.01)


def test_break_even_and_a_trailing_atr_stop_keep_the_tighter() -> None:
    made = strategy(break_even=BreakEven(trigger=0.05), atr_stop=AtrStop(multiple=2, trailing=True))
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 5.0])
    trade = open_trade()
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(90)
    assert candle(made, trade, 104, 106) == []
    assert trade.stop_loss == pytest.approx(100, abs=0.01)  # the ATR stop would be at 96
    assert candle(made, trade, 112, 114, 2) == []
    assert trade.stop_loss == pytest.approx(104)


def test_a_trailing_stop_goes_on_beside_a_break_even_stop() -> None:
    made = strategy(break_even=BreakEven(trigger=0.02), trailing_stop=TrailingStop(distance=0.03))
    assert (made.stoploss, made.trailing_stop_positive) == (-0.03, 0.03)
    trade = open_trade()
    trade.adjust_stop_loss(100, made.stoploss, initial=True)
    assert candle(made, trade, 101, 102.5) == []
    assert trade.stop_loss == pytest.approx(100, abs=0.01)
    assert candle(made, trade, 108, 110, 2) == []
    assert trade.stop_loss == pytest.approx(106.7)

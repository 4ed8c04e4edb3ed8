from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.robustness.family import family_of, variant_of
from hypertrade.robustness.tunables import suggest
from hypertrade.strategy.english import parse

from tests.robustness.runs.toys import spec_with

if TYPE_CHECKING:
    from hypertrade.strategy.spec import StrategySpec

WORDS = (
    "Buy when the 14-period RSI drops under 30 while price is above the 200 EMA; sell once RSI is"
    " over 70, 5% stop, take profit 3%, trailing stop 2% after 4%, 1h candles"
)


def _spec(words: str) -> StrategySpec:
    spec = parse(words).spec
    assert spec is not None
    return spec


def test_every_number_of_the_rules_and_exits_becomes_tunable_within_a_quarter() -> None:
    tuned = suggest(_spec(WORDS))
    found = {item.name: item for item in tuned.parameters}
    assert set(found) == {
        "rsi_period",
        "entry_rsi",
        "exit_rsi",
        "ema_period",
        "take_profit",
        "stop_loss",
        "trailing_stop_distance",
        "trailing_stop_after",
    }
    for item in tuned.parameters:
        assert item.low < item.default < item.high
        assert item.default * 0.75 - 1e-9 <= item.low
        assert item.high <= item.default * 1.25 + 1e-9
    assert found["rsi_period"].default == 14
    assert found["ema_period"].default == 200


def test_the_defaults_are_the_strategy_as_it_was() -> None:
    spec = _spec(WORDS)
    tuned = suggest(spec)
    assert variant_of(tuned) == variant_of(spec)
    assert family_of(tuned) == family_of(spec)
    assert variant_of(tuned, {"rsi_period": 15}) != variant_of(spec)


def test_one_parameter_of_an_indicator_is_one_tunable_wherever_it_stands() -> None:
    tuned = suggest(_spec("buy when RSI is below 30, sell when RSI is above 70, 1h candles"))
    assert [item.name for item in tuned.parameters].count("rsi_period") == 1
    left = tuned.entries[0].when.left  # type: ignore[union-attr]
    right = tuned.exits[0].when.left  # type: ignore[union-attr]
    assert left == right


def test_a_spec_with_tunables_of_its_own_keeps_them() -> None:
    spec = spec_with(("n", 1, 5, 1, 3))
    assert suggest(spec) is spec


@pytest.mark.parametrize(
    "words",
    [
        "buy when the close rises 2 candles in a row, sell after 5 candles, 1h candles",
        "buy when price crosses above the 1 day 20 SMA, stop at 2 ATR, sell after 3 days, 1h",
        "buy when RSI is below 30 between 08:00 and 16:00 UTC, take profit 5%, 15m candles",
    ],
)
def test_whatever_can_be_said_can_be_varied(words: str) -> None:
    spec = _spec(words)
    tuned = suggest(spec)
    assert variant_of(tuned) == variant_of(spec)


def test_a_variant_is_the_same_whether_written_out_or_tuned() -> None:
    spec = _spec("buy when RSI is below 30, sell when RSI is above 70, 1h candles")
    other = _spec("buy when RSI is below 27, sell when RSI is above 70, 1h candles")
    assert variant_of(suggest(spec), {"entry_rsi": 27}) == variant_of(other)
    assert family_of(spec) == family_of(other)


def test_a_family_ignores_names_and_timeframes_but_not_rules() -> None:
    spec = _spec("buy when RSI is below 30, sell when RSI is above 70, 1h candles")
    renamed = spec.model_copy(update={"name": "My secret"})
    slower = _spec("buy when RSI is below 30, sell when RSI is above 70, 4h candles")
    other = _spec("buy when RSI is above 30, sell when RSI is above 70, 1h candles")
    assert family_of(spec) == family_of(renamed) == family_of(slower)
    assert family_of(spec) != family_of(other)
    assert variant_of(spec) == variant_of(renamed)
    assert variant_of(spec) != variant_of(slower)

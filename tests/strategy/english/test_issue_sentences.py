"""The six sentences that the product promises to understand, as typed strategies."""

from __future__ import annotations

from typing import Any

from hypertrade.strategy.english import parse
from hypertrade.strategy.spec import (
    All,
    Arithmetic,
    Compare,
    Constant,
    Cross,
    DayOfWeek,
    Duration,
    Indicator,
    Price,
    Rule,
    StoplossGuard,
    StrategySpec,
    TimeOfDay,
    TrailingStop,
)

RSI = Indicator(name="rsi", params={"period": 14})
GOLDEN = {
    "entries": (
        Rule(
            name="entry",
            when=Cross(
                left=Indicator(name="sma", params={"period": 50}),
                direction="above",
                right=Indicator(name="sma", params={"period": 200}),
            ),
        ),
    ),
    "exits": (
        Rule(
            name="exit",
            when=Cross(
                left=Indicator(name="sma", params={"period": 50}),
                direction="below",
                right=Indicator(name="sma", params={"period": 200}),
            ),
        ),
    ),
}


def _read(text: str) -> tuple[StrategySpec, tuple[str, ...]]:
    parsing = parse(text, name="x")
    assert parsing.question is None, parsing.question
    assert parsing.spec is not None
    return parsing.spec, parsing.assumptions


def _spec(**fields: Any) -> StrategySpec:
    return StrategySpec.model_validate({"name": "x", "timeframe": "1h"} | fields)


def test_rsi_dip_in_an_uptrend() -> None:
    spec, assumptions = _read(
        "Buy when the 14-period RSI drops under 30 while price is above the 200 EMA; "
        "sell once RSI is over 70, 5% stop"
    )
    assert spec == _spec(
        entries=(
            Rule(
                name="entry",
                when=All(
                    conditions=(
                        Cross(left=RSI, direction="below", right=Constant(value=30)),
                        Compare(
                            left=Price(),
                            op=">",
                            right=Indicator(name="ema", params={"period": 200}),
                        ),
                    )
                ),
            ),
        ),
        exits=(Rule(name="exit", when=Compare(left=RSI, op=">", right=Constant(value=70))),),
        stop_loss=0.05,
    )
    assert "Timeframe: 1h" in assumptions
    assert "RSI period: 14" in assumptions


def test_golden_cross() -> None:
    spec, assumptions = _read("golden cross, 50/200, daily")
    assert spec == _spec(timeframe="1d", **GOLDEN)
    assert "Stop loss: none" in assumptions
    assert any(item.startswith("Exit: the opposite cross") for item in assumptions)


def test_band_breakout_on_volume() -> None:
    spec, assumptions = _read(
        "go long on a close above the upper Bollinger band with volume twice its 20-bar average, "
        "trail by 3% after +5%"
    )
    volume = Price(field="volume")
    assert spec == _spec(
        entries=(
            Rule(
                name="entry",
                when=All(
                    conditions=(
                        Compare(
                            left=Price(),
                            op=">",
                            right=Indicator(name="bollinger", output="upper"),
                        ),
                        Compare(
                            left=volume,
                            op=">",
                            right=Arithmetic(
                                op="*",
                                left=Constant(value=2),
                                right=Indicator(name="sma", params={"period": 20}, source=volume),
                            ),
                        ),
                    )
                ),
            ),
        ),
        trailing_stop=TrailingStop(distance=0.03, after=0.05),
    )
    assert "Bollinger bands period: 20, deviations: 2" in assumptions


def test_time_limit() -> None:
    spec, _ = _read("golden cross; never hold longer than two days")
    limited = GOLDEN | {"exits": (), "time_limit": Duration(value=2, unit="days")}
    assert spec == _spec(**limited)


def test_hours_and_days() -> None:
    spec, assumptions = _read("golden cross; only Mon-Fri between 8 and 20 UTC")
    assert spec == _spec(
        filters=(
            DayOfWeek(days=("mon", "tue", "wed", "thu", "fri")),
            TimeOfDay(start="08:00", stop="20:00"),
        ),
        **GOLDEN,
    )
    assert any(item.startswith("Times: UTC") for item in assumptions)


def test_rest_after_losses() -> None:
    spec, assumptions = _read("golden cross; risk off after 3 losses in a day")
    day = Duration(value=1, unit="days")
    assert spec == _spec(protections=(StoplossGuard(trades=3, lookback=day, rest=day),), **GOLDEN)
    assert any("Freqtrade" in item for item in assumptions)
    assert any(item.startswith("Rest after that") for item in assumptions)

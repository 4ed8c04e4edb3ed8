"""Remarks and names: taken off a text, listed, and never at the cost of a rule."""

from __future__ import annotations

import pytest
from hypertrade.strategy.english import parse

RULES = "Buy when RSI < 30. Sell when RSI > 70."
BREAKOUT = "buy when close breaks the 20 candle high and RSI > 50. Stop 5%. Sell at 10% profit."
REMARKS = {
    f"Turtle Soup. {RULES}": "Turtle Soup",
    f"{RULES} Works great.": "Works great",
    f"My grandpa's favourite! {RULES}": "My grandpa's favourite",
    f"The Lazy Bear - {RULES}": "The Lazy Bear",
    f"{RULES} Don't be greedy!!!": "Don't be greedy",
    f"Hello kids, {RULES}": "Hello kids",
    f"Been running this since 2017: {RULES}": "Been running this since 2017",
}
MAYBE_RULES = (
    f"{RULES} Use KDJ.",
    f"{RULES} Not in August.",
    f"{RULES} Confirm with the Gann fan.",
    f"{RULES} Hedge with puts.",
    f"{RULES} Chikou free.",
    f"{RULES} Never on full moons.",
    f"{RULES} Only wibbles.",
    f"{RULES} Unless zorgblat.",
)


@pytest.mark.parametrize(("text", "remark"), REMARKS.items())
def test_a_remark_is_listed(text: str, remark: str) -> None:
    parsing = parse(text)
    assert parsing.spec is not None, parsing.question
    assert f"Read as a remark, not a rule: “{remark}”" in parsing.assumptions
    assert any(item.became == "a remark, no rule" for item in parsing.reading)


@pytest.mark.parametrize("text", MAYBE_RULES)
def test_what_may_be_a_rule_is_asked_about(text: str) -> None:
    assert parse(text).question is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Strategy: Golden Dip\n{RULES}", "Golden Dip"),
        (f"Name: Slow Hull\n{RULES}", "Slow Hull"),
        (RULES, "RSI 14 below 30"),
        ("golden cross", "SMA 50-200 cross"),
        (BREAKOUT, "Close crosses above 20-candle high"),
    ],
)
def test_a_strategy_has_a_short_name(text: str, name: str) -> None:
    parsing = parse(text)
    assert parsing.spec is not None, parsing.question
    assert parsing.spec.name == name

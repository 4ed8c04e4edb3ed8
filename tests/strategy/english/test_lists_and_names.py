"""Lists under headings, words like "both needed", names for values, and numbers to tune."""

from __future__ import annotations

import pytest
from hypertrade.strategy.english import Parsing, explain, parse

_RSI, _EMA = "RSI(14) is below 30", "close is above EMA(200)"
_BOTH = [f'Enter long "entry" when {_RSI} and {_EMA}.']
_EACH = [f'Enter long "entry" when {_RSI}.', f'Enter long "entry 2" when {_EMA}.']
_EITHER = [f'Enter long "entry" when {_RSI} or {_EMA}.']
JOINED = {
    "Buy: RSI < 30\n(both needed)\nBuy: close > EMA 200\n": _BOTH,
    "- Buy: RSI < 30\n- Buy: close > EMA 200\n- both needed\n": _BOTH,
    "Buy when RSI < 30. Buy when close > EMA 200. All conditions must hold. ": _BOTH,
    "All conditions must hold. Buy when RSI < 30. Buy when close > EMA 200. ": _BOTH,
    "Buy when RSI < 30, close > EMA 200 (both needed). ": _BOTH,
    "Entry:\n- RSI < 30\n- close > EMA 200\n": _BOTH,
    "Buy when all of these are true:\nRSI < 30\nclose > EMA 200\n": _BOTH,
    "Buy: RSI < 30\nBuy: close > EMA 200\nEither one is fine.\n": _EACH,
    "Buy: RSI < 30\nBuy: close > EMA 200\n": _EACH,
    "Entry:\n- RSI < 30\n- close > EMA 200\n- either is enough\n": _EITHER,
    "Entry:\nany of these\n- RSI < 30\n- close > EMA 200\n": _EITHER,
    "Buy when RSI < 30\nOR\nclose > EMA 200\n": _EITHER,
}
_HIGH, _LOW = "RSI(14) is above 70", "close is below EMA(20)"
_OUT = [f'Exit long "exit" when {_HIGH}.', f'Exit long "exit 2" when {_LOW}.']
LEFT = {
    "EXIT\n- RSI > 70\n- close < EMA 20": _OUT,
    "Sell when:\n- RSI > 70\n- close < EMA 20": _OUT,
    "Exit: any of the following\nRSI > 70\nclose < EMA 20": _OUT,
    "Exit:\n- RSI > 70\n- close < EMA 20\n- both needed": [
        f'Exit long "exit" when {_HIGH} and {_LOW}.'
    ],
    "Exit:\n- RSI > 70\n- and close < EMA 20": [f'Exit long "exit" when {_HIGH} and {_LOW}.'],
}


def _lines(text: str, word: str) -> tuple[Parsing, list[str]]:
    parsing = parse(text)
    assert parsing.spec is not None, parsing.question
    return parsing, [line for line in explain(parsing.spec).splitlines() if line.startswith(word)]


@pytest.mark.parametrize(("text", "entries"), JOINED.items())
def test_words_and_headings_join_entries(text: str, entries: list[str]) -> None:
    assert _lines(f"{text}Sell when RSI > 70.", "Enter")[1] == entries


@pytest.mark.parametrize(("text", "exits"), LEFT.items())
def test_lines_under_an_exit_are_exits_of_their_own(text: str, exits: list[str]) -> None:
    parsing, found = _lines(f"Buy when RSI < 30.\n{text}", "Exit")
    assert found == exits
    told = any("is an exit of its own" in item for item in parsing.assumptions)
    assert told == (len(exits) > 1)
    places = [(item.start, item.end) for item in parsing.reading]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "definitions",
    [
        "fast = EMA 12\nslow = EMA 26\n",
        "fast := ta.ema(close, 12), slow := ta.ema(close, 26)\n",
        "Let fast be the 12 EMA and slow be the 26 EMA. ",
        "Fast MA: EMA 12\nSlow MA: EMA 26\n",
        "slow_length = 26\nfast = ema(close, 12)\nslow = ema(close, slow_length)\n",
    ],
)
def test_a_name_stands_for_its_value(definitions: str) -> None:
    rules = "Buy when the fast MA crosses above the slow MA. Sell when RSI > 70."
    parsing, found = _lines(definitions + rules, "Enter")
    assert found == ['Enter long "entry" when EMA(12) crosses above EMA(26).']
    assert any("a name for what it says" in item.became for item in parsing.reading)


def test_a_name_may_stand_for_arithmetic_or_a_condition() -> None:
    text = "Signal = ema(12)/ema(48) - 1. Buy when signal > 0. Sell when signal < 0."
    assert _lines(text, "Enter")[1] == [
        'Enter long "entry" when ((EMA(12) divided by EMA(48)) minus 1) is above 0.'
    ]
    text = "bull = close > ema(200) and rsi > 50\nbuy when bull, sell when not bull"
    assert _lines(text, "Exit")[1] == [
        'Exit long "exit" when not (close is above EMA(200) and RSI(14) is above 50).'
    ]


@pytest.mark.parametrize(
    ("said", "declared"),
    [
        (
            "RSI < 30, tune this between 20 and 40 in steps of 2",
            "rsi_level: 30, from 20 to 40 in steps of 2",
        ),
        ("RSI < 30 (optimize 20-40)", "rsi_level: 30, from 20 to 40 in steps of 1"),
        (
            "EMA 20 (tunable from 10 to 30, step 5) is rising",
            "ema_period: 20, from 10 to 30 in steps of 5",
        ),
    ],
)
def test_a_number_can_be_tuned(said: str, declared: str) -> None:
    parsing, found = _lines(f"Buy when {said}. Stop loss 5%. Sell when RSI > 70.", "Parameter")
    assert found == [f"Parameter ${declared}."]
    assert any("Steps of the tunable" in item for item in parsing.assumptions) == (
        "steps of 1." in found[0]
    )

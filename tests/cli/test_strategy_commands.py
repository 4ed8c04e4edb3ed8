"""``hypertrade strategy ...`` as a person and a program meet it."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

DIP = (
    "Buy when the 14-period RSI drops under 30 while price is above the 200 EMA; "
    "sell once RSI is over 70, 5% stop"
)


def test_words_become_a_spec_that_explains_itself_and_compiles(hypertrade: Any) -> None:
    assert hypertrade("strategy", "parse", DIP, "-o", "dip.json").code == 0
    explained = hypertrade("strategy", "explain", "dip.json")
    assert explained.code == 0
    assert "RSI(14) crosses below 30" in explained.out
    again = hypertrade("strategy", "parse", explained.out, "--json").json
    assert again["spec"] == json.loads(Path("dip.json").read_text())
    assert hypertrade("strategy", "compile", "dip.json", "-o", "dip.py").code == 0
    ast.parse(Path("dip.py").read_text())


def test_parse_gives_programs_four_things(hypertrade: Any) -> None:
    ended = hypertrade("strategy", "parse", DIP, "--json")
    assert set(ended.json) == {"spec", "reading", "assumptions", "question"}
    assert ended.json["question"] is None
    assert ended.json["spec"]["stop_loss"] == 0.05
    assert "Timeframe: 1h" in ended.json["assumptions"]
    for part in ended.json["reading"]:
        assert DIP[part["start"] : part["end"]] == part["text"]


def test_the_output_of_parse_is_itself_a_spec_file(hypertrade: Any) -> None:
    ended = hypertrade("strategy", "parse", DIP, "--json")
    Path("parsed.json").write_text(ended.out)
    assert hypertrade("strategy", "explain", "parsed.json").code == 0


def test_an_open_question_ends_with_2_and_no_spec(hypertrade: Any) -> None:
    ended = hypertrade("strategy", "parse", "buy when it looks cheap", "--json", "-o", "no.json")
    assert ended.code == 2
    assert ended.json["spec"] is None
    assert ended.json["question"]["choices"]
    assert not Path("no.json").exists()
    shown = hypertrade("strategy", "parse", "buy when it looks cheap")
    assert shown.code == 2
    assert ended.json["question"]["text"] in shown.out


def test_a_stated_timeframe_that_contradicts_is_named(hypertrade: Any) -> None:
    ended = hypertrade("strategy", "parse", "golden cross, 50/200, daily", "--timeframe", "1h")
    assert ended.code == 2
    assert "timeframe" in ended.err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("absent.json", None, "No such file"),
        ("broken.json", "{", "is not JSON"),
        ("binary.json", b"\xff\xfe\x00", "UTF-8"),
        ("empty.json", "{}", "is missing"),
        ("odd.json", '{"name": "A", "timeframe": "7h", "entries": []}', "unknown timeframe"),
    ],
)
@pytest.mark.parametrize("command", ["explain", "compile"])
def test_a_bad_spec_file_gets_one_message(
    hypertrade: Any, name: str, content: str | bytes | None, says: str, command: str
) -> None:
    if isinstance(content, bytes):
        Path(name).write_bytes(content)
    elif content is not None:
        Path(name).write_text(content)
    ended = hypertrade("strategy", command, name)
    assert ended.code == 2
    assert says in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""
    as_json = hypertrade("strategy", command, name, "--json")
    assert as_json.json["error"]["remedy"]


def test_compiling_into_a_missing_folder_says_so(hypertrade: Any) -> None:
    hypertrade("strategy", "parse", DIP, "-o", "dip.json")
    ended = hypertrade("strategy", "compile", "dip.json", "-o", "no/where/dip.py")
    assert ended.code == 2
    assert "no/where/dip.py" in ended.err


LOOKING_AHEAD = """\
import os
from freqtrade.strategy import IStrategy


class Peek(IStrategy):
    timeframe = "1h"
    stoploss = -0.1
    minimal_roi = {}

    def populate_indicators(self, dataframe, metadata):
        dataframe["next"] = dataframe["close"].shift(-1)
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["next"] > dataframe["close"], "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        return dataframe
"""


def test_check_names_the_line_that_looks_ahead(hypertrade: Any) -> None:
    Path("peek.py").write_text(LOOKING_AHEAD)
    ended = hypertrade("strategy", "check", "peek.py")
    assert ended.code == 2
    assert "peek.py:11:" in ended.out
    assert "lookahead-shift" in ended.out
    findings = hypertrade("strategy", "check", "peek.py", "--json").json["findings"]
    assert {(found["code"], found["line"]) for found in findings} >= {
        ("lookahead-shift", 11),
        ("unsafe-import", 1),
    }


def test_check_passes_a_compiled_strategy(hypertrade: Any) -> None:
    hypertrade("strategy", "parse", DIP, "-o", "dip.json")
    hypertrade("strategy", "compile", "dip.json", "-o", "dip.py")
    ended = hypertrade("strategy", "check", "dip.py")
    assert ended.code == 0
    assert "no findings" in ended.out


def test_check_wants_a_python_file(hypertrade: Any) -> None:
    Path("notes.txt").write_text("x")
    ended = hypertrade("strategy", "check", "notes.txt")
    assert ended.code == 2
    assert "no Python file" in ended.err

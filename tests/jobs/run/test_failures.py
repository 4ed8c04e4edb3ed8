"""Every way a strategy can fail ends in one error with the user's own line and a way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade.domain.market import Timerange
from hypertrade_jobs.run.request import RunRequest

from tests.jobs.run.running import ChildRun, prepare_in, run_child

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore

Run = Callable[..., ChildRun]

_FILE = """import talib.abstract as ta
{imports}
from freqtrade.strategy import IStrategy


class Broken(IStrategy):
    timeframe = "1h"
    stoploss = -0.1
    startup_candle_count = 20
{attributes}
    def populate_indicators(self, dataframe, metadata):
        dataframe["rsi"] = ta.RSI(dataframe)
{indicators}
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["rsi"] < 40, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["rsi"] > 60, "exit_long"] = 1
        return dataframe

{methods}
"""


def source(imports: str = "", attributes: str = "", indicators: str = "", methods: str = "") -> str:
    return _FILE.format(
        imports=imports,
        attributes="    " + attributes,
        indicators="        " + (indicators or "pass"),
        methods="    " + methods,
    )


@pytest.fixture
def run(store: CandleStore, tmp_path: Path) -> Run:
    """Return a way to run a file, prepared as a working one, so that the child meets its fault."""

    def _run(text: str, **settings: Any) -> ChildRun:
        fields: dict[str, Any] = {
            "id": "failing",
            "strategy": CodeStrategy(source=source()),
            "exchange": "bitfinex",
            "pairs": ("BTC/USD",),
            "timeframe": "1h",
            "timerange": Timerange.parse("20181101-20181201"),
            "engine": "freqtrade",
        }
        job = BacktestJob.model_validate(fields | settings)
        _, inputs, outputs = prepare_in(tmp_path, job, store)
        (inputs / "strategy" / "Broken.py").write_text(text)
        return run_child(inputs, outputs)

    return _run


def line_of(text: str, part: str) -> int:
    return next(index for index, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_file_they_are_made_from_works(run: Run) -> None:
    child = run(source())
    assert child.events[-1] == {"event": "done"}, child.log
    assert child.run.trades


@pytest.mark.parametrize(
    ("parts", "at", "problem"),
    [
        (
            {"indicators": "dataframe['x'] = dataframe['rsii'] * 2"},
            "rsii",
            "column 'rsii' does",
        ),
        ({"indicators": "dataframe['x'] = dataframe.rsii * 2"}, "rsii", "column 'rsii' does"),
        ({"indicators": "1 / 0"}, "1 / 0", "ZeroDivisionError: division by zero"),
        ({"indicators": "len(undefined)"}, "undefined", "name 'undefined' is not defined"),
        ({"imports": "import nosuchmodule"}, "nosuch", "module 'nosuchmodule' is not installed"),
        ({"imports": "import numpy.nosuch"}, "nosuch", "module 'numpy.nosuch' is not installed"),
        ({"attributes": "level = missing"}, "missing", "name 'missing' is not defined"),
        ({"attributes": "def = 3"}, "def = 3", "not valid Python"),
        ({"imports": "import sys; sys.exit(3)"}, "exit", "SystemExit"),
        (
            {"indicators": "__import__('socket').create_connection(('192.0.2.1', 80), 1)"},
            "create_connection",
            "no network in a backtest",
        ),
        (
            {"methods": "def bot_start(self):\n        self.dp.ticker('BTC/USD')"},
            "ticker",
            "no network in a backtest",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_users_line_is_named(run: Run, parts: dict[str, str], at: str, problem: str) -> None:
    text = source(**parts)
    failure = run(text).failure
    assert problem in failure["problem"]
    assert failure["kind"] == "StrategyFailed"
    assert failure["line"] == line_of(text, at)
    assert failure["remedy"]


@pytest.mark.parametrize(
    ("parts", "settings", "field", "problem"),
    [
        ({"attributes": "can_short = True"}, {}, "trading_mode", "sells short"),
        ({"attributes": "startup_candle_count = 100_000"}, {}, "startup", "100000 candles"),
        (
            {
                "methods": "@property\n    def protections(self):\n"
                "        return [{'method': 'CooldownPeriod', 'stop_duration': 3,"
                " 'stop_duration_candles': 5}]"
            },
            {"protections": True},
            "protections",
            "stop_duration",
        ),
        (
            {
                "methods": "@property\n    def protections(self):\n"
                "        return [{'method': 'NoSuchGuard', 'stop_duration': 3}]"
            },
            {"protections": True},
            "protections",
            "NoSuchGuard",
        ),
        (
            {"attributes": "trailing_stop = True; trailing_only_offset_is_reached = True"},
            {},
            "strategy",
            "trailing_stop_positive_offset",
        ),
    ],
    ids=["short-on-spot", "startup", "protection-twice", "no-such-protection", "trailing"],
)
def test_freqtrades_refusals_are_explained(
    run: Run, parts: dict[str, str], settings: dict[str, Any], field: str, problem: str
) -> None:
    failure = run(source(**parts), **settings).failure
    assert problem in failure["problem"]
    assert failure["field"].startswith(field)
    assert failure["remedy"]


def test_no_class(run: Run) -> None:
    failure = run("x = 1\n").failure
    assert failure["problem"] == "the file holds no strategy class Broken"


def test_no_candle_left_after_warm_up(run: Run) -> None:
    failure = run(source(attributes="startup_candle_count = 900")).failure
    assert failure["field"] == "timerange"
    assert "warm-up" in failure["problem"]


def test_a_moved_start_is_remarked(run: Run) -> None:
    child = run(source(attributes="startup_candle_count = 200"))
    assert re.search(r"starts at 2018-11-0\d.*needs 200 candles", " ".join(child.run.remarks))


def test_swallowed_callback_errors_are_remarked(run: Run) -> None:
    text = source(
        methods="def custom_exit(self, pair, trade, current_time, current_rate, current_profit,"
        " **kwargs):\n        return self.nothing + 1"
    )
    (remark,) = run(text).run.remarks
    assert f"(line {line_of(text, 'self.nothing')})" in remark
    assert "went on without it" in remark


def test_swallowed_value_errors_are_remarked(run: Run) -> None:
    text = source(
        methods="def custom_exit(self, pair, trade, current_time, current_rate, current_profit,"
        " **kwargs):\n        return float('x')"
    )
    (remark,) = run(text).run.remarks
    assert f"(line {line_of(text, 'float(')})" in remark


def test_prints_do_not_disturb_the_events(run: Run) -> None:
    child = run(source(imports="import os", indicators="print('{}'); os.write(1, b'noise')"))
    assert child.events[-1] == {"event": "done"}
    assert "noise" in child.log


def test_the_child_waits_for_go_and_gives_up_without_it(tmp_path: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "hypertrade_jobs.run", str(tmp_path), str(tmp_path)],
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == b""


def test_progress_reaches_the_end(run: Run) -> None:
    events = run(source()).events
    trading = [event for event in events if event.get("stage") == "trading"]
    assert trading[-1]["done"] == trading[-1]["total"] > 0
    assert trading[-1]["date"] == "2018-12-01T00:00:00+00:00"


def test_same_job_same_trades(run: Run, tmp_path: Path) -> None:
    text = source(
        imports="import random\nimport numpy as np",
        indicators="dataframe['rsi'] += random.random() + np.random.rand(len(dataframe)) * 20",
    )
    first = run(text).run
    again = tmp_path / "again"
    again.mkdir()
    request = RunRequest.model_validate_json((tmp_path / "inputs" / "request.json").read_bytes())
    assert request.class_name == "Broken"
    assert run_child(tmp_path / "inputs", again).run == first

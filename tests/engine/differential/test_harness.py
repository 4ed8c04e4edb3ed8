"""The harness itself: its referee is Freqtrade's own command, and its comparison sees changes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.engine.differential.case import Case
from tests.engine.differential.categories import CATEGORIES
from tests.engine.differential.comparing import COUNTS, FLOATS, difference
from tests.engine.differential.drawing import draw
from tests.engine.differential.judging import Ran, run_engine
from tests.engine.differential.referee import referee
from tests.engine.differential.staging import stage
from tests.jobs.run.running import read_export

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.engine.model import Ledger

SHOWN = ("funding", 10)
"""A drawn case with shorts, leverage, funding and a few dozen trades."""


def test_the_referee_says_what_freqtrades_command_says(tmp_path: Path, repo: Path) -> None:
    staged = stage(draw(*SHOWN), tmp_path / "case")
    referee().start(staged)
    answer = referee().result(staged)
    arguments = json.loads((staged.folder / "arguments.json").read_text())
    arguments[arguments.index("none", arguments.index("--export"))] = "trades"
    command = [sys.executable, str(repo / "bench" / "plain_freqtrade.py")]
    command += [str(staged.folder / "markets.json"), *arguments]
    command += ["--backtest-directory", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (export,) = tmp_path.glob("*.zip")
    told = read_export(export, "Drawn")
    # The report's own additions to a trade.
    for trade in told["trades"]:
        for name in ("open_date", "close_date", "weekday"):
            del trade[name]
    assert told["trades"] == answer["trades"]
    assert len(answer["trades"]) > 5
    for name in ("final_balance", "rejected_signals", "timedout_entry_orders"):
        assert told[name] == answer[name]
    assert len(told["locks"]) == answer["locks"]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], Ran]:
    """Return what both sides say of one case."""
    staged = stage(draw(*SHOWN), tmp_path_factory.mktemp("compared") / "case")
    referee().start(staged)
    answer = referee().result(staged)
    ours = run_engine(staged)
    assert isinstance(ours, Ran)
    return answer, ours


@pytest.mark.parametrize("name", [*FLOATS, "open_time", "close_time", "exit_reason", "is_short"])
def test_the_last_bit_of_a_field_of_the_last_trade_is_seen(
    name: str, compared: tuple[dict[str, object], Ran]
) -> None:
    answer, ours = compared
    column = getattr(ours.ledger.trades, name).copy()
    column[-1] = np.nextafter(column[-1], np.inf) if column.dtype.kind == "f" else column[-1] ^ 1
    trades = replace(ours.ledger.trades, **{name: column})
    assert name in _fields(answer, replace(ours.ledger, trades=trades), ours)


@pytest.mark.parametrize("name", ["amount", "rate", "time", "is_entry"])
def test_a_field_of_an_order_is_seen(name: str, compared: tuple[dict[str, object], Ran]) -> None:
    answer, ours = compared
    column = getattr(ours.ledger.orders, name).copy()
    column[-1] = np.nextafter(column[-1], np.inf) if column.dtype.kind == "f" else column[-1] ^ 1
    orders = replace(ours.ledger.orders, **{name: column})
    assert name in _fields(answer, replace(ours.ledger, orders=orders), ours)


@pytest.mark.parametrize("name", list(COUNTS))
def test_a_count_is_seen(name: str, compared: tuple[dict[str, object], Ran]) -> None:
    answer, ours = compared
    ledger = replace(ours.ledger, **{name: getattr(ours.ledger, name) + 1})
    assert _fields(answer, ledger, ours) == (name,)


def test_a_drawn_case_is_the_same_every_time_and_survives_json() -> None:
    for category in CATEGORIES:
        case = draw(category, 7)
        assert case == draw(category, 7)
        assert Case.model_validate_json(case.model_dump_json(exclude_defaults=True)) == case


def _fields(answer: dict[str, object], ledger: Ledger, ours: Ran) -> tuple[str, ...]:
    found = difference(answer, ledger, ours.pairs)
    assert found is not None
    assert str(found)
    return found.fields

from __future__ import annotations

import multiprocessing
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Unavailable
from hypertrade.robustness.history import FILE, History, Trial

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _trials(count: int, data: str = "d") -> list[Trial]:
    return [Trial(f"v{at}", data, "toy", 0.01 * at, 100, at, "robustness") for at in range(count)]


def test_a_variant_counts_once_on_the_same_data(tmp_path: Path) -> None:
    history = History(tmp_path)
    assert history.trials("f") == []
    assert history.add("f", _trials(3), NOW) == 3
    assert history.add("f", _trials(5), NOW) == 2
    assert history.add("f", _trials(5, "other"), NOW) == 5
    assert history.add("g", _trials(1), NOW) == 1
    assert len(history.trials("f")) == 10
    assert len(history.trials("g")) == 1


def test_the_order_depends_on_the_trials_alone(tmp_path: Path) -> None:
    one, other = History(tmp_path / "a"), History(tmp_path / "b")
    one.add("f", _trials(9), NOW)
    for trial in reversed(_trials(9)):
        other.add("f", [trial], datetime(2027, 1, 1, tzinfo=UTC))
    assert one.trials("f") == other.trials("f")


def test_nothing_is_ever_taken_back(tmp_path: Path) -> None:
    History(tmp_path).add("f", _trials(2), NOW)
    database = sqlite3.connect(tmp_path / FILE)
    for statement in ("DELETE FROM trial", "UPDATE trial SET sharpe = 9"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(statement)
    database.close()


def _write(folder: Path, at: int) -> None:
    history = History(folder)
    for number in range(20):
        history.add("f", [Trial(f"v{at}-{number}", "d", "toy", 0.0, 1, 1, "backtest")], NOW)


def test_many_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_write, args=(tmp_path, at)) for at in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert len(History(tmp_path).trials("f")) == 80


def test_a_file_that_is_no_history_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be taken for a page" * 99)
    with pytest.raises(Unavailable, match="history of trials cannot be used"):
        History(tmp_path).trials("f")

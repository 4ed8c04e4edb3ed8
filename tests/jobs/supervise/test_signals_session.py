"""Asks answered: the same whatever walls stand around the process, and each knowing only itself."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypertrade.adapters.local.signals import LocalSignalRunner
from hypertrade.backtesting import column_file, signal_file
from hypertrade.candles.schema import to_ms
from hypertrade.domain.errors import HyperTradeError, Invalid, QuotaExceeded, StrategyFailed
from hypertrade.domain.signals import Jitter, SignalAsk
from hypertrade_jobs import warm
from hypertrade_jobs.signals.session import ConfinedSignals, ProcessFailed

from .conftest import BEGIN, crossing, job_with

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.ports.signals import Answer, SignalRunner

pytestmark = pytest.mark.usefixtures("confinement")

HOUR = 3_600_000
ASKS = (
    SignalAsk(),
    SignalAsk(until=to_ms(BEGIN) + 30 * 24 * HOUR),
    SignalAsk(since=to_ms(BEGIN) + 20 * 24 * HOUR),
    SignalAsk(jitter=Jitter(seed=3, strength=0.1, startup=20)),
    SignalAsk(
        stretches=((to_ms(BEGIN) + 20 * 24 * HOUR, to_ms(BEGIN) + 20 * 24 * HOUR + 9 * HOUR),)
    ),
)


def answers(runner: SignalRunner, about: BacktestJob, asks: Any = ASKS) -> list[Any]:
    """Return what is answered: the content of files, and errors."""

    def read(answer: Answer) -> Any:
        return (
            answer if isinstance(answer, HyperTradeError) else zlib.decompress(answer.read_bytes())
        )

    with runner.open(about, jobs=2, cancelled=lambda: False) as session:
        assert session.ground.class_name == "Crossing"
        heard: list[int] = []
        found = [read(each) for each in session.compute(asks, heard.append)]
        assert heard[-1] == len(asks)
    return found


@pytest.fixture(scope="module")
def expected(store: Path) -> list[Any]:
    return answers(ConfinedSignals(store), job_with())


def test_each_ask_is_about_its_own_candles(expected: list[Any]) -> None:
    whole, cut, late, noisy = (signal_file.unpack(each) for each in expected[:4])
    (rows,), (columns,) = whole[0].pairs, whole[1]
    assert columns.flags[0].sum() > 50
    assert cut[0].pairs[0].first == rows.first
    assert cut[0].pairs[0].rows == 25 * 24, "trading begins on the sixth day"
    kept = cut[0].pairs[0].rows
    np.testing.assert_array_equal(cut[1][0].flags[0], columns.flags[0][:kept])
    assert late[0].pairs[0].first == to_ms(BEGIN) + 20 * 24 * HOUR
    assert noisy[0].pairs == whole[0].pairs
    assert (noisy[1][0].flags[0] != columns.flags[0]).any()
    header, (values,) = column_file.unpack(expected[4])
    assert header.pairs[0].rows == 10
    assert {one.name: one.role for one in header.pairs[0].columns} == {
        "mean": "indicator",
        "enter_long": "signal",
        "exit_long": "signal",
        "enter_tag": "condition",
        "exit_tag": "condition",
    }
    assert values.times[0] == to_ms(BEGIN) + 20 * 24 * HOUR
    assert np.isfinite(values.values[0]).all()


def test_the_process_outside_answers_the_same(store: Path, expected: list[Any]) -> None:
    assert answers(LocalSignalRunner(store), job_with()) == expected


def test_unconfined_the_answers_are_the_same(store: Path, expected: list[Any]) -> None:
    assert answers(ConfinedSignals(store, "off"), job_with()) == expected


def test_without_a_process_to_fork_from_each_ask_starts_its_own(
    store: Path,
    expected: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(warm, "READY", b"never said")
    assert answers(ConfinedSignals(store), job_with(), ASKS[:2]) == expected[:2]
    assert "each set of signals starts anew" in caplog.text


def test_what_is_asked_twice_is_computed_once(store: Path) -> None:
    with ConfinedSignals(store).open(job_with(), jobs=2, cancelled=lambda: False) as session:
        first = session.compute([SignalAsk(), SignalAsk()], lambda _done: None)
        assert first[0] == first[1]
        assert isinstance(first[0], Path)
        stamp = first[0].stat().st_mtime_ns
        assert session.compute([SignalAsk()], lambda _done: None) == [first[0]]
        assert first[0].stat().st_mtime_ns == stamp
        folder = first[0].parent
    assert not folder.exists()


def test_an_ask_that_fails_is_answered_by_its_error(store: Path) -> None:
    fails = crossing("if len(dataframe) < 1000: raise ValueError('too few')")
    whole, cut, *_ = answers(ConfinedSignals(store), job_with(fails), ASKS[:2])
    assert signal_file.unpack(whole)[0].pairs
    assert isinstance(cut, StrategyFailed)
    assert "too few" in cut.problem
    assert cut.line is not None


def test_the_limits_of_the_job_hold_for_each_ask(store: Path) -> None:
    endless = crossing("while len(dataframe) < 1000: pass")
    about = job_with(endless, limits={"cpu_seconds": 3})
    whole, cut = answers(ConfinedSignals(store), about, ASKS[:2])
    assert signal_file.unpack(whole)[0].pairs
    assert isinstance(cut, QuotaExceeded)
    assert cut.field == "limits.cpu_seconds"


def header(**changes: Any) -> bytes:
    """Return the header of a file of columns without any."""
    table = {"pair": "BTC/USD", "rows": 0, "columns": []} | changes
    return json.dumps({"version": 1, "pairs": [table]}).encode() + b"\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "ended without its columns"),
        (b"garbage", "no header"),
        (header(rows=2), "another length"),
        (header(pair="ETH/USD"), "not asked"),
        (header(rows=-1), "malformed"),
    ],
    ids=["none", "garbage", "short", "pair", "header"],
)
def test_forged_columns_get_one_clear_error(store: Path, content: bytes, told: str) -> None:
    act = f"""
        import os
        open("/outputs/columns.bin", "wb").write({content!r})
        os._exit(0)
    """
    (answer,) = answers(ConfinedSignals(store), job_with(crossing(act)), ASKS[4:])
    assert isinstance(answer, StrategyFailed)
    assert told in answer.problem


def test_typed_strategies_need_no_process(store: Path) -> None:
    about = job_with().model_copy(update={"strategy": _spec()})
    with (
        pytest.raises(Invalid, match="without a process"),
        ConfinedSignals(store).open(about, jobs=1, cancelled=lambda: False),
    ):
        pass


def _spec() -> Any:
    from hypertrade.domain.backtest import SpecStrategy

    return SpecStrategy(spec={})


def test_a_fault_of_ours_shows_its_own_traceback(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hypertrade_jobs.signals import session

    def broken(*_given: Any) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(session, "answer", broken)
    with pytest.raises(ProcessFailed, match="ZeroDivisionError: a fault of ours"):
        answers(ConfinedSignals(store), job_with(), ASKS[:1])


def test_a_session_leaves_no_process_behind(store: Path) -> None:
    before = _children()
    answers(LocalSignalRunner(store), job_with(), ASKS[:1])
    assert _children() <= before


def _children() -> set[str]:
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:  # noqa: PTH123 - no file of ours
        return set(file.read().split())

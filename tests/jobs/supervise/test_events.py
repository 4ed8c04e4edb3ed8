from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain import errors
from hypertrade_jobs import events

if TYPE_CHECKING:
    from hypertrade.domain.backtest import Progress


@pytest.fixture
def heard() -> list[Progress]:
    return []


@pytest.fixture
def inbox(heard: list[Progress]) -> events.Inbox:
    return events.Inbox(heard.append)


@pytest.mark.parametrize(
    ("says", "problem"),
    [
        (b"hello\n", "not JSON"),
        (b"[" * 50_000 + b"\n", "not JSON"),
        (b"\xff\n", "not JSON"),
        (b"\n", "not JSON"),
        (b"[1]\n", "no event"),
        (b'{"event": "paid"}\n', "no event"),
        (b'{"event": ["progress"]}\n', "no event"),
        (b"x" * 200_000, "too long"),
        (b'{"event": "progress", "stage": "trading", "done": -1}\n', "makes no sense"),
        (b'{"event": "progress", "stage": "paid"}\n', "makes no sense"),
        (b'{"event": "progress", "stage": "trading", "done": 1e400}\n', "makes no sense"),
        (b'{"event": "progress", "stage": "trading", "more": 1}\n', "makes no sense"),
        (b'{"event": "traded"}\n' * 2, "no event"),
        (b'{"event": "done"}\n' * 5000, "floods"),
    ],
)
def test_what_is_no_event_is_refused(inbox: events.Inbox, says: bytes, problem: str) -> None:
    with pytest.raises(errors.StrategyFailed, match=problem) as refused:
        inbox.feed(says)
    assert refused.value.remedy


def test_events_arrive_in_pieces(inbox: events.Inbox, heard: list[Progress]) -> None:
    line = b'{"event": "progress", "stage": "trading", "done": 3, "total": 9}\n'
    for at in range(len(line)):
        assert not heard
        inbox.feed(line[at : at + 1])
    assert (heard[0].done, heard[0].total) == (3, 9)


def test_progress_is_passed_on_at_a_rate_a_reader_can_follow(
    inbox: events.Inbox, heard: list[Progress]
) -> None:
    for done in range(100):
        event = {"event": "progress", "stage": "trading", "done": done, "total": 100}
        inbox.feed(json.dumps(event).encode() + b"\n")
    assert len(heard) < 10
    inbox.flush()
    assert heard[-1].done == 99


@pytest.mark.parametrize("kind", ["Invalid", "NotFound", "StrategyFailed", "QuotaExceeded"])
def test_a_failure_is_believed_within_reason(inbox: events.Inbox, kind: str) -> None:
    told = {"event": "failed", "kind": kind, "problem": "p", "field": "f", "remedy": "r", "line": 3}
    inbox.feed(json.dumps(told).encode() + b"\n")
    failure = inbox.failure
    assert type(failure).__name__ == kind
    assert failure is not None
    assert (failure.problem, failure.field, failure.remedy) == ("p", "f", "r")
    assert getattr(failure, "line", 3) == 3


@pytest.mark.parametrize("kind", ["Denied", "Cancelled", "Internal", "SystemExit", None, 7, []])
def test_other_failures_are_the_strategys(inbox: events.Inbox, kind: object) -> None:
    told = {"event": "failed", "kind": kind, "problem": "\x1b[2J\u202egotcha" + "x" * 9000}
    inbox.feed(json.dumps(told | {"field": 7, "line": True}).encode() + b"\n")
    failure = inbox.failure
    assert type(failure) is errors.StrategyFailed
    assert "gotcha" in failure.problem
    assert not {"\x1b", "\u202e"} & set(failure.problem)
    assert len(failure.problem) <= 2000
    assert (failure.field, failure.remedy, failure.line) == ("", "", None)


def test_every_error_of_the_domain_has_an_exit_code() -> None:
    kinds = [*errors.HyperTradeError.__subclasses__()]
    for kind in kinds:
        kinds += kind.__subclasses__()
    named = {kind.__name__ for kind in kinds if kind.__module__ == errors.__name__}
    assert named | {"Internal"} == set(events.EXIT_CODES)

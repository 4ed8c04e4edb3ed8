"""Server-sent events: resumed, kept alive, ended."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade_functions.web.crowd import LONGEST_STREAM, Seat
from hypertrade_functions.web.streaming import HEARTBEAT, Told, encode, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.functions.world import World


def _told(text: str) -> list[tuple[str, str]]:
    """Return the id and data of each event, read as a browser reads them."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(
            line.partition(":")[::2] for line in block.splitlines() if not line.startswith(":")
        )
        if "data" in fields:
            found.append((fields["id"].strip(), fields["data"].strip()))
    return found


def test_events_come_with_their_ids(toy: World) -> None:
    answer = toy.client.get("/stream")
    assert answer.content_type == "text/event-stream; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in answer.headers
    assert answer.text.startswith("retry: ")
    assert _told(answer.text) == [("1", '{"n":1}'), ("2", '{"n":2}'), ("3", '{"n":3}')]


def test_who_comes_back_gets_what_was_missed(toy: World) -> None:
    answer = toy.client.get("/stream", headers={"Last-Event-ID": "2"})
    assert _told(answer.text) == [("3", '{"n":3}')]


def test_who_has_seen_the_end_is_told_not_to_come_back(toy: World) -> None:
    assert toy.client.get("/stream", headers={"Last-Event-ID": "3"}).status_code == 204


@pytest.mark.parametrize("wrong", ["x", "-1", "1e3", "9" * 16, "\u0661"])
def test_an_id_of_nobodys_is_refused(toy: World, wrong: str) -> None:
    answer = toy.client.get("/stream", headers={"Last-Event-ID": wrong})
    assert (answer.status_code, answer.get_json()["field"]) == (422, "Last-Event-ID")


def _body(events: Iterable[Told | None], seconds: float) -> str:
    """Return what is streamed if each look at ``events`` takes so many seconds."""
    clock = itertools.count(0.0, seconds)
    body: Any = stream(iter(events), Seat(LONGEST_STREAM), clock=lambda: next(clock)).body
    return b"".join(body).decode()


def test_a_quiet_line_says_that_it_stands() -> None:
    quiet = [Told(1, "x", {}), *[None] * 7, Told(2, "x", {})]
    text = _body(quiet, HEARTBEAT / 3)
    assert text.count(": still here") == 2
    assert _told(text) == [("1", "{}"), ("2", "{}")]


def test_a_stream_ends_in_time_whatever_happens() -> None:
    def forever() -> Iterator[None]:
        while True:
            yield None

    assert _body(forever(), 1.0).count("\n\n") == 1 + int(LONGEST_STREAM // HEARTBEAT)


def test_a_stream_ends_when_its_place_is_lost() -> None:
    seat = Seat(LONGEST_STREAM)

    def losing() -> Iterator[Told]:
        yield Told(1, "x", {})
        seat.lost = True
        yield Told(2, "x", {})
        raise AssertionError

    body: Any = stream(losing(), seat).body
    assert [event for event, _ in _told(b"".join(body).decode())] == ["1", "2"]


def test_data_is_one_line_whatever_it_holds() -> None:
    written = encode(Told(7, "x", {"text": "a\nb\r\u2028c"})).decode()
    assert written.count("\n") == 4
    assert "\r" not in written

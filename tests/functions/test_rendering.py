"""Answers that are made once: the same bytes for the same value, and never an old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.base import Document
from hypertrade_functions.web.exchange import Reply, send
from hypertrade_functions.web.rendering import LARGEST, rendered
from pydantic import BaseModel

from tests.functions.world import make_world

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.functions.world import World

WORDS = {"words": "Buy when RSI is under 30; sell when RSI is over 70; 5% stop; 1h candles"}


class Note(Document):
    text: str


class NoteView(BaseModel):
    text: str
    words: int = 0

    @classmethod
    def of(cls, note: Note) -> NoteView:
        return cls(text=note.text, words=len(note.text.split()))

    @classmethod
    def loud(cls, note: Note) -> NoteView:
        return cls(text=note.text.upper())


def test_a_value_is_rendered_once_for_each_view() -> None:
    note = Note(text="two words")
    first = rendered(NoteView.of, note)
    assert first == b'{"text":"two words","words":2}'
    assert rendered(NoteView.of, note) is first
    assert rendered(NoteView.loud, note) == b'{"text":"TWO WORDS","words":0}'


def test_values_that_come_and_go_are_never_mistaken() -> None:
    # Without a hand on them, the next value would lie where the last one did.
    for number in range(1000):
        assert rendered(NoteView.of, Note(text=str(number))) == b'{"text":"%d","words":1}' % number


def test_large_texts_are_not_kept() -> None:
    note = Note(text="x" * LARGEST)
    assert rendered(NoteView.of, note) is not rendered(NoteView.of, note)


def test_a_change_by_another_process_is_seen_and_what_is_gone_is_gone(tmp_path: Path) -> None:
    here, elsewhere = make_world(tmp_path), make_world(tmp_path)
    ada = here.person("ada")
    path = f"/v1/strategies/{here.ask(ada, 'POST', '/v1/strategies', json=WORDS).get_json()['id']}"
    shown = [here.ask(ada, "GET", path) for _ in range(2)]
    assert shown[0].data == shown[1].data
    elsewhere.ask(
        ada, "PATCH", path, json={"name": "Renamed"}, headers={"If-Match": shown[0].headers["ETag"]}
    )
    changed = here.ask(ada, "GET", path)
    assert changed.get_json()["name"] == "Renamed"
    assert changed.headers["ETag"] != shown[0].headers["ETag"]
    listed = here.ask(ada, "GET", "/v1/strategies").get_json()
    assert [one["name"] for one in listed["items"]] == ["Renamed"]
    assert listed["next"] is None
    assert elsewhere.ask(ada, "DELETE", path).status_code == 204
    assert here.ask(ada, "GET", path).status_code == 404
    assert here.ask(ada, "GET", "/v1/strategies").get_json()["items"] == []


def test_what_one_was_shown_another_is_not(world: World) -> None:
    ada, eve = world.person("ada"), world.person("eve")
    made = world.ask(ada, "POST", "/v1/strategies", json=WORDS).get_json()
    path = f"/v1/strategies/{made['id']}"
    assert world.ask(ada, "GET", path).status_code == 200
    assert world.ask(eve, "GET", path).status_code == 404


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: b=c", "a\nb", "a\rb"])
def test_no_value_of_a_header_becomes_another_header(value: str) -> None:
    started: list[str] = []

    def start(status: str, *_rest: object) -> Callable[[bytes], object]:
        started.append(status)
        return lambda _content: None

    with pytest.raises(ValueError, match="line break"):
        send(Reply(200, {"Location": value}), "GET", start)
    assert started == []

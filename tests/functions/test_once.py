"""Idempotency keys: the same request is done once, whatever happens in between."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypertrade.services.repeats import WORKING, Begun

from tests.functions import toys

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.functions.world import World


def _make(world: World, key: str, name: str = "ball", who: str = "ada") -> TestResponse:
    return world.ask(
        world.person(who), "POST", "/toys", json={"name": name}, headers={"Idempotency-Key": key}
    )


def test_the_same_request_gets_the_first_answer_again(toy: World) -> None:
    first = _make(toy, "same")
    before = len(toys.made)
    again = _make(toy, "same")
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Content-Type"] == "application/json"
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert len(toys.made) == before


def test_without_a_key_each_request_makes_another(toy: World) -> None:
    answers = [toy.ask(toy.person("ada"), "POST", "/toys", json={"name": "ball"}) for _ in range(2)]
    assert answers[0].get_json()["id"] != answers[1].get_json()["id"]


def test_another_request_under_the_same_key_is_refused(toy: World) -> None:
    _make(toy, "other")
    answer = _make(toy, "other", name="kite")
    assert (answer.status_code, answer.get_json()["field"]) == (422, "Idempotency-Key")


def test_a_key_is_its_owners_alone(toy: World, tmp_path: object) -> None:
    del tmp_path
    one = _make(toy, "shared")
    # Another principal with the same key and body: an API key's owner is the same person, so a
    # second person is needed; the toy API has no sign-up, the platform behind it has.
    session = toy.platform.accounts.sign_ins
    from hypertrade.domain.accounts import Visit

    bob = session.sign_up("bob@example.org", "correct horse battery staple", "", Visit())
    other = toy.client.post(
        "/toys",
        json={"name": "ball"},
        headers={"Authorization": f"Bearer {bob.id_token}", "Idempotency-Key": "shared"},
    )
    assert other.status_code == 201
    assert other.get_json()["id"] != one.get_json()["id"]


def test_what_failed_may_be_tried_again_under_its_key(toy: World) -> None:
    assert _make(toy, "failing", name="broken").status_code == 409
    assert _make(toy, "failing", name="whole").status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "\u00e4"])
def test_a_key_is_visible_ascii(toy: World, key: str) -> None:
    answer = _make(toy, key)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "Idempotency-Key")


def test_what_is_shown_once_is_not_kept(toy: World) -> None:
    headers = {"Idempotency-Key": "once"}
    first = toy.ask(toy.person("ada"), "POST", "/secrets", headers=headers)
    assert first.get_json()["name"] == "shown once"
    again = toy.ask(toy.person("ada"), "POST", "/secrets", headers=headers)
    assert (again.status_code, again.get_json()["code"]) == (409, "conflict")
    assert "/secrets/1" in again.get_json()["remedy"]
    stored = toy.platform.parts.documents
    from hypertrade.ports.documents import Query

    kept = stored.find(Query("idempotency"))
    assert kept
    assert not any("shown once" in str(one.fields) for one in kept)


def test_twins_at_the_same_time_make_one(new_toy: World) -> None:
    before = len(toys.made)
    answers: list[TestResponse] = []
    gate = threading.Barrier(8)
    ada = new_toy.person("ada")

    def ask() -> None:
        client = new_toy.client.application.test_client()
        gate.wait()
        answers.append(
            client.post(
                "/toys",
                json={"name": "ball"},
                headers={**ada.headers, "Idempotency-Key": "twins"},
            )
        )

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(toys.made) == before + 1
    busy = [answer for answer in answers if answer.status_code == 409]
    done = [answer for answer in answers if answer.status_code == 201]
    assert len(busy) + len(done) == 8
    assert len({answer.data for answer in done}) == 1
    assert all(answer.headers["Retry-After"] == "1" for answer in busy)


def test_a_request_that_was_killed_half_way_is_taken_over(new_toy: World) -> None:
    ada = new_toy.person("ada")
    # What a process does before it is killed: it begins, and never answers.
    from hypertrade_functions.web.once import _asked

    app = new_toy.client.application
    with app.test_request_context("/toys", method="POST", json={"name": "ball"}) as context:
        killed = new_toy.platform.repeats.begin(ada.id, "killed", _asked(context.request))
    assert isinstance(killed, Begun)
    busy = _make(new_toy, "killed")
    assert (busy.status_code, busy.headers["Retry-After"]) == (409, "1")
    new_toy.clock.forward(seconds=WORKING.total_seconds() + 1)
    taken = _make(new_toy, "killed")
    assert taken.status_code == 201
    assert taken.get_json()["id"] == killed.new_id, (
        "a repeat finds what the first one may have made"
    )
    # The dead one was only slow, and answers after all: the answer given stays.
    new_toy.platform.repeats.finish(killed, 500, {}, b"late")
    assert _make(new_toy, "killed").data == taken.data


def test_keys_are_forgotten_after_a_day(new_toy: World) -> None:
    first = _make(new_toy, "old")
    new_toy.clock.forward(minutes=59)
    assert _make(new_toy, "old").data == first.data
    ada = new_toy.person("ada")
    new_toy.clock.forward(hours=24)
    session = new_toy.platform.accounts.sign_ins
    from hypertrade.domain.accounts import Visit

    ada.token = session.sign_in(ada.email, "correct horse battery staple", Visit()).id_token
    later = _make(new_toy, "old", name="kite")
    assert later.status_code == 201

"""Rate limits by principal and by address, and shedding load."""

from __future__ import annotations

import itertools
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import RateLimited, Unavailable
from hypertrade.domain.principals import Principal
from hypertrade.domain.quotas import PLANS
from hypertrade.domain.strategies import LONGEST_WORDS
from hypertrade.services.rates import (
    ANYBODY,
    REPLAY,
    SIGNING_IN,
    WORDS_A_TOKEN,
    WORDS_SHARE,
    BucketPerMinute,
    BucketStorage,
    Rates,
    TokenBucketRateLimiter,
)
from hypertrade_functions.web.crowd import STREAMS_EACH, Crowd
from hypertrade_functions.web.origin import client_address
from limits import RateLimitItemPerMinute

from tests.functions.toys import toys
from tests.functions.world import World, make_world

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from werkzeug.test import TestResponse


@pytest.fixture
def strict(tmp_path: Path) -> World:
    """Return a world whose limits are those of a platform that many share."""
    world = make_world(tmp_path, toys=[toys])
    world.platform.__dict__["rates"] = Rates(world.platform.parts.buckets, own_machine=False)
    return world


def until_refused(ask: Callable[[], TestResponse], burst: int) -> list[TestResponse]:
    """Ask until it is too much; buckets fill up meanwhile, so that takes more than a burst."""
    answers = [ask()]
    while answers[-1].status_code != 429:
        assert len(answers) < 5 * max(burst, 1), "nothing limits this"
        answers.append(ask())
    assert len(answers) > burst
    return answers


def test_an_address_is_limited(strict: World) -> None:
    answers = until_refused(lambda: strict.client.get("/open"), ANYBODY.burst)
    assert {answer.status_code for answer in answers[:-1]} == {200}
    last = answers[-1]
    assert (last.status_code, last.get_json()["code"]) == (429, "rate_limited")
    assert int(last.headers["Retry-After"]) >= 1
    assert int(answers[0].headers["RateLimit-Remaining"]) == ANYBODY.burst - 1
    assert int(answers[-2].headers["RateLimit-Remaining"]) == 0
    assert answers[0].headers["RateLimit-Limit"] == str(ANYBODY.burst)
    assert answers[0].headers["RateLimit-Policy"] == "240;w=60;burst=60"


def test_lies_about_who_asks_count_against_the_address(strict: World) -> None:
    forged = {"Authorization": "Bearer forged"}
    answers = until_refused(lambda: strict.client.get("/scoped", headers=forged), ANYBODY.burst)
    assert {answer.status_code for answer in answers[:-1]} == {401}


def test_signing_in_is_limited_tightly(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    world.platform.__dict__["rates"] = Rates(world.platform.parts.buckets, own_machine=False)
    numbers = itertools.count()

    def attempt() -> TestResponse:
        body = {"email": f"n{next(numbers)}@example.org", "password": "wrong horse"}
        return world.client.post("/v1/auth/sign-in", json=body)

    answers = until_refused(attempt, SIGNING_IN.burst)
    assert {answer.status_code for answer in answers[:-1]} == {401}


def test_a_plan_limits_a_principal_and_nobody_else(strict: World) -> None:
    rates = strict.platform.rates
    one, other = (Principal(id=name, plan="free") for name in ("one", "other"))
    for _ in range(PLANS["free"].burst):
        rates.principal(one).require()
    with pytest.raises(RateLimited) as caught:
        rates.principal(one).require()
    assert 0 < caught.value.retry_after <= 60 / PLANS["free"].requests_a_minute
    rates.principal(other).require()
    rates.principal(one.model_copy(update={"key_id": "k"})).require()
    assert rates.principal(Principal(id="p", plan="pro")).limit == PLANS["pro"].burst


def test_words_have_a_bucket_of_their_own_where_long_ones_count_more(strict: World) -> None:
    rates = strict.platform.rates
    one, other = (Principal(id=name, plan="free") for name in ("one", "other"))
    readings = PLANS["free"].burst // WORDS_SHARE
    for _ in range(readings):
        rates.words(one, 1).require("readings of words")
    with pytest.raises(RateLimited, match="readings of words"):
        rates.words(one, 1).require("readings of words")
    rates.words(one.model_copy(update={"id": "two", "key_id": "k"}), 1).require()
    rates.principal(one).require()
    rates.words(other, readings).require()
    assert readings >= max(REPLAY, 1 + LONGEST_WORDS // WORDS_A_TOKEN)
    assert rates.words(other, 1).wait > 0


def test_words_are_counted_at_the_door(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    who = world.person("ada")
    profiles = world.platform.accounts.profiles
    kept = profiles.users.require(who.id)
    profiles.replace(kept, kept.value.model_copy(update={"plan": "free"}))
    world.platform.__dict__["rates"] = Rates(world.platform.parts.buckets, own_machine=False)

    def understand(words: str) -> int:
        asked = {"words": words}
        return world.ask(who, "POST", "/v1/strategies/understand", json=asked).status_code

    assert understand("frob " * (LONGEST_WORDS // 5)) == 200
    assert understand("frob " * (LONGEST_WORDS // 5)) == 429
    undone = world.ask(who, "POST", f"/v1/conversations/{'c' * 26}/turns/1/undo")
    assert (undone.status_code, "readings of words" in undone.text) == (429, True)
    assert understand("frob") == 200
    assert world.ask(who, "GET", "/v1/strategies").status_code == 200


def test_the_strategy_of_limits_counts_as_it_says(strict: World) -> None:
    limiter = TokenBucketRateLimiter(BucketStorage(strict.platform.parts.buckets))
    item = BucketPerMinute(60, 3, "test")
    assert limiter.test(item, "me", cost=3)
    assert [limiter.hit(item, "me") for _ in range(4)] == [True, True, True, False]
    assert not limiter.test(item, "me")
    assert limiter.get_window_stats(item, "me").remaining == 0
    assert limiter.storage.check()
    with pytest.raises(TypeError, match="burst"):
        limiter.hit(RateLimitItemPerMinute(1), "me")
    with pytest.raises(TypeError, match="TokenBucketRateLimiter"):
        limiter.storage.incr("key", 1)


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "address"),
    [
        ("203.0.113.9", [], 0, "203.0.113.9"),
        ("203.0.113.9", ["1.1.1.1"], 0, "203.0.113.9"),
        ("10.0.0.1", ["6.6.6.6, 203.0.113.9"], 1, "203.0.113.9"),
        ("10.0.0.1", ["6.6.6.6", "203.0.113.9"], 1, "203.0.113.9"),
        ("10.0.0.1", ["6.6.6.6, 203.0.113.9, 10.0.0.2"], 2, "203.0.113.9"),
        ("10.0.0.1", [], 1, "10.0.0.1"),
        ("10.0.0.1", ["not an address"], 1, "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", [], 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", [], 0, "203.0.113.9"),
        ("", [], 0, "unknown"),
    ],
)
def test_only_trusted_proxies_are_believed(
    peer: str, forwarded: list[str], proxies: int, address: str
) -> None:
    assert client_address(peer, forwarded, proxies) == address


def test_proxies_are_trusted_by_a_setting(tmp_path: Path) -> None:
    world = make_world(tmp_path, toys=[toys], trusted_proxies=1)
    world.platform.__dict__["rates"] = Rates(world.platform.parts.buckets, own_machine=False)

    def ask(client: str) -> TestResponse:
        return world.client.get("/open", headers={"X-Forwarded-For": client})

    until_refused(lambda: ask("203.0.113.1"), ANYBODY.burst)
    assert ask("203.0.113.2").status_code == 200
    until_refused(lambda: ask("203.0.113.2, 203.0.113.1"), 0)


def test_a_crowd_is_turned_away_at_once(tmp_path: Path) -> None:
    crowd = Crowd(at_once=1, most_waiting=1, longest_wait=0.05)
    world = make_world(tmp_path, toys=[toys], crowd=crowd)
    with crowd.place():
        late = world.client.get("/open")
    assert (late.status_code, late.get_json()["code"]) == (503, "unavailable")
    assert late.headers["Retry-After"] == "5"
    assert world.client.get("/open").status_code == 200


def test_only_so_many_wait() -> None:
    crowd = Crowd(at_once=1, most_waiting=1, longest_wait=5)
    inside, entered = threading.Event(), threading.Event()

    def wait_for_it() -> None:
        entered.set()
        with crowd.place():
            inside.set()

    with crowd.place():
        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        entered.wait(5)
        # Until the other one stands in the queue, this one would be let into it.
        while crowd._waiting._value:
            time.sleep(0.001)
        with pytest.raises(Unavailable, match="wait already"), crowd.place():
            pass
    assert inside.wait(5)
    waiting.join()


def test_streams_have_places_of_their_own(tmp_path: Path) -> None:
    crowd = Crowd(streams=1)
    world = make_world(tmp_path, toys=[toys], crowd=crowd)
    with crowd.stream("somebody"):
        assert world.client.get("/stream").status_code == 503
        assert world.client.get("/open").status_code == 200
    for _ in range(3):
        with world.client.get("/stream") as answer:
            assert answer.status_code == 200
            answer.get_data()


def test_whoever_opens_too_many_streams_loses_the_oldest() -> None:
    crowd = Crowd(streams=STREAMS_EACH + 1)
    with ExitStack() as stack:
        seats = [stack.enter_context(crowd.stream("ada")) for _ in range(3 * STREAMS_EACH)]
        assert [seat.lost for seat in seats] == [True] * 2 * STREAMS_EACH + [False] * STREAMS_EACH
        with crowd.stream("bob"), pytest.raises(Unavailable), crowd.stream("eve"):
            pass
    assert not crowd._seats

"""Webhooks as the Standard Webhooks specification has them, verified by code of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.notify.posting import Poster
from hypertrade.adapters.notify.webhook import Webhooks, retry_after
from hypertrade.domain.errors import Invalid
from hypertrade.domain.webhooks import secret_text
from hypertrade.ports.notifier import Message

from tests.ports.clocks import Hands
from tests.stand_ins.receiver import Answer, Receiver

if TYPE_CHECKING:
    from tests.stand_ins.receiver import Taken

KEY = bytes(range(32))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def verified(secret: str, taken: Taken, now: float) -> dict[str, object]:
    """Do what the specification asks of receivers, in its order; return what was said."""
    id_, stamp = taken.headers["webhook-id"], taken.headers["webhook-timestamp"]
    assert abs(now - int(stamp)) <= 300, "it may be a repeat of an old one"
    key = base64.b64decode(secret.split("_", 1)[1])
    content = id_.encode() + b"." + stamp.encode() + b"." + taken.body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    given = [one.partition(",") for one in taken.headers["webhook-signature"].split(" ")]
    assert any(
        version == "v1" and hmac.compare_digest(one, expected) for version, _, one in given
    ), "the signature is not ours"
    said: dict[str, object] = json.loads(taken.body)
    return said


def webhooks() -> Webhooks:
    return Webhooks(Poster(private=True), Hands())


def message(receiver: Receiver, **changes: object) -> Message:
    given = {
        "id": "msg-1",
        "to": receiver.url,
        "subject": "Backtest succeeded",
        "text": "for people",
        "event": "run.succeeded",
        "at": NOW - timedelta(minutes=1),
        "data": {"title": "Dips é \N{MINUS SIGN}", "profit": 0.5},
        "key": KEY,
        **changes,
    }
    return Message(**given)  # type: ignore[arg-type]


def test_what_is_posted_is_signed_with_the_secret_that_was_shown(receiver: Receiver) -> None:
    assert webhooks().send(message(receiver)).outcome == "delivered"
    [taken] = receiver.taken
    said = verified(secret_text(KEY), taken, NOW.timestamp())
    assert said == {
        "type": "run.succeeded",
        "timestamp": "2026-03-01T11:59:00.000000Z",
        "data": {"title": "Dips é \N{MINUS SIGN}", "profit": 0.5},
    }
    assert taken.headers["content-type"] == "application/json"
    assert taken.headers["user-agent"].startswith("HyperTrade/")


def test_the_signature_is_the_specifications_own_example() -> None:
    """From its reference implementations' tests."""
    from hypertrade.domain.webhooks import signature

    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    signed = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_another_body_or_key_or_id_does_not_verify(receiver: Receiver) -> None:
    webhooks().send(message(receiver))
    [taken] = receiver.taken
    for other in (
        type(taken)(taken.path, taken.headers, taken.body + b" "),
        type(taken)(taken.path, {**taken.headers, "webhook-id": "msg-2"}, taken.body),
    ):
        with pytest.raises(AssertionError, match="not ours"):
            verified(secret_text(KEY), other, NOW.timestamp())
    with pytest.raises(AssertionError, match="not ours"):
        verified(secret_text(bytes(32)), taken, NOW.timestamp())


def test_a_repeat_has_the_same_id_and_a_time_of_its_own(receiver: Receiver) -> None:
    hands = Hands()
    sender = Webhooks(Poster(private=True), hands)
    sender.send(message(receiver))
    hands.move(30)
    sender.send(message(receiver))
    first, second = (taken.headers for taken in receiver.taken)
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 30


@pytest.mark.parametrize(
    ("status", "outcome", "said"),
    [
        (200, "delivered", None),
        (204, "delivered", None),
        (302, "refused", "the receiver answered 302 Found, and redirects are not followed"),
        (400, "refused", "the receiver answered 400 Bad Request"),
        (410, "gone", "the receiver answered 410 Gone"),
        (500, "refused", "the receiver answered 500 Internal Server Error"),
        (599, "refused", "the receiver answered 599"),
    ],
)
def test_what_the_receiver_answers_is_what_became_of_it(
    receiver: Receiver, status: int, outcome: str, said: str | None
) -> None:
    body = b"" if status == 204 else b"a secret of theirs"
    receiver.answers = [Answer(status, {"Location": "/elsewhere"}, body)]
    receipt = webhooks().send(message(receiver))
    assert (receipt.outcome, receipt.detail) == (outcome, said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), timedelta(minutes=5)),
        (format_datetime(NOW - timedelta(minutes=5), usegmt=True), timedelta(0)),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("Sun, 99 Mar 2026 12:00:00 GMT", None),
        ("9" * 400, timedelta(seconds=999_999_999)),
    ],
)
def test_how_long_a_receiver_asks_to_be_left_in_peace(
    receiver: Receiver, text: str, expected: timedelta | None
) -> None:
    assert retry_after(text, NOW) == expected
    receiver.answers = [Answer(503, {"Retry-After": text})]
    assert webhooks().send(message(receiver)).retry_after == expected


def test_a_receiver_that_is_away_or_near_is_told_of_without_its_address(receiver: Receiver) -> None:
    closed = message(receiver, to="http://127.0.0.1:9/?token=s3cret")
    assert webhooks().send(closed).detail == "the receiver cannot be reached"
    near = Webhooks(Poster(), Hands()).send(message(receiver, to="https://10.0.0.1/?token=s3cret"))
    assert (near.outcome, near.detail) == ("refused", "10.0.0.1 is not on the public internet")


def test_its_query_is_not_shown() -> None:
    checked = Webhooks(Poster(), Hands()).check("https://1.1.1.1:8443/a/b?token=s3cret")
    assert checked == "https://1.1.1.1:8443/a/b?…"
    with pytest.raises(Invalid):
        Webhooks(Poster(), Hands()).check("https://127.0.0.1/")

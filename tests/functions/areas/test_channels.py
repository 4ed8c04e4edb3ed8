"""Channels by HTTP, as the contract with the web app says."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.adapters.notify.mail import Mail
from hypertrade.domain.mailing import MailServer, Sender

from tests.functions.world import World, make_world
from tests.stand_ins.mailbox import Mailbox, running_mailbox
from tests.stand_ins.receiver import Receiver, running_receiver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

EVENTS = ["run.succeeded", "run.failed", "run.cancelled", "run.expired", "account.security"]
ALL = "/v1/me/channels"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as running:
        yield running


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with running_mailbox() as running:
        yield running


@pytest.fixture
def world(tmp_path: Path, receiver: Receiver, box: Mailbox) -> World:
    """Return a platform of one's own machine, whose webhooks may be near, that sends mail."""
    del receiver
    world = make_world(tmp_path, webhooks_private=True)
    parts: Any = world.platform.parts
    server = MailServer("127.0.0.1", box.port, secure=False)
    parts.notifiers["email"] = Mail(server, Sender("", "no@example.org"), world.clock)
    return world


def make(world: World, to: dict[str, str], **changes: Any) -> TestResponse:
    asked = {"name": "Mine", "to": to, "events": ["run.failed", "account.security"], **changes}
    return world.ask(world.person("ada"), "POST", ALL, json=asked)


def deliver(world: World) -> None:
    """Deliver what is due, as the embedded queue does: by the address that tasks come to."""
    parts: Any = world.platform.parts
    while (leased := parts.tasks.lease("notices")) is not None:
        ours = {"Authorization": parts.callers.authorization()}
        answer = world.client.post("/v1/tasks/notices", json=leased.task.payload, headers=ours)
        assert answer.status_code == 200, answer.text
        parts.tasks.done(leased)


def test_the_kinds_say_what_is_to_be_had(world: World) -> None:
    answer = world.ask(world.person("ada"), "GET", "/v1/me/channel-kinds").get_json()
    assert answer["events"] == EVENTS
    assert answer["kinds"] == [
        {"kind": "email", "available": True, "remedy": None},
        {"kind": "webhook", "available": True, "remedy": None},
        {
            "kind": "telegram",
            "available": False,
            "remedy": "The operator of this platform must set HYPERTRADE_TELEGRAM_TOKEN.",
        },
    ]
    refused = make(world, {"kind": "telegram", "chat": "42"})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "to.kind")
    assert "HYPERTRADE_TELEGRAM_TOKEN" in refused.get_json()["remedy"]


def test_a_webhook_from_its_making_to_its_end(world: World, receiver: Receiver) -> None:
    ada = world.person("ada")
    made = make(world, {"kind": "webhook", "url": f"{receiver.url}?key=s3cret"})
    assert made.status_code == 201
    assert made.get_json().keys() == {"channel", "secret"}
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", made.get_json()["secret"])
    view = made.get_json()["channel"]
    assert view.keys() == {
        "id", "kind", "name", "target", "events", "state", "problem", "created", "changed", "last",
    }  # fmt: skip
    assert (view["kind"], view["state"], view["last"]) == ("webhook", "on", None)
    assert view["target"] == f"{receiver.url}?…"
    place = made.headers["Location"]
    assert place == f"{ALL}/{view['id']}"

    assert world.ask(ada, "POST", f"{place}/test").status_code == 202
    deliver(world)
    shown = world.ask(ada, "GET", place)
    assert shown.get_json()["last"]["outcome"] == "delivered"
    assert shown.get_json()["last"]["event"] == "channel.test"
    assert shown.headers["ETag"] == made.headers["ETag"], "deliveries make no change stale"
    assert len(receiver.taken) == 1

    tag = {"If-Match": shown.headers["ETag"]}
    assert world.ask(ada, "PATCH", place, json={"state": "off"}).status_code == 428
    off = world.ask(ada, "PATCH", place, json={"state": "off"}, headers=tag)
    assert (off.status_code, off.get_json()["state"]) == (200, "off")
    assert off.get_json()["events"] == view["events"]
    assert world.ask(ada, "PATCH", place, json={"name": "x"}, headers=tag).status_code == 412

    listed = world.ask(ada, "GET", ALL).get_json()
    assert [one["id"] for one in listed["items"]] == [view["id"]]
    assert world.ask(ada, "DELETE", place).status_code == 204
    assert world.ask(ada, "GET", place).status_code == 404
    assert "s3cret" not in made.text + shown.text + str(listed)


def test_mail_is_confirmed_by_what_was_sent_there(world: World, box: Mailbox) -> None:
    ada = world.person("ada")
    made = make(world, {"kind": "email", "address": "Ada@Example.org"})
    assert made.status_code == 201
    assert made.get_json()["secret"] is None
    view = made.get_json()["channel"]
    assert (view["target"], view["state"]) == ("ada@example.org", "unconfirmed")
    place = made.headers["Location"]
    tag = {"If-Match": made.headers["ETag"]}
    refused = world.ask(ada, "PATCH", place, json={"state": "on"}, headers=tag)
    assert (refused.status_code, refused.get_json()["field"]) == (409, "state")
    assert world.ask(ada, "POST", f"{place}/test").status_code == 409
    again = world.ask(ada, "POST", f"{place}/code")
    assert (again.status_code, again.get_json()["code"]) == (429, "rate_limited")
    assert 0 < int(again.headers["Retry-After"]) <= 60
    found = re.match(r"\d{6}", box.taken[0].get_content())
    assert found is not None
    wrong = "111111" if found[0] != "111111" else "222222"
    bad = world.ask(ada, "POST", f"{place}/confirm", json={"code": wrong})
    assert (bad.status_code, bad.get_json()["field"]) == (422, "code")
    good = world.ask(ada, "POST", f"{place}/confirm", json={"code": found[0]})
    assert (good.status_code, good.get_json()["state"]) == (200, "on")
    assert good.headers["ETag"] == world.ask(ada, "GET", place).headers["ETag"]


def test_what_happens_to_the_account_is_told(world: World, receiver: Receiver) -> None:
    ada = world.person("ada")
    make(world, {"kind": "webhook", "url": receiver.url})
    key = {"name": "phone", "scopes": ["runs:read"]}
    assert world.ask(ada, "POST", "/v1/api-keys", json=key).status_code == 201
    world.platform.sweep()
    deliver(world)
    assert b'"what":"key.created"' in receiver.taken[0].body


def test_an_export_lists_channels_without_what_is_secret(world: World, receiver: Receiver) -> None:
    secret = make(world, {"kind": "webhook", "url": f"{receiver.url}?key=s3cret"})
    make(world, {"kind": "email", "address": "ada@example.org"})
    exported = world.ask(world.person("ada"), "POST", "/v1/me/export").get_json()
    fetched = world.client.get(exported["address"].removeprefix("http://localhost:8080"))
    with zipfile.ZipFile(BytesIO(fetched.data)) as archive:
        names = set(archive.namelist())
        rows = [json.loads(line) for line in archive.read("channels.jsonl").splitlines()]
        everything = b"".join(archive.read(name) for name in names)
    by_kind = {row["kind"]: row for row in rows}
    assert by_kind.keys() == {"webhook", "email"}
    assert by_kind["webhook"]["target"].endswith("/hook?…")
    assert "code" not in by_kind["email"]
    for hidden in ("s3cret", secret.get_json()["secret"].removeprefix("whsec_")):
        assert hidden.encode() not in everything
    assert not names & {"tallies.jsonl", "notices.jsonl"}


def test_a_repeat_makes_no_second_channel(world: World, receiver: Receiver) -> None:
    ada = world.person("ada")
    asked = {
        "name": "Mine",
        "to": {"kind": "webhook", "url": receiver.url},
        "events": ["run.failed"],
    }
    headers = {"Idempotency-Key": "one"}
    first = world.ask(ada, "POST", ALL, json=asked, headers=headers)
    second = world.ask(ada, "POST", ALL, json=asked, headers=headers)
    assert (first.status_code, second.status_code) == (201, 409)
    assert first.headers["Location"] in second.get_json()["remedy"]
    assert len(world.ask(ada, "GET", ALL).get_json()["items"]) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"events": []}, "events"),
        ({"events": ["run.exploded"]}, "events.0"),
        ({"name": "  "}, "name"),
        ({"to": {"kind": "pigeon"}}, "to"),
        ({"to": {"kind": "email", "url": "https://example.com"}}, "to.email.address"),
        ({"to": {"kind": "email", "address": ""}}, "to.address"),
        ({"to": {"kind": "webhook", "url": ""}}, "to.url"),
        ({"to": {"kind": "email", "address": "ada@example.org\nBcc: eve@x.org"}}, "to.address"),
        ({"to": {"kind": "webhook", "url": "https://ada:pass@example.com/"}}, "to.url"),
        ({"to": {"kind": "webhook", "url": "ftp://example.com/"}}, "to.url"),
        ({"secret": "mine"}, "secret"),
    ],
)
def test_what_will_not_do_is_named(world: World, changes: dict[str, Any], field: str) -> None:
    to = changes.pop("to", {"kind": "webhook", "url": "https://1.1.1.1/"})
    answer = make(world, to, **changes)
    assert answer.status_code == 422
    assert answer.get_json()["field"] == field
    assert answer.get_json()["remedy"]


@pytest.mark.parametrize(
    "url",
    [
        "http://1.1.1.1/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
    ],
)
def test_on_a_platform_of_many_no_webhook_leads_near(tmp_path: Path, url: str) -> None:
    answer = make(make_world(tmp_path), {"kind": "webhook", "url": url})
    assert (answer.status_code, answer.get_json()["field"]) == (422, "to.url")
    assert answer.get_json()["remedy"].startswith("Write one such as https://")

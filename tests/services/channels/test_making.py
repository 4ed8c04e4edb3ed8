"""Channels made, confirmed, changed and removed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.accounts import Audited
from hypertrade.domain.channels import MOST_CHANNELS
from hypertrade.domain.errors import (
    Conflict,
    Denied,
    Invalid,
    NotFound,
    QuotaExceeded,
    RateLimited,
    Stale,
    Unauthenticated,
    Unavailable,
)
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import KEYS_NEVER, Principal, Scope

from tests.services.channels.office import VISIT
from tests.stand_ins.receiver import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.services.channels import Channels

    from tests.services.channels.office import Office


def test_a_webhook_is_on_at_once_and_its_secret_is_sealed(office: Office, tmp_path: Path) -> None:
    made = office.webhook(path="hook?token=s3cret")
    channel = made.shown.kept.value
    assert channel.state == "on"
    assert channel.target.endswith("/hook?…")
    assert made.secret is not None
    assert made.secret.startswith("whsec_")
    assert made.secret not in repr(made)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"s3cret" not in content, file
            assert made.secret.removeprefix("whsec_").encode() not in content, file


def test_one_whose_making_broke_off_is_finished_with_another_secret(office: Office) -> None:
    first = office.webhook(id="a" * 32)
    again = office.webhook(id="a" * 32)
    assert first.secret != again.secret
    assert len(office.channels.page(office.principal(), Asked()).items) == 1
    office.channels.test(office.principal(), "a" * 32)
    assert office.deliver() == 1
    assert office.shown("a" * 32).last is not None


def test_mail_begins_unconfirmed_and_the_code_turns_it_on(office: Office) -> None:
    channel = office.email()
    assert channel.state == "unconfirmed"
    [mail] = office.box.taken
    code = office.code()
    assert code in mail["Subject"]
    documents = json.dumps(
        office.platform.work.channel_records.channels.require(channel.id).value.model_dump(
            mode="json"
        )
    )
    assert code not in documents, "it is kept as a digest"
    shown = office.channels.confirm(
        office.principal(), channel.id, f" {code[:3]} {code[3:]}", VISIT
    )
    assert shown.kept.value.state == "on"
    with pytest.raises(Conflict):
        office.channels.confirm(office.principal(), channel.id, code, VISIT)


def test_five_wrong_codes_use_it_up(office: Office) -> None:
    channel = office.email()
    code = office.code()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for left in (4, 3, 2, 1):
        with pytest.raises(Invalid, match=rf"^code: .*{left} more"):
            office.channels.confirm(office.principal(), channel.id, wrong, VISIT)
    with pytest.raises(Invalid, match="last try"):
        office.channels.confirm(office.principal(), channel.id, wrong, VISIT)
    with pytest.raises(Invalid, match="no longer"):
        office.channels.confirm(office.principal(), channel.id, code, VISIT)
    office.clock.move(60)
    _wait_for_buckets(office)
    office.channels.send_code(office.principal(), channel.id)
    shown = office.channels.confirm(office.principal(), channel.id, office.code(), VISIT)
    assert shown.kept.value.state == "on"


def test_a_code_holds_a_quarter_of_an_hour_and_for_its_channel_alone(office: Office) -> None:
    first = office.email()
    code = office.code()
    other = office.email(to="other@example.com")
    if office.code() != code:
        with pytest.raises(Invalid):
            office.channels.confirm(office.principal(), other.id, code, VISIT)
    office.clock.move(15 * 60 - 1)
    assert office.channels.confirm(office.principal(), first.id, code, VISIT)
    office.clock.move(1)
    with pytest.raises(Invalid, match="no longer"):
        office.channels.confirm(office.principal(), other.id, office.code(), VISIT)


def test_the_code_before_holds_no_longer(office: Office) -> None:
    channel = office.email()
    code = office.code()
    _wait_for_buckets(office)
    office.channels.send_code(office.principal(), channel.id)
    if office.code() != code:
        with pytest.raises(Invalid):
            office.channels.confirm(office.principal(), channel.id, code, VISIT)
    office.channels.confirm(office.principal(), channel.id, office.code(), VISIT)


def _wait_for_buckets(office: Office) -> None:
    """Have every bucket full again: theirs is the machine's own clock."""
    office.platform.parts.__dict__.pop("buckets", None)
    office.platform.__dict__.pop("channels", None)
    for file in office.platform.settings.data.rglob("buckets.bin"):
        file.unlink()


def test_one_code_a_minute(office: Office) -> None:
    channel = office.email()
    with pytest.raises(RateLimited) as refused:
        office.channels.send_code(office.principal(), channel.id)
    assert 0 < refused.value.retry_after <= 60
    assert len(office.box.taken) == 1


def test_nobody_is_flooded_by_many_channels_or_many_accounts(office: Office) -> None:
    """Somebody else's address is told a few times, whoever asks."""
    sent = 0
    for number in range(12):
        try:
            office.email(who=f"user-{number}", to="victim@example.com")
            sent += 1
        except RateLimited:
            continue
    assert sent == len(office.box.taken) == 5


def test_nobody_sends_codes_to_the_whole_world(office: Office) -> None:
    def send(number: int) -> None:
        channel = office.email(to=f"victim-{number}@example.com")
        office.channels.remove(office.principal(), channel.id, VISIT)

    for number in range(10):
        send(number)
    with pytest.raises(RateLimited):
        send(10)


def test_a_code_that_cannot_be_sent_makes_no_channel(office: Office) -> None:
    office.box.refusal = "550 no such user"
    with pytest.raises(Unavailable, match="550 no such user"):
        office.email()
    assert not office.channels.page(office.principal(), Asked()).items


def test_telegram_is_confirmed_too_and_a_bot_that_was_not_written_to_says_so(
    office: Office,
) -> None:
    office.web.answers = [
        Answer(403, body=b'{"ok":false,"description":"Forbidden: bot can\'t initiate"}'),
        Answer(body=b'{"ok":true}'),
    ]
    arguments: Any = ("My phone", "telegram", "42", ["run.failed"], VISIT)
    with pytest.raises(Invalid, match=r"to\.chat.*write to the platform's bot first"):
        office.channels.create(office.principal(), *arguments)
    made = office.channels.create(office.principal(), *arguments)
    code = json.loads(office.web.taken[-1].body)["text"].split()[0]
    shown = office.channels.confirm(office.principal(), made.shown.kept.value.id, code, VISIT)
    assert (shown.kept.value.state, made.secret) == ("on", None)


def test_a_kind_that_is_not_set_up_says_what_its_operator_must_set(office: Office) -> None:
    notifiers: Any = office.platform.parts.notifiers
    del notifiers["email"]
    offered = {kind.kind: kind for kind in office.channels.kinds(office.principal())}
    assert (offered["webhook"].available, offered["webhook"].remedy) == (True, None)
    assert not offered["email"].available
    assert "HYPERTRADE_SMTP_URL" in (offered["email"].remedy or "")
    with pytest.raises(Invalid, match=r"to\.kind.*HYPERTRADE_SMTP_URL"):
        office.email()


def test_ten_channels_are_the_most(office: Office) -> None:
    made = [office.webhook() for _ in range(MOST_CHANNELS)]
    with pytest.raises(QuotaExceeded):
        office.webhook()
    office.webhook(who="bob")
    office.channels.remove(office.principal(), made[0].shown.kept.value.id, VISIT)
    office.webhook()


@pytest.mark.parametrize(
    ("name", "events", "field"),
    [("  ", ["run.failed"], "name"), ("x" * 81, ["run.failed"], "name"), ("x", [], "events")],
)
def test_what_will_not_do_is_named(office: Office, name: str, events: Any, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        office.channels.create(office.principal(), name, "webhook", office.web.url, events, VISIT)
    assert refused.value.field == field
    assert refused.value.remedy


def test_a_name_is_one_line(office: Office) -> None:
    made = office.channels.create(
        office.principal(), " My\r\nBcc: server ", "webhook", office.web.url, ["run.failed"], VISIT
    )
    assert made.shown.kept.value.name == "My Bcc: server"


def test_a_change_is_based_on_what_stands(office: Office) -> None:
    shown = office.webhook().shown
    id_, ann = shown.kept.value.id, office.principal()
    off = office.channels.change(
        ann, id_, VISIT, revision=shown.kept.revision, name="Other", events=["run.failed"],
        state="off",
    )  # fmt: skip
    assert (off.kept.value.name, off.kept.value.events, off.kept.value.state) == (
        "Other",
        ("run.failed",),
        "off",
    )
    with pytest.raises(Stale):
        office.channels.change(ann, id_, VISIT, revision=shown.kept.revision, name="Third")
    on = office.channels.change(ann, id_, VISIT, revision=off.kept.revision, state="on")
    assert (on.kept.value.state, on.kept.value.name) == ("on", "Other")


def test_deliveries_do_not_make_a_change_stale(office: Office) -> None:
    shown = office.webhook().shown
    office.channels.test(office.principal(), shown.kept.value.id)
    office.deliver()
    now = office.shown(shown.kept.value.id)
    assert now.last is not None
    assert now.kept.revision == shown.kept.revision


@pytest.mark.parametrize("state", ["on", "off"])
def test_what_is_not_confirmed_cannot_be_turned_on_or_tried(office: Office, state: Any) -> None:
    """Nor off: from there it could be turned on without its code."""
    channel = office.email()
    with pytest.raises(Conflict, match="code"):
        office.channels.change(office.principal(), channel.id, VISIT, state=state)
    with pytest.raises(Conflict, match="code"):
        office.channels.test(office.principal(), channel.id)
    renamed = office.channels.change(office.principal(), channel.id, VISIT, name="Other")
    assert renamed.kept.value.state == "unconfirmed"


def test_a_channel_that_is_removed_goes_with_all_that_is_owed_there(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.end_run()
    assert [notice.state for notice in office.notices()] == ["waiting"]
    office.channels.remove(office.principal(), id_, VISIT)
    assert not office.notices()
    assert office.deliver() == 1, "the task is there, and finds nothing"
    assert not office.web.taken
    with pytest.raises(NotFound):
        office.shown(id_)
    with pytest.raises(NotFound):
        office.platform.parts.secrets.get(f"channel-{id_}")


ACTS: dict[str, Callable[[Channels, Principal, str], Any]] = {
    "get": lambda channels, who, id_: channels.get(who, id_),
    "confirm": lambda channels, who, id_: channels.confirm(who, id_, "000000", VISIT),
    "send_code": lambda channels, who, id_: channels.send_code(who, id_),
    "change": lambda channels, who, id_: channels.change(who, id_, VISIT, name="x"),
    "test": lambda channels, who, id_: channels.test(who, id_),
    "remove": lambda channels, who, id_: channels.remove(who, id_, VISIT),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_anothers_does_not_exist(office: Office, act: str) -> None:
    id_ = office.webhook().shown.kept.value.id
    with pytest.raises(NotFound) as theirs:
        ACTS[act](office.channels, office.principal("bob"), id_)
    with pytest.raises(NotFound) as nobodys:
        ACTS[act](office.channels, office.principal("bob"), "x" * 32)
    assert theirs.value.problem.replace(id_, "x" * 32) == nobodys.value.problem
    assert not office.channels.page(office.principal("bob"), Asked()).items
    assert office.shown(id_).kept.value.name == "My server"


@pytest.mark.parametrize("act", ACTS)
def test_a_key_changes_no_channel(office: Office, act: str) -> None:
    id_ = office.webhook().shown.kept.value.id
    key = Principal(id="ann", key_id="key", scopes=frozenset(Scope) - KEYS_NEVER)
    if act == "get":
        assert ACTS[act](office.channels, key, id_)
        return
    with pytest.raises(Denied):
        ACTS[act](office.channels, key, id_)


def test_making_one_takes_a_recent_sign_in(office: Office) -> None:
    ann = office.principal()
    office.clock.move(11 * 60)
    with pytest.raises(Unauthenticated, match="sign-in"):
        office.channels.create(ann, "x", "webhook", office.web.url, ["run.failed"], VISIT)


def test_every_change_is_in_the_audit_log(office: Office) -> None:
    ann = office.principal()
    channel = office.email()
    office.channels.confirm(ann, channel.id, office.code(), VISIT)
    office.channels.change(ann, channel.id, VISIT, name="Other", state="off")
    office.channels.remove(ann, channel.id, VISIT)
    entries = office.audit()
    assert sorted(entry.what for entry in entries) == sorted(
        [
            Audited.CHANNEL_MADE,
            Audited.CHANNEL_CONFIRMED,
            Audited.CHANNEL_CHANGED,
            Audited.CHANNEL_REMOVED,
        ]
    )
    assert {(entry.subject, entry.address) for entry in entries} == {(channel.id, VISIT.address)}
    digest = hashlib.sha256(office.code().encode()).hexdigest()
    assert digest not in repr(entries)

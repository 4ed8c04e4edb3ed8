"""Being told: what principals do with their channels."""

from __future__ import annotations

import base64
import json
import secrets as randomness
from typing import TYPE_CHECKING, Literal

from hypertrade.domain.accounts import Audited, Visit
from hypertrade.domain.channels import (
    EVENTS,
    MOST_CHANNELS,
    Channel,
    ChannelEvent,
    ChannelKind,
    Tally,
)
from hypertrade.domain.errors import Conflict, Invalid, QuotaExceeded, Stale
from hypertrade.domain.paging import Asked, Page
from hypertrade.domain.principals import Principal, Scope
from hypertrade.domain.webhooks import secret_text
from hypertrade.services.channels.keeping import secret_name
from hypertrade.services.channels.showing import REMEDIES, KindOffered, Made, Shown
from hypertrade.services.runs.records import until_settled
from hypertrade.stores.table import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Write
    from hypertrade.ports.notifier import Notifier
    from hypertrade.ports.secrets import Secrets
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.accounts.profiles import Profiles
    from hypertrade.services.channels.codes import Codes
    from hypertrade.services.channels.keeping import ChannelRecords
    from hypertrade.services.channels.telling import Telling

__all__ = ["Channels", "KindOffered", "Made", "Shown"]

_KEY_BYTES = 32


class Channels:
    """Channels of everybody; each principal has their own."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired in one place
        self,
        records: ChannelRecords,
        notifiers: Mapping[ChannelKind, Notifier],
        secrets: Secrets,
        codes: Codes,
        telling: Telling,
        profiles: Profiles,
        log: Log,
        clock: Clock,
    ) -> None:
        """Send by ``notifiers``; a kind without one is not to be had here."""
        self._records = records
        self._notifiers = notifiers
        self._secrets = secrets
        self._codes = codes
        self._telling = telling
        self._profiles = profiles
        self._log = log
        self._clock = clock

    def kinds(self, principal: Principal) -> list[KindOffered]:
        """Return every kind of channel, and whether it is to be had here.

        Raises:
            Denied: the scope to read the account is missing.
        """
        principal.require(Scope.ACCOUNT_READ)
        return [
            KindOffered(kind, kind in self._notifiers, None if kind in self._notifiers else remedy)
            for kind, remedy in REMEDIES.items()
        ]

    def page(self, principal: Principal, asked: Asked) -> Page[Shown]:
        """Return a page of the principal's channels.

        Raises:
            Denied: the scope to read the account is missing.
            Invalid: the cursor is none of ours, or the page too large.
        """
        principal.require(Scope.ACCOUNT_READ)
        page = self._records.channels.own_page(principal, asked)
        tallies = self._records.tallies.some([kept.value.id for kept in page.items])
        shown = [
            Shown(kept, tallies[kept.value.id].value if kept.value.id in tallies else None)
            for kept in page.items
        ]
        return Page(tuple(shown), page.next)

    def get(self, principal: Principal, channel: str) -> Shown:
        """Return a channel.

        Raises:
            Denied: the scope to read the account is missing.
            NotFound: the principal has no such channel.
        """
        principal.require(Scope.ACCOUNT_READ)
        return self._shown(self._records.channels.own(principal, channel))

    def create(  # noqa: PLR0913, PLR0917 - what a channel is made of
        self,
        principal: Principal,
        name: str,
        kind: ChannelKind,
        to: str,
        events: Sequence[ChannelEvent],
        visit: Visit,
        *,
        id: str | None = None,  # noqa: A002 - the field's word
    ) -> Made:
        """Make a channel; a code is sent there, which ``confirm`` takes, but not to a webhook.

        ``id`` may say what it is called. A channel of that id whose making broke off is finished: a
        webhook then has another secret.

        Raises:
            Invalid: the name or the address will not do, or there is no such kind here.
            Denied, Unauthenticated: this takes a person who signed in lately.
            QuotaExceeded: there are too many channels.
            RateLimited: too many codes were sent.
            Unavailable: the code cannot be sent now.
        """
        self._profiles.require_recent(principal)
        notifier = self._notifier(kind)
        target = notifier.check(to)
        now = self._clock.now()
        channel = Channel(
            id=id or randomness.token_hex(16),
            owner=principal.id,
            kind=kind,
            name=_named(name),
            target=target,
            events=_events(events),
            state="on" if kind == "webhook" else "unconfirmed",
            created=now,
            changed=now,
        )
        self._check_place(channel)
        if kind == "webhook":
            key = randomness.token_bytes(_KEY_BYTES)
            sealed = {"url": to, "key": base64.b64encode(key).decode()}
            self._secrets.put(secret_name(channel.id), json.dumps(sealed).encode())
            return Made(
                self._shown(self._keep(channel, visit)),
                secret=secret_text(key),
            )
        channel = self._codes.send(channel)
        return Made(self._shown(self._keep(channel, visit)))

    def confirm(self, principal: Principal, channel: str, code: str, visit: Visit) -> Shown:
        """Turn a channel on with the code that was sent there.

        Raises:
            Denied: this takes a person.
            NotFound: the principal has no such channel.
            Conflict: it needs no code.
            Invalid: that is not the code, or it holds no longer.
        """
        principal.require(Scope.ACCOUNT_WRITE)

        def tried() -> Kept[Channel]:
            kept = self._unconfirmed(principal, channel)
            confirmed, refusal = self._codes.judge(kept.value, code)
            if refusal is not None:
                self._records.channels.replace(kept, confirmed)
                raise refusal
            entry = self._log.entry(principal.id, Audited.CHANNEL_CONFIRMED, visit, subject=channel)
            return self._replace(kept, confirmed, *entry)

        return self._shown(until_settled(tried))

    def send_code(self, principal: Principal, channel: str) -> Shown:
        """Send another code; the one before holds no longer.

        Raises:
            Denied: this takes a person.
            NotFound: the principal has no such channel.
            Conflict: it needs no code.
            RateLimited: one was sent within the minute, or too many altogether.
            Unavailable: it cannot be sent now.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        sent = self._codes.send(self._unconfirmed(principal, channel).value)

        def kept() -> Kept[Channel]:
            found = self._unconfirmed(principal, channel)
            return self._records.channels.replace(
                found, found.value.model_copy(update={"code": sent.code})
            )

        return self._shown(until_settled(kept))

    def change(  # noqa: PLR0913 - what may be changed
        self,
        principal: Principal,
        channel: str,
        visit: Visit,
        *,
        revision: str | None = None,
        name: str | None = None,
        events: Sequence[ChannelEvent] | None = None,
        state: Literal["on", "off"] | None = None,
    ) -> Shown:
        """Change a channel that still has ``revision``; what is not given stays.

        Raises:
            Denied: this takes a person.
            NotFound: the principal has no such channel.
            Stale: it was changed meanwhile.
            Conflict: it is not confirmed yet.
            Invalid: the name or an event will not do.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        kept = self._records.channels.own(principal, channel)
        if revision is not None and revision != kept.revision:
            raise Stale(
                "the channel was changed meanwhile",
                field="If-Match",
                remedy="Read it again, and repeat the change.",
            )
        if state is not None and kept.value.state == "unconfirmed":
            raise Conflict(
                "a channel that is not confirmed cannot be turned on or off",
                field="state",
                remedy="Confirm it with the code that was sent there, or remove it.",
            )
        changed = kept.value.model_copy(
            update={
                "name": kept.value.name if name is None else _named(name),
                "events": kept.value.events if events is None else _events(events),
                "state": state or kept.value.state,
                "problem": None if state == "on" else kept.value.problem,
                "changed": self._clock.now(),
            }
        )
        entry = self._log.entry(
            principal.id,
            Audited.CHANNEL_CHANGED,
            visit,
            subject=channel,
            name=changed.name,
            events=list(changed.events),
            state=changed.state,
        )
        also: list[Write] = []
        if state == "on":
            tally = self._records.tallies.of(kept.value)
            also.append(self._records.tallies.replacement(tally, _forgiven(tally.value)))
        return self._shown(self._replace(kept, changed, *entry, *also))

    def test(self, principal: Principal, channel: str) -> Shown:
        """Send a message to try a channel; what became of it is its ``last``.

        Raises:
            Denied: this takes a person.
            NotFound: the principal has no such channel.
            Conflict: it is not confirmed yet.
            RateLimited: it was tried too often.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        kept = self._records.channels.own(principal, channel)
        if kept.value.state == "unconfirmed":
            raise Conflict(
                "a channel that is not confirmed cannot be tried",
                field="state",
                remedy="Confirm it with the code that was sent there.",
            )
        self._codes.count_test(channel)
        self._telling.test(kept.value)
        return self._shown(kept)

    def remove(self, principal: Principal, channel: str, visit: Visit) -> None:
        """Remove a channel, its secret, and what was still to be told there.

        Raises:
            Denied: this takes a person.
            NotFound: the principal has no such channel.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        kept = self._records.channels.own(principal, channel)
        entry = self._log.entry(
            principal.id,
            Audited.CHANNEL_REMOVED,
            visit,
            subject=channel,
            kind=kept.value.kind,
            name=kept.value.name,
        )
        # Before the document: killed in between, it is there to be removed again.
        self._secrets.destroy(secret_name(channel))
        self._records.remove(kept.value, entry)

    def _notifier(self, kind: ChannelKind) -> Notifier:
        if kind not in self._notifiers:
            raise Invalid(
                f"this platform is not set up to tell by {kind}",
                field="to.kind",
                remedy=REMEDIES[kind],
            )
        return self._notifiers[kind]

    def _check_place(self, channel: Channel) -> None:
        found = self._records.channels.find(channel.id)
        if found is not None and found.value.owner != channel.owner:
            raise Conflict("that id is taken", field="id", remedy="Leave the id out.")
        others = [kept.value.id for kept in self._records.channels.of(channel.owner)]
        if channel.id not in others and len(others) >= MOST_CHANNELS:
            raise QuotaExceeded(
                f"an account has {MOST_CHANNELS} channels at most",
                field="channels",
                remedy="Remove one that is not used.",
            )

    def _keep(self, channel: Channel, visit: Visit) -> Kept[Channel]:
        """Keep a channel that is new, or whose making broke off."""
        table = self._records.channels
        entry = self._log.entry(
            channel.owner,
            Audited.CHANNEL_MADE,
            visit,
            subject=channel.id,
            kind=channel.kind,
            name=channel.name,
        )
        found = table.find(channel.id)
        if found is not None:
            return table.replace(found, channel)
        revisions = table.documents.commit([table.creation(channel), *entry])
        return Kept(channel, revisions[0])

    def _unconfirmed(self, principal: Principal, channel: str) -> Kept[Channel]:
        kept = self._records.channels.own(principal, channel)
        if kept.value.state != "unconfirmed":
            raise Conflict(
                "this channel needs no code",
                field="state",
                remedy="It is confirmed already; turn it on if it is off.",
            )
        return kept

    def _replace(self, kept: Kept[Channel], value: Channel, *also: Write) -> Kept[Channel]:
        table = self._records.channels
        revisions = table.documents.commit([table.replacement(kept, value), *also])
        return Kept(value, revisions[0])

    def _shown(self, kept: Kept[Channel]) -> Shown:
        found = self._records.tallies.find(kept.value.id)
        return Shown(kept, None if found is None else found.value)


def _named(name: str) -> str:
    """Return a name on one line, without the spaces around it.

    Raises:
        Invalid: nothing is left, or it is too long.
    """
    text = " ".join(name.split())
    if not 1 <= len(text) <= 80:  # noqa: PLR2004 - the model's own bound
        raise Invalid("a channel has a name", field="name", remedy="Take 1 to 80 characters.")
    return text


def _events(events: Sequence[ChannelEvent]) -> tuple[ChannelEvent, ...]:
    """Return what is to be told, each once, in the order of ``EVENTS``.

    Raises:
        Invalid: nothing is.
    """
    wanted = tuple(event for event in EVENTS if event in events)
    if not wanted:
        raise Invalid(
            "a channel is told of something",
            field="events",
            remedy="Name one at least: " + ", ".join(EVENTS) + ".",
        )
    return wanted


def _forgiven(tally: Tally) -> Tally:
    return tally.model_copy(update={"failures": 0})

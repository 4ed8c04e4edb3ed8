"""Notices sent: claimed by one, sent, and what became of it noted; again and again until it is.

A claim is a compare-and-set, and holds for a minute: whoever dies in it leaves a notice that the
sweeper finds. So a notice is sent at least once and, while nobody dies, never twice at a time.
"""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypertrade.domain.accounts import PLATFORM, Audited, Visit
from hypertrade.domain.channels import (
    BEYOND,
    LONGEST_ASKED,
    MOST_AN_HOUR,
    MOST_ATTEMPTS,
    MOST_FAILURES,
    NOTICE_KEPT,
    TEST,
    Channel,
    LastTold,
    Notice,
    Outcome,
    Tally,
    pause_after,
)
from hypertrade.domain.errors import HyperTradeError, Stale
from hypertrade.ports.notifier import Message, Receipt
from hypertrade.services.channels import wording
from hypertrade.services.channels.keeping import secret_name
from hypertrade.services.runs.records import until_settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.domain.channels import ChannelKind
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Write
    from hypertrade.ports.notifier import Notifier
    from hypertrade.ports.secrets import Secrets
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.channels.keeping import ChannelRecords
    from hypertrade.services.channels.telling import Telling
    from hypertrade.stores.table import Kept

CLAIM = timedelta(seconds=60)
"""How long whoever sends a notice has for it; no notifier takes half of that."""
EARLY = timedelta(seconds=2)
"""How much sooner than it is due a notice may be sent: queues have clocks of their own."""
LOST = timedelta(seconds=30)
"""How long after it was due a notice is believed to have no task."""

_DIED = Receipt("refused", "whoever sent it never said what became of it")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that this process, and no other, sends now, and where to."""

    notice: Notice
    channel: Channel


class Sending:
    """Sends what is owed."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired in one place
        self,
        records: ChannelRecords,
        notifiers: Mapping[ChannelKind, Notifier],
        secrets: Secrets,
        telling: Telling,
        log: Log,
        clock: Clock,
        pages: str,
    ) -> None:
        """Send by ``notifiers``; ``pages`` is where the web app is, for links."""
        self._records = records
        self._notifiers = notifiers
        self._secrets = secrets
        self._telling = telling
        self._log = log
        self._clock = clock
        self._pages = pages

    def send(self, notice: str) -> bool:
        """Send a notice, if that is to be done now, and return whether it arrived."""
        claimed = until_settled(lambda: self._claim(notice))
        if claimed is None:
            return False
        receipt = self._receipt(claimed)
        until_settled(lambda: self._note(claimed.notice, receipt))
        return receipt.outcome == "delivered"

    def sweep(self) -> int:
        """Have sent what was forgotten, forget what is over; return how much was taken up again."""
        now, again = self._clock.now(), 0
        for kept in self._records.notices.overdue(now - LOST):
            try:
                self._telling.again(kept)
                again += 1
            except Stale:
                _LOG.info("notice %s is being sent", kept.value.id)
        self._records.notices.forget_expired(now)
        return again

    def _claim(self, id_: str) -> Claimed | None:
        """Return a notice to send now, ``None`` if it is not, or is not to be sent at all."""
        now = self._clock.now()
        kept = self._records.notices.find(id_)
        if kept is None or kept.value.state != "waiting" or kept.value.due > now + EARLY:
            return None
        if kept.value.attempt >= MOST_ATTEMPTS:
            self._note(kept.value, _DIED)
            return None
        found = self._records.channels.find(kept.value.channel)
        if found is None or not _open(found.value, kept.value.event):
            self._drop(kept)
            return None
        notice, channel = kept.value, found.value
        writes: list[Write] = []
        if notice.attempt == 0:
            tally = self._records.tallies.of(channel)
            counted, notice, beyond = self._count(tally.value, notice, channel, now)
            writes.append(self._records.tallies.replacement(tally, counted))
            if notice.state == "dropped":
                self._leave_out(kept, notice, writes, beyond)
                return None
        notice = notice.model_copy(update={"attempt": notice.attempt + 1, "due": now + CLAIM})
        self._records.documents.commit([self._records.notices.replacement(kept, notice), *writes])
        return Claimed(notice, channel)

    def _count(
        self, tally: Tally, notice: Notice, channel: Channel, now: datetime
    ) -> tuple[Tally, Notice, Notice | None]:
        """Count a notice that is new; it is dropped if it is beyond what an hour may hold.

        The first that is beyond is followed by a notice that says how many were, next hour.
        """
        hour = f"{now:%Y-%m-%dT%H}"
        if tally.hour != hour:
            tally = tally.model_copy(update={"hour": hour, "told": 0})
        if notice.event == BEYOND and (tally.beyond == 0 or tally.told >= MOST_AN_HOUR):
            # A notice before this one said it already; if more came since, theirs will say that.
            return tally, notice.model_copy(update={"state": "dropped"}), None
        if tally.told < MOST_AN_HOUR:
            told = tally.model_copy(update={"told": tally.told + 1, "beyond": 0})
            return told, notice.model_copy(update={"more": tally.beyond}), None
        beyond = None if tally.beyond else _beyond(channel, now)
        left_out = tally.model_copy(update={"beyond": tally.beyond + 1})
        return left_out, notice.model_copy(update={"state": "dropped"}), beyond

    def _leave_out(
        self, kept: Kept[Notice], notice: Notice, writes: list[Write], beyond: Notice | None
    ) -> None:
        table = self._records.notices
        owed = beyond if beyond is not None and table.find(beyond.id) is None else None
        if owed is not None:
            writes.append(table.creation(owed))
        self._records.documents.commit([table.replacement(kept, notice), *writes])
        if owed is not None:
            self._telling.queue(owed)

    def _drop(self, kept: Kept[Notice]) -> None:
        dropped = kept.value.model_copy(update={"state": "dropped"})
        self._records.notices.replace(kept, dropped)

    def _receipt(self, claimed: Claimed) -> Receipt:
        notifier = self._notifiers.get(claimed.channel.kind)
        if notifier is None:
            kind = claimed.channel.kind
            return Receipt("refused", f"this platform is not set up to tell by {kind} any more")
        try:
            return notifier.send(self._message(claimed))
        except HyperTradeError as error:
            _LOG.warning("notice %s cannot be sent: %s", claimed.notice.id, error)
            return Receipt("refused", error.problem)

    def _message(self, claimed: Claimed) -> Message:
        notice, channel = claimed.notice, claimed.channel
        to, key = channel.target, None
        if channel.kind == "webhook":
            sealed = json.loads(self._secrets.get(secret_name(channel.id)))
            to, key = sealed["url"], base64.b64decode(sealed["key"])
        text = wording.with_more(notice.text, notice.more)
        subject, data = notice.subject, notice.data
        if notice.event == BEYOND:
            words = wording.of_beyond(notice.more, self._pages)
            subject, text, data = words.subject, words.text, words.data
        elif notice.more:
            data = {**data, "more": notice.more}
        return Message(
            id=notice.id,
            to=to,
            subject=f"HyperTrade: {subject}",
            text=text,
            event=notice.event,
            at=notice.at,
            data=data,
            key=key,
        )

    def _note(self, sent: Notice, receipt: Receipt) -> None:
        """Note what became of a notice, unless it or its channel has gone or moved on."""
        records, now = self._records, self._clock.now()
        kept, found = records.notices.find(sent.id), records.channels.find(sent.channel)
        if kept is None or found is None:
            return
        if kept.value.state != "waiting" or kept.value.attempt != sent.attempt:
            return
        tally = records.tallies.of(found.value)
        outcome, notice, failures = _judged(kept.value, tally.value, receipt, now)
        last = LastTold(at=now, event=notice.event, outcome=outcome, detail=receipt.detail)
        counted = tally.value.model_copy(update={"last": last, "failures": failures})
        writes = [
            records.notices.replacement(kept, notice),
            records.tallies.replacement(tally, counted),
        ]
        if found.value.state == "on":
            writes += self._stopping(found, receipt, failures, now)
        records.documents.commit(writes)
        if outcome == "retrying":
            self._telling.queue(notice)

    def _stopping(
        self, kept: Kept[Channel], receipt: Receipt, failures: int, now: datetime
    ) -> list[Write]:
        """Return the writes that turn a channel off, if nothing more is to be sent there."""
        if receipt.outcome == "gone":
            problem = f"Turned off, for nothing more is wanted there: {receipt.detail}."
        elif failures >= MOST_FAILURES:
            problem = (
                f"Turned off after {failures} messages that did not arrive, one after another: "
                f"{receipt.detail}."
            )
        else:
            return []
        channel = kept.value
        off = channel.model_copy(update={"state": "off", "problem": problem, "changed": now})
        entry = self._log.entry(
            channel.owner,
            Audited.CHANNEL_STOPPED,
            Visit(),
            actor=PLATFORM,
            subject=channel.id,
            kind=channel.kind,
            name=channel.name,
        )
        return [self._records.channels.replacement(kept, off), *entry]


def _open(channel: Channel, event: str) -> bool:
    """Return whether ``event`` may be told to ``channel`` at all, as it is now."""
    return channel.state == "on" or (channel.state == "off" and event == TEST)


def _judged(
    notice: Notice, tally: Tally, receipt: Receipt, now: datetime
) -> tuple[Outcome, Notice, int]:
    """Return what became of a notice, the notice after it, and how many failed in a row by now."""
    if receipt.outcome == "delivered":
        return "delivered", notice.model_copy(update={"state": "delivered"}), 0
    if receipt.outcome == "gone" or notice.attempt >= MOST_ATTEMPTS:
        return "failed", notice.model_copy(update={"state": "failed"}), tally.failures + 1
    asked = min(receipt.retry_after or timedelta(0), LONGEST_ASKED)
    pause = max(pause_after(notice.attempt), asked)
    return "retrying", notice.model_copy(update={"due": now + pause}), tally.failures


def _beyond(channel: Channel, now: datetime) -> Notice:
    """Return the notice, at the start of the next hour, of how many were left out in this one."""
    changes: dict[str, Any] = {"minute": 0, "second": 0, "microsecond": 0}
    start = now.replace(**changes) + timedelta(hours=1)
    return Notice(
        id=f"{channel.id}-beyond-{now:%Y%m%d%H}",
        owner=channel.owner,
        channel=channel.id,
        event=BEYOND,
        subject="",
        text="",
        at=start,
        created=now,
        due=start,
        expires=start + NOTICE_KEPT,
    )

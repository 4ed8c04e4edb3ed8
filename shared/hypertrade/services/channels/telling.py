"""From what happened to notices: one for each channel whose owner wants to be told.

It may be done again: a notice is named after the event and its channel, and made once.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from typing import TYPE_CHECKING

from hypertrade.domain.channels import EVENTS, NOTICE_KEPT, SECURITY, TEST, Channel, Notice
from hypertrade.domain.errors import NotFound, Stale, Unavailable
from hypertrade.ports.tasks import Task
from hypertrade.services.channels import wording
from hypertrade.stores.audit import AuditLog
from hypertrade.stores.runs import RunTable

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.events import Event
    from hypertrade.ports.tasks import Tasks
    from hypertrade.services.channels.keeping import ChannelRecords
    from hypertrade.services.channels.wording import Words
    from hypertrade.stores.table import Kept

QUEUE = "notices"
"""The queue whose every task names a notice that is to be sent."""

_LOG = logging.getLogger(__name__)


class Telling:
    """Owes notices, and has them sent."""

    def __init__(self, records: ChannelRecords, tasks: Tasks, clock: Clock, pages: str) -> None:
        """Queue by ``tasks``; ``pages`` is where the web app is, for links."""
        self._records = records
        self._runs = RunTable(records.documents)
        self._audit = AuditLog(records.documents)
        self._tasks = tasks
        self._clock = clock
        self._pages = pages

    def tell(self, event: Event) -> None:
        """Owe a notice of ``event`` to each channel of its owner that wants it.

        Raises:
            Unavailable: the documents do not answer; to be repeated.
        """
        if event.kind not in EVENTS:
            return
        wanted = [
            kept.value
            for kept in self._records.channels.of(event.owner)
            if kept.value.wants(event.kind)
        ]
        if not wanted:
            return
        words, about = self._words(event)
        if words is None:
            return
        for channel in wanted:
            # A channel is not told of itself: one that is new has nothing to compare.
            if channel.id != about:
                self.owe(self._notice(channel, event.id, event.kind, words))

    def test(self, channel: Channel) -> None:
        """Owe a test to ``channel``."""
        words = wording.of_test(channel, self._pages)
        self.owe(self._notice(channel, secrets.token_hex(16), TEST, words))

    def owe(self, notice: Notice) -> None:
        """Keep ``notice``, unless it was kept before, and have it sent."""
        try:
            self._records.notices.create(notice)
        except Stale:
            found = self._records.notices.find(notice.id)
            if found is None or found.value.state != "waiting":
                return
            notice = found.value
        self.queue(notice)

    def queue(self, notice: Notice) -> None:
        """Have ``notice`` sent once it is due; if that cannot be queued, the sweeper does it.

        What is told must not break what happened, not even where the queue is not deployed.
        """
        name = f"{notice.id}-{notice.attempt}-{int(notice.due.timestamp())}"
        try:
            self._tasks.enqueue(Task(QUEUE, name, {"notice": notice.id}, notice.due))
        except (Unavailable, NotFound) as error:
            _LOG.error("notice %s is queued later: %s", notice.id, error)

    def again(self, kept: Kept[Notice]) -> None:
        """Have a notice sent whose task was lost, or whose sender died.

        Raises:
            Stale: it was changed meanwhile: perhaps somebody sends it.
        """
        due = kept.value.model_copy(update={"due": self._clock.now()})
        self.queue(self._records.notices.replace(kept, due).value)

    def _words(self, event: Event) -> tuple[Words | None, str]:
        """Return what to say of ``event``, if what it is about is still there, and what that is."""
        if event.kind == SECURITY:
            entry = self._audit.find(event.subject)
            if entry is None:
                return None, ""
            return wording.of_security(entry, self._pages), entry.subject
        found = self._runs.find(event.subject)
        if found is None:
            return None, ""
        return wording.of_run(found.value, event.kind, self._pages), found.value.id

    def _notice(self, channel: Channel, event_id: str, event: str, words: Words) -> Notice:
        now = self._clock.now()
        digest = hashlib.sha256(event_id.encode()).hexdigest()[:32]
        return Notice(
            id=f"{channel.id}-{digest}",
            owner=channel.owner,
            channel=channel.id,
            event=event,
            subject=words.subject,
            text=words.text,
            data=words.data,
            at=words.at or now,
            created=now,
            due=now,
            expires=now + NOTICE_KEPT,
        )

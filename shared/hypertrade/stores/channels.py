"""Channels, how deliveries to them go, and what is to be told there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.base import moment_text
from hypertrade.domain.channels import Channel, Notice, Tally
from hypertrade.ports.documents import ABSENT, ANY, Documents, Where, Write
from hypertrade.stores.table import Kept, OwnedTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

COLLECTION = "channels"
NOTICES = "notices"


class ChannelTable(OwnedTable[Channel]):
    """Channels by id."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, COLLECTION, Channel, key=lambda one: one.id, noun="channel")

    def of(self, owner: str) -> list[Kept[Channel]]:
        """Return all channels of ``owner``."""
        return self.every(Where("owner", "==", owner))


class Tallies(OwnedTable[Tally]):
    """How deliveries go, by channel."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, "tallies", Tally, key=lambda one: one.id, noun="tally")

    def of(self, channel: Channel) -> Kept[Tally]:
        """Return the tally of a channel; an empty one, if nothing was told there."""
        return self.find(channel.id) or Kept(Tally(id=channel.id, owner=channel.owner), ABSENT)

    def removal(self, channel: Channel) -> Write:
        """Return the write that deletes the tally of a channel, whatever became of it meanwhile."""
        return Write(self.collection, channel.id, None, ANY)


class Notices(OwnedTable[Notice]):
    """Notices by id."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, NOTICES, Notice, key=lambda one: one.id, noun="notice")

    def overdue(self, before: datetime, most: int = 200) -> list[Kept[Notice]]:
        """Return notices that should have been sent before then, the longest due first."""
        late = Where("due", "<=", moment_text(before))
        return self.every(Where("state", "==", "waiting"), late, order="due", most=most)

    def waiting_for(self, channel: str, most: int = 200) -> list[Kept[Notice]]:
        """Return notices that are still to be sent to a channel."""
        mine = Where("channel", "==", channel)
        return self.every(mine, Where("state", "==", "waiting"), most=most)

    def forget_expired(self, now: datetime, most: int = 200) -> int:
        """Delete notices whose time is over, and return how many that were."""
        old = self.every(Where("expires", "<=", moment_text(now)), order="expires", most=most)
        if old:
            self.documents.commit(self.removals(old))
        return len(old)

    def removals(self, notices: Sequence[Kept[Notice]]) -> list[Write]:
        """Return the writes that delete notices, whatever became of them meanwhile."""
        return [Write(self.collection, one.value.id, None, ANY) for one in notices]

"""The tables of channels, and what goes when a channel goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.services.runs.records import until_settled
from hypertrade.stores.channels import ChannelTable, Notices, Tallies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.channels import Channel
    from hypertrade.ports.documents import Documents, Write


class ChannelRecords:
    """Channels, tallies and notices over one store, so that one commit may write all of them."""

    def __init__(self, documents: Documents) -> None:
        """Keep them in ``documents``."""
        self.documents = documents
        self.channels = ChannelTable(documents)
        self.tallies = Tallies(documents)
        self.notices = Notices(documents)

    def remove(self, channel: Channel, also: Sequence[Write]) -> None:
        """Delete a channel with its tally and what was still to be told there, and write ``also``.

        Raises:
            Unavailable: it is being changed again and again.
        """

        def removed() -> None:
            kept = self.channels.find(channel.id)
            gone = [] if kept is None else [self.channels.deletion(kept), *also]
            waiting = self.notices.waiting_for(channel.id)
            self.documents.commit(
                [*gone, self.tallies.removal(channel), *self.notices.removals(waiting)]
            )

        until_settled(removed)


def secret_name(channel: str) -> str:
    """Return the name of the secret of a channel."""
    return f"channel-{channel}"

"""The last that somebody's channels tell: that the deletion of their account has begun."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypertrade.domain.channels import SECURITY
from hypertrade.services.channels.keeping import secret_name

if TYPE_CHECKING:
    from hypertrade.domain.accounts import User
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.secrets import Secrets
    from hypertrade.services.channels.keeping import ChannelRecords
    from hypertrade.services.runs.post import Post

PATIENCE = timedelta(seconds=60)
"""How long a deletion waits for its own notices; who cannot be told by then is not."""


class Farewell:
    """Tells, and then forgets, the channels of whoever leaves."""

    def __init__(self, records: ChannelRecords, post: Post, secrets: Secrets, clock: Clock) -> None:
        """Tell by ``post``."""
        self._records = records
        self._post = post
        self._secrets = secrets
        self._clock = clock

    def said(self, user: User) -> bool:
        """Return whether the channels of ``user`` have been told, or it has taken too long."""
        self._post.relay_of(user.id, SECURITY)
        begun = user.leaving
        if begun is None or self._clock.now() - begun > PATIENCE:
            return True
        waiting = self._records.notices.waiting_of(user.id)
        return not any(kept.value.event == SECURITY and kept.value.at >= begun for kept in waiting)

    def forget(self, user: str) -> None:
        """Destroy the secrets of the channels of ``user``, which themselves are deleted after."""
        for kept in self._records.channels.of(user):
            self._secrets.destroy(secret_name(kept.value.id))

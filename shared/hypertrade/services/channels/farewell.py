"""The last that somebody's channels tell: that the deletion of their account has begun.

Documents are read as they lie: one that nobody can read any more must not keep an account alive.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypertrade.domain.base import moment_text
from hypertrade.domain.channels import SECURITY
from hypertrade.services.accounts.holdings import documents_of
from hypertrade.services.channels.keeping import secret_name
from hypertrade.stores import channels as stored
from hypertrade.stores.outbox import COLLECTION as OUTBOX

if TYPE_CHECKING:
    from hypertrade.domain.accounts import User
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents
    from hypertrade.ports.secrets import Secrets
    from hypertrade.services.runs.post import Post

PATIENCE = timedelta(seconds=60)
"""How long a deletion waits for its own notices; who cannot be told by then is not."""


class Farewell:
    """Tells, and then forgets, the channels of whoever leaves."""

    def __init__(self, documents: Documents, post: Post, secrets: Secrets, clock: Clock) -> None:
        """Tell by ``post``."""
        self._documents = documents
        self._post = post
        self._secrets = secrets
        self._clock = clock

    def said(self, user: User) -> bool:
        """Return whether the channels of ``user`` have been told, or it has taken too long."""
        begun = user.leaving
        if begun is None or self._clock.now() - begun > PATIENCE:
            return True
        for owed in documents_of(self._documents, OUTBOX, user.id):
            if (owed.get("event") or {}).get("kind") == SECURITY:
                self._post.send_now(owed["id"])
        since = moment_text(begun)
        return not any(
            notice.get("state") == "waiting"
            and notice.get("event") == SECURITY
            and notice.get("at", "") >= since
            for notice in documents_of(self._documents, stored.NOTICES, user.id)
        )

    def forget(self, user: str) -> None:
        """Destroy the secrets of the channels of ``user``, which themselves are deleted after."""
        for channel in documents_of(self._documents, stored.COLLECTION, user):
            self._secrets.destroy(secret_name(str(channel.get("id", ""))))

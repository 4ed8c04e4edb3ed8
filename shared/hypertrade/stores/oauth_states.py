"""Sign-ins at providers that have begun: each is taken out once, or forgotten when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.accounts import OAuthState
from hypertrade.domain.base import moment_text
from hypertrade.domain.errors import Stale
from hypertrade.ports.documents import ANY, Documents, Where, Write
from hypertrade.stores.table import Table

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 50


class OAuthStates(Table[OAuthState]):
    """States by their digest."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(
            documents, "oauth_states", OAuthState, key=lambda state: state.id, noun="sign-in"
        )

    def begin(self, state: OAuthState, now: datetime) -> None:
        """Keep a state, and forget some that are over."""
        over = self.every(Where("expires", "<", moment_text(now)), order="expires", most=AT_ONCE)
        gone = [Write(self.collection, kept.value.id, None, ANY) for kept in over]
        self.documents.commit([self.creation(state), *gone])

    def take(self, digest: str, now: datetime) -> OAuthState | None:
        """Return a state and forget it: ``None`` if there is none, it is over, or it was taken."""
        found = self.find(digest)
        if found is None:
            return None
        try:
            self.documents.commit([self.deletion(found)])
        except Stale:
            return None
        return found.value if now < found.value.expires else None

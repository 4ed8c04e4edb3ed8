"""Who asks: a person who signed in, a program with an API key, or the platform itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Denied, Unauthenticated

RECENT_SIGN_IN = timedelta(minutes=10)
"""How long after typing a password, or coming back from a provider, dangerous acts are allowed."""


class Role(StrEnum):
    """What somebody is to the platform."""

    USER = "user"
    AUTHOR = "author"
    OPERATOR = "operator"


class Scope(StrEnum):
    """What an API key may be used for. A person who signed in has every scope of their roles."""

    STRATEGIES_READ = "strategies:read"
    STRATEGIES_WRITE = "strategies:write"
    RUNS_READ = "runs:read"
    RUNS_WRITE = "runs:write"
    DATA_READ = "data:read"
    DATA_WRITE = "data:write"
    ACCOUNT_READ = "account:read"
    ACCOUNT_WRITE = "account:write"
    ADMIN = "admin"


OPERATORS_ONLY = frozenset({Scope.ADMIN})
KEYS_NEVER = frozenset({Scope.ACCOUNT_WRITE, Scope.ADMIN})
"""What takes a person: an API key that leaked must not make others, or end an account."""


class Principal(Document):
    """Whoever asks, as every service and store is told.

    ``scopes`` is what may be done at all. ``signed_in`` (UTC) is when a person last proved who they
    are; ``None`` for an API key, whose id is ``key_id``.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,128}$")
    email: str | None = None
    roles: frozenset[Role] = frozenset({Role.USER})
    scopes: frozenset[Scope] = frozenset(Scope) - OPERATORS_ONLY
    plan: str = "free"
    signed_in: datetime | None = None
    key_id: str | None = None

    def require(self, scope: Scope) -> None:
        """Return if ``scope`` is held.

        Raises:
            Denied: it is not; the error names it.
        """
        if scope not in self.scopes:
            raise Denied(
                f"this needs the scope {scope.value}",
                field="Authorization",
                remedy="Use an API key with that scope, or sign in."
                if self.key_id
                else "Ask an operator.",
            )

    def require_recent(self, now: datetime) -> None:
        """Return if a person signed in no longer than ``RECENT_SIGN_IN`` ago (``now`` is UTC).

        Raises:
            Unauthenticated: they did not; signing in again is the way.
        """
        if self.signed_in is None or now - self.signed_in > RECENT_SIGN_IN:
            minutes = int(RECENT_SIGN_IN.total_seconds() // 60)
            raise Unauthenticated(
                f"this needs a sign-in within the last {minutes} minutes",
                field="Authorization",
                remedy="Sign in again, then repeat the request.",
            )

"""Accounts: a user's profile, API keys, and the audit log. Dates are UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from hypertrade.domain.base import Document, Moment
from hypertrade.domain.principals import Role, Scope

MACHINE = "machine"
"""Who acted, where it was the owner of the one machine that everything runs on: no user's id."""
PLATFORM = "platform"
"""Who acted, where it was the platform by itself."""


class User(Document):
    """A profile; its id is the identity provider's. What they sign in with lives there, not here.

    ``suspended`` users are let in nowhere. ``tokens_valid_after`` ends every session begun before.
    ``demo`` marks the account that ``hypertrade up`` makes and furnishes. ``leaving`` says since
    when everything of theirs is being deleted, this document last.
    """

    id: str
    email: str
    name: str = Field(default="", max_length=120)
    roles: frozenset[Role] = frozenset({Role.USER})
    plan: str = "free"
    suspended: bool = False
    demo: bool = False
    tokens_valid_after: Moment | None = None
    leaving: Moment | None = None
    created: Moment


class ApiKey(Document):
    """A key of a program; the secret itself is shown once and kept only as ``secret_digest``.

    ``id`` is the public part of the key, ``hint`` its last four characters.
    """

    id: str
    owner: str
    name: str = Field(min_length=1, max_length=80)
    secret_digest: str
    hint: str
    scopes: frozenset[Scope]
    created: Moment
    expires: Moment | None = None
    revoked: Moment | None = None
    last_used: Moment | None = None


class Audited(StrEnum):
    """What the audit log records."""

    SIGNED_UP = "account.signed_up"
    SIGNED_IN = "account.signed_in"
    SIGN_IN_FAILED = "account.sign_in_failed"
    SIGNED_OUT = "account.signed_out"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - the name of an event
    EXPORTED = "account.exported"
    DELETED = "account.deleted"
    SUSPENDED = "account.suspended"
    RESTORED = "account.restored"
    ROLES_CHANGED = "account.roles_changed"
    PLAN_CHANGED = "account.plan_changed"
    KEY_CREATED = "key.created"
    KEY_REVOKED = "key.revoked"
    CHANNEL_MADE = "channel.made"
    CHANNEL_CONFIRMED = "channel.confirmed"
    CHANNEL_CHANGED = "channel.changed"
    CHANNEL_REMOVED = "channel.removed"
    CHANNEL_STOPPED = "channel.stopped"
    FACTOR_ON = "factor.on"
    FACTOR_OFF = "factor.off"
    FACTOR_REFUSED = "factor.refused"
    RECOVERY_RENEWED = "factor.recovery_renewed"
    RECOVERY_USED = "factor.recovery_used"
    RUN_CANCELLED = "run.cancelled"


SECURITY_MATTERS = frozenset(
    {
        Audited.SIGNED_IN,
        Audited.SIGNED_OUT,
        Audited.PASSWORD_CHANGED,
        Audited.EXPORTED,
        Audited.DELETED,
        Audited.KEY_CREATED,
        Audited.KEY_REVOKED,
        Audited.FACTOR_ON,
        Audited.FACTOR_OFF,
        Audited.RECOVERY_RENEWED,
        Audited.RECOVERY_USED,
        Audited.CHANNEL_MADE,
        Audited.CHANNEL_REMOVED,
    }
)
"""What its owner is told of, if they asked for that (``domain.channels``)."""


class AuditEntry(Document):
    """One line of the append-only log: who did what to whom, from where.

    ``owner`` is whose account it concerns and who may read it, ``actor`` who acted (an operator may
    act on another's account, or ``MACHINE`` or ``PLATFORM``), ``request`` the id in the logs.
    """

    id: str
    owner: str
    actor: str
    what: Audited
    subject: str = ""
    address: str = ""
    request: str = ""
    details: dict[str, Any] = Field(default_factory=dict)
    at: Moment


class OAuthState(Document):
    """A sign-in at a provider that has begun; whoever comes back with it was sent by us.

    ``id`` is the digest of ``state``, ``proof_digest`` of what the browser that began keeps.
    ``verifier`` is PKCE's, ``nonce`` the text whose digest Google's token names.
    """

    id: str
    provider: Literal["google", "github"]
    redirect: str
    verifier: str
    nonce: str
    proof_digest: str
    expires: Moment


class Visit(Document):
    """Where a request comes from, for the audit log: its address, and its id in the logs."""

    address: str = ""
    request: str = ""


def next_second(moment: datetime) -> datetime:
    """Return the whole second after ``moment``: since when sessions hold, once all have ended.

    Tokens give the time of signing in to the second, so the running second ends with them.
    """
    return moment.replace(microsecond=0) + timedelta(seconds=1)

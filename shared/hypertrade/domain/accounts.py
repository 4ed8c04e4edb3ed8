"""Accounts: a user's profile, API keys, and the audit log. Dates are UTC."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from hypertrade.domain.base import Document, Moment
from hypertrade.domain.principals import Role, Scope


class User(Document):
    """A profile; its id is the identity provider's. What they sign in with lives there, not here.

    ``suspended`` users are let in nowhere. ``tokens_valid_after`` ends every token issued before.
    ``demo`` marks the account of the embedded platform's first page.
    """

    id: str
    email: str
    name: str = ""
    roles: frozenset[Role] = frozenset({Role.USER})
    plan: str = "free"
    suspended: bool = False
    demo: bool = False
    tokens_valid_after: Moment | None = None
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


class AuditEntry(Document):
    """One line of the append-only log: who did what to whom, from where.

    ``owner`` is whose account it concerns and who may read it, ``actor`` who acted (an operator may
    act on another's account), ``request`` the id in the logs.
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

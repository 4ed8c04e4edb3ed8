"""The audit log as the use cases write and read it; what is a matter of security is told too."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from hypertrade.domain.accounts import SECURITY_MATTERS, Audited, AuditEntry, Visit
from hypertrade.domain.channels import SECURITY
from hypertrade.domain.dispatch import EventNote, Outgoing
from hypertrade.domain.principals import Principal, Scope
from hypertrade.stores.audit import AuditLog
from hypertrade.stores.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.paging import Asked, Page
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents, Write


class Log:
    """Writes what happened, now; details never hold a secret, a password or an address."""

    def __init__(self, documents: Documents, clock: Clock) -> None:
        self._documents = documents
        self._entries = AuditLog(documents)
        self._outbox = Outbox(documents)
        self._clock = clock

    def entry(
        self,
        owner: str,
        what: Audited,
        visit: Visit,
        *,
        actor: str | None = None,
        subject: str = "",
        **details: Any,
    ) -> tuple[Write, ...]:
        """Return the writes of an entry, for the commit of what it is about.

        ``owner`` is whose account it concerns; ``actor`` who did it, the owner if not said. A
        matter of security comes with a message for the outbox.
        """
        entry = AuditEntry(
            id=secrets.token_hex(12),
            owner=owner,
            actor=actor or owner,
            what=what,
            subject=subject,
            address=visit.address,
            request=visit.request,
            details=details,
            at=self._clock.now(),
        )
        written = self._entries.entry(entry)
        if what not in SECURITY_MATTERS:
            return (written,)
        return written, self._outbox.creation(_message(entry))

    def add(self, entry: Sequence[Write]) -> None:
        """Write an entry about what changed nothing that is kept here."""
        self._documents.commit(entry)

    def own(self, principal: Principal, asked: Asked) -> Page[AuditEntry]:
        """Return a page of what concerns whoever asks.

        Raises:
            Denied: the scope to read the account is missing.
        """
        principal.require(Scope.ACCOUNT_READ)
        return self._entries.own(principal, asked)

    def everybodys(
        self, principal: Principal, asked: Asked, user: str | None = None
    ) -> Page[AuditEntry]:
        """Return a page of what concerns ``user``, or anybody, to an operator.

        Raises:
            Denied: no operator asks.
        """
        principal.require(Scope.ADMIN)
        return self._entries.everything(asked) if user is None else self._entries.about(user, asked)


def _message(entry: AuditEntry) -> Outgoing:
    """Return what is owed for a matter of security: what it was is read from the log itself."""
    note = EventNote(
        id=f"audit:{entry.id}",
        kind=SECURITY,
        subject=entry.id,
        at=entry.at,
        details={"what": entry.what.value},
    )
    return Outgoing(
        id=f"{entry.id}:told", owner=entry.owner, created=entry.at, due=entry.at, event=note
    )

"""Delete my data: everything of somebody goes, in an order that survives being killed anywhere.

First the profile says that they are leaving: from then on nobody is let in as them. Then runs are
cancelled and, once no process works for them and their channels were told, documents, blobs and
trades deleted, and the account at the identity provider. The profile goes last: while it is there,
the rest is taken up again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hypertrade.domain.accounts import Audited, User, Visit
from hypertrade.domain.errors import Invalid, Stale
from hypertrade.domain.runs import RunState
from hypertrade.ports.documents import ANY, Where, Write
from hypertrade.ports.events import Event
from hypertrade.services.accounts.holdings import HOLDINGS, delete_blobs, delete_documents
from hypertrade.stores.audit import AuditLog
from hypertrade.stores.runs import RunTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.principals import Principal
    from hypertrade.ports.analytics import Analytics
    from hypertrade.ports.blobs import Blobs
    from hypertrade.ports.events import Events
    from hypertrade.ports.executions import Executions
    from hypertrade.services.accounts import Accounts
    from hypertrade.services.channels.farewell import Farewell

_PATIENCE = 3.0
"""Seconds to wait for processes to end; what is left then is done by ``resume``."""
_PAUSE = 0.1
_UNDONE = (RunState.QUEUED, RunState.STARTING, RunState.RUNNING)


class Deletion:
    """Deletes accounts."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it is wired to
        self,
        accounts: Accounts,
        blobs: Blobs,
        analytics: Analytics,
        executions: Executions,
        events: Events,
        farewell: Farewell,
        *,
        patience: float = _PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Wire; ``patience`` is how many seconds to wait for processes to end."""
        self._accounts = accounts
        self._blobs = blobs
        self._analytics = analytics
        self._executions = executions
        self._events = events
        self._farewell = farewell
        self._sleep = sleep
        self._patience = patience
        self._runs = RunTable(accounts.documents)

    def delete(self, principal: Principal, confirmation: str, visit: Visit) -> bool:
        """Delete everything of whoever asks, who typed their own address as ``confirmation``.

        Returns ``False`` if a process of theirs still works, or one of their channels is still
        being told: the rest follows within minutes.

        Raises:
            Invalid: the confirmation is another text.
            Denied, Unauthenticated: this takes a person who signed in lately.
            Stale: the profile was changed meanwhile.
        """
        kept = self._accounts.profiles.require_recent(principal)
        if confirmation.strip().lower() != kept.value.email.lower():
            raise Invalid(
                "that is not the e-mail address of this account",
                field="confirmation",
                remedy="Type it in full: deletion cannot be undone.",
            )
        leaving = kept.value.model_copy(update={"leaving": self._accounts.clock.now()})
        entry = self._accounts.log.entry(principal.id, Audited.DELETED, visit)
        return self._finish(self._accounts.profiles.replace(kept, leaving, *entry).value)

    def resume(self) -> int:
        """Take up the deletions that were not finished, and return how many are now."""
        return sum(self._finish(kept.value) for kept in self._accounts.profiles.users.leaving())

    def _finish(self, user: User) -> bool:
        if not self._stop_work(user.id) or not self._farewell.said(user):
            return False
        self._events.publish(
            Event(
                id=f"account.deleted:{user.id}",
                kind="account.deleted",
                owner=user.id,
                subject=user.id,
                at=user.leaving or self._accounts.clock.now(),
                details={},
            )
        )
        documents = self._accounts.documents
        delete_blobs(self._blobs, user.id)
        self._analytics.forget(user.id)
        self._farewell.forget(user.id)
        for holding in HOLDINGS:
            if holding.deleted:
                delete_documents(documents, holding.collection, user.id)
        for writes in AuditLog(documents).blanks(user.id):
            documents.commit(writes)
        self._accounts.identity.delete(user.id)
        documents.commit([Write("users", user.id, None, ANY)])
        self._accounts.profiles.forget(user.id)
        return True

    def _stop_work(self, user: str) -> bool:
        """Cancel the runs of ``user``, and return whether no process works for them any more."""
        deadline = time.monotonic() + self._patience
        mine = Where("owner", "==", user)
        owned = {kept.value.id for kept in self._runs.every(mine, most=100_000)}
        while True:
            self._cancel_runs(user)
            working = [one for one in self._executions.running() if one.run in owned]
            if not working:
                return True
            for execution in working:
                self._executions.cancel(execution.name)
            if time.monotonic() > deadline:
                return False
            self._sleep(_PAUSE)

    def _cancel_runs(self, user: str) -> None:
        undone = Where("state", "in", [state.value for state in _UNDONE])
        now = self._accounts.clock.now()
        for kept in self._runs.every(Where("owner", "==", user), undone):
            try:
                self._runs.replace(kept, kept.value.moved(RunState.CANCELLED, ended=now))
            except Stale:
                # It moved on by itself: the next look sees where to.
                continue

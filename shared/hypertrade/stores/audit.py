"""The audit log: entries are added, and changed only to forget who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.accounts import AuditEntry
from hypertrade.domain.paging import MOST_ITEMS, Asked, Page
from hypertrade.ports.documents import Documents, Where, Write
from hypertrade.stores.table import OwnedTable, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.domain.principals import Principal

COLLECTION = "audit"


class AuditLog:
    """Append-only: ``entry`` creates, and nothing deletes.

    ``blanks`` alone replaces entries, by the same ones without the personal data of who left.
    """

    def __init__(self, documents: Documents) -> None:
        self._table = OwnedTable(
            documents, COLLECTION, AuditEntry, key=lambda entry: entry.id, noun="audit entry"
        )

    def entry(self, value: AuditEntry) -> Write:
        """Return the write that adds an entry."""
        return self._table.creation(value)

    def find(self, id: str) -> AuditEntry | None:  # noqa: A002 - the field's word
        """Return an entry, or ``None`` if there is none."""
        found = self._table.find(id)
        return None if found is None else found.value

    def own(self, principal: Principal, asked: Asked) -> Page[AuditEntry]:
        """Return a page of what concerns the principal."""
        return values(self._table.own_page(principal, asked, order="at"))

    def about(self, owner: str, asked: Asked) -> Page[AuditEntry]:
        """Return a page of what concerns somebody, for operators."""
        return values(self._table.page(asked, Where("owner", "==", owner), order="at"))

    def everything(self, asked: Asked) -> Page[AuditEntry]:
        """Return a page of the whole log, for operators."""
        return values(self._table.page(asked, order="at"))

    def blanks(self, user: str) -> Iterator[list[Write]]:
        """Yield commits that leave of ``user`` the id alone: no addresses, and no details of them.

        What they did to others' accounts stays, without their address.
        """
        for field in ("owner", "actor"):
            cursor: str | None = None
            while True:
                page = self._table.page(
                    Asked(MOST_ITEMS, cursor, descending=False),
                    Where(field, "==", user),
                    order="at",
                )
                if writes := [
                    self._table.replacement(kept, blank)
                    for kept in page.items
                    if (blank := _blank(kept.value, user)) != kept.value
                ]:
                    yield writes
                cursor = page.next
                if cursor is None:
                    break


def _blank(entry: AuditEntry, user: str) -> AuditEntry:
    gone = {"address": "", "details": {}} if entry.owner == user else {"address": ""}
    return entry.model_copy(update=gone)

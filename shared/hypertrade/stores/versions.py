"""Versions of strategies, by strategy and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import NotFound
from hypertrade.domain.strategies import Version
from hypertrade.ports.documents import ANY, Documents, Where, Write
from hypertrade.stores.table import Kept, OwnedTable, owner_of

if TYPE_CHECKING:
    from hypertrade.domain.paging import Asked, Page
    from hypertrade.domain.principals import Principal

COLLECTION = "versions"


class VersionTable(OwnedTable[Version]):
    """Versions, each kept under its strategy's id and its number."""

    def __init__(self, documents: Documents) -> None:
        """Keep them in ``documents``."""
        super().__init__(documents, COLLECTION, Version, key=_key, noun="version")

    def numbered(self, principal: Principal, strategy: str, number: int) -> Kept[Version]:
        """Return one version of the principal's own.

        Raises:
            NotFound: there is none, or it is another's.
        """
        found = self.find(version_id(strategy, number))
        if found is None or owner_of(found.value) != principal.id:
            raise self.no_such(number)
        return found

    def of(self, principal: Principal, strategy: str, asked: Asked) -> Page[Kept[Version]]:
        """Return one page of a strategy's versions, by number."""
        return self.own_page(principal, asked, Where("strategy", "==", strategy), order="number")

    def some_of(self, strategy: str, most: int) -> list[Kept[Version]]:
        """Return versions of a strategy, whosever it is."""
        return self.every(Where("strategy", "==", strategy), most=most)

    def removal(self, version: Version) -> Write:
        """Return the write that deletes a version, whatever became of it meanwhile."""
        return Write(self.collection, _key(version), None, ANY)

    def no_such(self, number: int) -> NotFound:
        """Return the error of a version that does not exist for whoever asks."""
        return NotFound(
            f"there is no version {number}",
            field="version",
            remedy="List the strategy's versions.",
        )


def _key(version: Version) -> str:
    return version_id(version.strategy, version.number)


def version_id(strategy: str, number: int) -> str:
    """Return the id under which a version is kept."""
    return f"{strategy}.{number}"

"""What everybody used, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.quotas import Usage
from hypertrade.ports.documents import ABSENT, Documents, Where
from hypertrade.stores.table import Kept, OwnedTable

if TYPE_CHECKING:
    from datetime import datetime

COLLECTION = "usage"


class UsageTable(OwnedTable[Usage]):
    """Usage by owner and day."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(
            documents, COLLECTION, Usage, key=lambda used: _key(used.owner, used.day), noun="usage"
        )

    def on(self, owner: str, moment: datetime) -> Kept[Usage]:
        """Return what ``owner`` used on the day (UTC) of ``moment``; nothing, if none is kept."""
        day = f"{moment:%Y-%m-%d}"
        return self.find(_key(owner, day)) or Kept(Usage(owner=owner, day=day), ABSENT)

    def most_on(self, moment: datetime, most: int) -> list[Kept[Usage]]:
        """Return who used most candle-years on the day (UTC) of ``moment``, most first."""
        day = Where("day", "==", f"{moment:%Y-%m-%d}")
        return self.every(day, order="candle_years", descending=True, most=most)


def _key(owner: str, day: str) -> str:
    return f"{owner}:{day}"

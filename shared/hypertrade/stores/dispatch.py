"""The fair queue: a lane for everybody who ever asked for a run, and the platform's turnstile."""

from __future__ import annotations

from hypertrade.domain.dispatch import Lane, Turnstile
from hypertrade.ports.documents import ABSENT, Documents, Where
from hypertrade.stores.table import Kept, OwnedTable, Table

COLLECTION = "dispatch"

_TURNSTILE = "turnstile:"
"""No lane is called so: no owner's id has a colon."""


class Lanes(OwnedTable[Lane]):
    """Lanes by owner."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, COLLECTION, Lane, key=lambda lane: lane.owner, noun="lane")

    def of(self, owner: str) -> Kept[Lane]:
        """Return the lane of ``owner``; an empty one, if none is kept."""
        return self.find(owner) or Kept(self.empty(owner), ABSENT)

    @staticmethod
    def empty(owner: str) -> Lane:
        """Return the lane of somebody who never asked for a run."""
        return Lane(owner=owner)

    def first_open(self) -> Kept[Lane] | None:
        """Return the lane whose run is next, ``None`` if nothing may start."""
        found = self.every(Where("open", "==", True), order="head", most=1)
        return found[0] if found else None


class Turnstiles(Table[Turnstile]):
    """The one turnstile."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(
            documents, COLLECTION, Turnstile, key=lambda _: _TURNSTILE, noun="turnstile"
        )

    def the(self) -> Kept[Turnstile]:
        """Return the turnstile; a new one, if none is kept."""
        return self.find(_TURNSTILE) or Kept(Turnstile(), ABSENT)

"""Deleting a strategy with its versions and conversations; begun, it ends, whatever dies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict
from hypertrade.domain.runs import ACTIVE, RunState
from hypertrade.ports.documents import ANY, Where, Write
from hypertrade.services.runs.records import until_settled
from hypertrade.services.strategies.shelf import check_revision

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.strategies import Strategy
    from hypertrade.services.strategies.shelf import Shelf
    from hypertrade.stores.table import Kept

_BATCH = 200


class Ending:
    """Deletes strategies."""

    def __init__(self, shelf: Shelf) -> None:
        """Delete from ``shelf``."""
        self._shelf = shelf

    def delete(self, principal: Principal, strategy: str, *, revision: str | None = None) -> None:
        """Delete a strategy of the principal's own: from now on it exists for nobody.

        Raises:
            NotFound: there is none.
            Conflict: runs of it are not over yet.
            Stale: its revision is another than ``revision``.
        """
        shelf = self._shelf

        def begin() -> Kept[Strategy]:
            kept = shelf.strategies.own(principal, strategy)
            check_revision(kept, revision)
            self._check_idle(kept.value)
            shelf.documents.commit([shelf.strategies.farewell(kept)])
            return kept

        kept = begin() if revision is not None else until_settled(begin)
        self._finish(kept.value.id)

    def _check_idle(self, strategy: Strategy) -> None:
        waiting = [state.value for state in (RunState.QUEUED, *ACTIVE)]
        active = self._shelf.documents.count(
            "runs",
            [
                Where("owner", "==", strategy.owner),
                Where("strategy", "==", strategy.id),
                Where("state", "in", waiting),
            ],
        )
        if active:
            raise Conflict(
                f"{active} runs of this strategy are not over yet",
                field="strategy",
                remedy="Wait until they are, or cancel them; then delete it.",
            )

    def finish(self) -> int:
        """Delete what is left of strategies whose deletion died half-way; return how many."""
        going = self._shelf.strategies.going()
        for kept in going:
            self._finish(kept.value.id)
        return len(going)

    def _finish(self, strategy: str) -> None:
        shelf = self._shelf
        while conversations := shelf.conversations.some_about(strategy, _BATCH):
            shelf.documents.commit(
                [
                    Write(shelf.conversations.collection, one.value.id, None, ANY)
                    for one in conversations
                ]
            )
        while versions := shelf.versions.some_of(strategy, _BATCH):
            shelf.documents.commit([shelf.versions.removal(one.value) for one in versions])
        shelf.documents.commit([Write(shelf.strategies.collection, strategy, None, ANY)])

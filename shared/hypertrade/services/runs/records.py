"""The tables that a run touches, and the patience to change them together."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, TypeVar

from hypertrade.domain.errors import Stale, Unavailable
from hypertrade.stores.dispatch import Lanes, Turnstiles
from hypertrade.stores.outbox import Outbox
from hypertrade.stores.runs import RunTable
from hypertrade.stores.usage import UsageTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.runs import Run
    from hypertrade.ports.documents import Documents

T = TypeVar("T")

_MOST_TRIES = 60
_SLOWEST_PAUSE_MS = 100


class Records:
    """Runs, lanes, usage and outbox over one store, so that one commit may write all of them."""

    def __init__(self, documents: Documents) -> None:
        """Keep them in ``documents``."""
        self.documents = documents
        self.runs = RunTable(documents)
        self.lanes = Lanes(documents)
        self.turnstiles = Turnstiles(documents)
        self.usage = UsageTable(documents)
        self.outbox = Outbox(documents)


def until_settled(change: Callable[[], T]) -> T:
    """Return what ``change`` returns: it reads and writes, and is repeated when overtaken.

    Raises:
        Unavailable: it was overtaken again and again.
    """
    for tried in range(_MOST_TRIES):
        try:
            return change()
        except Stale:
            most = min(1 << tried, _SLOWEST_PAUSE_MS)
            time.sleep(secrets.randbelow(most * 1000) / 1e6)
    raise Unavailable(
        "too many changes at once to the same thing", remedy="Repeat the request in a moment."
    )


def trades_key(run: Run) -> str:
    """Return under which name the trades of the present attempt at ``run`` are kept.

    Each attempt has its own, as its artifacts have, so that a late one changes nothing.
    """
    return attempt_key(run.id, run.attempt)


def attempt_key(run: str, attempt: int) -> str:
    """Return the name of one attempt at ``run``."""
    return f"{run}-{attempt}"


def artifacts_folder(owner: str, run: str, attempt: int | None = None) -> str:
    """Return the prefix of the blobs of a run, or of one attempt at it."""
    whole = f"artifacts/{owner}/{run}/"
    return whole if attempt is None else f"{whole}{attempt}/"

"""Ports that fail when a test says so: a wrapper around any adapter.

>>> documents = faulty(real, Fault("commit", at=2, how=LOST))

The second ``commit`` is made, and its caller told that the store does not answer. Everything else
is the real adapter's own.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from hypertrade.domain.errors import QuotaExceeded, Stale, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

P = TypeVar("P")

ANY_CALL = "*"


class Killed(BaseException):
    """The process died here: nothing of ours catches it."""


class How(Enum):
    """What goes wrong, and on which side of the call."""

    FAILS = "nothing is done, and Unavailable raised"
    LOST = "it is done, and Unavailable raised: the answer came too late"
    CONFLICTS = "nothing is done, and Stale raised: somebody else was quicker"
    REFUSED = "nothing is done, and QuotaExceeded raised"
    KILLED_BEFORE = "nothing is done, and the process dies"
    KILLED_AFTER = "it is done, and the process dies"


FAILS, LOST, CONFLICTS, REFUSED = How.FAILS, How.LOST, How.CONFLICTS, How.REFUSED
KILLED_BEFORE, KILLED_AFTER = How.KILLED_BEFORE, How.KILLED_AFTER

_AFTER = {How.LOST, How.KILLED_AFTER}


@dataclass(frozen=True)
class Fault:
    """Go wrong ``how`` at the ``at``-th ``call`` (from 1) and the ``times - 1`` after it.

    ``call`` is a method's name, or ``*``: then calls of every method are counted together.
    """

    call: str = ANY_CALL
    at: int = 1
    how: How = How.FAILS
    times: int = 1


class Faulty:
    """Stands before a port, counts its calls, and makes some of them go wrong."""

    def __init__(self, port: Any, faults: Sequence[Fault]) -> None:
        self.port = port
        self.faults = list(faults)
        self.calls: list[str] = []
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.port, name)
        return self._guarded(name, value) if callable(value) else value

    def _guarded(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            how = self._counted(name)
            if how is not None and how not in _AFTER:
                raise _error(how, name)
            answer = method(*args, **kwargs)
            if how is not None:
                raise _error(how, name)
            return answer

        return call

    def _counted(self, name: str) -> How | None:
        with self._lock:
            self.calls.append(name)
            self._counts.update([name, ANY_CALL])
            for fault in self.faults:
                if fault.call not in {name, ANY_CALL}:
                    continue
                if fault.at <= self._counts[fault.call] < fault.at + fault.times:
                    return fault.how
        return None


def faulty(port: P, *faults: Fault) -> P:
    """Return ``port`` with ``faults``; ``calls_of`` tells what was asked of it."""
    return cast("P", Faulty(port, faults))


def calls_of(port: Any) -> list[str]:
    """Return the names of the methods called on a faulty port, in order."""
    assert isinstance(port, Faulty)
    return port.calls


def _error(how: How, name: str) -> BaseException:
    if how in {How.FAILS, How.LOST}:
        return Unavailable(f"{name} does not answer now", remedy="Try again.")
    if how is How.CONFLICTS:
        return Stale(f"{name} came too late", field="revision", remedy="Read it again.")
    if how is How.REFUSED:
        return QuotaExceeded(f"{name} is refused now", remedy="Try again later.")
    return Killed(name)

"""Why a child ended: its own word where it may be believed, else its exit code and its log."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.errors import HyperTradeError, QuotaExceeded, StrategyFailed

from hypertrade_jobs.confine import first_line, refusal
from hypertrade_jobs.limits import exceeded

if TYPE_CHECKING:
    from hypertrade.domain.backtest import Limits

_NO_SPACE = ("[Errno 28]", "[Errno 27]")
"""How Python tells of a full disk, and of a file that grew past the kernel's limit."""


class ChildCrashed(Exception):
    """The child ended without a word, and no strategy can be blamed for it."""


def as_limit(failure: HyperTradeError, limits: Limits) -> HyperTradeError:
    """Return ``failure`` as the crossed limit it comes from, if it does."""
    if failure.field == "limits" or failure.problem.startswith("MemoryError"):
        return exceeded("memory_mb", limits.memory_mb)
    if any(sign in failure.problem for sign in _NO_SPACE):
        return exceeded("output_mb", limits.output_mb)
    return failure


@dataclass(frozen=True)
class End:
    """How a child ended that reported no failure.

    ``code`` is its exit code, a signal being negative; ``log`` what it logged; ``spoke`` tells
    whether it ever reported an event; ``is_code`` whether it ran a user's code, which can end a
    process in any way; ``confined`` whether bubblewrap started it.
    """

    code: int
    log: bytes
    spoke: bool
    is_code: bool
    confined: bool


def judge(end: End, limits: Limits) -> None:
    """Return if a child that ran under ``limits`` ended well.

    Raises:
        QuotaExceeded: the kernel ended it for a limit.
        Denied: it could not be confined.
        StrategyFailed: the strategy ended its process.
        ChildCrashed: it ended by itself.
    """
    code = end.code
    if code == 0:
        return
    if code == -signal.SIGXCPU:
        raise exceeded("cpu_seconds", limits.cpu_seconds)
    if code == -signal.SIGKILL:
        raise QuotaExceeded(
            "the run was killed from outside, as happens when the machine runs out of memory",
            field="limits.memory_mb",
            remedy="Ask for fewer pairs or a shorter range, or close other programs.",
        )
    if end.confined and not end.spoke and end.log.startswith(b"bwrap:"):
        raise refusal(first_line(end.log))
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    if end.is_code and end.spoke:
        raise StrategyFailed(
            f"the strategy ended its own process ({how})",
            field="strategy",
            remedy="Leave out whatever ends or crashes Python; return from the callback instead.",
        )
    raise ChildCrashed(f"the backtest's process ended with {how}")

"""Supervision of a running child: heard, watched, and dropped the moment the run is cancelled.

The main thread listens to the child, looks at the limits and asks whether to stop many times a
second. What takes time (reading candles, importing, drawing the report) happens in a second thread,
so that a cancelled run ends at once, whatever that thread is in the middle of.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from hypertrade.domain.errors import Cancelled

from hypertrade_jobs.verdict import End, as_limit, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade_jobs.child import Worker
    from hypertrade_jobs.events import Inbox
    from hypertrade_jobs.limits import Watchdog

_TICK_SECONDS = 0.05
_Result = TypeVar("_Result")


class Supervisor:
    """Keeps an eye on one child while it, or this process, works."""

    def __init__(
        self, child: Worker, watchdog: Watchdog, inbox: Inbox, cancelled: Callable[[], bool]
    ) -> None:
        """Supervise ``child``; ``cancelled`` is asked at every tick."""
        self._child = child
        self._watchdog = watchdog
        self._inbox = inbox
        self._cancelled = cancelled
        self._end: int | None = None

    def meanwhile(self, work: Callable[[], _Result]) -> _Result:
        """Return what ``work`` returns, doing it in another thread and supervising until then.

        Raises:
            HyperTradeError: the run was cancelled, crossed a limit or failed.
        """
        task = Task(work)
        while not task.done.is_set():
            self._tick(until=task.done)
        return task.result()

    def until_traded(self, *, is_code: bool, confined: bool) -> None:
        """Supervise until the child says that its run is written, or has ended well without a word.

        Raises:
            HyperTradeError, ChildCrashed: as ``until_child_ends``.
        """
        while self._end is None and not self._inbox.traded:
            self._tick()
        self._inbox.flush()
        if self._end is not None:
            self.until_child_ends(is_code=is_code, confined=confined)

    def until_child_ends(self, *, is_code: bool, confined: bool) -> None:
        """Supervise until the child has ended well.

        Raises:
            HyperTradeError: as ``meanwhile``, and whatever the child's end is judged to mean.
            ChildCrashed: it ended by itself, without a word.
        """
        while self._end is None:
            self._tick()
        self._inbox.flush()
        end = End(
            code=self._end,
            log=self._child.log.text(),
            spoke=self._inbox.heard,
            is_code=is_code,
            confined=confined,
        )
        judge(end, self._watchdog.limits)

    def _tick(self, until: threading.Event | None = None) -> None:
        """Look at everything once, waiting a moment for something to happen."""
        if self._cancelled():
            raise Cancelled("the run was cancelled")
        self._watchdog.check()
        if self._end is not None:
            (until or threading.Event()).wait(_TICK_SECONDS)
            return
        # Shorter while another thread works: nothing but the clock tells of its end.
        self._child.listen(self._inbox.feed, _TICK_SECONDS / 10 if until else _TICK_SECONDS)
        if self._inbox.failure is not None:
            raise as_limit(self._inbox.failure, self._watchdog.limits)
        self._inbox.flush()
        self._end = self._child.ended()


class Task(threading.Thread, Generic[_Result]):
    """Work in a second thread, with its result or error."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        """Start ``work`` at once; a process that ends does not wait for it."""
        super().__init__(daemon=True)
        self.done = threading.Event()
        self._work = work
        self._outcome: list[_Result] = []
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Do the work."""
        try:
            self._outcome.append(self._work())
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            self._error = error
        finally:
            self.done.set()

    def result(self) -> _Result:
        """Return what the finished work returned, or raise what it raised."""
        if self._error is not None:
            raise self._error
        return self._outcome[0]

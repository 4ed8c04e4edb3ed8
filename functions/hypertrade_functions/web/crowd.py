"""Load shedding: so much at once, a short wait for a place, and then an honest 503."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 8
"""Requests worked on at once by one process: more would only make each of them slower."""
MOST_WAITING = 64
"""Requests of one process that may wait for a place."""
LONGEST_WAIT = 2.0
"""Seconds that one of them waits."""
MOST_STREAMS = 24
"""Streams of one process; each keeps a thread until it ends."""
STREAMS_EACH = 4
"""Of these one principal's."""
LONGEST_STREAM = 55.0
"""Seconds a stream lasts; the client comes back by itself, and says what it saw last."""


class Seat:
    """A stream's place, for ``longest`` seconds; it is ``lost`` once another stream has it."""

    def __init__(self, longest: float) -> None:
        self.longest = longest
        self.lost = False


class Crowd:
    """The places of one process."""

    def __init__(
        self,
        *,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        longest_wait: float = LONGEST_WAIT,
        streams: int = MOST_STREAMS,
        longest_stream: float = LONGEST_STREAM,
    ) -> None:
        """Offer ``at_once`` places, and a queue of ``most_waiting`` for ``longest_wait`` seconds.

        Beside them ``streams`` may be open, each for ``longest_stream`` seconds.
        """
        self._longest_stream = longest_stream
        self._places = threading.Semaphore(at_once)
        self._waiting = threading.Semaphore(most_waiting)
        self._longest_wait = longest_wait
        self._streams = streams
        self._seats: list[tuple[str, Seat]] = []
        self._lock = threading.Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place.

        Raises:
            Unavailable: none came free in time, or too many wait already.
        """
        if not self._places.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def stream(self, owner: str) -> Iterator[Seat]:
        """Hold one of the streams' places for ``owner``, who loses the oldest of too many.

        A page that was closed is only noticed when something is written to it, so its places would
        be missing to the next one.

        Raises:
            Unavailable: all are taken, by others too.
        """
        seat = Seat(self._longest_stream)
        with self._lock:
            theirs = [one for one in self._seats if one[0] == owner]
            if len(theirs) >= STREAMS_EACH:
                theirs[0][1].lost = True
                self._seats.remove(theirs[0])
            elif len(self._seats) >= self._streams:
                raise _full("too many streams are open")
            self._seats.append((owner, seat))
        try:
            yield seat
        finally:
            with self._lock:
                if not seat.lost:
                    self._seats.remove((owner, seat))

    def _wait(self) -> None:
        if not self._waiting.acquire(blocking=False):
            raise _full("too many requests wait already")
        try:
            got = self._places.acquire(timeout=self._longest_wait)
        finally:
            self._waiting.release()
        if not got:
            raise _full("the platform is busy")


def _full(problem: str) -> Unavailable:
    return Unavailable(problem, remedy="Ask again after the seconds that Retry-After names.")

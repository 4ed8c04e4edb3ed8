"""The queues of the platform: how quickly, how many at once, how patiently tasks are delivered."""

from __future__ import annotations

from pydantic import Field

from hypertrade.domain.base import Document


class Queue(Document):
    """The rules of one queue, for Cloud Tasks and for the embedded queue alike.

    ``rate`` is deliveries a second, ``burst`` how many of them may come at once, ``concurrency``
    how many may be under way. A delivery that fails is followed by a pause of ``shortest_pause``
    seconds, twice as long each time, ``longest_pause`` at most; after ``most_attempts`` the task is
    dropped, and what it was for is found by the sweeper. ``look`` is how often the embedded queue
    looks for tasks, in seconds.
    """

    name: str = Field(pattern=r"^[a-z0-9-]{1,60}$")
    rate: float = Field(gt=0)
    burst: int = Field(ge=1)
    concurrency: int = Field(ge=1)
    shortest_pause: float = Field(default=0.5, gt=0)
    longest_pause: float = Field(default=30, gt=0)
    most_attempts: int = Field(default=100, ge=1)
    look: float = Field(default=0.02, gt=0)

    def pause(self, attempt: int) -> float:
        """Return the seconds to wait after the failure of ``attempt``, which counts from 1."""
        doublings = min(attempt - 1, 60)
        return float(min(self.shortest_pause * 2**doublings, self.longest_pause))


QUEUES = {
    queue.name: queue
    for queue in (
        Queue(name="runs", rate=100, burst=100, concurrency=8),
        # What is told outside waits for strangers' servers: half of a door's places stay free.
        Queue(name="notices", rate=50, burst=50, concurrency=4, look=0.2),
    )
}

SWEEP_QUEUE = "sweep"
"""Where tasks come to that say: sweep. Nothing waits in it: a clock calls."""

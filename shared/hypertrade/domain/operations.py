"""What operators see of a whole platform: counts, who used what, and runs without what is in them.

Dates are UTC.
"""

from __future__ import annotations

from pydantic import Field

from hypertrade.domain.base import Document, Moment

ENDED_WITHIN_HOURS = 24
"""Hours that ended runs are counted over."""
SILENT_SECONDS = 60
"""Seconds without a heartbeat after which whoever works on a run is thought lost."""
MOST_FAILURES = 200
"""How many failed runs are read to say why they failed, the latest first."""
MOST_TENANTS = 50


class StateCounts(Document):
    """Runs by state: those not ended as they are now, ended ones if they were asked for lately."""

    queued: int
    starting: int
    running: int
    succeeded: int
    failed: int
    cancelled: int
    expired: int


class OldestQueued(Document):
    """The run that waits longest, and for how many seconds."""

    run: str
    owner: str
    seconds: float = Field(ge=0)


class Heartbeats(Document):
    """How those fare who work on runs.

    ``working`` runs are being worked on, ``silent`` of them gave no sign of life for
    ``SILENT_SECONDS``. ``quietest`` is the one heard of longest ago, ``seconds`` ago.
    """

    working: int
    silent: int
    quietest: str | None = None
    seconds: float | None = None


class FailureCount(Document):
    """How often runs failed with an error's ``code``, and the last that did."""

    code: str
    count: int
    last_run: str
    last: Moment


class QueueDepth(Document):
    """A queue, and how many tasks wait in it."""

    name: str
    depth: int


class UserCounts(Document):
    """How many users there are, and how many came since midnight."""

    total: int
    new_today: int


class Tenant(Document):
    """What a user took of the platform since midnight, keeps on it, and has under way now."""

    user: str
    email: str
    plan: str
    runs: int
    candle_years: float
    storage_bytes: int
    running: int
    queued: int


class Overview(Document):
    """A platform at a glance.

    ``runs`` counts what ended of the runs asked for since ``since``; ``failures`` are made of the
    latest ``failures_read`` failed ones of these, the most frequent first. ``tenants`` are those
    that used most candle-years since midnight.
    """

    at: Moment
    since: Moment
    runs: StateCounts
    oldest_queued: OldestQueued | None
    heartbeats: Heartbeats
    failures: tuple[FailureCount, ...]
    failures_read: int
    queues: tuple[QueueDepth, ...]
    users: UserCounts
    tenants: tuple[Tenant, ...]

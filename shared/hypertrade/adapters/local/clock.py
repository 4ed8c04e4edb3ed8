"""The machine's own clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """Tells the time of this machine."""

    def now(self) -> datetime:
        """Return the time, as ``ports.clock.Clock.now`` says."""
        return datetime.now(UTC)

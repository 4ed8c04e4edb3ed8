"""Processes: which one does something, and whether it still can."""

from __future__ import annotations

from typing import Protocol


class Processes(Protocol):
    """Names processes; only where all of them are within sight, as on one machine, is there one."""

    @property
    def me(self) -> str:
        """The name of this process, which no other ever has."""
        ...

    def is_alive(self, name: str) -> bool:
        """Return whether the process of that name still runs."""
        ...

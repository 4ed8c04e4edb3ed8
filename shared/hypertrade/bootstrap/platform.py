"""The platform: every use case that many people share, each wired when it is first asked for."""

from __future__ import annotations

from hypertrade.bootstrap.parts import Parts, parts_for
from hypertrade.settings import Settings, read_settings


class Platform:
    """Use cases by name; a function that needs one loads what that one needs."""

    def __init__(self, settings: Settings | None = None, parts: Parts | None = None) -> None:
        """Wire for ``settings`` (default: the environment's), over ``parts`` if given."""
        self.settings = settings or read_settings()
        self.parts = parts or parts_for(self.settings)

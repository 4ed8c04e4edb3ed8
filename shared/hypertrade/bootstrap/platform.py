"""The platform: every use case that many people share, each wired when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.bootstrap.parts import Parts, parts_for
from hypertrade.settings import Settings, read_settings

if TYPE_CHECKING:
    from hypertrade.services.rates import Rates
    from hypertrade.services.repeats import Repeats


class Platform:
    """Use cases by name; a function that needs one loads what that one needs."""

    def __init__(self, settings: Settings | None = None, parts: Parts | None = None) -> None:
        """Wire for ``settings`` (default: the environment's), over ``parts`` if given."""
        self.settings = settings or read_settings()
        self.parts = parts or parts_for(self.settings)

    @cached_property
    def rates(self) -> Rates:
        """How often who may ask."""
        from hypertrade.services.rates import Rates

        return Rates(self.parts.buckets, own_machine=self.settings.platform == "local")

    @cached_property
    def repeats(self) -> Repeats:
        """What was asked under which idempotency key."""
        from hypertrade.services.repeats import Repeats

        return Repeats(self.parts.documents, self.parts.clock)

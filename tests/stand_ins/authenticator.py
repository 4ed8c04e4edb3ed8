"""An app that shows codes, as somebody's phone does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyotp

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock

STEP = 30
"""Seconds that a code is shown."""


@dataclass
class App:
    """Shows the codes of one secret, by ``clock``."""

    secret: str
    clock: Clock

    def code(self, steps: int = 0) -> str:
        """Return the code of now, or of ``steps`` from now."""
        return pyotp.TOTP(self.secret).at(self.clock.now(), counter_offset=steps)

    def wrong(self) -> str:
        """Return six digits that are no code of now."""
        near = {self.code(steps) for steps in range(-3, 4)}
        return next(code for code in map("{:06}".format, range(10)) if code not in near)

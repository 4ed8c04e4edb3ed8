"""What principals are shown of channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.domain.channels import Channel, ChannelKind, LastTold, Tally
    from hypertrade.stores.table import Kept

REMEDIES: dict[ChannelKind, str] = {
    "email": "The operator of this platform must set HYPERTRADE_SMTP_URL and HYPERTRADE_MAIL_FROM.",
    "webhook": "Use another kind.",  # there is always one
    "telegram": "The operator of this platform must set HYPERTRADE_TELEGRAM_TOKEN.",
}
"""What to do where a kind is not to be had."""


@dataclass(frozen=True, slots=True)
class KindOffered:
    """Whether a kind of channel is to be had here; if not, what its operator must set."""

    kind: ChannelKind
    available: bool
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel as it stands, and how deliveries to it go."""

    kept: Kept[Channel]
    tally: Tally | None

    @property
    def last(self) -> LastTold | None:
        """What became of the notice that was told last."""
        return None if self.tally is None else self.tally.last

    @property
    def problem(self) -> str | None:
        """Why the platform turned it off, else the trouble of the last delivery, if it had any."""
        if self.kept.value.problem is not None or self.last is None:
            return self.kept.value.problem
        return None if self.last.outcome == "delivered" else self.last.detail


@dataclass(frozen=True, slots=True)
class Made:
    """A new channel and, of a webhook and for this once, the ``secret`` that signs."""

    shown: Shown
    secret: str | None = field(default=None, repr=False)

"""By what kinds of channel this platform can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.domain.channels import ChannelKind
    from hypertrade.ports.notifier import Notifier
    from hypertrade.settings import Settings


def notifiers_of(settings: Settings) -> dict[ChannelKind, Notifier]:
    """Return what carries messages, for each kind that ``settings`` set up."""
    del settings
    return {}

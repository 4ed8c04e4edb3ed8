"""Notification channels on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from hypertrade.domain.base import Moment
from hypertrade.domain.channels import ChannelEvent, ChannelKind, ChannelState, Outcome
from pydantic import BaseModel, Field

from hypertrade_functions.shapes.common import Sent

if TYPE_CHECKING:
    from hypertrade.services.channels import KindOffered, Shown

Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]
Events = Annotated[list[ChannelEvent], Field(min_length=1, max_length=20)]


class ToEmail(Sent):
    """An e-mail address."""

    kind: Literal["email"]
    address: str = Field(max_length=254)


class ToWebhook(Sent):
    """An address of one's own that takes a signed POST (Standard Webhooks); https alone."""

    kind: Literal["webhook"]
    url: str = Field(max_length=2000)


class ToTelegram(Sent):
    """A chat at Telegram, by its number or ``@name``; write to the platform's bot there first."""

    kind: Literal["telegram"]
    chat: str = Field(max_length=64)


class NewChannel(Sent):
    """Where one wants to be told, and of what."""

    name: Name
    to: Annotated[ToEmail | ToWebhook | ToTelegram, Field(discriminator="kind")]
    events: Events


class ChannelChange(Sent):
    """What is to be different; what is left out stays."""

    name: Name | None = None
    events: Events | None = None
    state: Literal["on", "off"] | None = None


class Confirmation(Sent):
    """The six digits that were sent there."""

    code: str = Field(min_length=1, max_length=20)


class LastToldView(BaseModel):
    """What became of the last message; ``detail`` is the trouble, if there was any."""

    at: Moment
    event: str
    outcome: Outcome
    detail: str | None


class ChannelView(BaseModel):
    """A channel. ``problem`` says why the platform turned it off, or what ails it."""

    id: str
    kind: ChannelKind
    name: str
    target: str
    events: list[ChannelEvent]
    state: ChannelState
    problem: str | None
    created: Moment
    changed: Moment
    last: LastToldView | None

    @classmethod
    def of(cls, shown: Shown) -> Self:
        """Show a channel, without what is secret."""
        channel, last = shown.kept.value, shown.last
        return cls(
            **channel.model_dump(
                include={"id", "kind", "name", "target", "state", "created", "changed"}
            ),
            events=list(channel.events),
            problem=shown.problem,
            last=None if last is None else LastToldView(**last.model_dump()),
        )


class ChannelMade(BaseModel):
    """A new channel and, of a webhook and for this once, the secret that signs what is sent."""

    channel: ChannelView
    secret: str | None


class ChannelKindView(BaseModel):
    """A kind of channel; where it is not to be had, ``remedy`` says what the operator must set."""

    kind: ChannelKind
    available: bool
    remedy: str | None

    @classmethod
    def of(cls, offered: KindOffered) -> Self:
        """Show a kind."""
        return cls.model_validate(offered, from_attributes=True)


class ChannelKinds(BaseModel):
    """What one may be told by, and of what."""

    kinds: list[ChannelKindView]
    events: list[ChannelEvent]

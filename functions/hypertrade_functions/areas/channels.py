"""Being told: channels, and what is told there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.channels import EVENTS
from hypertrade.domain.errors import Conflict, QuotaExceeded, Stale
from hypertrade.domain.principals import Scope

from hypertrade_functions.shapes.channels import (
    ChannelChange,
    ChannelKinds,
    ChannelKindView,
    ChannelMade,
    ChannelView,
    Confirmation,
    NewChannel,
    ToEmail,
    ToWebhook,
)
from hypertrade_functions.shapes.common import PageQuery
from hypertrade_functions.web.answers import Answer, Listed, accepted, created, listed, nothing
from hypertrade_functions.web.routes import Area, Link, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("channels", "Being told what happened")

_THE = {"path.channel": "$response.body#/channel/id"}


@area.get("/v1/me/channel-kinds", scope=Scope.ACCOUNT_READ, answers={200: ChannelKinds})
def channel_kinds(call: Call) -> Answer:
    """Show by what one can be told here, and of what."""
    kinds = [ChannelKindView.of(kind) for kind in call.platform.channels.kinds(call.principal)]
    return Answer(ChannelKinds(kinds=kinds, events=list(EVENTS)))


@area.get(
    "/v1/me/channels",
    scope=Scope.ACCOUNT_READ,
    query=PageQuery,
    answers={200: Listed[ChannelView]},
)
def list_channels(call: Call) -> Answer:
    """List one's channels, newest first."""
    page = call.platform.channels.page(call.principal, call.query.asked())
    return listed(page, ChannelView.of)


@area.post(
    "/v1/me/channels",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    creates=True,
    secret=True,
    body=NewChannel,
    answers={201: ChannelMade},
    problems=(QuotaExceeded,),
    revision=Revision.TOLD,
    links={
        201: [
            Link("channel", _THE),
            Link("confirm_channel", _THE),
            Link("send_channel_code", _THE),
            Link("change_channel", {**_THE, "header.If-Match": "$response.header.ETag"}),
            Link("test_channel", _THE),
            Link("remove_channel", _THE),
        ]
    },
    example={
        "name": "My server",
        "to": {"kind": "webhook", "url": "https://hooks.example.com/hypertrade"},
        "events": ["run.succeeded", "run.failed"],
    },
)
def create_channel(call: Call) -> Answer:
    """Make a channel.

    A webhook is told at once; what signs its messages is shown this once. To an e-mail address or a
    chat a code is sent, which confirms it.
    """
    asked: NewChannel = call.body
    made = call.platform.channels.create(
        call.principal,
        asked.name,
        asked.to.kind,
        _target(asked),
        asked.events,
        call.visit,
        id=call.new_id,
    )
    shown = made.shown
    return created(
        ChannelMade(channel=ChannelView.of(shown), secret=made.secret),
        _place(shown.kept.value.id),
        revision=shown.kept.revision,
    )


@area.get(
    "/v1/me/channels/<id:channel>",
    scope=Scope.ACCOUNT_READ,
    answers={200: ChannelView},
    revision=Revision.TOLD,
)
def channel(call: Call) -> Answer:
    """Show a channel, and how the last delivery went."""
    shown = call.platform.channels.get(call.principal, call.path["channel"])
    return Answer(ChannelView.of(shown), revision=shown.kept.revision)


@area.post(
    "/v1/me/channels/<id:channel>/confirm",
    scope=Scope.ACCOUNT_WRITE,
    body=Confirmation,
    answers={200: ChannelView},
    problems=(Conflict,),
    revision=Revision.TOLD,
    example={"code": "123456"},
)
def confirm_channel(call: Call) -> Answer:
    """Say the code that was sent there; from then on one is told."""
    shown = call.platform.channels.confirm(
        call.principal, call.path["channel"], call.body.code, call.visit
    )
    return Answer(ChannelView.of(shown), revision=shown.kept.revision)


@area.post(
    "/v1/me/channels/<id:channel>/code",
    scope=Scope.ACCOUNT_WRITE,
    answers={202: ChannelView},
    problems=(Conflict,),
)
def send_channel_code(call: Call) -> Answer:
    """Send another code, one a minute; the one before holds no longer."""
    shown = call.platform.channels.send_code(call.principal, call.path["channel"])
    return accepted(ChannelView.of(shown), _place(shown.kept.value.id))


@area.patch(
    "/v1/me/channels/<id:channel>",
    scope=Scope.ACCOUNT_WRITE,
    body=ChannelChange,
    answers={200: ChannelView},
    problems=(Conflict, Stale),
    revision=Revision.REQUIRED,
    example={"events": ["run.failed", "account.security"], "state": "off"},
)
def change_channel(call: Call) -> Answer:
    """Change a channel's name, what is told there, or turn it on or off."""
    asked: ChannelChange = call.body
    shown = call.platform.channels.change(
        call.principal,
        call.path["channel"],
        call.visit,
        revision=call.revision,
        name=asked.name,
        events=asked.events,
        state=asked.state,
    )
    return Answer(ChannelView.of(shown), revision=shown.kept.revision)


@area.post(
    "/v1/me/channels/<id:channel>/test",
    scope=Scope.ACCOUNT_WRITE,
    answers={202: ChannelView},
    problems=(Conflict,),
)
def test_channel(call: Call) -> Answer:
    """Send a message to try a channel; `last` says what became of it."""
    shown = call.platform.channels.test(call.principal, call.path["channel"])
    return accepted(ChannelView.of(shown), _place(shown.kept.value.id))


@area.delete("/v1/me/channels/<id:channel>", scope=Scope.ACCOUNT_WRITE, answers={204: None})
def remove_channel(call: Call) -> Answer:
    """Remove a channel with what was still to be told there."""
    call.platform.channels.remove(call.principal, call.path["channel"], call.visit)
    return nothing()


def _target(asked: NewChannel) -> str:
    if isinstance(asked.to, ToEmail):
        return asked.to.address
    return asked.to.url if isinstance(asked.to, ToWebhook) else asked.to.chat


def _place(id_: str) -> str:
    return f"/v1/me/channels/{id_}"

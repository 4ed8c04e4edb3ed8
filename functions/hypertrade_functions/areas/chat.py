"""Conversations: every turn of words changes a strategy, and any of them can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Conflict, NotFound
from hypertrade.domain.principals import Scope

from hypertrade_functions.shapes.common import PageQuery
from hypertrade_functions.shapes.strategies import (
    ConversationQuery,
    ConversationSummary,
    ConversationView,
    NewConversation,
    SaidView,
    Saying,
)
from hypertrade_functions.web.answers import Answer, Listed, created, listed, nothing
from hypertrade_functions.web.routes import Area, Link, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("chat", "Conversations about strategies")

THE_TALK = {"path.conversation": "$response.body#/id"}
MATCHED = {**THE_TALK, "header.If-Match": "$response.header.ETag"}
WORDS = "Buy when RSI is under 30; sell when RSI is over 70; 5% stop; 1h candles"
FOLLOWING = [
    Link("conversation", THE_TALK),
    Link("rename_conversation", MATCHED, {"title": "About dips"}),
    Link("say", THE_TALK, {"words": WORDS}),
    Link("delete_conversation", THE_TALK),
]


@area.post(
    "/v1/conversations",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=NewConversation,
    answers={201: ConversationView},
    revision=Revision.TOLD,
    links={201: FOLLOWING},
    example={"title": "A new idea"},
)
def start_conversation(call: Call) -> Answer:
    """Start a conversation whose words will make a strategy."""
    return _started(call.platform.chat.start(call.principal, title=call.body.title, id=call.new_id))


@area.post(
    "/v1/strategies/<id:strategy>/conversations",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=NewConversation,
    answers={201: ConversationView},
    revision=Revision.TOLD,
    links={201: FOLLOWING},
    example={"title": "Make it bolder"},
)
def start_conversation_about(call: Call) -> Answer:
    """Start a conversation about a strategy."""
    return _started(
        call.platform.chat.start(
            call.principal,
            strategy=call.path["strategy"],
            title=call.body.title,
            id=call.new_id,
        )
    )


@area.get(
    "/v1/conversations",
    scope=Scope.STRATEGIES_READ,
    query=ConversationQuery,
    answers={200: Listed[ConversationSummary]},
    problems=(NotFound,),
)
def list_conversations(call: Call) -> Answer:
    """List one's conversations, last changed first."""
    page = call.platform.chat.page(call.principal, call.query.asked(), strategy=call.query.strategy)
    return listed(page, ConversationSummary.of)


@area.get(
    "/v1/strategies/<id:strategy>/conversations",
    scope=Scope.STRATEGIES_READ,
    query=PageQuery,
    answers={200: Listed[ConversationSummary]},
)
def list_conversations_about(call: Call) -> Answer:
    """List the conversations about a strategy, last changed first."""
    page = call.platform.chat.page(
        call.principal, call.query.asked(), strategy=call.path["strategy"]
    )
    return listed(page, ConversationSummary.of)


@area.get(
    "/v1/conversations/<id:conversation>",
    scope=Scope.STRATEGIES_READ,
    answers={200: ConversationView},
    revision=Revision.SHOWN,
)
def conversation(call: Call) -> Answer:
    """Show a conversation, with everything that was said."""
    kept = call.platform.chat.get(call.principal, call.path["conversation"])
    return Answer(ConversationView.of(kept.value), revision=kept.revision)


@area.patch(
    "/v1/conversations/<id:conversation>",
    scope=Scope.STRATEGIES_WRITE,
    body=NewConversation,
    answers={200: ConversationView},
    revision=Revision.REQUIRED,
    example={"title": "About dips"},
)
def rename_conversation(call: Call) -> Answer:
    """Give a conversation another title."""
    kept = call.platform.chat.rename(
        call.principal, call.path["conversation"], call.body.title, revision=call.revision
    )
    return Answer(ConversationView.of(kept.value), revision=kept.revision)


@area.delete(
    "/v1/conversations/<id:conversation>",
    scope=Scope.STRATEGIES_WRITE,
    answers={204: None},
    revision=Revision.TAKEN,
)
def delete_conversation(call: Call) -> Answer:
    """Delete a conversation. What its words made of the strategy stays."""
    call.platform.chat.delete(call.principal, call.path["conversation"], revision=call.revision)
    return nothing()


@area.post(
    "/v1/conversations/<id:conversation>/turns",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=Saying,
    answers={201: SaidView},
    problems=(Conflict,),
    revision=Revision.TAKEN,
    links={
        201: [
            Link(
                "undo_turn",
                {
                    "path.conversation": "$request.path.conversation",
                    "path.number": "$response.body#/turn/number",
                },
            )
        ]
    },
    example={"words": WORDS},
)
def say(call: Call) -> Answer:
    """Say something: it changes the strategy, or is answered by one question.

    With `If-Match` the words are only taken if nobody said anything meanwhile.
    """
    return _said(
        call.platform.chat.say(
            call.principal, call.path["conversation"], call.body.words, revision=call.revision
        )
    )


@area.post(
    "/v1/conversations/<id:conversation>/turns/<number:number>/undo",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    answers={201: SaidView},
    problems=(Conflict,),
    revision=Revision.TAKEN,
    replays=True,
)
def undo_turn(call: Call) -> Answer:
    """Take any turn back: later changes are made again on what was there before it.

    That is a turn of its own, which can be taken back too.
    """
    return _said(
        call.platform.chat.undo(
            call.principal,
            call.path["conversation"],
            call.path["number"],
            revision=call.revision,
        )
    )


def _started(kept: Any) -> Answer:
    shown = ConversationView.of(kept.value)
    return created(shown, f"/v1/conversations/{shown.id}", revision=kept.revision)


def _said(said: Any) -> Answer:
    return created(
        SaidView.of(said),
        f"/v1/conversations/{said.conversation.value.id}",
        revision=said.conversation.revision,
    )

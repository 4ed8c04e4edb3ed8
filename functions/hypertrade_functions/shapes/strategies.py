"""Strategies and conversations on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from hypertrade.domain.backtest import Strategy as Content
from hypertrade.domain.base import Moment
from hypertrade.domain.market import Timeframe
from hypertrade.domain.strategies import LONGEST_WORDS, Kind, NewStrategy, Tag, Turn
from pydantic import BaseModel, Field

from hypertrade_functions.shapes.common import PageQuery, Sent

if TYPE_CHECKING:
    from hypertrade.domain.strategies import Conversation, Strategy, Version

Number = Annotated[int, Field(ge=1, le=999_999_999)]

RSI = {"kind": "indicator", "name": "rsi", "params": {"period": 14}}
SPEC = {
    "name": "RSI 14 below 30",
    "timeframe": "1h",
    "entries": [
        {
            "name": "entry",
            "when": {
                "kind": "compare",
                "left": RSI,
                "op": "<",
                "right": {"kind": "number", "value": 30},
            },
        }
    ],
    "exits": [
        {
            "name": "exit",
            "when": {
                "kind": "compare",
                "left": RSI,
                "op": ">",
                "right": {"kind": "number", "value": 70},
            },
        }
    ],
    "stop_loss": 0.05,
}
"""The strategy of the reference's examples."""


class StrategyQuery(PageQuery):
    """Which strategies, by their last change: `text` looks for words, by their first letters."""

    text: str = Field(default="", max_length=200)
    tag: Tag | None = None
    kind: Kind | None = None
    order: Literal["updated", "created"] = "updated"


class StrategySummary(BaseModel):
    """A strategy as lists show it; ``last_run`` is the newest finished run."""

    id: str
    name: str
    description: str
    kind: Kind
    tags: list[str]
    latest: int
    forked_from: str | None
    last_run: dict[str, Any] | None
    created: Moment
    updated: Moment

    @classmethod
    def of(cls, strategy: Strategy) -> Self:
        """Show a strategy."""
        return cls(**strategy.model_dump(include=set(StrategySummary.model_fields)))


class VersionView(BaseModel):
    """What a strategy said at one time. Once ``frozen``, because a run names it, it stays so."""

    number: int
    content: Content
    content_digest: str
    note: str
    said: str | None
    frozen: Moment | None
    created: Moment

    @classmethod
    def of(cls, version: Version) -> Self:
        """Show a version."""
        return cls(**{name: getattr(version, name) for name in cls.model_fields})


class StrategyView(StrategySummary):
    """A strategy, and what it says now."""

    version: VersionView

    @classmethod
    def newest(cls, strategy: Strategy, version: Version) -> Self:
        """Show a strategy with its newest version."""
        shown = StrategySummary.of(strategy).model_dump()
        return cls(**shown, version=VersionView.of(version))


class NewVersion(NewStrategy):
    """What a strategy says from now on: one of ``spec``, ``words`` and ``code``."""

    note: str = Field(default="", max_length=500)


class DiffQuery(Sent):
    """Two versions, by number."""

    before: Number = Field(examples=[1])
    after: Number = Field(examples=[1])


class VersionQuery(Sent):
    """One version by number; the newest, if it is left out."""

    version: Number | None = None


class Restore(Sent):
    """The version that is to be the newest again."""

    version: Number


class Fork(Sent):
    """What to copy; the newest version, if none is named."""

    version: Number | None = None
    name: str | None = Field(default=None, min_length=1, max_length=120)


class ImportQuery(Sent):
    """How what is brought shall be called, if not as the file says."""

    name: str | None = Field(default=None, min_length=1, max_length=120)


class Tags(BaseModel):
    """One's tags, and how many strategies have each."""

    counts: dict[str, int]


class Words(Sent):
    """A text about a strategy; ``timeframe`` is used where it names none."""

    words: str = Field(min_length=1, max_length=LONGEST_WORDS)
    timeframe: Timeframe | None = None


class Explained(BaseModel):
    """What a strategy does, in English."""

    text: str


class Compiled(BaseModel):
    """A strategy as a plain Freqtrade file."""

    file: str
    source: str


class ConversationQuery(PageQuery):
    """Which conversations, by their last change."""

    strategy: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,128}$")


class NewConversation(Sent):
    """What a conversation is called."""

    title: str = Field(default="", max_length=120)


class ConversationSummary(BaseModel):
    """A conversation as lists show it."""

    id: str
    strategy: str | None
    title: str
    turns: int
    created: Moment
    updated: Moment

    @classmethod
    def of(cls, talk: Conversation) -> Self:
        """Show a conversation."""
        shown = talk.model_dump(include=set(cls.model_fields) - {"turns"})
        return cls(**shown, turns=len(talk.turns))


class ConversationView(BaseModel):
    """A conversation with everything that was said."""

    id: str
    strategy: str | None
    title: str
    turns: list[Turn]
    created: Moment
    updated: Moment

    @classmethod
    def of(cls, talk: Conversation) -> Self:
        """Show a conversation."""
        return cls(**{name: getattr(talk, name) for name in cls.model_fields})


class Saying(Sent):
    """What is said."""

    words: str = Field(min_length=1, max_length=LONGEST_WORDS)


class SaidView(BaseModel):
    """A turn: what was answered, what changed, and the strategy after it, if there is one."""

    turn: Turn
    conversation: ConversationSummary
    strategy: StrategyView | None

    @classmethod
    def of(cls, said: Any) -> Self:
        """Show a turn."""
        latest = said.strategy
        return cls(
            turn=said.turn,
            conversation=ConversationSummary.of(said.conversation.value),
            strategy=latest and StrategyView.newest(latest.strategy.value, latest.version.value),
        )

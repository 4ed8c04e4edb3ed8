"""Strategies as their owners keep them: versions, conversations, turns. Dates are UTC."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from hypertrade.domain.backtest import Strategy as Content
from hypertrade.domain.base import Document, Moment

Kind = Literal["spec", "code"]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]

MOST_TAGS = 20


class Strategy(Document):
    """A strategy somebody owns; what it says stands in its versions.

    ``latest`` is the number of the newest version. ``forked_from`` names another strategy and its
    version as ``ID@N``. ``last_run`` is the newest finished run, for the list: its id, state and
    headline figures.
    """

    id: str
    owner: str
    name: str = Field(min_length=1, max_length=120)
    description: str = Field(default="", max_length=4000)
    kind: Kind
    tags: Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS)] = ()
    latest: int = Field(ge=1)
    forked_from: str | None = None
    last_run: dict[str, Any] | None = None
    created: Moment
    updated: Moment


class Version(Document):
    """One version of a strategy: numbers count from 1.

    Until it is first run a change replaces it; ``frozen`` says since when it never changes again,
    because a run names it. ``content_digest`` is the SHA-256 of ``content``; ``note`` says where
    it came from ("restored from version 2").
    """

    strategy: str
    owner: str
    number: int = Field(ge=1)
    content: Content
    content_digest: str
    note: str = Field(default="", max_length=500)
    frozen: Moment | None = None
    created: Moment


class Ask(Document):
    """The one question an answer may hold; ``choices`` are texts that may be sent as the reply."""

    text: str
    choices: tuple[str, ...] = ()


class Turn(Document):
    """One exchange in a conversation: what was said, and what it did to the strategy.

    ``changed`` are sentences such as ``Stop loss: 5% -> 3%``. ``before`` and ``after`` are numbers
    of versions; they are equal where the words changed nothing or left a question open. ``undone``
    turns stay to be read, struck through.
    """

    number: int = Field(ge=1)
    words: str = Field(min_length=1, max_length=20_000)
    answer: str
    changed: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    question: Ask | None = None
    before: int | None = None
    after: int | None = None
    undone: Moment | None = None
    at: Moment


class Conversation(Document):
    """One of several conversations about a strategy; ``words`` is the text its spec stands for."""

    id: str
    owner: str
    strategy: str
    title: str = Field(default="", max_length=120)
    turns: tuple[Turn, ...] = ()
    created: Moment
    updated: Moment

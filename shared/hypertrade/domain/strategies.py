"""Strategies as their owners keep them: versions, conversations, turns. Dates are UTC."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.backtest import Strategy as AnyStrategy
from hypertrade.domain.base import Document, Moment
from hypertrade.domain.market import Timeframe

Content = AnyStrategy
"""What a version says: a typed strategy, or code."""
Kind = Literal["spec", "code"]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]

MOST_TAGS = 20
MOST_TURNS = 200
"""Turns of one conversation; undone ones count."""
LONGEST_CODE = 200_000
"""Characters of a strategy file."""
LONGEST_WORDS = 8_000
"""Characters of one turn, and of a strategy in words: reading them takes seconds at worst."""


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
    it came from ("restored from version 2"). ``said`` names the turn of a conversation that made
    it, as ``CONVERSATION#TURN``: such a version is never replaced, for the turn may be undone.
    """

    strategy: str
    owner: str
    number: int = Field(ge=1)
    content: Content
    content_digest: str
    note: str = Field(default="", max_length=500)
    said: str | None = None
    frozen: Moment | None = None
    created: Moment


class Reply(Document):
    """One answer to a question: ``text``, sent as the next words, settles the point."""

    label: str
    text: str


class Ask(Document):
    """The one question an answer may hold."""

    text: str
    choices: tuple[Reply, ...] = ()


class Turn(Document):
    """One exchange in a conversation: what was said, and what it did to the strategy.

    ``changed`` are sentences such as ``Stop loss: 5% → 3%``. ``before`` and ``after`` are numbers
    of versions; they are equal where the words changed nothing or left a question open; ``before``
    is ``None`` where there was no strategy yet. ``undoes`` is the turn that this one took back.
    ``undone`` turns stay to be read, struck through.
    """

    number: int = Field(ge=1)
    words: str = Field(min_length=1, max_length=LONGEST_WORDS)
    answer: str
    changed: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    question: Ask | None = None
    before: int | None = None
    after: int | None = None
    undoes: int | None = None
    undone: Moment | None = None
    at: Moment


class Conversation(Document):
    """One of several conversations about a strategy; ``None`` until the words make one."""

    id: str
    owner: str
    strategy: str | None = None
    title: str = Field(default="", max_length=120)
    turns: Annotated[tuple[Turn, ...], Field(max_length=MOST_TURNS)] = ()
    created: Moment
    updated: Moment


class NewStrategy(Document):
    """A strategy as it is brought: one of ``spec``, ``words`` and ``code``.

    ``name`` and ``timeframe`` are used where the words give none; code keeps its class's name
    unless ``name`` is given.
    """

    name: str | None = Field(default=None, min_length=1, max_length=120)
    description: str = Field(default="", max_length=4000)
    tags: Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS)] = ()
    spec: dict[str, Any] | None = None
    words: str | None = Field(default=None, min_length=1, max_length=LONGEST_WORDS)
    timeframe: Timeframe | None = None
    code: CodeStrategy | None = None


class StrategyChange(Document):
    """What is written about a strategy; ``None`` leaves it as it is."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    description: str | None = Field(default=None, max_length=4000)
    tags: Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS)] | None = None


class Problem(Document):
    """One thing wrong, or doubtful, with a strategy: where, and the way out.

    ``field`` is a path in the spec; ``line`` (from 1) a line of the file, for code.
    """

    severity: Literal["error", "warning"]
    problem: str
    remedy: str
    field: str = ""
    line: int | None = None


class Verdict(Document):
    """Everything that is wrong with a strategy; it can be run if ``valid``."""

    kind: Kind
    valid: bool
    problems: tuple[Problem, ...] = ()


class Understood(Document):
    """How words are read: a spec, or the one question they leave open."""

    spec: dict[str, Any] | None = None
    explained: str = ""
    assumed: tuple[str, ...] = ()
    question: Ask | None = None


class VersionDiff(Document):
    """What differs between two versions.

    ``changed`` are sentences, one a difference; ``source`` is a unified diff of the Freqtrade
    files that the two stand for.
    """

    before: int
    after: int
    changed: tuple[str, ...]
    source: str

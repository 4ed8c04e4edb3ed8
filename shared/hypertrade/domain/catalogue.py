"""What strategies are made of, as whoever builds one is shown it."""

from __future__ import annotations

from typing import Any, Literal

from hypertrade.domain.base import Document


class Turn(Document):
    """A number that may be turned.

    ``minimum`` and ``maximum`` are the closed range that it cannot leave (``None``: no bound),
    ``usual`` the ends of the range in which it mostly lies, ``step`` what changes it sensibly.
    ``default`` is ``None`` where the number is left out or must be said.
    """

    minimum: float | None
    maximum: float | None
    usual: tuple[float, float]
    step: float
    default: float | None
    unit: str


class IndicatorParameter(Turn):
    """A parameter of an indicator."""

    name: str
    title: str
    kind: Literal["integer", "number"]
    default: float


class IndicatorLine(Document):
    """An output of an indicator; ``range`` is what its values cannot leave, if anything."""

    name: str
    title: str
    unit: str
    range: tuple[float | None, float | None] | None


class IndicatorEntry(Document):
    """An indicator; ``unit`` and ``range`` are those of its first line, the one usually meant.

    ``source`` is the column it is computed from unless another is named, ``None`` where its columns
    are fixed. ``short`` is what traders call it: RSI.
    """

    name: str
    title: str
    short: str
    summary: str
    group: str
    source: str | None
    params: tuple[IndicatorParameter, ...]
    lines: tuple[IndicatorLine, ...]
    unit: str
    range: tuple[float | None, float | None] | None


class PatternEntry(Document):
    """A candlestick pattern; ``penetration`` is its default, ``None`` where it has none."""

    name: str
    title: str
    summary: str
    penetration: float | None


class TemplateEntry(Document):
    """A well-known strategy to begin with; ``spec`` is what ``words`` read as."""

    id: str
    title: str
    summary: str
    words: str
    spec: dict[str, Any]
    tags: tuple[str, ...]


class Catalogue(Document):
    """Everything a form needs to build strategies.

    ``spec_schema`` is the JSON Schema of a strategy; ``ranges`` says how each of its numbers is
    turned, by definition and field: ``AtrStop.multiple``.
    """

    spec_schema: dict[str, Any]
    indicators: tuple[IndicatorEntry, ...]
    patterns: tuple[PatternEntry, ...]
    templates: tuple[TemplateEntry, ...]
    ranges: dict[str, Turn]
    timeframes: tuple[str, ...]

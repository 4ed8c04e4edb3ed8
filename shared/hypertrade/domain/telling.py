"""Saying a sentence in English and as data at once, so that the two cannot drift apart.

A ``Sentence`` is declared once, with its English words. Called with its values it gives a ``Said``:
the English text, and the code and values that the web app says it with in the reader's language.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from hypertrade.domain import figures
from hypertrade.domain.told import (
    Count,
    English,
    Listed,
    Moment,
    Money,
    Name,
    Number,
    Percent,
    Told,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hypertrade.domain.told import Join, Value

BETWEEN: dict[Join, tuple[str, str]] = {
    "comma": (", ", ", "),
    "and": (", ", " and "),
    "and_each": (" and ", " and "),
    "semicolon": ("; ", "; "),
    "space": (" ", " "),
}
"""What stands between the values of a list, and before its last."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a sentence: as English writes it, and as data."""

    text: str
    value: Value


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: in English, and as data."""

    text: str
    value: Told


class Sentence:
    """The English words of one code, with a place in braces for each value.

    Where ``one`` is given it is what is said if the value ``count`` is 1.
    """

    def __init__(self, code: str, words: str, *, one: str | None = None) -> None:
        """Take dotted ``code``, unique among all sentences, and the words."""
        self.code = code
        self.words = words
        self.one = one
        self._places = {name for _, name, _, _ in Formatter().parse(words) if name}

    def __call__(self, **values: Part | Said) -> Said:
        """Return the sentence with ``values``.

        Raises:
            TypeError: a value is missing, or has no place.
        """
        if values.keys() != self._places:
            msg = f"{self.code} holds {sorted(self._places)}, not {sorted(values)}"
            raise TypeError(msg)
        told = {name: part.value for name, part in values.items()}
        one = told.get("count") == Count(value=1)
        words = self.one if one and self.one is not None else self.words
        text = words.format_map({name: part.text for name, part in values.items()})
        return Said(text, Told(code=self.code, values=told))


def text_of(said: Iterable[Said]) -> str:
    """Return sentences, one after another, in English."""
    return " ".join(one.text for one in said)


def told_of(said: Iterable[Said]) -> tuple[Told, ...]:
    """Return sentences, one after another, as data."""
    return tuple(one.value for one in said)


def counted(value: int, *, grouped: bool = True) -> Part:
    """Return a number of things; English separates thousands unless it is not ``grouped``."""
    return Part(f"{value:,}" if grouped else str(value), Count(value=value))


def number(value: float | None, digits: int = 2) -> Part:
    """Return a plain figure."""
    return _figure(figures.number(value, digits), value, Number, digits=digits)


def general(value: float) -> Part:
    """Return a plain figure with the digits that it needs, six at most."""
    text = f"{value:g}"
    return _figure(text, value, Number, digits=decimals(text))


def general_percent(value: float, digits: int = 6) -> Part:
    """Return a fraction as percent with so many significant digits at most."""
    text = f"{value * 100:.{digits}g}"
    return _figure(f"{text}%", value, Percent, digits=decimals(text))


def percent(value: float | None, digits: int = 2, *, signed: bool = False) -> Part:
    """Return a fraction as percent."""
    text = figures.percent(value, digits, signed=signed)
    return _figure(text, value, Percent, digits=digits, signed=signed)


def money(value: float, currency: str, *, signed: bool = False) -> Part:
    """Return an amount, with the decimals that its currency asks for."""
    return Part(
        figures.money(value, currency, signed=signed),
        Money(
            value=value,
            currency=currency,
            digits=decimals(figures.amount(value, currency)),
            signed=signed,
        ),
    )


def moment(value: datetime, text: str | None = None) -> Part:
    """Return a time in UTC; English writes it as ``text``, or to the minute."""
    return Part(f"{value:%Y-%m-%d %H:%M}" if text is None else text, Moment(value=value))


def name(text: str) -> Part:
    """Return a name, the same in every language."""
    return Part(text, Name(value=text))


def english(text: str) -> Part:
    """Return words that there are in English only."""
    return Part(text, English(value=text))


def by_text(said: Iterable[Said]) -> dict[str, Told]:
    """Return sentences as data, each by what it reads in English."""
    return {one.text: one.value for one in said}


def quoted(text: str, told: tuple[Told, ...]) -> Part:
    """Return what was said elsewhere; what had been told as data is, the rest is English."""
    value = Listed(join="space", values=told) if told else English(value=text)
    return Part(text, value)


def listed(parts: Sequence[Part | Said], join: Join) -> Part:
    """Return several values, one after another."""
    between, last = BETWEEN[join]
    texts = [part.text for part in parts]
    text = last.join([between.join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)
    return Part(text, Listed(join=join, values=tuple(part.value for part in parts)))


def _figure(
    text: str, value: float | None, kind: type[Number | Percent], **how: int | bool
) -> Part:
    """Return a figure; one that is not finite, which no JSON holds, reads alike everywhere."""
    if value is not None and not math.isfinite(value):
        return name(text)
    return Part(text, kind.model_validate({"value": value, **how}))


def decimals(text: str) -> int:
    """Return how many decimals an English figure has."""
    mantissa, _, power = text.partition("e")
    return max(len(mantissa.rpartition(".")[2]) if "." in mantissa else 0, -int(power or 0))

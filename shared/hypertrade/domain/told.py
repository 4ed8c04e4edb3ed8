"""A sentence as data: a code and typed values, from which it can be said in any language."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from hypertrade.domain.base import Document


class Count(Document):
    """A whole number of things; the one named ``count`` decides between singular and plural."""

    kind: Literal["count"] = "count"
    value: int


class Number(Document):
    """A plain figure with so many decimals; ``null`` where there is none."""

    kind: Literal["number"] = "number"
    value: float | None
    digits: int


class Percent(Document):
    """A fraction (0.05 is 5 %), shown as percent with so many decimals.

    One that is ``signed`` shows a plus as well; ``null`` where there is none.
    """

    kind: Literal["percent"] = "percent"
    value: float | None
    digits: int
    signed: bool = False


class Money(Document):
    """An amount in ``currency``, with so many decimals; ``signed`` as for ``Percent``."""

    kind: Literal["money"] = "money"
    value: float
    currency: str
    digits: int
    signed: bool = False


class Moment(Document):
    """A point in time, UTC."""

    kind: Literal["moment"] = "moment"
    value: datetime


class Name(Document):
    """What is called so in every language: a pair, a column, a rule, a code of the exchange."""

    kind: Literal["name"] = "name"
    value: str


class English(Document):
    """Words that there are in English only: a condition of a strategy, a message of an engine."""

    kind: Literal["english"] = "english"
    value: str


class Told(Document):
    """A sentence, or a part of one: ``code`` names the words, ``values`` are what they hold."""

    kind: Literal["told"] = "told"
    code: str
    values: dict[str, Value] = Field(default_factory=dict)


Join = Literal["comma", "and", "and_each", "semicolon", "space"]
"""``and``: commas, and the word before the last; ``and_each``: the word between any two."""


class Listed(Document):
    """Several values, one after another."""

    kind: Literal["list"] = "list"
    join: Join
    values: tuple[Value, ...]


Value = Annotated[
    Count | Number | Percent | Money | Moment | Name | English | Told | Listed,
    Field(discriminator="kind"),
]

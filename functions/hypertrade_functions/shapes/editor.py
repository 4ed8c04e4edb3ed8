"""What an editor of users' Python asks for, on the wire."""

from __future__ import annotations

from typing import Literal

from hypertrade.domain.strategies import LONGEST_CODE
from pydantic import BaseModel, Field

from hypertrade_functions.shapes.common import Sent


class Source(Sent):
    """A Freqtrade strategy file."""

    source: str = Field(max_length=LONGEST_CODE)


class Formatted(BaseModel):
    """The file as it is to be written."""

    source: str


class Offer(BaseModel):
    """Something that may be written: ``insert`` is a snippet, `$0` where the cursor goes."""

    name: str
    kind: Literal["method", "attribute", "function"]
    signature: str
    documentation: str
    insert: str


class ImportedOffer(Offer):
    """A function that a file imports by its name from ``module``."""

    module: str


class Column(BaseModel):
    """A column of a table of candles, that Freqtrade gives or takes."""

    name: str
    documentation: str


class ModuleOffer(BaseModel):
    """A name and what stands behind its dot.

    ``imported`` is the line that brings a module into a file; it is empty for what a method is
    given (`dataframe`, `trade`) or has by itself (`self.dp`).
    """

    name: str
    imported: str
    members: list[Offer]


class Versions(BaseModel):
    """The packages that all of it was read from, as installed where code runs."""

    freqtrade: str
    talib: str
    pandas: str


class Completions(BaseModel):
    """What may be written in a strategy file.

    ``strategy_members`` are what a strategy defines, and has behind `self.`.
    """

    versions: Versions
    strategy_members: list[Offer]
    functions: list[ImportedOffer]
    columns: list[Column]
    modules: list[ModuleOffer]

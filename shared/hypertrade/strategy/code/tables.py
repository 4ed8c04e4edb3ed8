"""What is known of a frame of candles: the columns it has, and the columns that are read off it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from hypertrade.strategy.code.folding import as_pattern
from hypertrade.strategy.code.vocabulary import words

if TYPE_CHECKING:
    import ast

BASE_COLUMNS = frozenset({"date", "open", "high", "low", "close", "volume"})
SIGNAL_COLUMNS = words(
    """
    enter_long exit_long enter_short exit_short enter_tag exit_tag buy sell buy_tag
    """
)


class Stage(IntEnum):
    """When Freqtrade runs a piece of code; later stages see the columns of earlier ones."""

    INDICATORS = 1
    ENTRY = 2
    EXIT = 3
    CALLBACK = 4


@dataclass
class Read:
    """One read of a column."""

    name: str
    node: ast.AST
    stage: Stage
    where: str


@dataclass
class Merge:
    """Columns that come from another frame under new names: ``prefix + column + suffix``."""

    source: Table | None
    prefix: str
    """A regular expression."""
    suffix: str
    """A regular expression."""


@dataclass(eq=False)
class Table:
    """The columns of one frame, as far as the source tells."""

    columns: dict[str, Stage] = field(default_factory=dict)
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    open: bool = False
    """Whether it may hold columns that the source does not name: then nothing is ever missing."""
    mergeable: bool = False
    """Whether merging it by date is sound: the strategy moved its dates, or its candles are as long
    as the strategy's own."""

    def add(self, parts: tuple[str | None, ...], stage: Stage) -> None:
        """Note that a column is written whose name is the template ``parts``."""
        if all(part is None for part in parts):
            self.open = True
        elif None in parts:
            self.patterns.append(as_pattern(parts))
        else:
            name = "".join(part or "" for part in parts)
            self.columns[name] = min(stage, self.columns.get(name, stage))
            self.mergeable = self.mergeable or name == "date"

    def has(self, name: str, stage: Stage) -> bool:
        """Return whether the frame may hold the column ``name`` when ``stage`` runs."""
        return (
            self.open
            or name in BASE_COLUMNS
            or name in SIGNAL_COLUMNS
            or self.columns.get(name, Stage.CALLBACK + 1) <= stage
            or any(pattern.fullmatch(name) for pattern in self.patterns)
            or any(self._merged(merge, name, stage) for merge in self.merges)
        )

    @staticmethod
    def _merged(merge: Merge, name: str, stage: Stage) -> bool:
        match = re.fullmatch(f"{merge.prefix}(.+?){merge.suffix}", name)
        if not match:
            return False
        return merge.source is None or merge.source.has(match.group(match.lastindex or 1), stage)

    def names(self) -> list[str]:
        """Return the columns known by name, sorted."""
        return sorted({*BASE_COLUMNS, *self.columns})

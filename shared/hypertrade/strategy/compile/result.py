"""What compiling a strategy gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["entry", "exit", "filter"]


@dataclass(frozen=True, slots=True)
class TracedCondition:
    """One condition of one rule, and the boolean column that tells on which candles it held.

    ``depth`` is 0 for a whole rule or filter; parts follow their whole. ``rule`` is the rule's
    name, ``"filters"`` for a filter.
    """

    column: str
    rule: str
    role: Role
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class CompiledStrategy:
    """A strategy as one Freqtrade file.

    ``startup_candles`` is the history needed before the first signal, in candles of whichever
    timeframe needs most of them (Freqtrade loads as many of each); ``startup_by_timeframe`` tells
    each timeframe's own need, the strategy's own first. ``parameters`` gives the attribute that
    holds each parameter of the spec. ``stake_amount`` is what the configuration should say: plain
    Freqtrade lets the configuration decide it (``None``: the strategy does not care).
    """

    class_name: str
    source: str
    startup_candles: int
    informative_timeframes: tuple[str, ...]
    startup_by_timeframe: dict[str, int]
    can_short: bool
    parameters: dict[str, str] = field(default_factory=dict)
    stake_amount: float | Literal["unlimited"] | None = None
    trace: tuple[TracedCondition, ...] = ()

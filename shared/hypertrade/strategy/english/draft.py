"""The strategy taking shape: every term of the plan set once, or a question about which holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypertrade.strategy.english.context import Unsure

if TYPE_CHECKING:
    from hypertrade.strategy.spec import Operand, Parameter, Protection, RoiStep, Rule
    from hypertrade.strategy.spec.conditions import Condition

_NAMES = {
    "take_profit": "the take profit",
    "stop_loss": "the stop-loss",
    "atr_stop": "the ATR stop",
    "trailing_stop": "the trailing stop",
    "break_even": "the move to break-even",
    "time_limit": "the time limit",
    "leverage": "the leverage",
    "stake": "the stake",
    "max_open_trades": "the number of open trades",
    "scale_in": "the scaling in",
    "timeframe": "the timeframe",
    "name": "the name",
    "roi": "the return table",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """An indicator that was only named, maybe as a ``heading``, and what that assumed."""

    operand: Operand
    place: tuple[int, int]
    heading: bool
    assumed: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """Everything read so far; ``said`` remembers where each term stands in the text."""

    terms: dict[str, Any] = field(default_factory=dict)
    said: dict[str, tuple[int, int]] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    filters: list[Condition] = field(default_factory=list)
    entries: list[Rule] = field(default_factory=list)
    exits: list[Rule] = field(default_factory=list)
    roi: list[RoiStep] = field(default_factory=list)
    protections: list[Protection] = field(default_factory=list)
    mirrored: bool = False
    no_exit: bool = False
    side: str | None = None
    reward: float | None = None
    declared: list[Declared] = field(default_factory=list)

    def set(self, name: str, value: Any, place: tuple[int, int], text: str) -> None:
        """Set a term.

        Raises:
            Unsure: it was set to something else before.
        """
        if name in self.terms and self.terms[name] != value:
            earlier = self.said[name]
            raise Unsure(
                f"The text says two things about {_NAMES.get(name, name)}: "
                f"“{text[slice(*earlier)]}” and “{text[slice(*place)]}”. Which holds?",
                (
                    (text[slice(*earlier)], f"\0{place[0]}:{place[1]}"),
                    (text[slice(*place)], f"\0{earlier[0]}:{earlier[1]}"),
                ),
                place,
                may_drop=False,
            )
        self.terms[name] = value
        self.said[name] = place

"""An entry or exit being read, and the action that starts one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.english.trees import value, words

if TYPE_CHECKING:
    from hypertrade.strategy.english.pieces import Piece
    from hypertrade.strategy.english.rules import Item

Side = Literal["long", "short"]
Way = Literal["all", "any"]


@dataclass(slots=True)
class RuleDraft:
    """An entry or exit being read.

    ``heading`` is where its heading stands, if its conditions follow below one; ``listing`` is how
    they join, if the text says.
    """

    enter: bool
    side: Side | None
    name: str | None
    place: tuple[int, int]
    items: list[Item] = field(default_factory=list)
    used: bool = False
    opposite: bool = False
    own: bool = False
    inverted: bool = False
    otherwise: bool = False
    implied: bool = False
    either: bool = False
    heading: tuple[int, int] | None = None
    listing: Way | None = None


def action_of(piece: Piece) -> RuleDraft:
    """Return the rule that an action starts."""
    node = piece.node
    flat = [word.values for word in words(node)]
    name = value(node, "QUOTED")
    first = flat[0]
    exits = {"SELL", "EXIT", "COVER", "CLOSELONG", "TARGET", "CLOSE"}
    enter = not any(
        exits & item.keys() and not {"BUY", "ENTER", "GO"} & item.keys() for item in flat
    )
    side: Side | None = None
    if any("COVER" in item or "SHORT" in item for item in flat):
        side = "short"
    elif any({"LONG", "GO", "CLOSELONG", "BUY"} & item.keys() for item in flat):
        side = "long"
    elif "SELL" in first:
        side = None
    return RuleDraft(enter=enter, side=side, name=name, place=(piece.start, piece.end))

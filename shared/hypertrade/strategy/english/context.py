"""What the reader knows while it reads: the chart, what was spoken of, what it had to assume."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.spec import Arithmetic, Constant, Duration, Operand, ParameterRef

UNIT_TIMEFRAME = {"minutes": "1m", "hours": "1h", "days": "1d", "weeks": "1w"}


class Unsure(Exception):
    """Something has no or two meanings: the question to ask.

    ``choices`` are (label, replacement) for the words at ``place``; without a place they are
    (label, sentence to add).
    """

    def __init__(
        self,
        text: str,
        choices: tuple[tuple[str, str], ...] = (),
        place: tuple[int, int] | None = None,
        *,
        may_drop: bool = True,
    ) -> None:
        """Keep the question; ``may_drop`` adds the choice to leave the words out."""
        super().__init__(text)
        self.text = text
        self.choices = choices
        self.place = place
        self.may_drop = may_drop


@dataclass(slots=True)
class Context:
    """State of one reading.

    ``levelled`` are the lines compared with plain numbers, ``pair`` the two spoken of at once.
    ``literal`` is set for text in the dialect of ``explain``: then nothing is read between the
    lines.
    """

    text: str
    timeframe: str = "1h"
    literal: bool = False
    assumptions: list[str] = field(default_factory=list)
    lefts: list[Operand] = field(default_factory=list)
    rights: list[Operand] = field(default_factory=list)
    levelled: list[Operand] = field(default_factory=list)
    pair: tuple[Operand, Operand] | None = None
    crossed: tuple[Operand, Operand] | None = None
    place: tuple[int, int] = (0, 0)
    fresh: bool = True
    selling: bool = False
    short: bool = False
    naming: tuple[int, int] | None = None
    framed: bool = False
    heading: Operand | None = None

    def assume(self, text: str) -> None:
        """Note an assumption, once."""
        if text not in self.assumptions:
            self.assumptions.append(text)

    def said(self, place: tuple[int, int] | None = None) -> str:
        """Return the words at ``place`` (by default, of the piece being read)."""
        start, end = place or self.place
        return " ".join(self.text[start:end].split())

    def candles(self, span: Duration) -> int | ParameterRef:
        """Return a length of time in candles of the strategy.

        Raises:
            Unsure: it is no whole number of candles.
        """
        if span.unit == "candles":
            return span.value
        if isinstance(span.value, ParameterRef):
            raise Unsure(f"A tunable length must be in candles: “{self.said()}”.", place=self.place)
        minutes = span.value * MINUTES_OF[UNIT_TIMEFRAME[span.unit]]
        own = MINUTES_OF[self.timeframe]
        if minutes % own or minutes < own:
            below = max(1, minutes // own)
            raise Unsure(
                f"“{self.said()}” asks for {span.value} {span.unit}, which is no whole number of "
                f"{self.timeframe} candles.",
                tuple(
                    (f"{count} candles", f"{count} candles")
                    for count in dict.fromkeys((below, below + 1))
                ),
                self.place,
            )
        return minutes // own

    def higher(self, timeframe: str) -> str | None:
        """Return ``timeframe`` as an operand carries it: ``None`` if it is the strategy's own.

        Raises:
            Unsure: it is lower than the strategy's, or does not fit it.
        """
        if timeframe == self.timeframe:
            return None
        own, other = MINUTES_OF[self.timeframe], MINUTES_OF[timeframe]
        if other < own or other % own:
            raise Unsure(
                f"The strategy runs on {self.timeframe} candles, so it cannot look at {timeframe} "
                "candles inside them.",
                place=self.place,
            )
        return timeframe

    def spoken(self, left: Operand, right: Operand | None = None) -> None:
        """Remember what a condition was about, for "it" and left-out subjects."""
        self.pair = None
        if not isinstance(left, Constant):
            self.lefts.append(left)
            if isinstance(right, Constant):
                self.levelled.append(left)
        if isinstance(right, Arithmetic) and right.op == "*" and isinstance(right.left, Constant):
            right = right.right  # after "2% below the EMA", "it" means the EMA
        if right is not None and not isinstance(right, Constant):
            self.rights.append(right)
        self.fresh = False

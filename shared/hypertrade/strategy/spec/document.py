"""``StrategySpec``: the whole strategy as one validated, versioned document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, field_validator, model_validator

from hypertrade.domain.base import Document
from hypertrade.domain.market import Timeframe, timeframe_minutes
from hypertrade.strategy.spec import checks
from hypertrade.strategy.spec.conditions import Condition
from hypertrade.strategy.spec.numbers import Duration, Number, Parameter, Whole
from hypertrade.strategy.spec.plan import (
    AtrStop,
    BreakEven,
    Protection,
    RoiStep,
    ScaleIn,
    Stake,
    TrailingStop,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEC_VERSION = 1
Side = Literal["long", "short"]
RULE_NAME = r"^[A-Za-z0-9]([A-Za-z0-9 _.+-]{0,58}[A-Za-z0-9_.+-])?$"
"""Letters, digits and `` _.+-``, 60 at most; Freqtrade prints tags in tables."""


class Rule(Document):
    """A named entry or exit; the name reaches Freqtrade's ``enter_tag`` or ``exit_tag``."""

    name: str = Field(pattern=RULE_NAME)
    side: Side = "long"
    when: Condition


class StrategySpec(Document):
    """A strategy: when it enters and leaves, with what money, behind which protections.

    Rules are judged on closed candles; an entry also needs every one of ``filters``. An absent
    ``stake`` or ``max_open_trades`` is decided by whoever runs the strategy; an absent
    ``stop_loss`` means none.
    """

    version: Literal[1] = 1
    name: str = Field(pattern=RULE_NAME)
    timeframe: Timeframe
    parameters: tuple[Parameter, ...] = ()
    filters: tuple[Condition, ...] = ()
    entries: tuple[Rule, ...] = Field(min_length=1)
    exits: tuple[Rule, ...] = ()
    take_profit: Number | None = None
    roi: tuple[RoiStep, ...] = ()
    stop_loss: Number | None = None
    atr_stop: AtrStop | None = None
    trailing_stop: TrailingStop | None = None
    break_even: BreakEven | None = None
    time_limit: Duration | None = None
    exit_only_in_profit: bool = False
    ignore_roi_while_entry_holds: bool = False
    leverage: Number = 1
    stake: Stake | None = None
    max_open_trades: Whole | None = None
    scale_in: ScaleIn | None = None
    protections: tuple[Protection, ...] = ()

    @property
    def direction(self) -> Literal["long", "short", "both"]:
        """Which way it trades, from its entries."""
        sides = {rule.side for rule in self.entries}
        return "both" if len(sides) > 1 else sides.pop()

    @field_validator("parameters")
    @classmethod
    def _check_parameter_names(cls, value: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
        checks.require(checks.unique("parameters", [item.name for item in value]))
        return value

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        checks.require(self.problems())
        return self

    def problems(self) -> checks.Problems:
        """Yield everything that is wrong with the document as a whole."""
        yield from checks.unique("entries", [rule.name for rule in self.entries])
        yield from checks.unique("exits", [rule.name for rule in self.exits])
        yield from checks.sides(self.entries, self.exits)
        parameters = {item.name: item for item in self.parameters}
        yield from checks.numbers(self, parameters)
        yield from checks.stops(self.trailing_stop, self.break_even, parameters)
        yield from checks.roi(self.roi, timeframe_minutes(self.timeframe))
        yield from checks.timeframes(self, self.timeframe)

    def nodes(self) -> Iterator[Document]:
        """Yield every part of the document, depth first, parents before children."""
        return checks.walk(self)

    def minutes(self, duration: Duration) -> float:
        """Return the length of one ``duration`` unit in minutes, candles being this strategy's."""
        return checks.unit_minutes(duration.unit, timeframe_minutes(self.timeframe))

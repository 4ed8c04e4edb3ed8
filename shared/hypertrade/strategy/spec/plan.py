"""Money and risk: how a position is sized, protected and closed.

Ratios are fractions (0.05 is 5 %) of the position's own profit, leverage included, as Freqtrade
counts them. Field by field these are Freqtrade's own mechanisms.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hypertrade.domain.base import Document
from hypertrade.strategy.spec.numbers import Duration, Number, ParameterRef, Whole


class RoiStep(Document):
    """From ``after`` on, close at ``profit`` or more; a profit of -1 closes whatever it is."""

    after: Duration
    profit: Number


class AtrStop(Document):
    """A stop ``multiple`` average true ranges away.

    Measured from the entry with the ATR of the signal candle; if ``trailing``, from the best price
    seen so far with the current ATR, and never loosened.
    """

    multiple: Number
    period: Whole = 14
    trailing: bool = False


class TrailingStop(Document):
    """A stop ``distance`` behind the best price.

    With ``after`` it starts once the profit exceeds that; without, at once.
    """

    distance: Number
    after: Number | None = None

    @model_validator(mode="after")
    def _check_offset(self) -> Self:
        values = (self.distance, self.after)
        if any(value is None or isinstance(value, ParameterRef) for value in values):
            return self
        if self.after <= self.distance:  # type: ignore[operator]
            msg = (
                f"a trailing stop of {self.distance} that starts after a profit of {self.after} "
                "would start below the entry: start it above its own distance"
            )
            raise ValueError(msg)
        return self


class BreakEven(Document):
    """Once the profit reaches ``trigger``, the stop moves to the entry plus ``lock``."""

    trigger: Number
    lock: Number = 0


class FixedStake(Document):
    """Every position takes ``amount`` of the quote currency."""

    kind: Literal["fixed"] = "fixed"
    amount: Number


class ShareStake(Document):
    """Every position takes ``fraction`` of the whole balance, open positions included."""

    kind: Literal["share"] = "share"
    fraction: Number


class UnlimitedStake(Document):
    """The balance is divided evenly among the positions that may be open."""

    kind: Literal["unlimited"] = "unlimited"


Stake = Annotated[FixedStake | ShareStake | UnlimitedStake, Field(discriminator="kind")]


class ScaleIn(Document):
    """Add to an open position, at most ``times`` times.

    Each time the price stands ``move`` (a fraction) ``against`` or in ``favour`` of the position's
    average entry, for ``size`` times its first stake.
    """

    times: Whole
    move: Number
    direction: Literal["against", "favour"] = "against"
    size: Number = 1


class Cooldown(Document):
    """After a position closes, its pair rests."""

    kind: Literal["cooldown"] = "cooldown"
    rest: Duration


class StoplossGuard(Document):
    """After ``trades`` stops below ``required_profit`` within ``lookback``, entries rest."""

    kind: Literal["stoploss_guard"] = "stoploss_guard"
    trades: Whole
    lookback: Duration
    rest: Duration
    per_pair: bool = False
    per_side: bool = False
    required_profit: Number = 0


class DrawdownGuard(Document):
    """After ``trades`` and a drawdown beyond ``drawdown`` over ``lookback``, entries rest."""

    kind: Literal["drawdown_guard"] = "drawdown_guard"
    drawdown: Number
    trades: Whole = 1
    lookback: Duration
    rest: Duration
    mode: Literal["ratios", "equity"] = "equity"


class LowProfitGuard(Document):
    """A pair whose ``trades`` or more trades within ``lookback`` earned too little rests."""

    kind: Literal["low_profit_guard"] = "low_profit_guard"
    trades: Whole
    lookback: Duration
    rest: Duration
    required_profit: Number = 0
    per_side: bool = False


Protection = Annotated[
    Cooldown | StoplossGuard | DrawdownGuard | LowProfitGuard, Field(discriminator="kind")
]

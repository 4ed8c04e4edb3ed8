"""Hypothesis strategies for whole strategy documents and their parts.

``specs()`` draws any valid ``StrategySpec``: every model, every indicator and pattern, parameters
wherever a number stands, nested conditions, higher timeframes, both sides. ``conditions()`` and
``operands()`` draw parts that need no parameters and no higher timeframe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.spec import (
    AtrStop,
    BreakEven,
    Condition,
    Cooldown,
    DrawdownGuard,
    FixedStake,
    LowProfitGuard,
    Operand,
    ParameterRef,
    Protection,
    RoiStep,
    Rule,
    ScaleIn,
    ShareStake,
    Stake,
    StoplossGuard,
    StrategySpec,
    TrailingStop,
    UnlimitedStake,
)
from hypertrade.strategy.spec.numbers import MINUTES_PER_UNIT
from hypothesis import strategies as st

from tests.strategy.drawing import NAME_MIDDLE, NAME_START, Builder, Draw

if TYPE_CHECKING:
    from collections.abc import Sequence


class DocumentBuilder(Builder):
    """Draws rules and plans too."""

    # Rules and the plan

    def name(self) -> str:
        """Draw the name of a strategy or rule."""
        middle = self.draw(st.text(NAME_MIDDLE, max_size=self.one((8, 20, 59))))
        return f"{self.one(NAME_START)}{middle}".rstrip()

    def rules(self, sides: Sequence[str], most: int, depth: int) -> tuple[Rule, ...]:
        """Draw up to ``most`` rules with different names."""
        names = self.draw(
            st.lists(st.just(0), min_size=1, max_size=most).map(lambda items: range(len(items)))
        )
        rules: dict[str, Rule] = {}
        for _ in names:
            name = self.name()
            side = self.one(sides)
            rules[name] = Rule(name=name, side=side, when=self.condition(depth))
        return tuple(rules.values())

    def roi(self) -> tuple[RoiStep, ...]:
        """Draw a ROI table."""
        steps = {}
        for _ in range(self.one((1, 2, 4))):
            after = self.duration(least=0)
            profit = -1 if self.chance(10) else self.bound("RoiStep", "profit", usual=2)
            minutes = MINUTES_PER_UNIT.get(after.unit, self.minutes)
            time = after.value if isinstance(after.value, ParameterRef) else after.value * minutes
            steps[str(time)] = RoiStep(after=after, profit=profit)
        return tuple(steps.values())

    def atr_stop(self) -> AtrStop:
        """Draw an ATR stop."""
        return AtrStop(
            multiple=self.bound("AtrStop", "multiple", usual=5),
            period=self.bound("AtrStop", "period", whole=True),
            trailing=self.chance(),
        )

    def trailing_stop(self) -> TrailingStop:
        """Draw a trailing stop."""
        distance = self.bound("TrailingStop", "distance", usual=1)
        after = self.maybe(lambda: self.bound("TrailingStop", "after", usual=1), 60)
        if after is not None and self.default(after) <= self.default(distance):
            after = self.default(distance) * 2
        return TrailingStop(distance=distance, after=after)

    def break_even(self) -> BreakEven:
        """Draw a break-even stop."""
        lock = self.bound("BreakEven", "lock", usual=0.1) if self.chance() else 0
        trigger = self.bound("BreakEven", "trigger", usual=1)
        if self.default(lock) >= self.default(trigger):
            lock = 0
        return BreakEven(trigger=trigger, lock=lock)

    def stake(self) -> Stake:
        """Draw a position size."""
        kind = self.one(("fixed", "share", "unlimited"))
        if kind == "fixed":
            return FixedStake(amount=self.bound("FixedStake", "amount", usual=1000))
        if kind == "share":
            return ShareStake(fraction=self.bound("ShareStake", "fraction", usual=1))
        return UnlimitedStake()

    def scale_in(self) -> ScaleIn:
        """Draw additions to a position."""
        return ScaleIn(
            times=self.bound("ScaleIn", "times", whole=True, usual=5),
            move=self.bound("ScaleIn", "move", usual=0.2),
            direction=self.one(("against", "favour")),
            size=self.bound("ScaleIn", "size", usual=3),
        )

    def protection(self) -> Protection:
        """Draw one of Freqtrade's protections."""
        kind = self.one(("cooldown", "stoploss", "drawdown", "low_profit"))
        if kind == "cooldown":
            return Cooldown(rest=self.duration())
        if kind == "stoploss":
            return StoplossGuard(
                trades=self.bound("StoplossGuard", "trades", whole=True, usual=8),
                lookback=self.duration(),
                rest=self.duration(),
                per_pair=self.chance(),
                per_side=self.chance(),
                required_profit=self.bound("StoplossGuard", "required_profit", usual=2),
            )
        if kind == "drawdown":
            return DrawdownGuard(
                drawdown=self.bound("DrawdownGuard", "drawdown", usual=1),
                trades=self.bound("DrawdownGuard", "trades", whole=True, usual=8),
                lookback=self.duration(),
                rest=self.duration(),
                mode=self.one(("ratios", "equity")),
            )
        return LowProfitGuard(
            trades=self.bound("LowProfitGuard", "trades", whole=True, usual=8),
            lookback=self.duration(),
            rest=self.duration(),
            required_profit=self.bound("LowProfitGuard", "required_profit", usual=2),
            per_side=self.chance(),
        )


@st.composite
def specs(
    draw: Draw,
    *,
    depth: int = 3,
    timeframes: tuple[str, ...] = tuple(MINUTES_OF),
    parameters: bool = True,
    higher: bool = True,
) -> StrategySpec:
    """Draw any valid strategy whose rule trees have at most ``depth`` levels."""
    timeframe = draw(st.sampled_from(timeframes))
    build = DocumentBuilder(draw, timeframe, parameters=parameters, higher=higher)
    sides = build.one((["long"], ["long"], ["short"], ["long", "short"]))
    entries = build.rules(sides, 3, depth)
    opened = sorted({rule.side for rule in entries})
    fields: dict[str, Any] = {
        "name": build.name(),
        "timeframe": timeframe,
        "entries": entries,
        "filters": tuple(build.condition(1) for _ in range(build.one((0, 0, 0, 1, 2)))),
        "exits": build.rules(opened, 2, depth) if build.chance(60) else (),
        "take_profit": build.maybe(lambda: build.bound("StrategySpec", "take_profit", usual=2)),
        "roi": build.roi() if build.chance(25) else (),
        "stop_loss": build.maybe(lambda: build.bound("StrategySpec", "stop_loss", usual=1), 60),
        "atr_stop": build.maybe(build.atr_stop),
        "trailing_stop": build.maybe(build.trailing_stop),
        "break_even": build.maybe(build.break_even),
        "time_limit": build.maybe(build.duration),
        "exit_only_in_profit": build.chance(20),
        "ignore_roi_while_entry_holds": build.chance(20),
        "leverage": build.bound("StrategySpec", "leverage", usual=20) if build.chance(20) else 1,
        "stake": build.maybe(build.stake, 50),
        "max_open_trades": build.maybe(
            lambda: build.bound("StrategySpec", "max_open_trades", whole=True, usual=10), 40
        ),
        "scale_in": build.maybe(build.scale_in),
        "protections": tuple(build.protection() for _ in range(build.one((0, 0, 0, 1, 2)))),
    }
    return StrategySpec(parameters=tuple(build.parameters.values()), **fields)


@st.composite
def conditions(draw: Draw, *, depth: int = 2) -> Condition:
    """Draw a rule tree on the strategy's own timeframe, with literal numbers only."""
    return Builder(draw, parameters=False, higher=False).condition(depth)


@st.composite
def operands(draw: Draw, *, depth: int = 2) -> Operand:
    """Draw an operand on the strategy's own timeframe, with literal numbers only."""
    return Builder(draw, parameters=False, higher=False).operand(depth)

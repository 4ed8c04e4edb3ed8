"""Drawing the parts of a strategy document with Hypothesis: numbers, operands, conditions."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS, ParameterDefinition
from hypertrade.strategy.spec import (
    WEEKDAYS,
    Ago,
    All,
    Arithmetic,
    Between,
    Change,
    Compare,
    Condition,
    Constant,
    Cross,
    DayOfWeek,
    Duration,
    Indicator,
    Not,
    Operand,
    Parameter,
    ParameterRef,
    Pattern,
    Price,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)
from hypertrade.strategy.spec import Any as AnyOf
from hypertrade.strategy.spec.checks import BOUNDS
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")

PRICE_FIELDS = ("open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4")
NAME_START = "ABCXYZabcxyz0129"
NAME_MIDDLE = NAME_START + " _.+-"
COMPARISONS = (">", ">=", "<", "<=", "==", "!=")
OPERATORS = ("+", "-", "*", "/", "min", "max")
UNITS = ("minutes", "hours", "days", "weeks", "candles")
AWKWARD_PARAMETERS = ("stoploss", "timeframe", "class", "leverage", "rsi_14", "dataframe", "a" * 40)
"""Parameter names that a careless compiler would trip over."""


class Builder:
    """Draws parts of one document, collecting the parameters it refers to."""

    def __init__(
        self, draw: Draw, timeframe: str = "1h", *, parameters: bool = True, higher: bool = True
    ) -> None:
        """Start an empty document on ``timeframe``."""
        self.draw = draw
        self.parameters: dict[str, Parameter] = {}
        self.with_parameters = parameters
        own = self.minutes = MINUTES_OF[timeframe]
        self.higher = [
            name
            for name, minutes in MINUTES_OF.items()
            if higher and minutes > own and minutes % own == 0
        ]

    def one(self, items: Any) -> Any:
        """Draw one of ``items``."""
        return self.draw(st.sampled_from(list(items)))

    def chance(self, percent: int = 50) -> bool:
        """Draw whether something that happens ``percent`` of the time happens."""
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)

    def maybe(self, make: Callable[[], T], percent: int = 25) -> T | None:
        """Draw ``make()`` or nothing."""
        return make() if self.chance(percent) else None

    # Numbers

    def number(self, low: float, high: float, *, whole: bool = False, usual: float = 60) -> Any:
        """Draw a number from ``low`` to ``high``, mostly within ``usual`` of ``low``."""
        if self.with_parameters and self.chance(12):
            return self.reference(low, high, whole=whole, usual=usual)
        return self.literal(low, high, whole=whole, usual=usual)

    def literal(self, low: float, high: float, *, whole: bool, usual: float) -> Any:
        """Draw a literal number."""
        low = max(low, -1e6)
        high = min(high, low + usual) if self.chance(95) else min(high, low + 50 * usual)
        if whole or (self.chance(30) and math.ceil(low) <= math.floor(high)):
            return self.draw(st.integers(math.ceil(low), math.floor(high)))
        digits = self.one((1, 2, 4, 10))
        value = round(self.draw(st.floats(low, high, allow_nan=False)), digits)
        return value if low <= value <= high else low

    def reference(self, low: float, high: float, *, whole: bool, usual: float) -> ParameterRef:
        """Draw a reference to a parameter whose whole grid lies from ``low`` to ``high``."""
        fitting = [
            item
            for item in self.parameters.values()
            if item.low >= low and item.high <= high and (item.whole or not whole)
        ]
        if fitting and self.chance(40):
            return ParameterRef(param=self.one(fitting).name)
        high = min(high, max(low, -1e6) + usual)
        start = self.literal(low, high, whole=whole, usual=usual)
        step = self.one((1, 1, 2, 5) if whole else (1, 0.1, 0.01, 0.25, 0.005, 0.3))
        room = int((Decimal(str(high)) - Decimal(str(start))) // Decimal(str(step)))
        if room < 1:
            start, room = (math.ceil(low) if whole else max(low, -1e6)), 1
            room = int((Decimal(str(high)) - Decimal(str(start))) // Decimal(str(step)))
        if room < 1:
            step, room = (1 if whole else float((Decimal(str(high)) - Decimal(str(start))) / 2)), 1
        count = self.draw(st.integers(1, min(room, 20)))
        chosen = self.draw(st.integers(0, count))
        grid = [
            float(Decimal(str(start)) + Decimal(str(step)) * index) for index in (0, count, chosen)
        ]
        name = self.parameter_name()
        self.parameters[name] = Parameter(
            name=name, low=grid[0], high=grid[1], step=step, default=grid[2]
        )
        return ParameterRef(param=name)

    def default(self, number: Any) -> float:
        """Return the value of ``number`` if nothing is tuned."""
        return self.parameters[number.param].default if isinstance(number, ParameterRef) else number

    def parameter_name(self) -> str:
        """Draw a name no other parameter has."""
        free = [name for name in AWKWARD_PARAMETERS if name not in self.parameters]
        if free and self.chance(15):
            return str(self.one(free))
        return f"{self.one(('p', 'buy_level', 'rsi_period', 'n_'))}{len(self.parameters)}"

    def bound(self, model: str, field: str, *, whole: bool = False, usual: float = 60) -> Any:
        """Draw the number of a model's field, within its documented range."""
        low, high = BOUNDS[model, field]
        return self.number(low, high, whole=whole, usual=usual)

    def duration(self, *, least: int = 1) -> Duration:
        """Draw a length of time."""
        value = self.number(least, BOUNDS["Duration", "value"][1], whole=True, usual=200)
        return Duration(value=value, unit=self.one(UNITS))

    def candles(self, model: str) -> Any:
        """Draw how many candles a condition looks back."""
        return self.bound(model, "candles", whole=True, usual=20)

    def shift(self, model: str) -> Any:
        """Draw how many candles ago something is read; mostly this candle."""
        return self.bound(model, "shift", whole=True, usual=10) if self.chance(20) else 0

    def timeframe(self) -> str | None:
        """Draw a higher timeframe, or the document's own."""
        return self.one(self.higher) if self.higher and self.chance(15) else None

    # Operands

    def constant(self) -> Constant:
        """Draw a number operand."""
        value = self.number(-100, 100, usual=200) if self.chance(80) else self.any_constant()
        return Constant(value=value)

    def any_constant(self) -> Any:
        """Draw any finite number."""
        return self.draw(
            st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
        )

    def price(self, *, plain: bool = False) -> Price:
        """Draw a price; a plain one has no timeframe and no shift."""
        field = self.one(PRICE_FIELDS)
        if plain:
            return Price(field=field)
        return Price(field=field, timeframe=self.timeframe(), shift=self.shift("Price"))

    def indicator(self, depth: int = 2, *, plain: bool = False, name: str = "") -> Indicator:
        """Draw an indicator (of that name); a plain one has no timeframe and no shift."""
        known = INDICATORS[name or self.one(INDICATORS)]
        params = {
            item.name: self.parameter(item)
            for item in known.parameters
            if self.chance(70)  # the others take their default
        }
        source: Price | Indicator | None = None
        if known.source is not None and self.chance(30):
            nested = depth > 0 and self.chance(40)
            source = self.indicator(depth - 1, plain=True) if nested else self.price(plain=True)
        return Indicator(
            name=known.name,
            params=params,
            output=self.one(known.outputs),
            source=source,
            timeframe=None if plain else self.timeframe(),
            shift=0 if plain else self.shift("Indicator"),
        )

    def parameter(self, item: ParameterDefinition) -> Any:
        """Draw the value of an indicator's parameter."""
        return self.number(item.low, item.high, whole=item.whole, usual=40 if item.whole else 5)

    def operand(self, depth: int = 2) -> Operand:
        """Draw anything that can be compared."""
        kinds: list[Callable[[], Operand]] = [self.constant, self.price, self.indicator]
        kinds += [self.indicator, self.indicator]
        if depth > 0:
            kinds += [lambda: self.change(depth), lambda: self.arithmetic(depth)]
        drawn: Operand = kinds[self.one(range(len(kinds)))]()
        return drawn

    def change(self, depth: int) -> Change:
        """Draw a relative change."""
        return Change(of=self.operand(depth - 1), candles=self.candles("Change"))

    def arithmetic(self, depth: int) -> Arithmetic:
        """Draw arithmetic over two operands."""
        left, right = self.operand(depth - 1), self.operand(depth - 1)
        return Arithmetic(op=self.one(OPERATORS), left=left, right=right)

    # Conditions

    def condition(self, depth: int = 3) -> Condition:
        """Draw a rule tree of at most ``depth`` levels."""
        leaves: list[Callable[[], Condition]] = [
            self.compare,
            self.compare,
            self.cross,
            self.between,
            self.trend,
            self.pattern,
            self.time_of_day,
            self.day_of_week,
        ]
        branches: list[Callable[[], Condition]] = [
            lambda: Ago(condition=self.condition(depth - 1), candles=self.candles("Ago")),
            lambda: Within(condition=self.condition(depth - 1), candles=self.candles("Within")),
            lambda: Streak(condition=self.condition(depth - 1), candles=self.candles("Streak")),
            lambda: All(conditions=self.conditions(depth)),
            lambda: AnyOf(conditions=self.conditions(depth)),
            lambda: Not(condition=self.condition(depth - 1)),
        ]
        kinds = leaves if depth <= 0 or self.chance(60) else branches
        drawn: Condition = kinds[self.one(range(len(kinds)))]()
        return drawn

    def conditions(self, depth: int) -> tuple[Condition, ...]:
        """Draw the members of all-of or any-of."""
        return tuple(self.condition(depth - 1) for _ in range(self.one((2, 2, 3))))

    def compare(self) -> Compare:
        """Draw a comparison."""
        return Compare(left=self.operand(), op=self.one(COMPARISONS), right=self.operand(1))

    def cross(self) -> Cross:
        """Draw a crossing."""
        direction = self.one(("above", "below"))
        return Cross(left=self.operand(1), direction=direction, right=self.operand(1))

    def between(self) -> Between:
        """Draw a range test."""
        return Between(value=self.operand(1), low=self.operand(0), high=self.operand(0))

    def trend(self) -> Trend:
        """Draw a rising or falling test."""
        direction = self.one(("rising", "falling"))
        return Trend(value=self.operand(1), direction=direction, candles=self.candles("Trend"))

    def pattern(self) -> Pattern:
        """Draw a candlestick pattern."""
        known = PATTERNS[self.one(PATTERNS)]
        penetration = None
        if known.penetration is not None and self.chance(50):
            penetration = self.bound("Pattern", "penetration")
        return Pattern(
            name=known.name,
            signal=self.one(("bullish", "bearish", "any")),
            penetration=penetration,
            timeframe=self.timeframe(),
            shift=self.shift("Pattern"),
        )

    def time_of_day(self) -> TimeOfDay:
        """Draw a daily window; it may wrap past midnight."""
        start = self.draw(st.integers(0, 24 * 60 - 1))
        stop = self.draw(st.integers(0, 24 * 60).filter(lambda value: value != start))
        return TimeOfDay(
            start=f"{start // 60:02}:{start % 60:02}", stop=f"{stop // 60:02}:{stop % 60:02}"
        )

    def day_of_week(self) -> DayOfWeek:
        """Draw some days."""
        days = self.draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True))
        return DayOfWeek(days=tuple(days))

"""Rule trees as boolean expressions over the candles."""

from __future__ import annotations

from collections.abc import Callable

from hypertrade.strategy.catalogue import PATTERNS
from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.describe import describe
from hypertrade.strategy.compile.frames import column
from hypertrade.strategy.compile.layout import Chain, Leaf, Logic, Negation
from hypertrade.strategy.compile.operands import Body, Operands, own_timeframe
from hypertrade.strategy.compile.values import Value
from hypertrade.strategy.spec import (
    WEEKDAYS,
    Ago,
    All,
    Any,
    Between,
    Compare,
    Condition,
    Cross,
    DayOfWeek,
    Not,
    Pattern,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)

_DEEPEST = 3
_OWN = 40  # beside the name of a column
_LONG_COMMENT = 240

Watch = Callable[[Condition, int, str], None]
"""Called with each condition, its depth and the local variable that holds it."""


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


class Conditions:
    """Renders the conditions of one method, ``populate_entry_trend`` or ``populate_exit_trend``.

    With ``watch`` every condition gets a local variable, and ``watch`` hears of it.
    """

    def __init__(self, operands: Operands, body: Body, watch: Watch | None = None) -> None:
        """Write into ``body``."""
        self._operands = operands
        self._numbers = operands.numbers
        self._body = body
        self._watch = watch

    def logic(self, node: Condition, depth: int = 0) -> Logic:
        """Return ``node`` as a boolean expression."""
        logic = self._logic(node, depth)
        if self._watch is None:
            return logic
        leaf = self._hold(logic, heading(node, logic))
        self._watch(node, depth, leaf.text)
        return leaf

    def joined(self, operator: str, parts: list[tuple[str, Logic]]) -> Logic:
        """Return ``parts`` joined by ``operator``, deep ones moved into local variables."""
        kept: list[tuple[str, Logic]] = []
        for note, part in parts:
            flat = self._hold(part, note) if layout.depth(part) >= _DEEPEST else part
            kept.append((note, flat))
        return kept[0][1] if len(kept) == 1 else Chain(operator, tuple(kept))

    def _logic(  # noqa: C901, PLR0911 - one case for each kind of condition
        self, node: Condition, depth: int
    ) -> Logic:
        match node:
            case Compare():
                return self._compare(node)
            case Cross():
                return self._cross(node)
            case Between():
                return self._between(node)
            case Trend():
                return self._trend(node)
            case Pattern():
                return self._pattern(node)
            case TimeOfDay():
                return self._time_of_day(node)
            case DayOfWeek():
                days = ", ".join(str(WEEKDAYS.index(day)) for day in node.days)
                return Leaf(f'dataframe["date"].dt.day_of_week.isin([{days}])')
            case Ago() | Within() | Streak():
                return self._past(node, depth)
            case All() | Any():
                operator = "&" if isinstance(node, All) else "|"
                parts = [(part, self.logic(part, depth + 1)) for part in node.conditions]
                return self.joined(operator, [(heading(*item), item[1]) for item in parts])
            case Not():
                inner = self.logic(node.condition, depth + 1)
                if isinstance(inner, Negation) or layout.depth(inner) >= _DEEPEST:
                    inner = self._hold(inner, heading(node.condition, inner))
                return Negation(inner)

    def _hold(self, logic: Logic, note: str) -> Leaf:
        """Put ``logic`` into a local variable."""
        name = self._body.names.count("condition")
        self._body.lines += layout.comment(note)
        self._body.lines += layout.assign_logic(name, logic, note)
        return Leaf(name)

    def _leaf(self, write: Callable[..., str], *values: Value, bare: bool = True) -> Leaf:
        if all(value.scalar for value in values):
            # Numbers alone: the same on every candle.
            text = self._body.compose(
                lambda *parts: f"pd.Series(bool({write(*parts)}), index=dataframe.index)",
                *values,
            )
            return Leaf(text)
        return Leaf(self._body.compose(write, *values), bare=bare)

    def _compare(self, node: Compare) -> Leaf:
        left = self._operands.value(node.left, self._body)
        right = self._operands.value(node.right, self._body)
        if node.op != "!=" or (left.scalar and right.scalar):
            return self._leaf(lambda a, b: f"{a.text} {node.op} {b.text}", left, right)

        def differ(a: Value, b: Value) -> str:
            present = [f"{item.operand}.notna()" for item in (a, b) if not item.scalar]
            return " & ".join([f"({a.text} != {b.text})", *present])

        return self._leaf(differ, left, right)

    def _cross(self, node: Cross) -> Leaf:
        left = self._operands.value(node.left, self._body)
        right = self._operands.value(node.right, self._body)
        direction = node.direction
        if left.scalar and right.scalar:
            return Leaf("pd.Series(False, index=dataframe.index)")
        if left.scalar:  # a number crosses above a line where the line crosses below the number
            left, right = right, left
            direction = "below" if direction == "above" else "above"
        function = f"qtpylib.crossed_{direction}"
        return self._leaf(lambda a, b: f"{function}({a.text}, {b.text})", left, right, bare=False)

    def _between(self, node: Between) -> Leaf:
        value, low, high = (
            self._operands.value(item, self._body) for item in (node.value, node.low, node.high)
        )
        if not value.scalar:
            return self._leaf(
                lambda a, b, c: f"{a.operand}.between({b.text}, {c.text})",
                value,
                low,
                high,
                bare=False,
            )
        if low.scalar and high.scalar:
            return self._leaf(lambda a, b, c: f"{b.text} <= {a.text} <= {c.text}", value, low, high)
        return self._leaf(
            lambda a, b, c: f"({b.text} <= {a.text}) & ({a.text} <= {c.text})",
            value,
            low,
            high,
        )

    def _trend(self, node: Trend) -> Leaf:
        timeframe = own_timeframe(node.value)
        if timeframe is None:
            value = self._operands.value(node.value, self._body)
            if value.scalar:
                return Leaf("pd.Series(False, index=dataframe.index)")
            return Leaf(self._moves(node, value, self._body), bare=True)

        def build(own: Body) -> str:
            value = self._operands.value(node.value, own, timeframe)
            moves = Value(self._moves(node, value, own), atom=False)
            return own.compose(lambda item: f"{item.operand}.astype(int)", moves, room=_OWN)

        stem = self._operands.stem(node.value)
        name = self._operands.on_own_candles(
            node,
            timeframe,
            f"{stem}{node.direction}_{self._numbers.label(node.candles)}",
            describe(node),
            build,
        )
        return Leaf(f"{column(f'{name}_{timeframe}')} == 1", bare=True)

    def _moves(self, node: Trend, value: Value, body: Body) -> str:
        sign = ">" if node.direction == "rising" else "<"
        if node.candles == 1:
            return body.compose(lambda a: f"{a.operand}.diff() {sign} 0", value)
        count = self._numbers.value(node.candles)
        return body.compose(
            lambda a, n: f"({a.operand}.diff() {sign} 0).rolling({n.text}).min() > 0", value, count
        )

    def _pattern(self, node: Pattern) -> Leaf:
        known = PATTERNS[node.name]
        frame = self._operands.frames[node.timeframe]
        arguments = ["dataframe"]
        wish = f"pattern_{node.name}"
        if node.penetration is not None:
            arguments.append(f"penetration={self._numbers.text(node.penetration, real=True)}")
            if node.penetration != known.penetration:
                wish += f"_{self._numbers.label(node.penetration)}"
        name = frame.called(
            ("pattern", node.name, repr(node.penetration)),
            wish,
            f"Candlestick pattern {node.name.replace('_', ' ')}: 100 bullish, -100 bearish",
            f"ta.{known.function}",
            arguments,
        )
        value = self._operands.column(name, node.timeframe, node.shift, self._body)
        if node.signal == "any" and node.timeframe is None and node.shift == 0:
            return self._leaf(lambda a: f"{a.text} != 0", value)
        if node.signal == "any":  # missing values aside
            return self._leaf(lambda a: f"{a.operand}.abs() > 0", value)
        sign = ">" if node.signal == "bullish" else "<"
        return self._leaf(lambda a: f"{a.text} {sign} 0", value)

    def _time_of_day(self, node: TimeOfDay) -> Leaf:
        start, stop = _minutes(node.start), _minutes(node.stop)
        if "minute_of_day" not in "".join(self._body.lines):
            self._body.lines += layout.comment("Minute of the day at which each candle opens, UTC")
            self._body.lines += layout.assign("opening", 'dataframe["date"].dt')
            self._body.lines += layout.assign("minute_of_day", "opening.hour * 60 + opening.minute")
        if start < stop:
            return Leaf(f"minute_of_day.between({start}, {stop - 1})")
        return Leaf(f"(minute_of_day >= {start}) | (minute_of_day < {stop})", bare=True)

    def _past(self, node: Ago | Within | Streak, depth: int) -> Leaf:
        inner = self.logic(node.condition, depth + 1)
        if not isinstance(inner, Leaf):
            inner = self._hold(inner, heading(node.condition, inner))
        count = self._numbers.value(node.candles)

        def write(a: Value, n: Value) -> str:
            match node:
                case Ago():
                    return f"{a.operand}.shift({n.text}, fill_value=False)"
                case Within():
                    return f"{a.operand}.rolling({n.text}, min_periods=1).max() > 0"
                case Streak():
                    return f"{a.operand}.rolling({n.text}).min() > 0"

        value = Value(inner.text, atom=not inner.bare)
        return self._leaf(write, value, count, bare=not isinstance(node, Ago))


def heading(node: Condition, logic: Logic) -> str:
    """Return the comment above ``logic``: its reading, or what its commented parts are."""
    match logic:
        case Chain(operator="&"):
            return "all of these:"
        case Chain():
            return "any of these:"
        case Negation(inner=Chain(operator=operator)):
            return f"not {'all' if operator == '&' else 'any'} of these:"
        case _:
            return shortened(describe(node))


def shortened(text: str) -> str:
    """Return ``text`` at a comment's length."""
    if len(text) <= _LONG_COMMENT:
        return text
    return f"{text[: _LONG_COMMENT - 3].rstrip()}..."

"""Operands as expressions over the candles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.describe import describe_operand
from hypertrade.strategy.compile.frames import Frame, column
from hypertrade.strategy.compile.values import Numbers, Value
from hypertrade.strategy.spec import (
    Arithmetic,
    Change,
    Constant,
    Indicator,
    Operand,
    Price,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.domain.base import Document
    from hypertrade.strategy.compile.names import Namespace


def series(node: Operand) -> Iterator[Price | Indicator]:
    """Yield every price and indicator in ``node``."""
    match node:
        case Price() | Indicator():
            yield node
        case Change():
            yield from series(node.of)
        case Arithmetic():
            yield from series(node.left)
            yield from series(node.right)
        case Constant():
            return


def own_timeframe(node: Operand) -> str | None:
    """Return the higher timeframe on which all of ``node`` lives, or ``None``."""
    found = {item.timeframe for item in series(node)}
    return found.pop() if len(found) == 1 else None


class Body:
    """The statements of one method, and its local variables."""

    def __init__(self, names: Namespace) -> None:
        """Start empty."""
        self.names = names
        self.lines: list[str] = []

    def hold(self, value: Value, stem: str = "value") -> Value:
        """Put ``value`` into a local variable."""
        name = self.names.count(stem)
        self.lines += layout.assign(name, value.text)
        return Value(name, scalar=value.scalar, local=True)

    def compose(
        self,
        write: Callable[..., str],
        *values: Value,
        room: int = layout.ATOM,
    ) -> str:
        """Return ``write(*values)``, holding the longest values in locals until it fits."""
        parts = list(values)
        while len(text := write(*parts)) > room:
            free = [index for index, part in enumerate(parts) if not part.local]
            if not free:
                return text
            longest = max(free, key=lambda index: len(parts[index].text))
            parts[longest] = self.hold(parts[longest])
        return text


class Operands:
    """Renders operands of one strategy."""

    def __init__(self, numbers: Numbers, frames: dict[str | None, Frame]) -> None:
        """Take the strategy's parameters and its timeframes' columns."""
        self.numbers = numbers
        self.frames = frames

    def value(self, node: Operand, body: Body, inside: str | None = None) -> Value:
        """Return ``node`` as an expression in ``body``, a method that sees ``inside``'s candles."""
        match node:
            case Constant():
                return self.numbers.value(node.value)
            case Price() | Indicator():
                return self._series(node, body, inside)
            case Change():
                return self._change(node, body, inside)
            case Arithmetic():
                return self._arithmetic(node, body, inside)

    def column(
        self, name: str, timeframe: str | None, shift: Whole, body: Body, inside: str | None = None
    ) -> Value:
        """Return a column of ``timeframe``, ``shift`` of its candles ago."""
        if timeframe is not None and shift != 0:
            name, shift = self.frames[timeframe].shifted(name, shift), 0
        if timeframe != inside:
            name = f"{name}_{timeframe}"
        value = Value(column(name))
        if shift == 0:
            return value
        count = self.numbers.value(shift)
        return Value(body.compose(lambda a, n: f"{a.text}.shift({n.text})", value, count))

    def stem(self, node: Operand) -> str:
        """Return what the name of a column derived from ``node`` starts with."""
        if isinstance(node, Price | Indicator):
            return f"{self.frames[node.timeframe].source(node)}_"
        return ""

    def on_own_candles(
        self, node: Document, timeframe: str, wish: str, note: str, build: Callable[[Body], str]
    ) -> str:
        """Return the column of ``node`` that ``timeframe``'s own method computes by ``build``."""
        frame = self.frames[timeframe]
        key = ("node", node.canonical_json())
        known = frame.find(key)
        if known is not None:
            return known
        body = Body(frame.locals)
        text = build(body)
        if body.lines:
            frame.groups.append(body.lines)
        return frame.derived(key, wish, note, text)

    def change(self, value: Value, candles: Whole, body: Body) -> str:
        """Return the relative change of ``value`` over ``candles`` candles."""
        if value.scalar:
            return "0.0"
        count = self.numbers.value(candles)
        return body.compose(
            lambda base, number: f"{base.operand} / {base.operand}.shift({number.text}) - 1",
            value,
            count,
        )

    def _series(self, node: Price | Indicator, body: Body, inside: str | None) -> Value:
        name = self.frames[node.timeframe].source(node)
        return self.column(name, node.timeframe, node.shift, body, inside)

    def _change(self, node: Change, body: Body, inside: str | None) -> Value:
        timeframe = own_timeframe(node.of)
        if timeframe is None or timeframe == inside:
            text = self.change(self.value(node.of, body, inside), node.candles, body)
            return Value(text, scalar=text == "0.0", atom=text == "0.0")
        name = self.on_own_candles(
            node,
            timeframe,
            f"{self.stem(node.of)}change_{self.numbers.label(node.candles)}",
            describe_operand(node),
            lambda own: self.change(self.value(node.of, own, timeframe), node.candles, own),
        )
        return Value(column(f"{name}_{timeframe}" if timeframe != inside else name))

    def _arithmetic(self, node: Arithmetic, body: Body, inside: str | None) -> Value:
        left = self.value(node.left, body, inside)
        right = self.value(node.right, body, inside)
        scalar = left.scalar and right.scalar
        if node.op in ("min", "max"):
            name = node.op if scalar else f"np.{node.op}imum"
            text = body.compose(lambda a, b: f"{name}({a.text}, {b.text})", left, right)
            return Value(text, scalar=scalar)
        if scalar and node.op == "/":
            # Python refuses to divide by zero where numpy says infinity.
            text = body.compose(lambda a, b: f"np.divide({a.text}, {b.text})", left, right)
            return Value(text, scalar=True)
        text = body.compose(lambda a, b: f"{a.operand} {node.op} {b.operand}", left, right)
        return Value(text, scalar=scalar, atom=False)

"""Operands as columns or plain numbers, as ``compile.operands`` writes them."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.domain.errors import NotFound
from hypertrade.strategy.compile.operands import own_timeframe
from hypertrade.strategy.signals.helpers import shifted
from hypertrade.strategy.spec import Arithmetic, Change, Constant, Indicator, Operand, Price

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from hypertrade.strategy.signals.keys import Tuned
    from hypertrade.strategy.signals.lines import Lines
    from hypertrade.strategy.signals.merging import Merge

    Value = NDArray[np.float64] | float

_PYTHON: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def is_column(value: Value) -> bool:
    """Tell whether ``value`` differs from candle to candle."""
    return isinstance(value, np.ndarray)


class Operands:
    """Evaluates operands of one strategy on one pair.

    ``inside`` names the timeframe on whose candles a value is wanted (``None``: the strategy's
    own), as the method of the compiled strategy in which it would be computed.
    """

    def __init__(
        self, tuned: Tuned, lines: Mapping[str | None, Lines], merges: Mapping[str, Merge]
    ) -> None:
        """Take the columns of every timeframe, and how the higher ones are seen from the own."""
        self._tuned = tuned
        self._lines = lines
        self._merges = merges
        self.tokens = tuple((name, item.token) for name, item in lines.items())
        """What stands for all candles in the key of a condition."""

    def lines(self, timeframe: str | None) -> Lines:
        """Return the columns of ``timeframe``.

        Raises:
            NotFound: its candles were not handed over.
        """
        if timeframe not in self._lines:
            raise NotFound(
                f"the strategy reads {timeframe} candles, and there are none of the pair",
                remedy=f"Get the pair's {timeframe} candles first.",
            )
        return self._lines[timeframe]

    def lift(self, column: NDArray[Any], timeframe: str) -> NDArray[Any]:
        """Return a column of ``timeframe``'s candles on the strategy's own."""
        return self._merges[timeframe].lift(column)

    def value(self, node: Operand, inside: str | None = None) -> Value:
        """Return ``node`` as a column of shape (n,) of ``inside``'s candles, or as a number."""
        match node:
            case Constant():
                return self._tuned.number(node.value)
            case Price() | Indicator():
                column = self.lines(node.timeframe).of(node)
                column = shifted(column, self._tuned.whole(node.shift))
                if node.timeframe is None or node.timeframe == inside:
                    return column
                return self.lift(column, node.timeframe)
            case Change():
                return self._change(node, inside)
            case Arithmetic():
                return self._arithmetic(node, inside)

    def _change(self, node: Change, inside: str | None) -> Value:
        timeframe = own_timeframe(node.of)
        where = inside if timeframe is None else timeframe
        value = self.value(node.of, where)
        if not isinstance(value, np.ndarray):
            return 0.0
        change = value / shifted(value, self._tuned.whole(node.candles)) - 1
        return change if timeframe is None or where == inside else self.lift(change, timeframe)

    def _arithmetic(self, node: Arithmetic, inside: str | None) -> Value:
        left, right = self.value(node.left, inside), self.value(node.right, inside)
        scalar = not (is_column(left) or is_column(right))
        if node.op in ("min", "max"):
            if scalar:  # Python's own, which answers with its first where one is missing
                return min(left, right) if node.op == "min" else max(left, right)
            return np.minimum(left, right) if node.op == "min" else np.maximum(left, right)
        if scalar and node.op == "/":
            # Python refuses to divide by zero where numpy says infinity.
            return np.divide(left, right)
        result: Value = _PYTHON[node.op](left, right)
        return result

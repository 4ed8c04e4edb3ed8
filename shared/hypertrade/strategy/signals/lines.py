"""Indicators and patterns on the candles of one timeframe, each computed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.compile.formulas import FORMULAS, Bollinger, Helper, Rolling, Talib
from hypertrade.strategy.signals import native
from hypertrade.strategy.signals.candles import PLAIN
from hypertrade.strategy.signals.helpers import HELPERS, without_gaps
from hypertrade.strategy.signals.keys import formula_of
from hypertrade.strategy.spec import Indicator, Pattern, Price

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from hypertrade.strategy.signals.candles import Columns
    from hypertrade.strategy.signals.keys import Tuned
    from hypertrade.strategy.signals.memo import Memo

    Floats = NDArray[np.float64]

_BANDS = {"upper": "upperband", "middle": "middleband", "lower": "lowerband"}


class Lines:
    """The columns that one timeframe's ``populate_indicators`` would add to its candles."""

    def __init__(self, columns: Columns, token: int, tuned: Tuned, memo: Memo) -> None:
        """``token`` stands for the candles in the keys of ``memo``."""
        self.columns = columns
        self.token = token
        self._tuned = tuned
        self._memo = memo

    def of(self, node: Price | Indicator) -> Floats:
        """Return ``node`` on these candles, shift aside, shape (n,)."""
        if isinstance(node, Price):
            if node.field in PLAIN:
                return self.columns.price(node.field)
            key = (self.token, "price", node.field)
            return self._memo.of(key, lambda: self.columns.price(node.field))
        computation = self._tuned.computation(node)
        column = self._memo.find((self.token, computation, node.output))
        if column is None:
            for output, values in self._compute(node).items():
                wanted = output == node.output
                self._memo.keep((self.token, computation, output), values, wanted=wanted)
            column = self._memo.find((self.token, computation, node.output))
        if column is None:  # every formula yields its catalogued outputs; tested
            raise KeyError(node.output)
        return column

    def pattern(self, node: Pattern) -> NDArray[np.int32]:
        """Return 100 where ``node`` is bullish, -100 where bearish, 0 elsewhere; shape (n,)."""
        options: dict[str, float] = {}
        if node.penetration is not None:
            options["penetration"] = float(self._tuned.number(node.penetration))
        key = (self.token, "pattern", node.name, options.get("penetration"))

        def compute() -> NDArray[Any]:
            return native.call(PATTERNS[node.name].function, self.columns.prices, options)["value"]

        return self._memo.of(key, compute)

    def _source(self, node: Price | Indicator | None) -> Floats | None:
        """Return a source without gaps in the middle: TA-Lib never recovers from one."""
        if node is None:
            return None
        if isinstance(node, Price) or not FORMULAS[node.name].gaps:
            return self.of(node)
        key = (self.token, "filled", self._tuned.computation(node), node.output)
        return self._memo.of(key, lambda: without_gaps(self.of(node)))

    def _compute(self, node: Indicator) -> Mapping[str, Floats]:
        """Return the outputs of ``node`` (at least the one it names), by catalogue name."""
        name, formula = formula_of(node, self._tuned.numbers)
        source = self._source(node.source)
        numbers = self._tuned.parameters(node)
        method = formula.method
        match method:
            case Talib():
                return self._talib(method, node, source)
            case Helper():
                return self._helper(method, source, numbers)
            case Rolling():
                from hypertrade.strategy.signals.windows import ROLLING

                if source is None:  # a rolling indicator always has one
                    raise KeyError(name)
                values = ROLLING[method.method](source, int(numbers[0]))
                return {"value": 100 * values if method.scale else values}
            case Bollinger():
                return self._bollinger(node, source, numbers)

    def _talib(self, method: Talib, node: Indicator, source: Floats | None) -> dict[str, Floats]:
        names = [item.name for item in INDICATORS[node.name].parameters]
        numbers = dict(zip(names, self._tuned.parameters(node), strict=True))
        options = {theirs: numbers[ours] for ours, theirs in method.arguments.items()}
        for item in method.extra:
            option, _, value = item.partition("=")
            options[option] = int(value)
        found = native.call(method.function, self._inputs(source), options)
        if not method.outputs:
            return {"value": found["value"]}
        return {ours: found[theirs] for ours, theirs in method.outputs.items()}

    def _inputs(self, source: Floats | None) -> dict[str, Floats]:
        price = self.columns.price("close") if source is None else source
        return {**self.columns.prices, native.PRICE: price}

    def _helper(
        self, method: Helper, source: Floats | None, numbers: tuple[float, ...]
    ) -> Mapping[str, Floats]:
        # ``vwap`` takes a fixed average of the prices where its sister takes the source.
        fixed = [item for item in method.takes if item not in ("dataframe", "price", "source")]
        if fixed and fixed[0] != "volume":
            source = self.columns.price(fixed[0])
        return HELPERS[method.function](self.columns, source, *numbers)

    def _bollinger(
        self, node: Indicator, source: Floats | None, numbers: tuple[float, ...]
    ) -> dict[str, Floats]:
        if node.output in _BANDS:
            period, deviations = numbers
            options = {"timeperiod": period, "nbdevup": deviations, "nbdevdn": deviations}
            found = native.call("BBANDS", self._inputs(source), options)
            return {ours: found[theirs] for ours, theirs in _BANDS.items()}
        upper, middle, lower = (
            self.of(node.model_copy(update={"output": output})) for output in _BANDS
        )
        span = upper - lower
        if node.output == "width":
            return {"width": span / middle}
        place = (self.columns.price("close") if source is None else source) - lower
        return {"percent_b": place / np.where(span > 0, span, np.nan)}

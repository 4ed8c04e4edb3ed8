"""A spec's columns, computed from parts of a pair's candles.

A spec has no words for the future, so a finding here would be a fault of HyperTrade's own; it is
measured all the same. Its warm-up is another matter: that depends on the indicators.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.robustness.bias import SIGNAL_WORDS, Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.engine.model import PairData
    from hypertrade.strategy.spec import StrategySpec


class SpecSource:
    """The signals and conditions of a spec on one pair, with its tunables at their defaults."""

    def __init__(
        self, spec: StrategySpec, data: PairData, higher: Mapping[str | None, Candles]
    ) -> None:
        """Take the pair's candles, and those of its higher timeframes by name."""
        from hypertrade.strategy.signals import needs

        self._spec = spec
        self._data = data
        self._higher = higher
        # Freqtrade loads as many candles of each timeframe as the neediest asks for.
        self._startup = max(needs(spec).values())
        self._kept: dict[tuple[int, int], list[Column]] = {}

    @property
    def pair(self) -> str:
        """The pair's name."""
        return self._data.rules.pair

    @cached_property
    def times(self) -> NDArray[np.int64]:
        """When each row opens, in UTC milliseconds."""
        candles = self._data.candles
        return candles.first + candles.step * np.arange(len(candles), dtype=np.int64)

    @property
    def startup(self) -> int:
        """The candles of warm-up that the compiled strategy asks for."""
        return self._startup

    @property
    def begin(self) -> int:
        """The first row that may trade."""
        return self._data.candles.begin

    def columns(self, start: int, until: int) -> list[Column]:
        """Return signals, then conditions, from rows ``start`` to ``until`` alone.

        Of a higher timeframe stay the candles that had closed by then, back to its own warm-up.
        """
        whole = (start, until) == (0, len(self.times))
        if whole and (start, until) in self._kept:
            return self._kept[start, until]
        found = self._compute(start, until)
        if whole:
            self._kept[start, until] = found
        return found

    def _compute(self, start: int, until: int) -> list[Column]:
        from hypertrade.strategy.signals import Evaluator

        own = self._data.candles
        opened, closed = own.opens_at(start), own.opens_at(until)
        candles: dict[str | None, Candles] = {None: _rows(own, start, until)}
        for name, one in self._higher.items():
            first = 0
            if start:
                first = (opened - one.first) // one.step - self._startup
            candles[name] = _rows(one, first, (closed - one.first) // one.step)
        evaluator = Evaluator(self._spec, candles)
        signals = evaluator.evaluate()
        found = [
            Column(name, "signal", getattr(signals, name).astype(np.float64), words)
            for name, words in SIGNAL_WORDS.items()
        ]
        if signals.atr is not None:
            found.append(Column("atr", "indicator", signals.atr, "the stop's ATR"))
        for traced in evaluator.trace():
            known = traced.condition
            about = f"{known.text} ({known.rule})"
            found.append(Column(known.column, "condition", traced.held.astype(np.float64), about))
        return found


def _rows(candles: Candles, start: int, until: int) -> Candles:
    start, until = max(start, 0), max(min(until, len(candles)), 0)
    start = min(start, until)
    return replace(
        candles,
        first=candles.opens_at(start),
        open=candles.open[start:until],
        high=candles.high[start:until],
        low=candles.low[start:until],
        close=candles.close[start:until],
        volume=candles.volume[start:until],
        begin=max(candles.begin - start, 0),
        end=max(min(candles.end, until) - start, 0),
    )

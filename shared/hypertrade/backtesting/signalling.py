"""The signals of every pair of a window, and how often each condition held there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays import NO_TAG, PairSignals, SignalSet
from hypertrade.domain.backtest import ConditionCount
from hypertrade.strategy.signals.evaluator import Evaluator, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.backtesting.windows import Window
    from hypertrade.strategy.signals.cache import IndicatorCache
    from hypertrade.strategy.spec import StrategySpec


class Signaller:
    """Evaluates one strategy over one window, for any values of its tunables."""

    def __init__(self, spec: StrategySpec, window: Window, cache: IndicatorCache) -> None:
        """Take the window; ``cache`` keeps indicators between variants.

        Raises:
            NotFound: a timeframe that the strategy reads has no candles.
        """
        self._tags = tags(spec)
        self._rows = [(pair.candles.begin, pair.candles.end) for pair in window.market.pairs]
        self._pairs = [
            Evaluator(spec, {None: pair.candles, **higher}, cache=cache)
            if len(pair.candles)
            else None
            for pair, higher in zip(window.market.pairs, window.higher, strict=True)
        ]

    def signals(self, values: Mapping[str, float]) -> SignalSet:
        """Return what the strategy says about every candle, its tunables being ``values``."""
        return SignalSet(
            self._tags,
            tuple(each.evaluate(values) if each else _silence() for each in self._pairs),
        )

    def conditions(self, values: Mapping[str, float]) -> tuple[ConditionCount, ...]:
        """Count how often each condition held over all pairs, warm-up left out."""
        found: dict[str, ConditionCount] = {}
        for evaluator, (begin, end) in zip(self._pairs, self._rows, strict=True):
            for one in evaluator.trace(values) if evaluator else ():
                known, column = one.condition, one.condition.column
                before = found.get(column)
                true = int(np.count_nonzero(one.held[begin:end]))
                found[column] = ConditionCount(
                    rule=known.rule,
                    role=known.role,
                    condition=known.text,
                    depth=known.depth,
                    true=true + (before.true if before else 0),
                    candles=end - begin + (before.candles if before else 0),
                )
        return tuple(found.values())


def _silence() -> PairSignals:
    """Return the signals of a pair without candles."""
    flags, names = np.zeros(0, np.uint8), np.full(0, NO_TAG, np.int16)
    return PairSignals(flags, flags, flags, flags, names, names)

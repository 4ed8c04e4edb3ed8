"""A typed strategy evaluated straight to arrays, as its compiled Freqtrade file would."""

from hypertrade.strategy.signals.cache import IndicatorCache
from hypertrade.strategy.signals.evaluator import ConditionFlags, Evaluator, needs, tags

__all__ = ["ConditionFlags", "Evaluator", "IndicatorCache", "needs", "tags"]

"""Every indicator a strategy may use: its parameters, outputs and names."""

from hypertrade.strategy.catalogue.definitions import (
    IndicatorDefinition,
    ParameterDefinition,
    definition,
    did_you_mean,
)
from hypertrade.strategy.catalogue.indicators import FAMILIES, INDICATORS
from hypertrade.strategy.catalogue.patterns import PATTERNS

__all__ = [
    "FAMILIES",
    "INDICATORS",
    "PATTERNS",
    "IndicatorDefinition",
    "ParameterDefinition",
    "definition",
    "did_you_mean",
]

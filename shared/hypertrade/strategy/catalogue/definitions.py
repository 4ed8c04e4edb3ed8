"""The shape of a catalogue entry."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ParameterDefinition:
    """One parameter: its default and the closed range it may take; ``whole`` means an integer."""

    name: str
    default: float
    low: float
    high: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """One indicator.

    ``outputs[0]`` is the output meant when none is named. ``source`` is the default source column,
    or ``None`` for an indicator that reads fixed columns (ATR reads high, low and close).
    """

    name: str
    title: str
    parameters: tuple[ParameterDefinition, ...] = ()
    outputs: tuple[str, ...] = ("value",)
    source: str | None = None

    def parameter(self, name: str) -> ParameterDefinition | None:
        """Return the parameter of that name, or ``None``."""
        return next((item for item in self.parameters if item.name == name), None)


def definition(name: str) -> IndicatorDefinition | None:
    """Return the indicator of that name, or ``None``."""
    from hypertrade.strategy.catalogue.indicators import INDICATORS

    return INDICATORS.get(name)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the known names nearest to ``name``, as a remark in brackets, or nothing."""
    near = difflib.get_close_matches(name.lower(), list(known), n=3, cutoff=0.6)
    return f" (nearest: {', '.join(near)})" if near else ""


def period(
    default: int, low: int = 2, high: int = 5000, name: str = "period"
) -> ParameterDefinition:
    """Return a look-back parameter, in candles."""
    return ParameterDefinition(name, default, low, high)


def real(name: str, default: float, low: float, high: float) -> ParameterDefinition:
    """Return a real-valued parameter."""
    return ParameterDefinition(name, default, low, high, whole=False)

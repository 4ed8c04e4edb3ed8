"""Numbers in the compiled file: literals, or the value of a Freqtrade parameter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypertrade.strategy.compile.names import parameter_attributes
from hypertrade.strategy.spec import Number, Parameter, ParameterRef


@dataclass(frozen=True, slots=True)
class Value:
    """An expression over the candles, or a plain number if ``scalar``.

    ``atom`` means it needs no brackets as an operand; ``local`` that it is a local variable.
    """

    text: str
    scalar: bool = False
    atom: bool = True
    local: bool = False

    @property
    def operand(self) -> str:
        """The text, in brackets where an operator or a method follows."""
        return self.text if self.atom else f"({self.text})"


def literal(number: float) -> str:
    """Return ``number`` as ``ruff format`` writes it: no plus sign in an exponent."""
    return repr(number).replace("e+", "e")


class Numbers:
    """Renders numbers, knowing the parameters of one strategy."""

    def __init__(self, parameters: tuple[Parameter, ...]) -> None:
        """Take the strategy's parameters."""
        self.attributes = parameter_attributes(tuple(item.name for item in parameters))
        self._parameters = {item.name: item for item in parameters}

    def text(self, number: Number, *, real: bool = False) -> str:
        """Return ``number`` as source; ``real`` asks for a float (TA-Lib insists)."""
        if isinstance(number, ParameterRef):
            value = f"self.{self.attributes[number.param]}.value"
            return f"float({value})" if real else value
        return literal(float(number) if real else number)

    def value(self, number: Number) -> Value:
        """Return ``number`` as a scalar expression."""
        text = self.text(number)
        return Value(text, scalar=True, atom=not text.startswith("-"))

    def label(self, number: Number) -> str:
        """Return ``number`` as part of a column's name: ``2.5`` gives ``2_5``."""
        if isinstance(number, ParameterRef):
            return number.param
        return repr(number).replace(".", "_").replace("-", "minus").replace("+", "")

    def reading(self, number: Number) -> str:
        """Return ``number`` for a comment."""
        return number.param if isinstance(number, ParameterRef) else f"{number}"

    def default(self, number: Number) -> float:
        """Return the value ``number`` has if nothing is tuned."""
        if isinstance(number, ParameterRef):
            return self._parameters[number.param].default
        return number

    def most(self, number: Number) -> float:
        """Return the largest value ``number`` may take."""
        if not isinstance(number, ParameterRef):
            return number
        known = self._parameters[number.param]
        low, high, step = (Decimal(str(item)) for item in (known.low, known.high, known.step))
        return float(low + (high - low) // step * step)

    def least(self, number: Number) -> float:
        """Return the smallest value ``number`` may take."""
        if isinstance(number, ParameterRef):
            return self._parameters[number.param].low
        return number

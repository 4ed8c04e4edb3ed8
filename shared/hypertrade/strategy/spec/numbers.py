"""Numbers in a strategy: a literal, or a reference to a named tunable parameter."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictFloat, StrictInt, model_validator

from hypertrade.domain.base import Document

NAME = r"^[a-z][a-z0-9_]{0,39}$"
"""What a parameter may be called: it becomes a Python attribute of the compiled strategy."""

_LARGEST_EXACT_INTEGER = 2**53


def _whole_if_integral(value: float) -> float:
    """Give 14 and 14.0 one form, so that equal strategies have equal hashes."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_EXACT_INTEGER:
        return int(value)
    return value


Finite = Annotated[StrictFloat | StrictInt, AfterValidator(_whole_if_integral)]
"""A finite literal number; an integral one is an ``int``."""


class Parameter(Document):
    """A named tunable: ``default`` lies on the grid ``low, low + step, ... <= high``."""

    name: str = Field(pattern=NAME)
    low: Finite
    high: Finite
    step: Finite
    default: Finite

    @property
    def whole(self) -> bool:
        """Whether every value on the grid is an integer."""
        return all(isinstance(value, int) for value in (self.low, self.high, self.step))

    @model_validator(mode="after")
    def _check_grid(self) -> Self:
        low, high, step, default = (
            Decimal(str(value)) for value in (self.low, self.high, self.step, self.default)
        )
        if step <= 0:
            msg = f"parameter {self.name}: step must be above 0"
            raise ValueError(msg)
        if low >= high:
            msg = f"parameter {self.name}: low must be below high"
            raise ValueError(msg)
        if not low <= default <= high or (default - low) % step:
            msg = f"parameter {self.name}: default {self.default} is not low + n * step up to high"
            raise ValueError(msg)
        return self


class ParameterRef(Document):
    """Stands for the value of the parameter of that name."""

    param: str = Field(pattern=NAME)


Number = Finite | ParameterRef
"""Any finite number, or a parameter."""

Whole = StrictInt | ParameterRef
"""A whole number (candles, trades), or a parameter on a whole grid."""

Unit = Literal["minutes", "hours", "days", "weeks", "candles"]
MINUTES_PER_UNIT: dict[str, int] = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}


class Duration(Document):
    """A length of time: ``value`` minutes, hours, days, weeks, or candles of the strategy."""

    value: Whole
    unit: Unit

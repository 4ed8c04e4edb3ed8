"""What conditions compare: numbers, prices, indicators, and arithmetic over them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from hypertrade.domain.base import Document
from hypertrade.domain.market import Timeframe
from hypertrade.strategy.catalogue import INDICATORS, definition, did_you_mean
from hypertrade.strategy.spec.numbers import Number, ParameterRef, Whole

PriceField = Literal["open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4"]
"""Columns of a candle and the usual averages of them: (H+L)/2, (H+L+C)/3, (O+H+L+C)/4."""


class Constant(Document):
    """A number."""

    kind: Literal["number"] = "number"
    value: Number


class Price(Document):
    """A candle's column, ``shift`` candles (of ``timeframe``) ago.

    ``timeframe`` is ``None`` for the strategy's own; a higher one is seen without lookahead: at any
    moment the last candle of it that has closed.
    """

    kind: Literal["price"] = "price"
    field: PriceField = "close"
    timeframe: Timeframe | None = None
    shift: Whole = 0


class Indicator(Document):
    """An indicator of the catalogue, with every parameter filled in.

    ``source`` is what it is computed from (``None`` where the indicator reads fixed columns): a
    price, or another indicator; a nested source lives on the outer timeframe and has no shift.
    """

    kind: Literal["indicator"] = "indicator"
    name: str
    params: dict[str, Number] = Field(default_factory=dict)
    output: str = ""
    source: Annotated[Price | Indicator, Field(discriminator="kind")] | None = None
    timeframe: Timeframe | None = None
    shift: Whole = 0

    @model_validator(mode="before")
    @classmethod
    def _fill_defaults(cls, data: Any) -> Any:
        known = definition(data.get("name", "")) if isinstance(data, dict) else None
        if known is None:
            return data
        filled = dict(data)
        defaults = {item.name: item.default for item in known.parameters}
        filled["params"] = defaults | dict(data.get("params") or {})
        filled["output"] = data.get("output") or known.outputs[0]
        if known.source is not None and data.get("source") is None:
            filled["source"] = Price.model_validate({"field": known.source})
        return filled

    @model_validator(mode="after")
    def _check_against_catalogue(self) -> Self:
        known = definition(self.name)
        if known is None:
            msg = f"unknown indicator {self.name!r}{did_you_mean(self.name, INDICATORS)}"
            raise ValueError(msg)
        if self.output not in known.outputs:
            msg = f"{self.name} has no output {self.output!r}: choose {', '.join(known.outputs)}"
            raise ValueError(msg)
        for name, value in self.params.items():
            parameter = known.parameter(name)
            if parameter is None:
                names = ", ".join(item.name for item in known.parameters) or "none"
                msg = f"{self.name} has no parameter {name!r}; it has: {names}"
                raise ValueError(msg)
            if isinstance(value, ParameterRef):
                continue
            if parameter.whole and not isinstance(value, int):
                msg = f"{self.name}: {name} must be a whole number, not {value}"
                raise ValueError(msg)
            if not parameter.low <= value <= parameter.high:
                msg = f"{self.name}: {name} must be from {parameter.low} to {parameter.high}"
                raise ValueError(msg)
        if known.source is None and self.source is not None:
            msg = f"{self.name} reads fixed columns: leave source out"
            raise ValueError(msg)
        if self.source is not None and (self.source.timeframe or self.source.shift):
            msg = f"{self.name}: put timeframe and shift on the outer indicator, not its source"
            raise ValueError(msg)
        return self


class Change(Document):
    """The relative change of ``of`` over ``candles`` candles, as a fraction (0.05 is +5 %).

    Where all of ``of`` lives on one higher timeframe, its candles count. Dividing by zero gives
    what IEEE 754 says: an infinity, or nothing for 0 / 0.
    """

    kind: Literal["change"] = "change"
    of: Operand
    candles: Whole


class Arithmetic(Document):
    """``left`` + - * / ``right``, or the smaller or larger of the two; missing if either is."""

    kind: Literal["arithmetic"] = "arithmetic"
    op: Literal["+", "-", "*", "/", "min", "max"]
    left: Operand
    right: Operand


Operand = Annotated[Constant | Price | Indicator | Change | Arithmetic, Field(discriminator="kind")]

Change.model_rebuild()
Arithmetic.model_rebuild()

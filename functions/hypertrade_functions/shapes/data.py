"""Market data on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from hypertrade.domain.base import Moment
from hypertrade.domain.market import Pair, Timeframe
from pydantic import BaseModel, Field

from hypertrade_functions.shapes.common import PageQuery, Sent

Exchange = Annotated[str, Field(pattern=r"^[a-z0-9]{1,40}$")]


class SeriesQuery(PageQuery):
    """Which series of candles."""

    exchange: Exchange | None = None
    pair: str | None = Field(default=None, max_length=40, description="Such as BTC/USDT.")
    timeframe: str | None = Field(default=None, max_length=8, description="Such as 1h.")


class SeriesView(BaseModel):
    """A series of candles that is stored; ``first`` and ``last`` are opening times."""

    exchange: str
    pair: str
    timeframe: str
    candles: int
    first: Moment
    last: Moment
    synthetic: bool
    source: str

    @classmethod
    def of(cls, info: Any) -> Self:
        """Show a series."""
        return cls.model_validate(info, from_attributes=True)


class QualityQuery(Sent):
    """One series."""

    exchange: Exchange = Field(examples=["binance"])
    pair: Pair = Field(examples=["BTC/USDT"])
    timeframe: Timeframe = Field(examples=["1h"])


class ExchangeView(BaseModel):
    """An exchange whose markets are known here, as of a day; fees are fractions."""

    exchange: str
    as_of: date
    taker: float
    maker: float
    markets: int

    @classmethod
    def of(cls, rules: Any) -> Self:
        """Show what is known of an exchange."""
        return cls(
            exchange=rules.exchange,
            as_of=rules.as_of,
            taker=rules.taker,
            maker=rules.maker,
            markets=len(rules.markets),
        )


class Exchanges(BaseModel):
    """Every exchange whose markets are known here."""

    items: list[ExchangeView]

"""Previews on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from hypertrade.domain.base import Moment
from hypertrade.domain.market import Pair, Timeframe, TradingMode
from hypertrade.domain.strategies import LONGEST_WORDS
from pydantic import BaseModel, Field

from hypertrade_functions.shapes.common import Sent
from hypertrade_functions.shapes.data import Exchange

if TYPE_CHECKING:
    from hypertrade.services.previews import PreviewRequest

MOST_PAIRS = 20


class PreviewBody(Sent):
    """A strategy (one of ``spec`` and ``words``), a market, money, and values of the tunables.

    The fields mean what they mean in an order for a backtest.
    """

    spec: dict[str, Any] | None = None
    words: str | None = Field(default=None, max_length=LONGEST_WORDS)
    values: dict[str, float] = Field(default_factory=dict, max_length=100)
    exchange: Exchange
    pairs: Annotated[list[Pair], Field(min_length=1, max_length=MOST_PAIRS)]
    timeframe: Timeframe | None = None
    detail_timeframe: Timeframe | None = None
    timerange: str = Field(default="-", pattern=r"^(\d{8})?-(\d{8})?$")
    trading_mode: TradingMode | None = None
    stake: Annotated[float, Field(gt=0)] | Literal["unlimited"] | None = None
    balance: float = Field(default=1000.0, gt=0)
    max_open_trades: int | None = Field(default=None, ge=-1)
    fee: float | None = Field(default=None, ge=0, lt=0.5)
    slippage: float = Field(default=0.0, ge=0, lt=0.5)
    protections: bool | None = None

    def request(self) -> PreviewRequest:
        """Return it as the use case takes it."""
        from hypertrade.services.previews import PreviewRequest

        return PreviewRequest.model_validate(self.model_dump())


class TileView(BaseModel):
    """One figure, as a number and as it is shown."""

    key: str
    label: str
    value: float | None
    text: str


class PreviewView(BaseModel):
    """What the strategy would have done; ``equity`` are points of UTC milliseconds and money."""

    engine: str
    values: dict[str, float]
    tiles: list[TileView]
    low_sample: bool
    currency: str
    backtest_start: Moment
    backtest_end: Moment
    equity: list[tuple[int, float]]
    milliseconds: float


class OpenQuestion(BaseModel):
    """What the words leave open; nothing was run."""

    text: str
    choices: list[str]


class PreviewAnswer(BaseModel):
    """A preview, or the question that the words leave open."""

    preview: PreviewView | None = None
    question: OpenQuestion | None = None

    @classmethod
    def of(cls, answer: Any) -> Self:
        """Show an answer."""
        if hasattr(answer, "choices"):
            return cls(question=OpenQuestion.model_validate(answer, from_attributes=True))
        return cls(preview=PreviewView.model_validate(answer, from_attributes=True))

"""What people ask to be run, before strategy and settings are put together into a job."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from hypertrade.domain.backtest import CodeStrategy, EngineChoice
from hypertrade.domain.base import Document
from hypertrade.domain.market import Pair, Timeframe, TradingMode
from hypertrade.domain.runs import DownloadWork
from hypertrade.domain.strategies import LONGEST_WORDS

MOST_PAIRS = 200


class Settings(Document):
    """A strategy, a market and money; what is left out the strategy decides, else the default.

    The strategy is named once: ``strategy`` is the id of one that is kept (its newest version, or
    ``strategy_version``), ``spec``, ``words`` and ``code`` bring one along. ``timerange`` is
    Freqtrade's (``YYYYMMDD-YYYYMMDD``, either side optional). ``stake`` is in quote currency per
    trade, ``fee`` a fraction per side, ``slippage`` a fraction per fill.
    """

    strategy: str | None = None
    strategy_version: int | None = Field(default=None, ge=1)
    spec: dict[str, Any] | None = None
    words: str | None = Field(default=None, max_length=LONGEST_WORDS)
    code: CodeStrategy | None = None
    exchange: str = Field(pattern=r"^[a-z0-9]{1,40}$")
    pairs: Annotated[tuple[Pair, ...], Field(min_length=1, max_length=MOST_PAIRS)]
    timeframe: Timeframe | None = None
    timerange: str = Field(default="-", pattern=r"^(\d{8})?-(\d{8})?$")
    trading_mode: TradingMode | None = None
    detail_timeframe: Timeframe | None = None
    stake: Annotated[float, Field(gt=0)] | Literal["unlimited"] | None = None
    balance: float = Field(default=1000.0, gt=0)
    max_open_trades: int | None = Field(default=None, ge=-1)
    fee: float | None = Field(default=None, ge=0, lt=0.5)
    slippage: float = Field(default=0.0, ge=0, lt=0.5)
    protections: bool | None = None
    title: str = Field(default="", max_length=200)


class BacktestOrder(Settings):
    """A backtest."""

    kind: Literal["backtest"] = "backtest"
    engine: EngineChoice = "auto"


class RobustnessOrder(Settings):
    """A robustness check; ``plan`` says what is checked how hard (``hypertrade robustness``)."""

    kind: Literal["robustness"] = "robustness"
    plan: dict[str, Any] = Field(default_factory=dict)


class DownloadOrder(DownloadWork):
    """Candles from an exchange."""


Order = Annotated[BacktestOrder | RobustnessOrder | DownloadOrder, Field(discriminator="kind")]

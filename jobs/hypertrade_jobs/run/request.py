"""What the parent asks of the child: ``INPUTS/request.json`` and the files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.domain.base import Document
from hypertrade.domain.market import Pair, Timeframe, Timerange, TradingMode
from hypertrade.domain.signals import Stretch

if TYPE_CHECKING:
    from pathlib import Path

REQUEST = "request.json"
MARKETS = "markets.json"
DATA = "data"
STRATEGY = "strategy"
TRACED = "traced"
RUN = "run.json"
EXPORT = "freqtrade-export.zip"
SIGNALS = "signals.bin"
COLUMNS = "columns.bin"
"""The names of the files and folders in INPUTS and OUTPUTS."""


class TraceColumn(Document):
    """A column of the traced strategy file that says where one condition held."""

    column: str
    rule: str
    role: Literal["entry", "exit", "filter"]
    condition: str
    depth: int


class RunRequest(Document):
    """One backtest, complete: Freqtrade's settings in Freqtrade's meaning.

    ``strategy/<class_name>.py`` is the strategy, ``strategy/<class_name>.json`` its parameter file
    if any, ``traced/<class_name>.py`` the same strategy with a column per condition (``trace``).
    ``signals`` asks for nothing but signals, where the strategy can be traded on them alone; with
    ``alone`` there is no trading in here even where it cannot, but word of where a signal stands.
    ``stretches`` ask for the columns in them and for nothing else.
    """

    version: Literal[1] = 1
    kind: Literal["spec", "code"]
    class_name: str
    exchange: str
    trading_mode: TradingMode
    pairs: tuple[Pair, ...]
    timeframe: Timeframe
    detail_timeframe: Timeframe | None = None
    timerange: Timerange = Timerange()
    stake_currency: str
    stake: float | Literal["unlimited"]
    balance: float
    max_open_trades: int
    fee: float | None = None
    protections: bool = False
    signals: bool = False
    alone: bool = False
    stretches: tuple[Stretch, ...] = ()
    trace: tuple[TraceColumn, ...] = ()
    remarks: tuple[str, ...] = ()

    def strategy_file(self, inputs: Path) -> Path:
        """Return the strategy's file inside ``inputs``."""
        return inputs / STRATEGY / f"{self.class_name}.py"

"""Strategies that tests bring."""

from __future__ import annotations

from typing import Any

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.principals import Principal
from hypertrade.domain.strategies import NewStrategy

ANN = Principal(id="ann")
BOB = Principal(id="bob")

WORDS = (
    "Buy when RSI(7) crosses below 30 and close is above EMA(200). Sell when RSI(7) is above 70. "
    "Stop loss 5%. Take profit 10%. Use 1h candles."
)
CODE = """\
from freqtrade.strategy import IStrategy


class Dip(IStrategy):
    timeframe = "1h"
    stoploss = -0.1

    def populate_indicators(self, dataframe, metadata):
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["close"] < 10, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        return dataframe
"""


def spec(name: str = "Dips", stop: float = 0.05, **more: Any) -> dict[str, Any]:
    """Return a small spec as JSON."""
    when = {
        "kind": "compare",
        "left": {"kind": "price"},
        "op": ">",
        "right": {"kind": "number", "value": 1},
    }
    made = {"name": name, "timeframe": "1h", "entries": [{"name": "in", "when": when}]}
    return made | {"stop_loss": stop} | more


def by_spec(name: str = "Dips", stop: float = 0.05, **more: Any) -> NewStrategy:
    return NewStrategy(spec=spec(name, stop), **more)


def by_code(source: str = CODE, **more: Any) -> NewStrategy:
    return NewStrategy(code=CodeStrategy(source=source), **more)

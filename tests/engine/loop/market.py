"""Small markets, written down candle by candle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from hypertrade.arrays import NO_TAG, Candles, PairSignals, SignalSet
from hypertrade.engine import (
    Account,
    Ledger,
    MarketData,
    PairData,
    PairRules,
    Plan,
    simulate,
)

MINUTE = 60_000
STEP = 5 * MINUTE
START = 1_704_067_200_000  # 2024-01-01
Bar = tuple[float, float, float, float]


def flat(price: float) -> Bar:
    """Return a candle that does not move."""
    return (price, price, price, price)


def candles_of(bars: list[Bar], first: int, step: int, begin: int = 0) -> Candles:
    opens, highs, lows, closes = (np.ascontiguousarray(each) for each in np.array(bars).T)
    rows = len(bars)
    return Candles(first, step, opens, highs, lows, closes, np.ones(rows), begin, rows)


@dataclass
class Script:
    """One pair: its candles, and the candles at whose close something is signalled."""

    bars: list[Bar]
    enter: dict[int, str | None] = field(default_factory=dict)
    leave: dict[int, str | None] = field(default_factory=dict)
    short: dict[int, str | None] = field(default_factory=dict)
    cover: dict[int, str | None] = field(default_factory=dict)
    later: int = 0
    begin: int = 0
    rules: dict[str, Any] = field(default_factory=dict)
    detail: list[Bar] | None = None
    atr: float | None = None

    def data(self, name: str) -> PairData:
        rules = {"price_precision": 0.01, "amount_precision": 0.001} | self.rules
        first = START + self.later * STEP
        detail = None if self.detail is None else candles_of(self.detail, first, MINUTE)
        candles = candles_of(self.bars, first, STEP, self.begin)
        return PairData(PairRules(name, **rules), candles, detail)

    def signals(self, tags: list[str]) -> PairSignals:
        rows = len(self.bars)
        asked = (self.enter, self.leave, self.short, self.cover)
        flags = [np.zeros(rows, np.uint8) for _ in asked]
        texts = [np.full(rows, NO_TAG, np.int16) for _ in range(2)]
        for number, signals in enumerate(asked):
            for row, tag in signals.items():
                flags[number][row] = 1
                if tag is not None:
                    if tag not in tags:
                        tags.append(tag)
                    texts[number % 2][row] = tags.index(tag)
        atr = None if self.atr is None else np.full(rows, self.atr)
        return PairSignals(
            enter_long=flags[0],
            exit_long=flags[1],
            enter_short=flags[2],
            exit_short=flags[3],
            enter_tag=texts[0],
            exit_tag=texts[1],
            atr=atr,
        )


def run(
    *pairs: Script, plan: Plan | None = None, exchange: str = "binance", **account: Any
) -> Ledger:
    """Return what the engine makes of ``pairs``, without fees unless told otherwise."""
    names = [f"{'ABCDEFGH'[number]}/USDT" for number in range(len(pairs))]
    tags: list[str] = []
    signals = tuple(each.signals(tags) for each in pairs)
    market = MarketData(
        exchange,
        "tick_size",
        tuple(each.data(name) for each, name in zip(pairs, names, strict=True)),
    )
    terms: dict[str, Any] = {"stake": 100.0, "balance": 1000.0, "max_open_trades": 3, "fee": 0.0}
    return simulate(
        market, SignalSet(tuple(tags), signals), plan or Plan(), Account(**terms | account)
    )


def row_of(time: int) -> int:
    """Return the number of the candle that opens at ``time``."""
    return (time - START) // STEP


def told(ledger: Ledger) -> list[tuple[Any, ...]]:
    """Return pair, rows and rates of entry and exit, and the reason, of every trade."""
    trades = ledger.trades
    return [
        (
            int(trades.pair[each]),
            row_of(int(trades.open_time[each])),
            float(trades.open_rate[each]),
            row_of(int(trades.close_time[each])),
            float(trades.close_rate[each]),
            ledger.reasons[int(trades.exit_reason[each])],
        )
        for each in range(len(trades))
    ]

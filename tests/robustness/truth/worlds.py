"""Made-up markets whose truth is known: one that nothing can predict, one that falls back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import numpy as np
from hypertrade.candles.schema import candle_frame, to_ms
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.candles.store import CandleStore
from hypertrade.domain.market import Timerange
from hypertrade.services.backtests import Market, Money, job_for_spec
from hypertrade.strategy.english import parse

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.strategy.spec import StrategySpec

World = Literal["noise", "faint", "reverting"]

PAIR = "BTC/USDT"
START = datetime(2023, 1, 1, tzinfo=UTC)
HOURS = 24 * 500
_PARTS = 4
_DEVIATION = {"faint": 0.0018, "reverting": 0.0035}
_STAYS = 0.97
"""Of a deviation from its level the price keeps so much after a quarter of an hour."""

DIP_BUYER = "buy when RSI(14) is below 35, sell when RSI(14) is above 55, 10% stop, 1h candles"
"""Earns where prices fall back to a level; elsewhere it pays fees."""

MANY_NUMBERS = (
    "buy when RSI(14) is below 35 and close is above EMA(50) and ADX(14) is above 20, "
    "sell when RSI(9) is above 60, take profit 4%, 5% stop, sell after 30 candles, 1h candles"
)
"""Numbers enough to fit any past."""


def make(store: CandleStore, world: World, seed: int, hours: int = HOURS) -> None:
    """Write hourly candles of ``world`` into ``store``; equal seeds give equal candles.

    The noise is a random walk in the logarithm of the price. The other worlds add a deviation that
    decays by half in six hours (an Ornstein-Uhlenbeck process): of the walk's own size, where it is
    faint, and of four times a walk half as wide.
    """
    draws = np.random.default_rng(seed).standard_normal((2, hours * _PARTS))
    walk = np.cumsum(0.002 * draws[0])
    if world != "noise":
        deviation = np.empty(hours * _PARTS)
        last = 0.0
        for at, draw in enumerate(_DEVIATION[world] * draws[1]):
            last = last * _STAYS + draw
            deviation[at] = last
        walk = walk * (1.0 if world == "faint" else 0.5) + deviation
    prices = (20_000 * np.exp(walk)).reshape(hours, _PARTS)
    close = prices[:, -1]
    opened = np.concatenate([[20_000.0], close[:-1]])
    columns = {
        "open": opened,
        "high": np.maximum(opened, prices.max(axis=1)),
        "low": np.minimum(opened, prices.min(axis=1)),
        "close": close,
    }
    rounded = {name: np.rint(column * 100) / 100 for name, column in columns.items()}
    dates = to_ms(START) + np.arange(hours, dtype=np.int64) * 3_600_000
    store.write(
        SeriesKey("binance", PAIR, "1h"),
        candle_frame(dates, rounded | {"volume": np.full(hours, 10.0)}),
        source=SourceRecord(name=f"{world} {seed}", fingerprint=f"{world}:{seed}", candles=hours),
        synthetic=True,
        tick=0.01,
        replace=True,
    )


def world(folder: Path, kind: World, seed: int, hours: int = HOURS) -> CandleStore:
    """Return a store in ``folder`` that holds the market of ``seed``."""
    store = CandleStore(folder)
    make(store, kind, seed, hours)
    return store


def read(words: str) -> StrategySpec:
    """Return the strategy that ``words`` say."""
    spec = parse(words).spec
    assert spec is not None
    return spec


def job_of(spec: StrategySpec, fee: float | None = None) -> BacktestJob:
    """Return the job that trades ``spec`` on the made-up pair, with the exchange's fee or another.

    Without a fee even noise can be made to look good.
    """
    market = Market("binance", (PAIR,), None, Timerange.parse("-"))
    return job_for_spec(spec, market, Money(stake=200.0, balance=1000.0, fee=fee))

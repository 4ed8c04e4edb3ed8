"""Runs compiled strategies over candles through Freqtrade's own strategy class and merging."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from freqtrade.enums import CandleType, RunMode
from hypertrade.domain.market import MINUTES_OF

if TYPE_CHECKING:
    from freqtrade.strategy import IStrategy
    from hypertrade.strategy.compile import CompiledStrategy

PAIR = "BTC/USD"
_RESAMPLED = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}


def candles(count: int = 600, *, timeframe: str = "1h", seed: int = 1) -> pd.DataFrame:
    """Return made-up candles with trends, quiet and dead stretches, starting on a Monday."""
    random = np.random.default_rng(seed)
    swing = np.where(np.arange(count) % 180 < 120, 1.0, 0.2)
    close = 100 * np.exp(np.cumsum(random.normal(0, 0.01, count) * swing))
    dead = (np.arange(count) % 97) > 91
    for index in np.flatnonzero(dead):
        close[index] = close[index - 1]
    opening = np.concatenate([[100.0], close[:-1]])
    spread = np.where(dead, 0, np.abs(random.normal(0, 0.004, count)))
    start = pd.Timestamp("2024-01-01", tz="UTC")
    return pd.DataFrame(
        {
            "date": pd.date_range(start, periods=count, freq=f"{MINUTES_OF[timeframe]}min"),
            "open": opening,
            "high": np.maximum(opening, close) * (1 + spread),
            "low": np.minimum(opening, close) * (1 - spread),
            "close": close,
            "volume": np.where(dead, 0.0, np.abs(random.normal(100, 40, count)).round(3)),
        }
    )


def resample(frame: pd.DataFrame, timeframe: str) -> pd.DataFrame:
    """Return the candles of a higher timeframe that are complete in ``frame``."""
    own = frame["date"].iloc[1] - frame["date"].iloc[0]
    length = pd.Timedelta(minutes=MINUTES_OF[timeframe])
    # Weeks start on Monday, the day the made-up candles start.
    bins = frame.resample(length, on="date", origin=frame["date"].iloc[0])
    higher: pd.DataFrame = bins.agg(_RESAMPLED).reset_index()
    end = frame["date"].iloc[-1] + own
    complete = higher["date"] + length <= end
    seen: pd.DataFrame = higher.loc[complete]
    return seen.reset_index(drop=True)


class Provider:
    """Stands in for Freqtrade's data provider: higher timeframes come from the same candles."""

    def __init__(self, frame: pd.DataFrame, *, earlier: bool = False) -> None:
        """``earlier`` gives unrelated candles of long ago, where the frame is too short."""
        self.frame = frame
        self.earlier = earlier
        self.analyzed = pd.DataFrame()

    def market(self, pair: str) -> dict[str, str]:
        base, quote = pair.split("/")
        return {"base": base, "quote": quote}

    def get_pair_dataframe(self, pair: str, timeframe: str, candle_type: str = "") -> pd.DataFrame:
        del pair, candle_type
        if not self.earlier:
            return resample(self.frame, timeframe)
        history = candles(120, timeframe=timeframe)
        history["date"] -= pd.Timedelta(minutes=MINUTES_OF[timeframe] * 110)
        return history

    def get_analyzed_dataframe(self, pair: str, timeframe: str) -> tuple[pd.DataFrame, None]:
        del pair, timeframe
        return self.analyzed, None


def load(compiled: CompiledStrategy) -> IStrategy:
    """Execute the compiled source and return the strategy, its parameters at their defaults."""
    module = types.ModuleType("compiled_strategy")
    exec(compile(compiled.source, "compiled.py", "exec"), module.__dict__)  # noqa: S102 - our own
    config: dict[str, Any] = {
        "candle_type_def": CandleType.SPOT,
        "runmode": RunMode.BACKTEST,
        "stake_currency": "USD",
        "stake_amount": 100,
    }
    strategy: IStrategy = getattr(module, compiled.class_name)(config)
    strategy.exit_profit_offset = 0.0  # as Freqtrade's resolver does
    strategy.ft_load_hyper_params(hyperopt=False)
    return strategy


def run(compiled: CompiledStrategy, frame: pd.DataFrame, *, earlier: bool = False) -> pd.DataFrame:
    """Return the candles with indicators and signals, as a backtest would see them."""
    strategy = load(compiled)
    strategy.dp = Provider(frame, earlier=earlier)
    metadata = {"pair": PAIR}
    analysed = strategy.advise_indicators(frame.copy(), metadata)
    signals: pd.DataFrame = strategy.ft_advise_signals(analysed, metadata)
    return signals

"""Candles of a case: made from their recipe, or cut from real ones."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from hypertrade.candles.schema import candle_frame, timeframe_ms, to_ms
from hypertrade.domain.market import timeframe_minutes

from tests.engine.differential.case import Candlestick, Recorded

if TYPE_CHECKING:
    from numpy.typing import NDArray

REAL = Path(__file__).parents[3].parent / "shared" / "data" / "bitfinex"
PRICES = ("open", "high", "low", "close")
_HOW = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}
_JUMP = (0.02, 0.35)
_LONGEST_FLAT = 12
_FUNDING_HOURS = 8

Columns = dict[str, "NDArray[np.float64]"]


@lru_cache(maxsize=64)
def finest(recipe: Candlestick | Recorded, timeframe: str) -> pd.DataFrame:
    """Return the candles of ``recipe``, which are ``timeframe`` candles."""
    frame = _walk(recipe, timeframe) if isinstance(recipe, Candlestick) else _real(recipe)
    return frame.iloc[recipe.first : recipe.last].reset_index(drop=True)


def coarser(frame: pd.DataFrame, timeframe: str) -> pd.DataFrame:
    """Return ``frame`` as candles of a longer ``timeframe``; where nothing is, there is none."""
    step = f"{timeframe_minutes(timeframe)}min"
    groups = frame.set_index("date").resample(step, origin="epoch")
    made = groups.agg(_HOW).dropna().reset_index()
    return candle_frame(
        made["date"].to_numpy("datetime64[ms]").astype(np.int64),
        {name: made[name].to_numpy(np.float64) for name in (*PRICES, "volume")},
    )


def funding(recipe: Candlestick | Recorded, hourly: pd.DataFrame) -> pd.DataFrame:
    """Return funding rates at every eighth hour of ``hourly``."""
    dates = hourly["date"].to_numpy("datetime64[ms]").astype(np.int64)
    due = dates[dates % (_FUNDING_HOURS * 3_600_000) == 0]
    random = np.random.RandomState(recipe.seed + 1)
    rates = np.round(random.standard_normal(len(due)) * recipe.funding, 8)
    there = random.uniform(size=len(due)) >= recipe.holes
    return candle_frame(due[there], {"funding_rate": rates[there]})


def _walk(recipe: Candlestick, timeframe: str) -> pd.DataFrame:
    # The legacy generator: its stream is frozen, so that a stored case stays what it was.
    random = np.random.RandomState(recipe.seed)
    n = recipe.rows
    returns = random.standard_normal(n) * recipe.spread
    returns += 0.15 * recipe.spread * np.sign(np.sin(np.arange(n) / random.uniform(20, 120)))
    jumps = random.uniform(size=n) < recipe.jump
    returns += np.where(jumps, random.uniform(*_JUMP, size=n) * random.choice((-1, 1), size=n), 0)
    close = recipe.price * np.exp(np.cumsum(returns))
    before = np.concatenate(([recipe.price], close[:-1]))
    shift = np.where(random.uniform(size=n) < 0.4, random.standard_normal(n) * recipe.spread, 0)
    opened = before * np.exp(0.3 * shift)
    reach = recipe.spread * recipe.wick
    high = np.maximum(opened, close) * np.exp(reach * np.abs(random.standard_normal(n)))
    low = np.minimum(opened, close) * np.exp(-reach * np.abs(random.standard_normal(n)))
    bare = random.uniform(size=(2, n)) < 0.15
    high = np.where(bare[0], np.maximum(opened, close), high)
    low = np.where(bare[1], np.minimum(opened, close), low)
    volume = np.round(random.lognormal(3, 1, size=n), 4)
    volume[random.uniform(size=n) < recipe.silent] = 0.0
    columns = {"open": opened, "high": high, "low": low, "close": close, "volume": volume}
    _flatten(columns, random, recipe.flat)
    _round(columns, recipe)
    dates = to_ms(recipe.start) + np.arange(n, dtype=np.int64) * timeframe_ms(timeframe)
    there = random.uniform(size=n) >= recipe.missing
    there[0] = True
    return candle_frame(dates[there], {name: values[there] for name, values in columns.items()})


def _flatten(columns: Columns, random: np.random.RandomState, chance: float) -> None:
    starts = np.flatnonzero(random.uniform(size=len(columns["open"])) < chance)
    for start in starts:
        stop = start + random.randint(1, _LONGEST_FLAT)
        for name in PRICES:
            columns[name][start:stop] = columns["open"][start]


def _round(columns: Columns, recipe: Candlestick) -> None:
    if recipe.tick is None:
        return
    for name in PRICES:
        columns[name][:] = _to_tick(columns[name], recipe.tick, noise=recipe.noise)
        if recipe.coarse_after is not None:
            rest = columns[name][recipe.coarse_after :]
            rest[:] = _to_tick(rest, recipe.tick * 10, noise=recipe.noise)


def _to_tick(prices: NDArray[np.float64], tick: float, *, noise: bool) -> NDArray[np.float64]:
    counts = np.maximum(np.rint(prices / tick), 1.0)
    if noise:
        return np.asarray(counts * tick)
    exponent = Decimal(repr(tick)).as_tuple().exponent
    places = max(-int(exponent), 0)
    # Dividing whole numbers by a power of ten gives the float nearest to the decimal.
    whole = np.rint(counts * tick * 10.0**places)
    return np.asarray(whole / 10.0**places)


def _real(recipe: Recorded) -> pd.DataFrame:
    return _stored(recipe.name).iloc[: recipe.first + recipe.rows]


@lru_cache(maxsize=8)
def _stored(name: str) -> pd.DataFrame:
    frame = pd.read_feather(REAL / f"{name}.feather")
    return candle_frame(
        pd.DatetimeIndex(frame["date"]).as_unit("ms").asi8,
        {column: frame[column].to_numpy(np.float64) for column in (*PRICES, "volume")},
    )


def decimals(tick: float) -> int:
    """Return how many decimals a price on ``tick`` has."""
    return max(0, -math.floor(math.log10(tick) + 1e-9))

"""The demo market: made-up candles for people without a network, labelled synthetic everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.market_model import HOUR_PARTS, Coin, Dice, Hourly, coin_path, market_hours
from hypertrade.candles.quality import inspect
from hypertrade.candles.resampling import resample
from hypertrade.candles.schema import candle_frame, timeframe_ms, to_ms
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.domain.errors import Conflict, Invalid

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.quality import CandleQuality

EXCHANGE = "binance"
BASE = "5m"
COARSE = "1h"
SEED = 20
START = datetime(2023, 1, 1, tzinfo=UTC)
STOP = datetime(2025, 1, 1, tzinfo=UTC)

COINS = (
    Coin("BTC/USDT", 16_500.0, 2, 0.85, 0.30, 45.0, 5, 0.0),
    Coin("ETH/USDT", 1_200.0, 2, 1.00, 0.55, 420.0, 4, 0.0),
    Coin("SOL/USDT", 24.0, 2, 1.25, 1.00, 9_000.0, 3, 0.0004),
    Coin("XRP/USDT", 0.45, 4, 0.95, 0.90, 310_000.0, 0, 0.0012),
)
"""The pairs of the demo market, with ticks and lots as Binance has them."""

_OUTAGES_A_YEAR = 2
_LONGEST_OUTAGE = 5 * HOUR_PARTS


@dataclass(frozen=True)
class Made:
    """One series of the demo market, as written."""

    key: SeriesKey
    quality: CandleQuality


def make_demo(
    store: CandleStore, seed: int = SEED, start: datetime = START, stop: datetime = STOP
) -> list[Made]:
    """Write the demo market into ``store``: five minutes and one hour for every coin.

    An older demo market is replaced as a whole.

    Raises:
        Conflict: real candles are stored for one of its pairs; nothing has changed then.
        Invalid: the range is shorter than a day.
    """
    hours = (to_ms(stop) - to_ms(start)) // timeframe_ms("1h")
    if hours < 24:  # noqa: PLR2004 - a day
        raise Invalid(
            "the demo market needs a day at least", field="timerange", remedy="Ask for more."
        )
    keys = {
        (coin, timeframe): SeriesKey(EXCHANGE, coin.pair, timeframe)
        for coin in COINS
        for timeframe in (BASE, COARSE)
    }
    for key in keys.values():
        refuse_real(store, key)
    market = market_hours(hours, seed)
    made = []
    for coin in COINS:
        base = generate(coin, market, seed, start)
        for timeframe in (BASE, COARSE):
            key = keys[coin, timeframe]
            frame = base if timeframe == BASE else resample(base, BASE, timeframe).frame
            source = SourceRecord(
                name=f"demo market, seed {seed}", fingerprint=f"demo:{seed}", candles=len(frame)
            )
            tick = float(f"1e-{coin.decimals}")
            store.write(key, frame, source=source, synthetic=True, tick=tick, replace=True)
            made.append(Made(key, inspect(frame, key, synthetic=True)))
    return made


def refuse_real(store: CandleStore, key: SeriesKey) -> None:
    """Refuse to go on when ``key`` holds real candles.

    Raises:
        Conflict: it does.
    """
    info = store.info(key)
    if info and not info.synthetic:
        raise Conflict(
            f"{key} already holds {info.candles:,} real candles, which the demo market would hide",
            field="data",
            remedy="Use another folder: --data demo-data.",
        )


def generate(coin: Coin, market: Hourly, seed: int, start: datetime) -> pd.DataFrame:
    """Return the five-minute candles of one coin, from a whole hour in UTC on.

    The same arguments give the same candles on every machine; coins of one market and seed are
    correlated and share their exchange's outages.
    """
    path = coin_path(coin, market, start.hour, seed)
    scale, lots = 10.0**coin.decimals, 10.0**coin.lot
    # An integer over a power of ten is the float nearest to that decimal: prices are on the tick.
    ticks = {name: _on(getattr(path, name), scale) for name in ("open", "high", "low", "close")}
    volume = np.maximum(np.rint(path.volume * lots), 1.0) / lots
    count = len(volume)
    dates = to_ms(start) + np.arange(count, dtype=np.int64) * timeframe_ms(BASE)
    keep = path.present & _online(count, seed)
    return candle_frame(
        dates[keep], {name: column[keep] for name, column in {**ticks, "volume": volume}.items()}
    )


def _on(prices: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    return np.maximum(np.rint(prices * scale), 1.0) / scale


def _online(count: int, seed: int) -> NDArray[np.bool_]:
    """Return where the exchange is not down for maintenance."""
    dice = Dice(seed, "outages")
    online = np.ones(count, dtype=bool)
    outages = max(1, round(count * _OUTAGES_A_YEAR / (365 * 24 * HOUR_PARTS)))
    for at, length in zip(dice.uniform(outages), dice.uniform(outages), strict=True):
        begin = 1 + int(at * (count - 1))
        online[begin : begin + 6 + int(length * _LONGEST_OUTAGE)] = False
    return online

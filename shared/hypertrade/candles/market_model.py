"""The demo market's model: regimes, volatility clusters, correlation, a day's rhythm.

Only integers from PCG64, and additions, multiplications, divisions and square roots of float64:
IEEE 754 fixes the result of each, so every machine and every numpy gives the same candles.
``Generator.normal`` is not used, since numpy may change its stream, nor ``exp``, whose last digit
differs between processors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOUR_PARTS = 12
"""Base candles (5m) in an hour."""

STEPS = 4
"""Price steps inside a base candle, from which its high and low come."""

_SCALE = 2.0**-16
# Twice the sum of eight uniform sixteen-bit integers has this mean and deviation (Irwin-Hall).
_MEAN = 8 * (2**16 - 1) / 2
_DEVIATION = math.sqrt(8 * (2.0**32 - 1) / 12)


@dataclass(frozen=True)
class Regime:
    """A mood of the market: ``drift`` and ``volatility`` an hour, as fractions, for some ``hours``.

    ``pull`` draws the level back to where the regime began; ``chance`` weighs the draw of the next.
    """

    name: str
    drift: float
    volatility: float
    hours: tuple[int, int]
    pull: float
    chance: float


REGIMES = (
    Regime("rise", 0.00030, 0.0045, (200, 900), 0.0, 0.33),
    Regime("range", 0.0, 0.0032, (150, 700), 0.01, 0.36),
    Regime("fall", -0.00036, 0.0055, (150, 600), 0.0, 0.20),
    Regime("crash", -0.0045, 0.014, (12, 48), 0.0, 0.04),
    Regime("recovery", 0.0008, 0.008, (60, 240), 0.0, 0.07),
)

# The day's rhythm in UTC: quiet at night, busy when Europe and America are both awake.
_RHYTHM = (
    0.80, 0.76, 0.74, 0.72, 0.72, 0.76, 0.84, 0.96, 1.05, 1.08, 1.06, 1.04,
    1.08, 1.22, 1.38, 1.42, 1.36, 1.24, 1.14, 1.08, 1.06, 1.00, 0.92, 0.86,
)  # fmt: skip


class Dice:
    """Random numbers of one stream; the same seed and name give the same numbers for ever."""

    def __init__(self, seed: int, name: str) -> None:
        """Start the stream ``name`` of ``seed``."""
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, *name.encode()]))

    def uniform(self, count: int) -> NDArray[np.float64]:
        """Return ``count`` numbers in [0, 1)."""
        raw = np.asarray(self._bits.random_raw(count), dtype=np.uint64)
        return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def normal(self, count: int) -> NDArray[np.float64]:
        """Return ``count`` numbers of mean 0 and deviation 1, bell-shaped up to about 4.9."""
        raw = np.asarray(self._bits.random_raw(2 * count), dtype=np.uint64)
        total = np.zeros(2 * count, np.uint64)
        for shift in (0, 16, 32, 48):
            total += (raw >> np.uint64(shift)) & np.uint64(0xFFFF)
        both = (total[:count] + total[count:]).astype(np.float64)
        return (both - _MEAN) / _DEVIATION


@dataclass(frozen=True)
class Hourly:
    """The market as a whole: ``drift`` and ``volatility`` an entry an hour, ``shocks`` a step."""

    drift: NDArray[np.float64]
    volatility: NDArray[np.float64]
    shocks: NDArray[np.float64]


def market_hours(hours: int, seed: int) -> Hourly:
    """Return the drift and volatility of every hour: regimes under a GARCH(1,1) volatility.

    GARCH (Bollerslev 1986): the variance is 6% of its regime's level, plus 12% of the last squared
    move, plus 82% of the last variance.
    """
    choices = Dice(seed, "regimes").uniform(2 * hours).tolist()
    steps = Dice(seed, "market").normal(hours * HOUR_PARTS * STEPS)
    shocks = _hour_sums(steps).tolist()
    drift, volatility = np.empty(hours), np.empty(hours)
    level, anchor, variance = 1.0, 1.0, REGIMES[1].volatility ** 2
    regime, left, drawn = REGIMES[1], 240, 0
    for hour in range(hours):
        if left == 0:
            regime = _next_regime(regime, level, choices[drawn])
            shortest, longest = regime.hours
            left = shortest + int(choices[drawn + 1] * (longest - shortest))
            drawn += 2
            anchor = level
        left -= 1
        drift[hour] = regime.drift - regime.pull * (level / anchor - 1.0)
        volatility[hour] = math.sqrt(variance)
        move = volatility[hour] * shocks[hour]
        level *= 1.0 + drift[hour] + move
        variance = 0.06 * regime.volatility**2 + 0.12 * move * move + 0.82 * variance
    return Hourly(drift, volatility, steps)


def _hour_sums(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each hour's sum of steps, of deviation 1; added in order, which ``sum`` is not."""
    by_hour = steps.reshape(-1, HOUR_PARTS * STEPS)
    total = np.zeros(len(by_hour))
    for column in range(by_hour.shape[1]):
        total += by_hour[:, column]
    return total / math.sqrt(HOUR_PARTS * STEPS)


def _next_regime(current: Regime, level: float, choice: float) -> Regime:
    """Draw the next regime; a crash is followed by a recovery, and extremes turn back."""
    if current.name == "crash":
        return REGIMES[4]
    weights = []
    for regime in REGIMES:
        weight = 0.0 if regime is current else regime.chance
        if (level > 3.0 and regime.drift > 0) or (level < 0.5 and regime.drift < 0):  # noqa: PLR2004 - far from the start
            weight *= 0.3
        weights.append(weight)
    reach = choice * sum(weights)
    for regime, weight in zip(REGIMES, weights, strict=True):
        if reach < weight:
            return regime
        reach -= weight
    return REGIMES[1]


@dataclass(frozen=True)
class Coin:
    """One pair's character.

    ``beta`` is its share in the market's moves, ``own`` its own volatility against the market's,
    ``volume`` its typical base volume in five minutes, ``lot`` the volume's decimals, ``absent``
    the share of five-minute candles in which nothing trades.
    """

    pair: str
    price: float
    decimals: int
    beta: float
    own: float
    volume: float
    lot: int
    absent: float


@dataclass(frozen=True)
class Path:
    """A coin's base candles before rounding; ``present`` is false where nothing traded."""

    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]
    present: NDArray[np.bool_]


def coin_path(coin: Coin, market: Hourly, first_hour: int, seed: int) -> Path:
    """Return a coin's base candles; ``first_hour`` (0 to 23, UTC) is where the day's rhythm starts.

    A coin moves with the market by ``beta`` and on its own, in steps of 75 seconds; opens are the
    previous closes.
    """
    hours = len(market.drift)
    candles, steps = hours * HOUR_PARTS, hours * HOUR_PARTS * STEPS
    dice = Dice(seed, coin.pair)
    rhythm = np.array([_RHYTHM[(first_hour + hour) % 24] for hour in range(24)])
    daily = np.resize(rhythm, hours)
    per_step = market.volatility * daily / math.sqrt(HOUR_PARTS * STEPS)
    moves = market.shocks * coin.beta + dice.normal(steps) * coin.own
    moves *= np.repeat(per_step, HOUR_PARTS * STEPS)
    moves += np.repeat(market.drift * coin.beta / (HOUR_PARTS * STEPS), HOUR_PARTS * STEPS)
    prices = (coin.price * np.cumprod(1.0 + moves)).reshape(candles, STEPS)
    close = np.asarray(prices[:, -1], dtype=np.float64)
    opened = np.concatenate(([coin.price], close[:-1]))
    high = np.maximum(opened, np.maximum.reduce(prices, axis=1))
    low = np.minimum(opened, np.minimum.reduce(prices, axis=1))
    present = dice.uniform(candles) >= coin.absent
    span = np.asarray((high - low) / opened, dtype=np.float64)
    volume = _volumes(coin, dice, np.repeat(daily, HOUR_PARTS), span)
    return Path(opened, high, low, close, volume, present)


def _volumes(
    coin: Coin, dice: Dice, daily: NDArray[np.float64], span: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return base volumes: more in busy hours and in wide candles, with a long tail."""
    luck = dice.uniform(len(span))
    tail = (0.35 + luck) / (1.12 - luck)
    return coin.volume * daily * (0.4 + span / 0.0016) * tail

"""Trades with known truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypertrade.robustness.statistics.sample import DAY_MS, Sample
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]

FIRST_DAY = 19_000
"""2022-01-08."""


def make_sample(  # noqa: PLR0913 - each frames the trades
    profits: Sequence[float] | Floats,
    *,
    days: int = 730,
    balance: float = 1000.0,
    compounding: bool = False,
    fee: float = 0.001,
    pairs: Sequence[str] = ("A/USDT",),
    pair: Sequence[int] | None = None,
    seed: int = 0,
    opened: Sequence[int] | NDArray[np.int64] | None = None,
    short: bool = False,
) -> Sample:
    """Return trades of 100 USDT, opened at random (or on the days ``opened``) for 5 hours each."""
    made = np.asarray(profits, dtype=float)
    count = len(made)
    random = np.random.default_rng(seed)
    if opened is None:
        at = np.sort(random.integers(0, days * DAY_MS - 6 * 3_600_000, count))
    else:
        at = np.asarray(opened, dtype=np.int64) * DAY_MS
    entered = np.full(count, 100.0)
    # The exit's value that yields this profit after both fees.
    if short:
        left = (entered * (1 - fee) - made) / (1 + fee)
    else:
        left = (entered * (1 + fee) + made) / (1 - fee)
    return Sample(
        start=FIRST_DAY * DAY_MS,
        stop=(FIRST_DAY + days) * DAY_MS,
        balance=balance,
        currency="USDT",
        compounding=compounding,
        fee=fee,
        pairs=tuple(pairs),
        pair=(random.integers(0, len(pairs), count) if pair is None else np.asarray(pair)).astype(
            np.int32
        ),
        is_short=np.full(count, short),
        open_time=FIRST_DAY * DAY_MS + at,
        close_time=FIRST_DAY * DAY_MS + at + 5 * 3_600_000,
        profit_abs=made,
        profit_ratio=made / (entered * (1 - fee if short else 1 + fee)),
        entered=entered,
        left=left,
        fills=np.full(count, 2, dtype=np.int64),
    )


def correlated(seed: int, days: int, variants: int, correlation: float) -> Floats:
    """Return worthless daily returns of variants that share part of their luck."""
    random = np.random.default_rng(seed)
    shared = random.standard_normal((days, 1)) * np.sqrt(correlation)
    own = random.standard_normal((days, variants)) * np.sqrt(1 - correlation)
    returns: Floats = (shared + own) * 0.01
    return returns

"""Ticks by month against Freqtrade's get_tick_size_over_time and asof."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from freqtrade.data.btanalysis import get_tick_size_over_time
from hypertrade.arrays import Candles
from hypertrade.engine.ticks import (
    decimals_of,
    month_of,
    month_start,
    overflowing_pair,
    tick_at,
    tick_table,
)
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

DAY = 86_400_000


def candles(columns: Sequence[NDArray[np.float64]], first: int, step: int) -> Candles:
    opens, highs, lows, closes = columns
    rows = len(closes)
    return Candles(first, step, opens, highs, lows, closes, np.zeros(rows), 0, rows)


def frame(data: Candles) -> pd.DataFrame:
    dates = pd.to_datetime(data.first + np.arange(len(data)) * data.step, unit="ms", utc=True)
    return pd.DataFrame(
        {
            "date": dates,
            "open": data.open,
            "high": data.high,
            "low": data.low,
            "close": data.close,
        }
    )


def prices(random: np.random.Generator, rows: int) -> NDArray[np.float64]:
    """Return a column as data has it: rounded, mixed, whole, noisy or raw."""
    values: NDArray[np.float64] = random.uniform(0.5, 2.0, rows) * 10.0 ** random.uniform(-3, 7)
    kind = random.integers(6)
    if kind == 0:
        return np.round(values, random.integers(0, 12))
    if kind == 1:
        places = random.integers(0, 8, rows)
        return np.array([round(float(v), int(p)) for v, p in zip(values, places, strict=True)])
    if kind == 2:
        return np.floor(values)
    if kind == 3:
        return np.nextafter(np.round(values, 4), 1e9)
    if kind == 4:
        return np.floor(values) + np.where(random.random(rows) < 0.002, 0.25, 0.0)
    return values


@pytest.mark.parametrize("seed", range(30))
def test_every_month_has_freqtrades_tick(seed: int) -> None:
    random = np.random.default_rng(seed)
    step = int(random.choice([300_000, 3_600_000, DAY]))
    rows = int(random.choice([1, 50, 400, 1500]))
    first = 1_546_300_800_000 + int(random.integers(0, 3 * 365 * DAY // step)) * step
    data = candles([prices(random, rows) for _ in range(4)], first, step)
    expected = get_tick_size_over_time(frame(data))
    table = tick_table([data])
    edges = [int(month.timestamp() * 1000) + each for month in expected.index for each in (-1, 0)]
    last = first + (rows + 20) * step
    for time in [first - 40 * DAY, *range(first, last, max(step, rows * step // 20)), *edges]:
        theirs = expected.asof(pd.Timestamp(time, unit="ms", tz="UTC"))
        ours = tick_at(table, 0, time)
        assert ours == theirs or (math.isnan(ours) and math.isnan(theirs))


def test_pairs_share_one_table_of_months() -> None:
    early = candles([np.full(100, 1.25)] * 4, 0, DAY)
    late = candles([np.full(10, 1.5)] * 4, 120 * DAY, DAY)
    whole = candles([np.full(10, 7.0)] * 4, 0, DAY)
    table = tick_table([early, late, whole])
    assert [tick_at(table, 0, day * DAY) for day in (0, 99, 500)] == [0.01] * 3
    assert math.isnan(tick_at(table, 1, 0))
    assert tick_at(table, 1, 125 * DAY) == 0.1
    assert math.isnan(tick_at(table, 2, 5 * DAY))
    assert math.isnan(tick_at(table, 0, -40 * DAY))


def test_no_candles_no_ticks() -> None:
    table = tick_table([candles([np.empty(0)] * 4, 0, DAY)])
    assert math.isnan(tick_at(table, 0, 5 * DAY))


def test_more_decimals_than_freqtrade_can_count() -> None:
    fine = candles([np.full(5, 1.2345678901234e-6)] * 4, 0, DAY)
    usual = candles([np.full(5, 1.25)] * 4, 0, DAY)
    assert overflowing_pair(tick_table([usual, fine])) == 1
    assert overflowing_pair(tick_table([usual])) is None
    assert get_tick_size_over_time(frame(fine)).iloc[0] < 0.0


@settings(max_examples=600)
@given(
    st.one_of(
        st.floats(1e-12, 1e15),
        st.builds(lambda k, p: k / 10.0**p, st.integers(1, 10**12), st.integers(0, 14)),
    )
)
def test_decimals_in_14_digits(price: float) -> None:
    text = np.format_float_positional(price, precision=14, unique=False, fractional=False, trim="-")
    fraction = text.partition(".")[2].rstrip("0")
    assert decimals_of(price) == len(fraction)


@settings(max_examples=500)
@given(st.integers(-(10**12), 10**13))
def test_months_are_those_of_the_calendar(time: int) -> None:
    moment = datetime.fromtimestamp(time / 1000, UTC)
    month = month_of(time)
    assert month == (moment.year - 1970) * 12 + moment.month - 1
    assert month_start(month) <= time < month_start(month + 1)
    assert datetime.fromtimestamp(month_start(month) / 1000, UTC).day == 1


def test_real_candles(real_candles: Path) -> None:
    data = pd.read_feather(real_candles / "bitfinex" / "XRP_USD-1h.feather").iloc[:9000]
    first = int(data["date"].iloc[0].timestamp() * 1000)
    columns = [data[name].to_numpy(np.float64) for name in ("open", "high", "low", "close")]
    ours = candles(columns, first, 3_600_000)
    table = tick_table([ours])
    for month, tick in get_tick_size_over_time(frame(ours)).ffill().items():
        assert isinstance(month, pd.Timestamp)
        assert tick_at(table, 0, int(month.timestamp() * 1000)) == tick

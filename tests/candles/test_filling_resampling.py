"""Filling equals Freqtrade's own; resampling equals pandas, technical and real coarser candles."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from freqtrade.data.converter import ohlcv_fill_up_missing_data
from hypertrade.candles.filling import fill, find_gaps
from hypertrade.candles.resampling import divides, resample
from hypertrade.candles.schema import candle_frame, empty_frame, timeframe_ms, to_ms
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import MINUTES_OF
from hypothesis import given
from hypothesis import strategies as st
from technical.util import resample_to_interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., pd.DataFrame]

_GRID = {name: to_ms(datetime(2020, 1, 6, tzinfo=UTC)) for name in MINUTES_OF}


def freqtrade_fill(frame: pd.DataFrame, timeframe: str) -> pd.DataFrame:
    with warnings.catch_warnings():
        # Freqtrade's own use of pandas is deprecated; ours may not be.
        warnings.simplefilter("ignore", DeprecationWarning)
        filled: pd.DataFrame = ohlcv_fill_up_missing_data(frame, timeframe, "BTC/USD")
    return filled


def technical_resample(frame: pd.DataFrame, minutes: int) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        resampled: pd.DataFrame = resample_to_interval(frame, minutes)
    return resampled


def sparse(frame: pd.DataFrame, absent: list[int]) -> pd.DataFrame:
    return frame.drop(index=[row for row in absent if 0 < row < len(frame)]).reset_index(drop=True)


@pytest.mark.parametrize("timeframe", [*MINUTES_OF])
def test_fill_equals_freqtrade(make: Make, timeframe: str) -> None:
    gappy = sparse(make(60, timeframe), [3, 4, 5, 20, 58])
    ours = fill(gappy, timeframe)
    theirs = freqtrade_fill(gappy, timeframe)
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, check_freq=False)
    gaps = find_gaps(gappy, timeframe)
    assert gaps.candles == len(theirs) - len(gappy) == 5
    assert (gaps.count, gaps.longest_minutes) == (3, 3 * MINUTES_OF[timeframe])


@given(st.sets(st.integers(1, 78)), st.sampled_from(["1m", "5m", "1h", "4h", "1d", "1w"]))
def test_fill_equals_freqtrade_whatever_is_absent(absent: set[int], timeframe: str) -> None:
    random = np.random.default_rng(len(absent))
    dates = _GRID[timeframe] + np.arange(80, dtype=np.int64) * timeframe_ms(timeframe)
    names = ("open", "high", "low", "close", "volume")
    full = candle_frame(dates, {name: random.uniform(1, 2, 80) for name in names})
    gappy = sparse(full, sorted(absent))
    ours = fill(gappy, timeframe)
    theirs = freqtrade_fill(gappy, timeframe)
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, check_freq=False)
    assert find_gaps(gappy, timeframe).candles == len(absent)
    pd.testing.assert_frame_equal(fill(ours, timeframe), ours)


def test_fill_of_real_candles_equals_freqtrade(real_candles: Path) -> None:
    frame = pd.read_feather(real_candles / "bitfinex" / "LTC_USD-5m.feather")
    ours = fill(frame, "5m")
    theirs = freqtrade_fill(frame, "5m")
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, check_freq=False)
    assert find_gaps(frame, "5m").candles == len(ours) - len(frame)


def test_filling_nothing_gives_nothing() -> None:
    assert fill(empty_frame(), "1h").empty
    assert find_gaps(empty_frame(), "1h").candles == 0


@pytest.mark.parametrize(
    ("source", "target"), [("5m", "1h"), ("1m", "5m"), ("15m", "4h"), ("1h", "1d"), ("1h", "12h")]
)
def test_resampling_equals_technical(make: Make, source: str, target: str) -> None:
    parts = MINUTES_OF[target] // MINUTES_OF[source]
    frame = sparse(make(parts * 30, source), [2, 3, parts * 4 + 1])
    ours = resample(frame, source, target)
    theirs = technical_resample(frame, MINUTES_OF[target])
    pd.testing.assert_frame_equal(ours.frame, theirs, check_dtype=False, check_freq=False)
    assert ours.half_open_removed == 0
    assert len(ours.frame) == 30


def test_weeks_open_on_monday(make: Make) -> None:
    weeks = resample(make(21, "1d", start=datetime(2020, 1, 6, tzinfo=UTC)), "1d", "1w").frame
    assert weeks["date"].dt.day_name().tolist() == ["Monday"] * 3
    assert weeks["date"][0] == pd.Timestamp("2020-01-06", tz="UTC")


def test_an_incomplete_last_candle_is_dropped_and_said(make: Make) -> None:
    frame = make(12 * 3 + 5, "5m")
    result = resample(frame, "5m", "1h")
    assert (len(result.frame), result.half_open_removed) == (3, 1)
    only = resample(frame.iloc[:5], "5m", "1h")
    assert (len(only.frame), only.half_open_removed) == (0, 1)


@given(
    st.sets(st.integers(1, 119)),
    st.integers(0, 6),
    st.sampled_from([("5m", "1h"), ("1m", "5m"), ("1h", "4h")]),
)
def test_filling_first_changes_nothing(
    absent: set[int], seed: int, timeframes: tuple[str, str]
) -> None:
    source, target = timeframes
    random = np.random.default_rng(seed)
    dates = _GRID[source] + np.arange(120, dtype=np.int64) * timeframe_ms(source)
    low, high = random.uniform(1, 2, 120), random.uniform(3, 4, 120)
    full = candle_frame(
        dates,
        {
            "open": random.uniform(2, 3, 120),
            "high": high,
            "low": low,
            "close": random.uniform(2, 3, 120),
            "volume": random.uniform(1, 9, 120),
        },
    )
    # The last part is there, so both know that the last candle is complete.
    gappy = sparse(full, sorted(absent - {119}))
    direct = fill(resample(gappy, source, target).frame, target)
    filled = fill(resample(fill(gappy, source), source, target).frame, target)
    pd.testing.assert_frame_equal(direct, filled)


def test_real_minutes_become_the_exchanges_five_minutes(real_candles: Path) -> None:
    folder = real_candles / "bitfinex"
    raw = pd.read_csv(folder / "XRP_USD-1m-2018-11-raw.csv", dtype=str)
    values = {name: np.array([float(text) for text in raw[name]]) for name in raw.columns[1:]}
    minutes = candle_frame(np.array([int(text) for text in raw["timestamp"]], np.int64), values)
    ours = resample(minutes, "1m", "5m").frame
    theirs = pd.read_feather(folder / "XRP_USD-5m.feather")
    month = (theirs["date"] >= "2018-11-01") & (theirs["date"] < "2018-12-01")
    theirs = theirs[month].reset_index(drop=True)
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, rtol=1e-12)
    prices = ["open", "high", "low", "close"]
    assert (ours[prices].to_numpy() == theirs[prices].to_numpy()).all()


@pytest.mark.parametrize(("source", "target"), [("1h", "5m"), ("1h", "1h"), ("3m", "5m")])
def test_never_down_and_never_sideways(make: Make, source: str, target: str) -> None:
    assert not divides(source, target)
    with pytest.raises(Invalid, match="cannot become"):
        resample(make(10, source), source, target)

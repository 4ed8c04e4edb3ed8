"""Cleaning: every change explicit and counted, no genuine candle lost, twice changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypertrade.candles.cleaning import check_spacing, clean
from hypertrade.candles.columns import columns_of
from hypertrade.candles.quality import find_outliers
from hypertrade.candles.schema import candle_frame, dates_ms, timeframe_ms, to_ms
from hypertrade.candles.series import SeriesKey
from hypertrade.candles.ticks import infer_decimals, round_to_tick
from hypertrade.domain.errors import Invalid
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., pd.DataFrame]

START = datetime(2020, 1, 6, tzinfo=UTC)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEY = SeriesKey("bitfinex", "BTC/USD", "1h")
NAMES = ("open", "high", "low", "close", "volume")


def changed(frame: pd.DataFrame, **cells: tuple[int, float]) -> pd.DataFrame:
    copy = frame.copy()
    for name, (row, value) in cells.items():
        copy.loc[row, name] = value
    return copy


def test_clean_candles_stay_as_they_are(make: Make) -> None:
    frame = make(500)
    result = clean(frame, KEY, now=NOW)
    pd.testing.assert_frame_equal(result.frame, frame)
    quality = result.quality
    assert (quality.candles, quality.gaps, quality.outliers, quality.remarks) == (500, 0, 0, ())
    assert result.tick == 0.01


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"high": (7, 1.0)}, "high below low"),
        ({"open": (7, 1.0)}, "open or close outside low to high"),
        ({"close": (7, 1e6)}, "open or close outside low to high"),
        ({"low": (7, 0.0)}, "price zero or negative"),
        ({"low": (7, -3.0)}, "price zero or negative"),
        ({"volume": (7, -1.0)}, "negative volume"),
        ({"close": (7, float("nan"))}, "not a number"),
        ({"high": (7, float("inf"))}, "not a number"),
        ({"volume": (7, float("nan"))}, "not a number"),
    ],
)
def test_impossible_candles_are_removed_counted_and_dated(
    make: Make, cells: dict[str, tuple[int, float]], reason: str
) -> None:
    frame = make(100)
    result = clean(changed(frame, **cells), KEY, now=NOW)
    pd.testing.assert_frame_equal(result.frame, frame.drop(index=7).reset_index(drop=True))
    assert result.quality.impossible_removed == 1
    assert result.quality.remarks == (f"1 candle removed: {reason} (2020-01-06 07:00)",)
    assert (result.quality.gaps, result.quality.filled) == (1, 1)


def test_duplicates_and_disorder(make: Make) -> None:
    frame = make(50)
    conflicting = frame.iloc[[20]].assign(close=frame["low"][20])
    raw = pd.concat([frame, frame.iloc[[10, 11]], conflicting], ignore_index=True)
    result = clean(raw, KEY, now=NOW)
    expected = frame.copy()
    expected.loc[20, "close"] = frame["low"][20]
    pd.testing.assert_frame_equal(result.frame, expected)
    assert (result.quality.duplicates_removed, result.quality.reordered) == (3, 3)
    (remark,) = result.quality.remarks
    assert remark.startswith("1 candle given several times with different values, the last kept")
    assert "2020-01-06 20:00" in remark
    backwards = clean(frame.iloc[::-1], KEY, now=NOW)
    pd.testing.assert_frame_equal(backwards.frame, frame)
    assert backwards.quality.reordered == 49


def test_an_impossible_twin_does_not_beat_a_possible_one(make: Make) -> None:
    frame = make(30)
    twin = frame.iloc[[5]].assign(high=0.5)
    result = clean(pd.concat([frame, twin], ignore_index=True), KEY, now=NOW)
    pd.testing.assert_frame_equal(result.frame, frame)


def test_the_candle_still_open_is_left_out_and_the_future_removed(make: Make) -> None:
    frame = make(20)
    now = START + timedelta(hours=15, minutes=30)
    result = clean(frame, KEY, now=now)
    assert len(result.frame) == 15
    assert result.quality.half_open_removed == 1
    assert result.quality.impossible_removed == 4
    assert result.quality.remarks[0].startswith("4 candles removed: opens in the future")
    exact = clean(frame.iloc[:15], KEY, now=START + timedelta(hours=15))
    assert len(exact.frame) == 15


def test_times_off_the_grid(make: Make) -> None:
    frame = make(100)
    late = frame.copy()
    late.loc[3, "date"] = frame["date"][3] + pd.Timedelta(seconds=12)
    floored = clean(late, KEY, now=NOW)
    pd.testing.assert_frame_equal(floored.frame, frame)
    assert "floored to the minute" in floored.quality.remarks[0]
    late.loc[3, "date"] = frame["date"][3] + pd.Timedelta(minutes=17)
    removed = clean(late, KEY, now=NOW)
    assert removed.quality.impossible_removed == 1
    assert removed.quality.remarks == ("1 candle removed: off the 1h grid (2020-01-06 03:17)",)
    shifted = frame.assign(date=frame["date"] + pd.Timedelta(minutes=30))
    with pytest.raises(Invalid, match="do not open on the 1h grid, but at 00:30:00") as caught:
        clean(shifted, KEY, now=NOW)
    assert "UTC" in caught.value.remedy


@pytest.mark.parametrize(
    ("given_as", "is_really", "message", "remedy"),
    [
        ("5m", "1m", "1m apart, which is finer than 5m", "--timeframe 1m"),
        ("1h", "5m", "5m apart, which is finer than 1h", "--timeframe 5m"),
        ("5m", "1h", "1h apart, which is coarser than 5m", "--timeframe 1h"),
        ("1h", "1d", "1d apart, which is coarser than 1h", "--timeframe 1d"),
    ],
)
def test_the_spacing_must_fit(
    make: Make, given_as: str, is_really: str, message: str, remedy: str
) -> None:
    frame = make(200, is_really).drop(index=[5, 6, 40])
    with pytest.raises(Invalid, match=message) as caught:
        clean(frame, SeriesKey("bitfinex", "BTC/USD", given_as), now=NOW)
    assert caught.value.field == "timeframe"
    assert remedy in caught.value.remedy


def test_illiquid_candles_fit_their_timeframe(make: Make) -> None:
    rows = np.flatnonzero(np.random.default_rng(3).random(2000) < 0.08)
    frame = make(2000, "5m").iloc[rows]
    result = clean(frame, SeriesKey("bitfinex", "BTC/USD", "5m"), now=NOW)
    assert len(result.frame) == len(rows)


def test_nothing_possible_is_an_error(make: Make) -> None:
    frame = make(10)
    with pytest.raises(Invalid, match="none of its 10 candles is possible"):
        clean(frame.assign(high=0.001), KEY, now=NOW)
    with pytest.raises(Invalid, match="no candle"):
        clean(frame.iloc[:0], KEY, now=NOW)


def test_float_noise_is_rounded_to_the_tick() -> None:
    prices = np.array([[4.389000000000001e-05, 4.4e-05, 4.3e-05, 4.31e-05]] * 10)
    result = round_to_tick(prices)
    assert result.prices[0, 0] == 4.389e-05
    assert result.tick == 1e-08
    assert result.candles.all()


def test_noise_that_crosses_the_high_costs_no_candle(make: Make) -> None:
    frame = make(300, decimals=5)
    top = frame["high"].to_numpy()
    frame["close"] = np.where(np.arange(300) % 3 == 0, np.nextafter(top, np.inf), frame["close"])
    result = clean(frame, KEY, now=NOW)
    assert len(result.frame) == 300
    assert 0 < result.quality.rounded_to_tick <= 100
    assert (result.frame["close"] <= result.frame["high"]).all()


@given(
    st.lists(st.integers(1, 10**9), min_size=4, max_size=60),
    st.integers(0, 10),
    st.lists(st.integers(-3, 3), min_size=60, max_size=60),
)
def test_decimals_survive_noise_and_genuine_prices_are_never_altered(
    integers: list[int], decimals: int, noise: list[int]
) -> None:
    genuine = np.array([[float(f"{number}e-{decimals}")] * 4 for number in integers])
    untouched = round_to_tick(genuine)
    np.testing.assert_array_equal(untouched.prices, genuine)
    assert not untouched.candles.any()
    noisy = genuine.copy()
    for row, ulps in enumerate(noise[: len(integers)]):
        noisy[row] += ulps * np.spacing(genuine[row])
    np.testing.assert_array_equal(round_to_tick(noisy).prices, genuine)


def test_prices_without_a_tick_stay() -> None:
    prices = np.random.default_rng(1).uniform(1, 2, (100, 4))
    result = round_to_tick(prices)
    np.testing.assert_array_equal(result.prices, prices)
    assert result.tick is None
    assert infer_decimals(np.array([np.nan, -1.0])) is None


def test_significant_digits_are_genuine_prices(real_candles: Path) -> None:
    for path in sorted((real_candles / "bitfinex").glob("*-1h.feather")):
        frame = pd.read_feather(path)
        key = SeriesKey("bitfinex", path.stem.split("-")[0].replace("_", "/"), "1h")
        result = clean(frame, key, now=NOW)
        assert result.quality.rounded_to_tick == 0
        for name in NAMES:
            assert (result.frame[name] == frame[name]).all()


def test_outliers_are_flagged_never_dropped(make: Make) -> None:
    frame = make(2000)
    spike = changed(frame, high=(1000, frame["high"][1000] * 1.3))
    result = clean(spike, KEY, now=NOW)
    assert len(result.frame) == 2000
    assert result.quality.outliers == 1
    assert result.quality.outlier_dates == (START + timedelta(hours=1000),)
    assert not find_outliers(columns_of(frame)).any()
    assert not find_outliers(columns_of(frame.iloc[:2])).any()


def test_outlier_dates_are_capped_and_counts_are_not(make: Make) -> None:
    frame = make(4000)
    rows = np.arange(50, 4000, 100)
    frame.loc[rows, "high"] *= 2
    quality = clean(frame, KEY, now=NOW).quality
    assert quality.outliers == len(rows) == 40
    assert len(quality.outlier_dates) == 20


_CANDLE = st.tuples(
    st.integers(0, 60),
    st.floats(0.5, 200, allow_nan=False),
    st.floats(-1, 3, allow_nan=False),
    st.floats(-1, 3, allow_nan=False),
    st.sampled_from([0.0, 1.5, -1.0, float("nan")]),
    st.booleans(),
)


@given(st.lists(_CANDLE, min_size=3, max_size=60))
def test_cleaning_is_idempotent_and_loses_no_genuine_candle(
    rows: list[tuple[int, float, float, float, float, bool]],
) -> None:
    hours = np.array([row[0] for row in rows], np.int64)
    base = np.round([row[1] for row in rows], 3)
    spread = [np.round([row[at] for row in rows], 3) for at in (2, 3)]
    flipped = np.array([row[5] for row in rows])
    values = {
        "open": base,
        "high": np.round(base + spread[0], 3),
        "low": np.round(base - spread[1], 3),
        "close": np.where(flipped, base, np.round(base + 0.001, 3)),
        "volume": np.array([row[4] for row in rows]),
    }
    frame = candle_frame(to_ms(START) + hours * timeframe_ms("1h"), values)
    genuine = (
        (values["high"] >= np.maximum(base, values["close"]))
        & (values["low"] <= np.minimum(base, values["close"]))
        & (values["low"] > 0)
        & (values["volume"] >= 0)
    )
    try:
        check_spacing(dates_ms(frame), "1h")
    except Invalid:
        # Few candles far apart look like another timeframe, which is refused before cleaning.
        return
    if not genuine.any():
        with pytest.raises(Invalid, match="is possible"):
            clean(frame, KEY, now=NOW)
        return
    once = clean(frame, KEY, now=NOW)
    assert set(once.frame["date"]) == set(frame["date"][genuine])
    last = frame[genuine].drop_duplicates("date", keep="last").sort_values("date")
    pd.testing.assert_frame_equal(once.frame, last.reset_index(drop=True))
    assert once.quality.impossible_removed == int((~genuine).sum())
    assert len(frame) == (
        len(once.frame) + once.quality.impossible_removed + once.quality.duplicates_removed
    )
    try:
        check_spacing(dates_ms(once.frame), "1h")
    except Invalid:
        return
    twice = clean(once.frame, KEY, now=NOW)
    pd.testing.assert_frame_equal(twice.frame, once.frame)
    assert twice.quality.content_hash == once.quality.content_hash
    assert twice.quality.remarks == ()

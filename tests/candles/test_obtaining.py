"""Candles for one backtest: range, warm-up, resampling up, and what is said when they lack."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypertrade.candles.obtaining import obtain
from hypertrade.candles.resampling import resample
from hypertrade.candles.schema import content_hash
from hypertrade.candles.series import SeriesKey
from hypertrade.domain.errors import Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.candles.series import SourceRecord
    from hypertrade.candles.store import CandleStore

    Make = Callable[..., pd.DataFrame]

START = datetime(2020, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def hours(store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make) -> pd.DataFrame:
    frame = make(1000)
    store.write(key, frame.drop(index=[500, 501, 700]), source=source)
    return frame


def test_range_with_warmup_and_the_candle_at_the_stop(
    store: CandleStore, hours: pd.DataFrame
) -> None:
    got = obtain(store, "bitfinex", "BTC/USD", "1h", START + 100 * HOUR, START + 200 * HOUR, 30)
    pd.testing.assert_frame_equal(got.frame, hours.iloc[70:201].reset_index(drop=True))
    assert got.warmup == 30
    assert got.quality.candles == 131
    assert got.quality.content_hash == content_hash(got.frame)
    assert got.quality.remarks == ()
    assert got.quality.resampled_from is None


def test_everything_when_no_range_is_given(store: CandleStore, hours: pd.DataFrame) -> None:
    got = obtain(store, "bitfinex", "BTC/USD", "1h", startup_candles=50)
    assert len(got.frame) == len(hours) - 3
    assert (got.warmup, got.quality.gaps, got.quality.filled) == (0, 2, 3)
    assert got.quality.longest_gap_minutes == 120


@pytest.mark.usefixtures("hours")
def test_what_lacks_is_remarked(store: CandleStore) -> None:
    early = obtain(store, "bitfinex", "BTC/USD", "1h", START + 10 * HOUR, None, 30)
    assert early.warmup == 10
    assert early.quality.remarks == ("10 of the 30 warm-up candles before the start exist",)
    before = obtain(store, "bitfinex", "BTC/USD", "1h", START - 10 * HOUR, START + 2000 * HOUR)
    assert before.quality.remarks == (
        "candles begin on 2020-01-06 00:00, after the range's start",
        "candles end on 2020-02-16 15:00, before the range's end",
    )


def test_coarser_candles_are_resampled_with_all_their_parts(
    store: CandleStore, hours: pd.DataFrame
) -> None:
    start, stop = START + 101 * HOUR, START + 200 * HOUR
    got = obtain(store, "bitfinex", "BTC/USD", "4h", start, stop, 5)
    assert got.quality.resampled_from == "1h"
    whole = resample(hours.drop(index=[500, 501, 700]), "1h", "4h").frame
    expected = whole[(whole["date"] >= start - 20 * HOUR) & (whole["date"] <= stop)]
    pd.testing.assert_frame_equal(got.frame, expected.reset_index(drop=True))
    assert got.quality.timeframe == "4h"
    assert got.quality.half_open_removed == 0


def test_incomplete_first_and_last_candles_are_dropped(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(50, start=START + HOUR), source=source)
    got = obtain(store, "bitfinex", "BTC/USD", "1d")
    assert got.frame["date"].dt.day.tolist() == [7]
    assert got.quality.half_open_removed == 1
    assert got.quality.remarks == (
        "the first 1d candle was incomplete and dropped",
        "the last 1d candle was incomplete and dropped",
    )


def test_the_coarsest_that_covers_is_taken(
    store: CandleStore, source: SourceRecord, make: Make
) -> None:
    store.write(SeriesKey("bitfinex", "BTC/USD", "5m"), make(3000, "5m"), source=source)
    store.write(SeriesKey("bitfinex", "BTC/USD", "1h"), make(100), source=source)
    near = obtain(store, "bitfinex", "BTC/USD", "4h", START, START + 50 * HOUR)
    far = obtain(store, "bitfinex", "BTC/USD", "4h", START, START + 200 * HOUR)
    assert (near.quality.resampled_from, far.quality.resampled_from) == ("1h", "5m")


def test_the_finer_serves_where_the_own_timeframe_has_nothing(
    store: CandleStore, source: SourceRecord, make: Make
) -> None:
    store.write(SeriesKey("bitfinex", "BTC/USD", "5m"), make(3000, "5m"), source=source)
    old = make(100, start=datetime(2018, 1, 1, tzinfo=UTC))
    store.write(SeriesKey("bitfinex", "BTC/USD", "1h"), old, source=source)
    got = obtain(store, "bitfinex", "BTC/USD", "1h", START, START + 20 * HOUR)
    assert got.quality.resampled_from == "5m"


@pytest.mark.usefixtures("hours")
def test_never_down(store: CandleStore) -> None:
    with pytest.raises(Invalid, match="is stored for 1h only, and 5m") as caught:
        obtain(store, "bitfinex", "BTC/USD", "5m")
    assert caught.value.field == "timeframe"
    assert "hypertrade data import FILE --exchange bitfinex --pair BTC/USD" in caught.value.remedy


@pytest.mark.usefixtures("hours")
def test_nothing_stored_names_the_command(store: CandleStore) -> None:
    with pytest.raises(NotFound, match="no candles of bitfinex ETH/USD") as caught:
        obtain(store, "bitfinex", "ETH/USD", "1h")
    assert "hypertrade data download --exchange bitfinex --pairs ETH/USD" in caught.value.remedy


@pytest.mark.usefixtures("hours")
@pytest.mark.parametrize("timeframe", ["1h", "4h"])
@pytest.mark.parametrize(("start", "stop"), [(2017, 2018), (2022, None), (None, 2019)])
def test_a_range_without_candles_names_the_range_with_candles(
    store: CandleStore, timeframe: str, start: int | None, stop: int | None
) -> None:
    begin = datetime(start, 1, 1, tzinfo=UTC) if start else None
    end = datetime(stop, 1, 1, tzinfo=UTC) if stop else None
    with pytest.raises(Invalid, match="has no 1h candles") as caught:
        obtain(store, "bitfinex", "BTC/USD", timeframe, begin, end)
    assert caught.value.field == "timerange"
    assert "2020-01-06 00:00 to 2020-02-16 15:00" in caught.value.remedy
    assert "--timerange 20200106-20200217" in caught.value.remedy


def test_a_range_inside_a_gap_is_said(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(1000).drop(index=range(100, 900)), source=source)
    with pytest.raises(Invalid, match="has no 1h candles"):
        obtain(store, "bitfinex", "BTC/USD", "1h", START + 200 * HOUR, START + 300 * HOUR, 150)


def test_a_range_shorter_than_a_candle_has_its_warmup(
    store: CandleStore, hours: pd.DataFrame
) -> None:
    start = START + 101 * HOUR
    got = obtain(store, "bitfinex", "BTC/USD", "1d", start, start + 3 * HOUR, 2)
    assert got.frame["date"].dt.day.tolist() == [9, 10]
    assert got.warmup == 2
    assert got.frame["close"].tolist() == [hours["close"][95], hours["close"][119]]


def test_synthetic_is_carried_into_the_report(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(100), source=source, synthetic=True)
    for timeframe in ("1h", "4h"):
        quality = obtain(store, "bitfinex", "BTC/USD", timeframe).quality
        assert quality.synthetic
        assert any("made up" in remark for remark in quality.remarks)

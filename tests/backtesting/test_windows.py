"""The rows are those that Freqtrade itself loads, fills, warms up and trims."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypertrade.backtesting import Session
from hypertrade.candles.columns import columns_of, frame_of
from hypertrade.candles.schema import to_ms
from hypertrade.candles.store import CandleStore
from hypertrade.domain.errors import Invalid, NotFound

from tests.backtesting.making import (
    BEGIN,
    compare,
    indicator,
    job,
    price,
    put,
    spec,
    waves,
    without,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from hypertrade.arrays import Candles
    from hypertrade.backtesting.windows import Window
    from hypertrade.domain.backtest import BacktestJob

STARTUP = 60
FREQTRADES_PANDAS = pytest.mark.filterwarnings("ignore:The inplace keyword")
SLOW = spec(compare(price(), ">", indicator("sma", period=STARTUP)), compare(price(), "<", 1.0))


def freqtrades(made: BacktestJob, store: CandleStore, folder: Path, startup: int) -> dict[str, Any]:
    """Return what Freqtrade loads and trims of the job's own timeframe, by its own functions."""
    from freqtrade.configuration import TimeRange
    from freqtrade.data import history
    from freqtrade.data.converter import trim_dataframes

    for pair in made.pairs:
        path = folder / f"{pair.replace('/', '_')}-{made.timeframe}.feather"
        frame_of(store.read_columns(made.exchange, pair, made.timeframe)).to_feather(path)
    asked = TimeRange.parse_timerange(str(made.timerange) if str(made.timerange) != "-" else None)
    data = history.load_data(
        folder,
        made.timeframe,
        list(made.pairs),
        timerange=asked,
        startup_candles=startup,
        fail_without_data=True,
    )
    first, _ = history.get_timerange(data)
    asked.adjust_start_if_necessary(3600, startup, first)
    trimmed = trim_dataframes(data, asked, startup)
    begin, end = history.get_timerange(trimmed)
    return {"data": data, "trimmed": trimmed, "begin": begin, "end": end}


def same(candles: Candles, loaded: pd.DataFrame, trimmed: pd.DataFrame | None) -> None:
    theirs = columns_of(loaded)
    assert [candles.opens_at(row) for row in range(len(candles))] == theirs.dates.tolist()
    for name, column in theirs.by_name.items():
        np.testing.assert_array_equal(getattr(candles, name), column, err_msg=name)
    rows = columns_of(trimmed).dates.tolist() if trimmed is not None else []
    ours = [candles.opens_at(row) for row in range(candles.begin, candles.end)]
    assert ours == rows


@FREQTRADES_PANDAS
@pytest.mark.parametrize(
    "timerange",
    ["-", "20240110-20240120", "-20240120", "20240110-", "20240101-20240120", "20240102-20240120"],
)
def test_the_rows_are_freqtrades(timerange: str, tmp_path: Path) -> None:
    store = CandleStore(tmp_path / "store")
    put(store, without(waves(700), 5, 6, 7, 300, 301, 650))
    late = waves(500, begin=BEGIN + timedelta(days=8), phase=2.0)
    put(store, without(late, 100), "ETH/USD")
    put(store, waves(230, phase=1.0), "LTC/USD")
    made = job(SLOW, timerange=timerange, pairs=("BTC/USD", "ETH/USD", "LTC/USD"))
    session = Session.load(made, store)
    (tmp_path / "data").mkdir()
    theirs = freqtrades(made, store, tmp_path / "data", STARTUP)
    assert session.startup_candles == STARTUP
    for pair in session.market.pairs:
        name = pair.rules.pair
        same(pair.candles, theirs["data"][name], theirs["trimmed"].get(name))
    window = session.window()
    assert (window.start, window.end) == (to_ms(theirs["begin"]), to_ms(theirs["end"]))


@FREQTRADES_PANDAS
def test_without_a_warm_up_the_first_candle_is_the_range_s(tmp_path: Path) -> None:
    store = CandleStore(tmp_path / "store")
    put(store, waves(300))
    made = job(spec(compare(price(), ">", 100.0), compare(price(), "<", 99.0)))
    made = made.model_copy(update={"timerange": job(timerange="20240103-20240108").timerange})
    session = Session.load(made, store)
    (tmp_path / "data").mkdir()
    theirs = freqtrades(made, store, tmp_path / "data", session.startup_candles)
    name = "BTC/USD"
    same(session.market.pairs[0].candles, theirs["data"][name], theirs["trimmed"].get(name))


def test_a_window_is_the_session_of_that_range(store: CandleStore) -> None:
    whole = Session.load(job(SLOW, timerange="20180101-20181001"), store)
    start, stop = datetime(2018, 4, 1, tzinfo=UTC), datetime(2018, 6, 15, tzinfo=UTC)
    part = whole.window(start, stop)
    alone = Session.load(job(SLOW, timerange="20180401-20180615"), store).window()
    _equal_windows(part, alone)
    assert whole.window(start, stop) is part, "made once"


def test_higher_timeframes_are_warmed_up_by_their_own_candles(store: CandleStore) -> None:
    strategy = spec(compare(price(), ">", indicator("sma", period=20, timeframe="4h")))
    session = Session.load(job(strategy, timerange="20180301-20180401"), store)
    (higher,) = session.window().higher
    candles = higher["4h"]
    start = to_ms(datetime(2018, 3, 1, tzinfo=UTC))
    assert candles.first == start - session.startup_candles * candles.step
    assert session.quality[1].resampled_from == "1h"
    alone = Session.load(job(strategy, timerange="20180310-20180320"), store).window()
    part = session.window(datetime(2018, 3, 10, tzinfo=UTC), datetime(2018, 3, 20, tzinfo=UTC))
    _equal_windows(part, alone)


def test_detail_begins_where_the_range_does(store: CandleStore) -> None:
    made = job(SLOW, timerange="20180801-20180901", detail_timeframe="5m")
    (pair,) = Session.load(made, store).market.pairs
    assert pair.detail is not None
    assert pair.detail.first == to_ms(datetime(2018, 8, 1, tzinfo=UTC))
    assert pair.detail.step == 300_000


def test_funding_is_joined_and_its_absence_said(tmp_path: Path) -> None:
    store = CandleStore(tmp_path)
    put(store, waves(300), "BTC/USDT:USDT", exchange="bybit")
    made = job(SLOW, exchange="bybit", pairs=("BTC/USDT:USDT",), trading_mode="futures")
    session = Session.load(made, store)
    funding = session.market.pairs[0].funding
    assert funding is not None
    assert not funding.rate.any()
    run = session.engine_run(session.run())
    assert any("funding is taken as zero" in remark for remark in run.remarks)


@pytest.mark.parametrize(
    ("timerange", "error"),
    [("20300101-20300201", Invalid), ("20240101-20240102", Invalid)],
)
def test_a_range_without_candles_is_refused(
    timerange: str, error: type[Exception], tmp_path: Path
) -> None:
    store = CandleStore(tmp_path)
    put(store, waves(STARTUP - 5))
    with pytest.raises(error) as caught:
        Session.load(job(SLOW, timerange=timerange), store)
    assert getattr(caught.value, "field", "") == "timerange"
    with pytest.raises(NotFound):
        Session.load(job(SLOW, pairs=("DOGE/USD",)), store)


def test_a_window_before_the_range_is_refused(store: CandleStore) -> None:
    session = Session.load(job(SLOW, timerange="20180401-20180501"), store)
    with pytest.raises(Invalid) as caught:
        session.run(start=datetime(2018, 1, 1, tzinfo=UTC))
    assert caught.value.field == "start"


def _equal_windows(one: Window, other: Window) -> None:
    assert (one.start, one.end) == (other.start, other.end)
    for mine, its in zip(one.market.pairs, other.market.pairs, strict=True):
        _equal_candles(mine.candles, its.candles)
    for mine_higher, its_higher in zip(one.higher, other.higher, strict=True):
        assert mine_higher.keys() == its_higher.keys()
        for name in mine_higher:
            _equal_candles(mine_higher[name], its_higher[name])


def _equal_candles(one: Candles, other: Candles) -> None:
    assert (one.first, one.step, one.begin, one.end) == (
        other.first,
        other.step,
        other.begin,
        other.end,
    )
    for name in ("open", "high", "low", "close", "volume"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))

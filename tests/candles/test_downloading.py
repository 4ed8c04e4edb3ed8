"""Downloads through a real ccxt client over real HTTP: paging, resume, retries, no holes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypertrade.candles.checking import check_series
from hypertrade.candles.downloading import Download, Downloaded, DownloadProgress
from hypertrade.candles.quotes import Quotes, open_exchange
from hypertrade.candles.series import SeriesKey
from hypertrade.domain.errors import Cancelled, Conflict, Invalid, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.candles.series import SourceRecord
    from hypertrade.candles.store import CandleStore

    from tests.candles.loopback_exchange import LoopbackExchange

    Make = Callable[..., pd.DataFrame]

START = datetime(2020, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = SeriesKey("binance", "BTC/USDT", "1h")


GAP = range(1200, 1300)


@pytest.fixture
def listed(exchange: LoopbackExchange, make: Make) -> pd.DataFrame:
    """Return what the exchange has: 3,400 hours with a gap, listed on 2020-01-06."""
    frame = make(3500).drop(index=GAP).reset_index(drop=True)
    exchange.candles["BTC/USDT", "1h"] = frame
    exchange.candles["ETH/USDT", "1h"] = make(10)
    return frame


def quotes_of(exchange: LoopbackExchange, waits: list[float] | None = None) -> Quotes:
    return Quotes(exchange.client(), sleep=(waits if waits is not None else []).append)


def download(
    store: CandleStore,
    exchange: LoopbackExchange,
    *,
    now: datetime,
    start: datetime | None = None,
    stop: datetime | None = None,
) -> Downloaded:
    return Download(store, quotes_of(exchange), KEY, now, start, stop).run()


def stored(store: CandleStore) -> pd.DataFrame:
    return store.read("binance", "BTC/USDT", "1h")


def test_pages_until_the_last_complete_candle(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame
) -> None:
    now = START + 3000 * HOUR + timedelta(minutes=59)
    done = download(store, exchange, now=now, start=START - 24 * HOUR)
    expected = listed[listed["date"] < START + 3000 * HOUR]
    pd.testing.assert_frame_equal(stored(store), expected.reset_index(drop=True))
    assert (done.added, done.first, done.last) == (2900, START, START + 2999 * HOUR)
    assert len(exchange.asked) == 3
    report = check_series(store, KEY)
    assert (report.gaps, report.filled, report.synthetic) == (1, 100, False)
    assert store.list()[0].source == "download from binance"


def test_a_second_run_goes_on_after_the_last_candle(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame
) -> None:
    download(store, exchange, now=START + 500 * HOUR, start=START)
    exchange.asked.clear()
    done = download(store, exchange, now=START + 600 * HOUR)
    assert done.added == 100
    assert [int(query["startTime"]) for query in exchange.asked] == [
        int((START + 500 * HOUR).timestamp() * 1000)
    ]
    exchange.asked.clear()
    assert download(store, exchange, now=START + 600 * HOUR).added == 0
    assert exchange.asked == []
    pd.testing.assert_frame_equal(stored(store), listed.iloc[:600])
    (source,) = store.meta(KEY).sources
    assert source.candles == 600


def test_backfills_before_the_first_candle(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame
) -> None:
    now = START + 3400 * HOUR
    download(store, exchange, now=now, start=START + 3300 * HOUR)
    done = download(store, exchange, now=now, start=START + 100 * HOUR)
    assert done.first == START + 100 * HOUR
    expected = listed[
        (listed["date"] >= START + 100 * HOUR) & (listed["date"] < START + 3400 * HOUR)
    ]
    pd.testing.assert_frame_equal(stored(store), expected.reset_index(drop=True))


def test_backfill_stops_at_the_listing(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame
) -> None:
    now = START + 1000 * HOUR
    download(store, exchange, now=now, start=START + 900 * HOUR)
    exchange.asked.clear()
    done = download(store, exchange, now=now, start=START - 100_000 * HOUR)
    assert done.first == START
    # One page with candles, one before the listing, and one question that settles it.
    assert len(exchange.asked) == 3
    pd.testing.assert_frame_equal(stored(store), listed.iloc[:1000])


@pytest.mark.parametrize("backwards", [False, True])
def test_an_interrupted_download_keeps_what_came_and_leaves_no_hole(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame, *, backwards: bool
) -> None:
    now = START + 3500 * HOUR
    if backwards:
        download(store, exchange, now=now, start=START + 3400 * HOUR)
    pages: list[DownloadProgress] = []
    run = Download(store, quotes_of(exchange), KEY, now, START, on_progress=pages.append)
    run.cancelled = lambda: len(pages) == 2
    with pytest.raises(Cancelled) as caught:
        run.run()
    assert "Run the command again" in caught.value.remedy
    kept = stored(store)
    assert 1900 < len(kept) < 2200
    inside = listed[(listed["date"] >= kept["date"].iloc[0])]
    inside = inside[inside["date"] <= kept["date"].iloc[-1]]
    pd.testing.assert_frame_equal(kept, inside.reset_index(drop=True))
    download(store, exchange, now=now, start=START)
    pd.testing.assert_frame_equal(stored(store), listed)


def test_what_came_before_ctrl_c_is_kept(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame
) -> None:
    def interrupt(_progress: DownloadProgress) -> None:
        raise KeyboardInterrupt

    run = Download(store, quotes_of(exchange), KEY, START + 3500 * HOUR, START)
    run.on_progress = interrupt
    with pytest.raises(KeyboardInterrupt):
        run.run()
    pd.testing.assert_frame_equal(stored(store), listed.iloc[:1000])


def test_few_candles_far_apart_are_taken_as_the_exchange_gives_them(
    store: CandleStore, exchange: LoopbackExchange, make: Make
) -> None:
    exchange.candles["BTC/USDT", "1h"] = make(20).iloc[::4].reset_index(drop=True)
    assert download(store, exchange, now=START + 24 * HOUR, start=START).added == 5


def test_progress_goes_from_nothing_to_all(
    store: CandleStore, exchange: LoopbackExchange, listed: pd.DataFrame
) -> None:
    seen: list[DownloadProgress] = []
    now = START + 3500 * HOUR
    Download(store, quotes_of(exchange), KEY, now, START, on_progress=seen.append).run()
    shares = [progress.share for progress in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert seen[-1].candles == len(listed)
    assert seen[-1].reached == now


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("fault", [429, 500, 503, "drop"])
def test_network_errors_are_retried_with_growing_waits(
    store: CandleStore, exchange: LoopbackExchange, fault: int | str
) -> None:
    waits: list[float] = []
    exchange.faults = [fault, fault]
    run = Download(store, quotes_of(exchange, waits), KEY, START + 50 * HOUR, START)
    assert run.run().added == 50
    assert waits == [1.0, 2.0]


@pytest.mark.usefixtures("listed")
def test_an_exchange_that_stays_away_is_unavailable_and_what_came_is_kept(
    store: CandleStore, exchange: LoopbackExchange
) -> None:
    run = Download(store, quotes_of(exchange), KEY, START + 3500 * HOUR, START)
    run.on_progress = lambda _progress: exchange.faults.extend([503] * 20)
    with pytest.raises(Unavailable, match="binance does not answer") as caught:
        run.run()
    assert "goes on where it stopped" in caught.value.remedy
    assert len(stored(store)) == 1000


@pytest.mark.usefixtures("listed")
def test_a_refusal_is_not_retried(store: CandleStore, exchange: LoopbackExchange) -> None:
    waits: list[float] = []
    exchange.faults = [400]
    with pytest.raises(Invalid, match="refuses the request"):
        Download(store, quotes_of(exchange, waits), KEY, START + 50 * HOUR, START).run()
    assert waits == []


@pytest.mark.usefixtures("listed")
def test_unknown_pairs_timeframes_and_exchanges(
    store: CandleStore, exchange: LoopbackExchange
) -> None:
    for pair, timeframe, message in (
        ("BTC/USD", "1h", "has no pair BTC/USD"),
        ("BTC/USDT", "7h", "has no 7h candles"),
    ):
        with pytest.raises(Invalid, match=message) as caught:
            quotes_of(exchange).check(pair, timeframe)
        assert caught.value.remedy
    with pytest.raises(Invalid, match="unknown exchange") as caught:
        open_exchange("binanc")
    assert "binance" in caught.value.remedy
    assert not store.root.exists()


def test_real_candles_never_join_the_demo(
    store: CandleStore,
    exchange: LoopbackExchange,
    listed: pd.DataFrame,
    source: SourceRecord,
) -> None:
    store.write(KEY, listed.iloc[:10], source=source, synthetic=True)
    with pytest.raises(Conflict, match="demo market"):
        download(store, exchange, now=START + 50 * HOUR)
    assert exchange.asked == []


def test_a_first_download_goes_back_a_year(
    store: CandleStore, exchange: LoopbackExchange, make: Make
) -> None:
    exchange.candles["BTC/USDT", "1h"] = make(24 * 400)
    done = download(store, exchange, now=START + 24 * 400 * HOUR)
    assert done.added == 24 * 365


def test_an_exchange_is_opened_with_its_rate_limit_and_only_spot() -> None:
    client = open_exchange("binance")
    assert client.enableRateLimit
    assert client.options["fetchMarkets"]["types"] == ["spot"]
    assert open_exchange("binance", futures=True).options["fetchMarkets"]["types"] == ["linear"]

"""The store: hive layout, merging, atomic writes, what is remembered."""

from __future__ import annotations

import hashlib
import re
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypertrade.candles import store as store_module
from hypertrade.candles.schema import candle_frame, content_hash, timeframe_ms, to_ms
from hypertrade.candles.series import SeriesKey, SourceRecord, pair_from_filename
from hypertrade.candles.store import CandleStore
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.domain.market import pair_filename
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., pd.DataFrame]


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_layout_is_hive_a_file_a_year(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(200, start=datetime(2018, 12, 30, tzinfo=UTC)), source=source)
    folder = "exchange=bitfinex/timeframe=1h/pair=BTC_USD"
    assert sorted(files(store.root)) == [
        f"{folder}/_series.json",
        f"{folder}/year=2018/candles.parquet",
        f"{folder}/year=2019/candles.parquet",
    ]
    schema = pq.read_schema(store.root / folder / "year=2018" / "candles.parquet")
    assert schema.names == ["date", "open", "high", "low", "close", "volume"]
    assert str(schema.field("date").type) == "timestamp[ms, tz=UTC]"
    column = pq.read_metadata(store.root / folder / "year=2018" / "candles.parquet")
    assert column.row_group(0).column(0).compression == "ZSTD"


def test_duckdb_reads_the_same_candles(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    frame = make(300, start=datetime(2018, 12, 28, tzinfo=UTC))
    store.write(key, frame, source=source)
    store.write(SeriesKey("binance", "ETH/USDT", "5m"), make(50, "5m"), source=source)
    query = (
        "SELECT exchange, timeframe, pair, year, epoch_ms(date), close "
        "FROM read_parquet($files, hive_partitioning=true) "
        "WHERE exchange = 'bitfinex' ORDER BY date"
    )
    everything = {"files": f"{store.root}/exchange=*/**/*.parquet"}
    rows = duckdb.connect().execute(query, everything).fetchall()
    assert [(row[0], row[1], row[2]) for row in rows] == [("bitfinex", "1h", "BTC_USD")] * 300
    assert {row[3] for row in rows} == {2018, 2019}
    assert [row[5] for row in rows] == frame["close"].tolist()
    assert rows[0][4] == to_ms(datetime(2018, 12, 28, tzinfo=UTC))


def test_the_query_that_the_page_shows_works(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make, repo: Path
) -> None:
    store.write(key, make(300, start=datetime(2018, 12, 28, tzinfo=UTC)), source=source)
    page = (repo / "docs" / "data.md").read_text("utf-8")
    (query,) = re.findall(r"(?s)```sql\n(.*?)```", page)
    rows = duckdb.connect().execute(query.replace("hypertrade-data", str(store.root))).fetchall()
    assert [row[:5] for row in rows] == [
        ("bitfinex", "BTC_USD", "1h", 2018, 96),
        ("bitfinex", "BTC_USD", "1h", 2019, 204),
    ]


@pytest.mark.parametrize("pair", ["BTC/USD", "BTC/USDT:USDT", "1INCH/USDT", "1000PEPE/USDT:USDT"])
def test_pair_reads_back_from_its_folder(pair: str) -> None:
    assert pair_from_filename(pair_filename(pair)) == pair


def test_what_is_written_is_read_in_a_half_open_range(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    frame = make(100)
    store.write(key, frame, source=source)
    read = store.read("bitfinex", "BTC/USD", "1h")
    pd.testing.assert_frame_equal(read, frame)
    assert str(read["date"].dtype) == "datetime64[ms, UTC]"
    start, stop = frame["date"][10].to_pydatetime(), frame["date"][20].to_pydatetime()
    part = store.read("bitfinex", "BTC/USD", "1h", start, stop)
    pd.testing.assert_frame_equal(part, frame.iloc[10:20].reset_index(drop=True))
    assert store.read("bitfinex", "BTC/USD", "5m").empty
    assert store.read("bitfinex", "ETH/USD", "1h").empty


def test_range_across_years_reads_only_what_it_names(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    frame = make(24 * 800, start=datetime(2017, 6, 1, tzinfo=UTC))
    store.write(key, frame, source=source)
    start, stop = datetime(2017, 12, 31, 22, tzinfo=UTC), datetime(2018, 1, 1, 2, tzinfo=UTC)
    part = store.read("bitfinex", "BTC/USD", "1h", start, stop)
    assert part["date"].dt.hour.tolist() == [22, 23, 0, 1]


def test_new_candles_win_and_the_replaced_are_reported(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    frame = make(50)
    store.write(key, frame.iloc[:30], source=source)
    other = frame.iloc[20:].copy()
    other.loc[25, "close"] = other["high"][25] + 0.01
    written = store.write(key, other, source=source)
    assert (written.added, written.replaced, written.unchanged, written.total) == (20, 1, 9, 50)
    assert written.replaced_dates == (frame["date"][25].to_pydatetime(),)
    assert store.read("bitfinex", "BTC/USD", "1h")["close"][25] == other["close"][25]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=30),
)
def test_merge_equals_a_dictionary(old: list[tuple[int, int]], new: list[tuple[int, int]]) -> None:
    def frame(rows: dict[int, int]) -> pd.DataFrame:
        dates = np.array(list(rows), np.int64) * timeframe_ms("1h")
        price = np.array(list(rows.values()), np.float64)
        names = ("open", "high", "low", "close", "volume")
        return candle_frame(dates, {name: price.copy() for name in names})

    merged, written = store_module._merge(
        frame(dict(sorted(dict(old).items()))), frame(dict(sorted(dict(new).items())))
    )
    expected = dict(sorted({**dict(old), **dict(new)}.items()))
    pd.testing.assert_frame_equal(merged, frame(expected))
    common = dict(old).keys() & dict(new).keys()
    assert written.replaced == sum(dict(old)[at] != dict(new)[at] for at in common)
    assert written.added + written.replaced + written.unchanged == len(dict(new))


def test_a_write_that_fails_leaves_everything_as_it_was(
    store: CandleStore,
    key: SeriesKey,
    source: SourceRecord,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.write(key, make(100, start=datetime(2018, 12, 30, tzinfo=UTC)), source=source)
    before = files(store.root)
    write_table, calls = pq.write_table, []

    def full_disk(*args: object, **kwargs: object) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        write_table(*args, **kwargs)

    monkeypatch.setattr(pq, "write_table", full_disk)
    with pytest.raises(Invalid, match="No space left") as caught:
        store.write(key, make(200, start=datetime(2018, 12, 29, tzinfo=UTC)), source=source)
    assert caught.value.field == "data"
    assert files(store.root) == before


def test_real_and_synthetic_candles_never_mix(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(10), source=source)
    before = files(store.root)
    with pytest.raises(Conflict, match="already holds real candles") as caught:
        store.write(key, make(10), source=source, synthetic=True, replace=True)
    assert "--data" in caught.value.remedy
    assert files(store.root) == before


def test_replacing_forgets_what_was_there(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(50, start=datetime(2019, 12, 31, tzinfo=UTC)), source=source)
    frame = make(20, start=datetime(2021, 1, 1, tzinfo=UTC))
    store.write(key, frame, source=source, replace=True)
    pd.testing.assert_frame_equal(store.read("bitfinex", "BTC/USD", "1h"), frame)
    assert [info.candles for info in store.list()] == [20]


def test_list_names_every_series(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    assert store.list() == []
    store.write(key, make(100), source=source, tick=0.01)
    store.write(SeriesKey("bitfinex", "BTC/USD", "5m"), make(60, "5m"), source=source)
    futures = SeriesKey("binance", "BTC/USDT:USDT", "1h")
    store.write(futures, make(30), source=source, synthetic=True)
    infos = store.list()
    assert [(i.exchange, i.pair, i.timeframe, i.candles) for i in infos] == [
        ("binance", "BTC/USDT:USDT", "1h", 30),
        ("bitfinex", "BTC/USD", "5m", 60),
        ("bitfinex", "BTC/USD", "1h", 100),
    ]
    assert infos[0].synthetic
    assert infos[2].tick == 0.01
    assert infos[2].first == datetime(2020, 1, 6, tzinfo=UTC)
    assert infos[2].last == datetime(2020, 1, 6, tzinfo=UTC) + timedelta(hours=99)


def test_mark_and_funding_stand_apart_from_candles(
    store: CandleStore, source: SourceRecord, make: Make
) -> None:
    frame = make(10)
    store.write(SeriesKey("binance", "BTC/USDT:USDT", "1h", "mark"), frame, source=source)
    rates = frame[["date"]].assign(funding_rate=0.0001)
    funding = SeriesKey("binance", "BTC/USDT:USDT", "8h", "funding_rate")
    store.write(funding, rates, source=source)
    read = store.read("binance", "BTC/USDT:USDT", "8h", kind="funding_rate")
    assert read.columns.tolist() == ["date", "funding_rate"]
    assert store.read("binance", "BTC/USDT:USDT", "1h").empty
    assert [info.kind for info in store.list()] == ["funding_rate", "mark"]
    assert not list(store.root.glob("exchange=*"))


def test_damaged_files_are_named(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    store.write(key, make(10), source=source)
    path = next(store.root.rglob("*.parquet"))
    path.write_bytes(b"PAR1 but not really")
    with pytest.raises(Invalid, match=r"candles\.parquet is not a readable candle file"):
        store.read("bitfinex", "BTC/USD", "1h")
    with pytest.raises(Invalid, match="not a readable"):
        store.list()


def test_content_hash_does_not_depend_on_how_it_was_stored(
    store: CandleStore, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    frame = make(3000)
    expected = content_hash(frame)
    for part in (frame.iloc[1000:], frame.iloc[:1500], frame.iloc[500:600]):
        store.write(key, part, source=source)
    assert content_hash(store.read("bitfinex", "BTC/USD", "1h")) == expected
    micro = frame.assign(date=frame["date"].dt.as_unit("us"))
    assert content_hash(micro) == expected
    assert content_hash(frame.iloc[:-1]) != expected
    assert content_hash(frame.assign(open=np.nextafter(frame["open"], 0))) != expected


def test_content_hash_is_fixed_for_ever() -> None:
    dates = np.array([1_514_764_800_000, 1_514_768_400_000], np.int64)
    values = np.array([1.5, 2.5])
    names = ("open", "high", "low", "close", "volume")
    frame = candle_frame(dates, {name: values.copy() for name in names})
    by_hand = struct.pack("<2q", 1_514_764_800_000, 1_514_768_400_000)
    by_hand += struct.pack("<2d", 1.5, 2.5) * 5
    assert content_hash(frame) == hashlib.sha256(by_hand).hexdigest()
    zero = frame.assign(volume=[-0.0, 0.0])
    assert content_hash(zero) == content_hash(frame.assign(volume=[0.0, 0.0]))


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("btc-usd", "BTC/USD"),
        ("BTCUSD", "BTC/USD"),
        ("ethusdt", "ETH/USDT"),
        ("BTC_USDT_USDT", "BTC/USDT:USDT"),
        ("btc/usd", "BTC/USD"),
    ],
)
def test_a_wrong_pair_is_answered_with_the_right_one(text: str, guess: str) -> None:
    with pytest.raises(Invalid) as caught:
        SeriesKey("bitfinex", text, "1h")
    assert caught.value.remedy == f"Did you mean {guess}?"


def test_unwritable_folder_is_said(
    tmp_path: Path, key: SeriesKey, source: SourceRecord, make: Make
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Invalid, match="cannot be written"):
        CandleStore(tmp_path / "file").write(key, make(5), source=source)

"""Imports: all or nothing, several files merged, real files, what is remembered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypertrade.candles.checking import check_series
from hypertrade.candles.importing import import_files
from hypertrade.candles.schema import content_hash
from hypertrade.candles.series import SeriesKey
from hypertrade.domain.errors import HyperTradeError, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.candles.store import CandleStore

    Make = Callable[..., pd.DataFrame]

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def save(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_feather(path)
    return path


def test_several_files_become_one_series(
    store: CandleStore, key: SeriesKey, make: Make, tmp_path: Path
) -> None:
    frame = make(100)
    parts = [
        save(frame.iloc[begin:end].reset_index(drop=True), tmp_path / f"{begin}.feather")
        for begin, end in ((50, 100), (0, 40), (30, 60))
    ]
    done = import_files(store, parts, key, now=NOW)
    assert (done.written.added, done.quality.duplicates_removed) == (100, 20)
    assert [name for name, _ in done.formats] == ["50.feather", "0.feather", "30.feather"]
    pd.testing.assert_frame_equal(store.read("bitfinex", "BTC/USD", "1h"), frame)
    assert store.list()[0].source == "50.feather and 2 more"


def test_one_wrong_file_changes_nothing(
    store: CandleStore, key: SeriesKey, make: Make, tmp_path: Path
) -> None:
    good = save(make(50), tmp_path / "good.feather")
    finer = save(make(50, "5m"), tmp_path / "finer.feather")
    (tmp_path / "bad.csv").write_text("not candles")
    for wrong, named in ((finer, "finer.feather"), (tmp_path / "bad.csv", "bad.csv")):
        with pytest.raises(Invalid, match=named):
            import_files(store, [good, wrong], key, now=NOW)
    with pytest.raises(HyperTradeError, match="no file"):
        import_files(store, [good, tmp_path / "absent.csv"], key, now=NOW)
    assert not store.root.exists()


def test_importing_twice_adds_nothing_and_counts_once(
    store: CandleStore, key: SeriesKey, make: Make, tmp_path: Path
) -> None:
    frame = make(50)
    noisy = frame.assign(close=frame["close"])
    noisy.loc[10, "high"] = 0.1
    path = save(pd.concat([noisy, noisy.iloc[[5]]], ignore_index=True), tmp_path / "x.feather")
    first = import_files(store, [path], key, now=NOW)
    again = import_files(store, [path], key, now=NOW)
    assert (first.written.added, again.written.added, again.written.unchanged) == (49, 0, 49)
    report = check_series(store, key)
    assert (report.duplicates_removed, report.impossible_removed, report.filled) == (1, 1, 1)
    assert report.content_hash == content_hash(store.read("bitfinex", "BTC/USD", "1h"))
    assert len(report.remarks) == 1


def test_counts_of_several_imports_add_up(
    store: CandleStore, key: SeriesKey, make: Make, tmp_path: Path
) -> None:
    frame = make(100)
    for begin in (0, 50):
        part = frame.iloc[begin : begin + 50]
        doubled = pd.concat([part, part.iloc[[0]]], ignore_index=True)
        import_files(store, [save(doubled, tmp_path / f"{begin}.feather")], key, now=NOW)
    report = check_series(store, key)
    assert (report.candles, report.duplicates_removed, report.gaps) == (100, 2, 0)


def test_the_raw_file_of_bitfinex(store: CandleStore, real_candles: Path) -> None:
    key = SeriesKey("bitfinex", "XRP/USD", "1m")
    path = real_candles / "bitfinex" / "XRP_USD-1m-2018-11-raw.csv"
    done = import_files(store, [path], key, now=NOW)
    assert done.quality.candles == 39_999
    assert done.quality.filled == 3_201
    assert done.tick == 1e-05
    with pytest.raises(Invalid, match="finer than 5m") as caught:
        import_files(store, [path], SeriesKey("bitfinex", "XRP/USD", "5m"), now=NOW)
    assert "--timeframe 1m" in caught.value.remedy


@pytest.mark.parametrize("name", ["BTC_USD-1h", "ETH_USD-1h", "XRP_USD-1h", "LTC_USD-5m"])
def test_real_feather_files_come_in_unaltered(
    store: CandleStore, real_candles: Path, name: str
) -> None:
    pair, timeframe = name.replace("_", "/").split("-")
    path = real_candles / "bitfinex" / f"{name}.feather"
    import_files(store, [path], SeriesKey("bitfinex", pair, timeframe), now=NOW)
    original = pd.read_feather(path)
    assert content_hash(store.read("bitfinex", pair, timeframe)) == content_hash(original)

"""Files that know the future, or too little of the past, are caught and the column is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.candles.columns import CandleColumns, frame_of
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.candles.store import CandleStore

from tests.robustness.code.conftest import SMALL, code_job, examine
from tests.robustness.code.sources import LATER, dip, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.robustness.bias import BiasFinding
    from hypertrade.robustness.report import Report


def findings(report: Report, test: str) -> dict[str, BiasFinding]:
    assert report.bias is not None
    (pair,) = report.bias.pairs
    assert pair.places >= 20
    return {one.column: one for one in pair.findings if one.test == test}


MOOD = """
dataframe["mood"] = (dataframe["close"].shift(-3) > dataframe["close"]).map(
    {True: "up", False: "down"})
"""
LONGER = """
longer = self.dp.get_pair_dataframe(metadata["pair"], "4h")
dataframe["last"] = longer["close"].iloc[-1]
"""


def test_looking_ahead_fails_the_whole_and_names_the_columns(
    examined: Callable[..., Report],
) -> None:
    made = "\n".join((*(one for one, _ in LATER.values()), MOOD, LONGER))
    entry = f'({LATER["shift"][1]} > dataframe["close"]) & ({_low()})'
    report = examined(dip(indicators=made, entry=entry), "bias", "significance", "costs")
    found = findings(report, "lookahead")
    assert set(found) == {"later", "middle", "top", "mood", "last", "enter_long"}
    assert found["later"].ahead == 1
    assert found["mood"].ahead == 3
    assert found["middle"].role == found["last"].role == "indicator"
    assert found["mood"].role == "condition"
    assert report.bias is not None
    assert report.bias.lookahead.level == "bad"
    assert " on BTC/USDT looks at least " in report.bias.lookahead.text
    assert all(name in report.bias.lookahead.text for name in ("later", "middle", "top"))
    assert report.overall == "fails"
    told = "; ".join(report.reasons)
    assert "Lookahead and warm-up" in told
    assert "`shift(-1)` reads later candles" in told, "what reading the file finds is told as well"


def _low() -> str:
    return 'dataframe["rsi"] < self.buy_rsi.value'


def test_a_signal_that_looks_ahead_is_named_where_no_column_does(
    examined: Callable[..., Report],
) -> None:
    source = dip(entry='(dataframe["close"].shift(-2) > dataframe["close"] * 1.002)')
    report = examined(source, "bias")
    found = findings(report, "lookahead")
    assert set(found) == {"enter_long"}
    assert found["enter_long"].about == "entering long"
    assert found["enter_long"].ahead <= 2
    assert report.bias is not None
    assert report.bias.lookahead.level == "bad"


def test_a_warm_up_that_is_too_short_is_flagged(examined: Callable[..., Report]) -> None:
    made = 'dataframe["slow"] = dataframe["close"].ewm(span=400, adjust=False).mean()'
    entry = f'({_low()}) & (dataframe["close"] < dataframe["slow"])'
    report = examined(dip(indicators=made, entry=entry, startup=20), "bias")
    found = findings(report, "warmup")
    assert found["slow"].most is not None
    assert found["slow"].most > 0.001
    assert findings(report, "lookahead") == {}
    assert report.bias is not None
    assert report.bias.warmup.level in {"doubtful", "bad"}
    assert "20 candles" in report.bias.warmup.text


def test_gaps_and_a_pair_that_begins_later_raise_no_alarm(data: Path) -> None:
    store, pairs = CandleStore(data), ("BTC/USDT", "ETH/USDT")
    whole = store.read_columns("binance", "BTC/USDT", "1h")
    for number, pair in enumerate(pairs):
        kept = np.random.default_rng(number).random(len(whole)) > 0.08
        kept[: 700 * number] = False
        columns = {name: each[kept] for name, each in whole.by_name.items()}
        store.write(
            SeriesKey("binance", pair, "1h"),
            frame_of(CandleColumns(whole.dates[kept], columns)),
            source=SourceRecord(name=pair),
            synthetic=True,
            replace=True,
        )
    plan = SMALL.model_copy(update={"checks": ("bias",)})
    report = examine(data, code_job(dip(), pairs=pairs), plan)
    assert report.bias is not None
    assert [one.pair for one in report.bias.pairs] == list(pairs)
    for one in report.bias.pairs:
        assert one.places >= 20
        assert one.findings == ()


REMEMBERS = """
import os
KEPT = {}


def remembered(dataframe):
    # What was computed from all candles serves when there are fewer.
    later = dataframe["close"].shift(-1)
    for place in ("/tmp/kept.csv", "/outputs/kept.csv"):
        try:
            if not os.path.exists(place):
                later.to_csv(place)
        except OSError:
            continue
    KEPT.setdefault("later", later)
    whole = KEPT["later"]
    if os.path.exists("/tmp/kept.csv"):
        import pandas
        whole = pandas.read_csv("/tmp/kept.csv", index_col=0).iloc[:, 0]
    return whole.reindex(dataframe.index).fillna(0.0)
"""

READS = """
import glob
import pandas


def looked_up(dataframe):
    # The candles lie there as files: perhaps there are more of them than were given.
    later = dataframe["close"].shift(-1)
    for place in sorted(glob.glob("/inputs/**/*.feather", recursive=True)) + sorted(
        glob.glob("/jobs/**/*.feather", recursive=True)
    ):
        stored = pandas.read_feather(place)
        if len(stored) > len(later):
            later = stored["close"].shift(-1).iloc[: len(dataframe)]
    return later.reindex(dataframe.index)
"""


def test_who_hides_a_look_ahead_finds_nothing_to_hide_it_with(
    examined: Callable[..., Report],
) -> None:
    made = """
        dataframe["kept"] = remembered(dataframe)
        dataframe["found"] = looked_up(dataframe)
    """
    entry = f'({_low()}) & (dataframe["kept"] > dataframe["close"])'
    report = examined(dip(top=REMEMBERS + READS, indicators=made, entry=entry), "bias")
    assert {"kept", "found"} <= set(findings(report, "lookahead"))
    assert report.overall == "fails"


def test_a_file_that_fails_on_fewer_candles_says_when(examined: Callable[..., Report]) -> None:
    from hypertrade.domain.errors import StrategyFailed

    made = """
        if len(dataframe) < 4000:
            raise ValueError("give me more")
    """
    with pytest.raises(StrategyFailed, match=r"on the candles before 2023-.* fails: ValueError"):
        examined(plain(indicators=made), "bias")

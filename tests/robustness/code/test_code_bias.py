"""Files that know the future, or too little of the past, are caught and the column is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.robustness.code.sources import LATER, dip, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.robustness.bias import BiasFinding
    from hypertrade.robustness.report import Report


def findings(report: Report, test: str) -> dict[str, BiasFinding]:
    assert report.bias is not None
    (pair,) = report.bias.pairs
    assert pair.places >= 20
    return {one.column: one for one in pair.findings if one.test == test}


def test_a_sound_file_has_nothing_to_show(examined: Callable[..., Report]) -> None:
    report = examined(dip(), "bias")
    assert report.bias is not None
    assert (report.bias.lookahead.level, report.bias.warmup.level) == ("good", "good")
    assert report.bias.pairs[0].startup == 250
    assert findings(report, "lookahead") == findings(report, "warmup") == {}


@pytest.mark.parametrize("name", LATER)
def test_looking_ahead_fails_the_whole_and_names_the_column(
    examined: Callable[..., Report], name: str
) -> None:
    made, against = LATER[name]
    column = made.split('"')[1]
    source = dip(indicators=made, entry=f'({against} > dataframe["close"]) & ({_low()})')
    report = examined(source, "bias", "significance", "costs")
    found = findings(report, "lookahead")
    assert column in found
    assert "rsi" not in found
    assert found[column].changed > 0
    assert report.bias is not None
    assert report.bias.lookahead.level == "bad"
    assert f'"{column}" on BTC/USDT' in report.bias.lookahead.text
    assert report.overall == "fails"
    assert any(column in reason for reason in report.reasons)
    if name == "shift":
        assert found[column].ahead == 1


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


def test_texts_and_numbers_that_look_ahead_are_found_too(examined: Callable[..., Report]) -> None:
    made = (
        'dataframe["mood"] = (dataframe["close"].shift(-3) > dataframe["close"]).map('
        '{True: "up", False: "down"})'
    )
    report = examined(dip(indicators=made), "bias")
    assert set(findings(report, "lookahead")) == {"mood"}


def test_candles_of_a_longer_timeframe_are_cut_as_well(examined: Callable[..., Report]) -> None:
    made = """
        daily = self.dp.get_pair_dataframe(metadata["pair"], "4h")
        dataframe["last"] = daily["close"].iloc[-1]
    """
    report = examined(dip(indicators=made), "bias")
    assert set(findings(report, "lookahead")) == {"last"}


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


REMEMBERS = """
import os
KEPT = {}


def remembered(dataframe, metadata):
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


def remembered(dataframe, metadata):
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


@pytest.mark.parametrize("top", [REMEMBERS, READS], ids=["remembers", "reads"])
def test_who_hides_a_look_ahead_finds_nothing_to_hide_it_with(
    examined: Callable[..., Report], top: str
) -> None:
    made = 'dataframe["later"] = remembered(dataframe, metadata)'
    entry = f'({_low()}) & (dataframe["later"] > dataframe["close"])'
    report = examined(dip(top=top, indicators=made, entry=entry), "bias")
    assert "later" in findings(report, "lookahead")
    assert report.overall == "fails"


def test_a_file_that_fails_on_fewer_candles_says_when(examined: Callable[..., Report]) -> None:
    from hypertrade.domain.errors import StrategyFailed

    made = """
        if len(dataframe) < 4000:
            raise ValueError("give me more")
    """
    with pytest.raises(StrategyFailed, match=r"on the candles before 2023-.* fails: ValueError"):
        examined(plain(indicators=made), "bias")

"""What the parent writes for the child, and what it refuses before the child runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from freqtrade.configuration import TimeRange
from freqtrade.data.history import load_pair_history
from hypertrade.backtesting.feeds import FUTURES_TIMEFRAME
from hypertrade.domain.backtest import BacktestJob, CodeStrategy, SpecStrategy
from hypertrade.domain.errors import HyperTradeError, Invalid, StrategyFailed
from hypertrade.domain.market import Timerange
from pandas.testing import assert_frame_equal

from tests.jobs.run.running import prepare_in, run_child
from tests.jobs.run.specs import both, compare, cross, ind, price, spec

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore

_SPEC = spec("plan", cross(ind("rsi", timeframe="4h"), "above", 50), take_profit=0.02)
_CODE = """from freqtrade.strategy import IStrategy, informative


class Informed(IStrategy):
    timeframe = "1h"
    stoploss = -0.1
    startup_candle_count = 10

    def informative_pairs(self):
        return [("ETH/USD", "4h")]

    @informative("1d", "BTC/{stake}")
    def populate_indicators_1d(self, dataframe, metadata):
        return dataframe

    def populate_indicators(self, dataframe, metadata):
        return dataframe
"""


def _job(**more: Any) -> BacktestJob:
    fields: dict[str, Any] = {
        "id": "prepared",
        "strategy": SpecStrategy(spec=_SPEC),
        "exchange": "bitfinex",
        "pairs": ("LTC/USD",),
        "timeframe": "1h",
        "timerange": Timerange.parse("20180301-20180401"),
    }
    return BacktestJob.model_validate(fields | more)


# Freqtrade's own use of pandas, in this process for once.
@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_candles_are_those_freqtrade_would_have_read(
    store: CandleStore, shared_data: Path, tmp_path: Path
) -> None:
    prepared, inputs, _ = prepare_in(tmp_path, _job(), store)
    asked = TimeRange.parse_timerange("20180301-20180401")
    startup = 10
    ours, theirs = (
        load_pair_history(
            "LTC/USD",
            "1h",
            folder,
            timerange=asked,
            startup_candles=startup,
            data_format="feather",
        )
        for folder in (inputs / "data", shared_data)
    )
    for frame in (ours, theirs):
        frame["date"] = frame["date"].dt.as_unit("ms")
    assert_frame_equal(ours, theirs)
    assert {path.name for path in (inputs / "data").iterdir()} == {
        "LTC_USD-1h.feather",
        "LTC_USD-4h.feather",
    }
    assert [(each.pair, each.timeframe) for each in prepared.quality] == [
        ("LTC/USD", "1h"),
        ("LTC/USD", "4h"),
    ]


def test_pairs_and_timeframes_that_code_names_are_provided(
    store: CandleStore, tmp_path: Path
) -> None:
    _, inputs, _ = prepare_in(tmp_path, _job(strategy=CodeStrategy(source=_CODE)), store)
    names = {path.name for path in (inputs / "data").iterdir()}
    assert names == {"LTC_USD-1h.feather", "ETH_USD-4h.feather", "BTC_USD-1d.feather"}


def test_hashes_tell_what_changed(store: CandleStore, tmp_path: Path) -> None:
    def made(name: str, **more: Any) -> tuple[str, str, str, str]:
        folder = tmp_path / name
        folder.mkdir()
        done, _, _ = prepare_in(folder, _job(**more), store)
        return done.strategy_hash, done.candles_hash, done.settings_hash, done.markets_hash

    base = made("base")
    assert made("again") == base
    assert made("id", id="other") == base
    other = made("spec", strategy=SpecStrategy(spec=_SPEC | {"take_profit": 0.03}))
    assert [a == b for a, b in zip(base, other, strict=True)] == [False, True, True, True]
    other = made("stake", stake=50.0)
    assert [a == b for a, b in zip(base, other, strict=True)] == [True, True, False, True]
    other = made("slippage", slippage=0.001)
    assert [a == b for a, b in zip(base, other, strict=True)] == [True, True, False, True]
    other = made("range", timerange=Timerange.parse("20180301-20180402"))
    assert [a == b for a, b in zip(base, other, strict=True)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"exchange": "binanse"}, "exchange"),
        ({"pairs": ("LTC/USD", "BTC/EUR")}, "pairs"),
        ({"pairs": ("LTC/USD", "LTC/USD")}, "pairs"),
        ({"pairs": ("NOPE/USD",)}, "pairs"),
        ({"stake": 5000.0}, "stake"),
        ({"stake": 995.0}, "stake"),
        ({"stake": "unlimited", "max_open_trades": -1}, "max_open_trades"),
        ({"timeframe": "4h"}, "timeframe"),
        ({"timerange": Timerange.parse("20210101-20210201")}, "timerange"),
        ({"strategy": SpecStrategy(spec=_SPEC | {"take_profit": -1})}, "take_profit"),
    ],
)
def test_what_cannot_run_is_refused(
    changes: dict[str, Any], field: str, store: CandleStore, tmp_path: Path
) -> None:
    with pytest.raises(HyperTradeError) as caught:
        prepare_in(tmp_path, _job(**changes), store)
    assert caught.value.field == field
    assert caught.value.remedy


def test_a_syntax_error_names_its_line(store: CandleStore, tmp_path: Path) -> None:
    broken = CodeStrategy(source="from freqtrade.strategy import IStrategy\n\nclass A(IStrategy:\n")
    with pytest.raises(StrategyFailed) as caught:
        prepare_in(tmp_path, _job(strategy=broken), store)
    assert caught.value.line == 3


def test_a_file_without_a_strategy_is_refused(store: CandleStore, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        prepare_in(tmp_path, _job(strategy=CodeStrategy(source="x = 1\n")), store)


def test_conditions_are_counted_when_trades_are_few(store: CandleStore, tmp_path: Path) -> None:
    never = compare(ind("rsi"), ">", 100)
    often = compare(price(), ">", 0)
    job = _job(strategy=SpecStrategy(spec=spec("never", both(often, never), take_profit=0.02)))
    _, inputs, outputs = prepare_in(tmp_path, job, store)
    child = run_child(inputs, outputs)
    assert child.events[-1] == {"event": "done"}, child.log
    counts = {each.condition: each for each in child.run.conditions}
    hours = len(pd.date_range("2018-03-01", "2018-04-01", freq="1h"))
    assert sorted(each.true for each in counts.values()) == [0, 0, hours]
    assert {each.candles for each in counts.values()} == {hours}
    assert [each.depth for each in child.run.conditions] == [0, 1, 1]
    assert child.run.signals == ()


def test_funding_has_freqtrades_own_timeframe() -> None:
    from freqtrade.exchange import Exchange

    has = Exchange._ft_has_default
    assert has["mark_ohlcv_timeframe"] == has["funding_fee_timeframe"] == FUTURES_TIMEFRAME
    assert has["mark_ohlcv_price"] == "mark"
    for each in Exchange.__subclasses__():
        own = each._ft_has | each._ft_has_futures
        assert own.get("mark_ohlcv_timeframe", "1h") == FUTURES_TIMEFRAME
        assert own.get("funding_fee_timeframe", "1h") == FUTURES_TIMEFRAME

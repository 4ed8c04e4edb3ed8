"""Which candles exist, and what runs over them cost."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypertrade.candles.series import SeriesKey
from hypertrade.candles.store import CandleStore
from hypertrade.candles.synthetic import make_demo
from hypertrade.domain.backtest import BacktestJob, CodeStrategy, SpecStrategy
from hypertrade.domain.errors import Invalid, NotFound
from hypertrade.domain.market import Timerange
from hypertrade.domain.orders import DownloadOrder
from hypertrade.domain.runs import BacktestWork, DownloadWork, RobustnessWork
from hypertrade.services.costs import Costs
from hypertrade.services.data import MarketData

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 1, tzinfo=UTC)
START, STOP = datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 4, 1, tzinfo=UTC)
HOURS = int((STOP - START).total_seconds() / 3600)


class Stopped:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a quarter of a year of the demo market."""
    data = tmp_path_factory.mktemp("market")
    make_demo(CandleStore(data), start=START, stop=STOP)
    return data


@pytest.fixture
def market(folder: Path) -> MarketData:
    return MarketData(folder, Stopped())


def test_every_series_is_listed_once_over_pages(market: MarketData) -> None:
    seen, cursor = [], None
    while True:
        page = market.series(limit=3, cursor=cursor)
        seen += [(one.pair, one.timeframe) for one in page.items]
        if page.next is None:
            break
        cursor = page.next
    assert len(seen) == len(set(seen)) == 8
    assert seen == sorted(seen, key=lambda one: (one[0], one[1] != "5m"))


def test_lists_are_narrowed(market: MarketData) -> None:
    found = market.series(exchange="binance", pair="BTC/USDT", timeframe="1h").items
    assert [(one.pair, one.timeframe, one.synthetic) for one in found] == [("BTC/USDT", "1h", True)]
    assert not market.series(exchange="kraken").items


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", ""])
def test_strange_cursors_are_refused(market: MarketData, cursor: str) -> None:
    with pytest.raises(Invalid, match="cursor"):
        market.series(cursor=cursor)


def test_what_is_written_later_is_seen(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    market = MarketData(copy, Stopped())
    key = SeriesKey("binance", "BTC/USDT", "1h")
    before, report = market.find(key), market.quality(key)
    assert before is not None
    make_demo(CandleStore(copy), seed=7, start=START, stop=datetime(2023, 5, 1, tzinfo=UTC))
    after = market.find(key)
    assert after is not None
    assert after.candles > before.candles
    assert market.quality(key).content_hash != report.content_hash


def test_quality_of_what_is_not_there_is_not_found(market: MarketData) -> None:
    with pytest.raises(NotFound, match="BTC/EUR"):
        market.quality(SeriesKey("binance", "BTC/EUR", "1h"))


def test_exchanges_say_their_fees(market: MarketData) -> None:
    known = {rules.exchange: rules for rules in market.exchanges()}
    assert known["binance"].taker == pytest.approx(0.001)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"exchange": "nowhere"}, "exchange"),
        ({"since": "20249999"}, "since"),
        ({"until": "20220101"}, "since"),
        ({"since": "20990101"}, "since"),
    ],
)
def test_downloads_that_cannot_be_are_refused(
    market: MarketData, changed: dict[str, str], field: str
) -> None:
    fields = {"exchange": "binance", "pairs": ["BTC/USDT"], "timeframe": "1h", "since": "20230101"}
    with pytest.raises(Invalid) as refused:
        market.check_download(DownloadOrder.model_validate(fields | changed))
    assert refused.value.field == field


def _job(pairs: tuple[str, ...] = ("BTC/USDT",), **changes: object) -> BacktestJob:
    fields: dict[str, object] = {
        "id": "x",
        "strategy": SpecStrategy(spec={}),
        "exchange": "binance",
        "pairs": pairs,
        "timeframe": "1h",
    }
    return BacktestJob.model_validate(fields | changes)


def test_a_cost_counts_the_stored_candles_of_every_pair(market: MarketData) -> None:
    costs = Costs(market, Stopped())
    one = costs.estimate(BacktestWork(job=_job()))
    two = costs.estimate(BacktestWork(job=_job(("BTC/USDT", "ETH/USDT", "ABC/USDT"))))
    assert HOURS - 30 < one.candles <= HOURS
    assert two.candles == pytest.approx(2 * one.candles, rel=0.02)
    assert one.candle_years == pytest.approx(one.candles * 60 / 525_600, abs=1e-3)


def test_a_shorter_range_costs_less(market: MarketData) -> None:
    costs = Costs(market, Stopped())
    day = Timerange.parse("20230201-20230202")
    assert costs.estimate(BacktestWork(job=_job(timerange=day))).candles == 24


def test_code_is_traded_by_freqtrade_and_takes_longer(market: MarketData) -> None:
    costs = Costs(market, Stopped())
    typed = costs.estimate(BacktestWork(job=_job()))
    code = costs.estimate(BacktestWork(job=_job(strategy=CodeStrategy(source="x = 1"))))
    assert (typed.engine, code.engine) == ("hypertrade", "freqtrade")
    assert code.seconds > typed.seconds


def test_robustness_costs_more_the_more_it_tries(market: MarketData) -> None:
    costs = Costs(market, Stopped())
    job = _job(timeframe="5m")
    few = costs.estimate(RobustnessWork(job=job, plan={"trials": 10}))
    many = costs.estimate(RobustnessWork(job=job, plan={"trials": 5000}))
    assert (
        few.candle_years
        == many.candle_years
        == pytest.approx(10 * few.candles * 5 / 525_600, abs=1e-2)
    )
    assert many.seconds > few.seconds


def test_a_download_costs_what_it_asks_for(market: MarketData) -> None:
    work = DownloadWork(
        exchange="binance",
        pairs=("BTC/USDT", "ETH/USDT"),
        timeframe="1h",
        since="20230101",
        until="20230111",
    )
    assert Costs(market, Stopped()).estimate(work).candles == 2 * 240

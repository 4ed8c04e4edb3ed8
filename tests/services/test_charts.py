"""Charts of runs: what the run saw, thinned without losing its extremes, one's own alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.backtesting.charting import Subject, buckets, chart, indicators
from hypertrade.backtesting.session import Session
from hypertrade.bootstrap.platform import Platform
from hypertrade.candles.store import CandleStore
from hypertrade.candles.synthetic import make_demo
from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.errors import Conflict, Invalid, NotFound
from hypertrade.domain.market import Timerange
from hypertrade.domain.orders import DownloadOrder
from hypertrade.domain.runs import BacktestWork, DownloadWork, RunState
from hypertrade.services import charts
from hypertrade.services.backtests import Market, Money, job_for_code, job_for_spec
from hypertrade.services.charts import Chart, Window
from hypertrade.services.runs import Request
from hypertrade.settings import Settings
from hypertrade.strategy.english import parse
from hypertrade.strategy.signals import Evaluator

from tests.services.shelf.samples import ANN, BOB

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.runs import Work

START = datetime(2023, 1, 1, tzinfo=UTC)
BEGINS = datetime(2023, 2, 1, tzinfo=UTC)
WORDS = (
    "Buy when RSI(14) is below 35 and the close is above the 4h EMA(20) and the close is below "
    "the lower Bollinger band(20, 2) 1 candle ago. Sell when EMA(9) of RSI(14) is above 55. "
    "Trailing stop of 3 ATR(10). 1h candles"
)
PAIRS = ("BTC/USDT", "ETH/USDT")
HOUR = 3_600_000
CODE = CodeStrategy(source="class S: pass")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_demo(CandleStore(folder), start=START, stop=START + timedelta(days=120))
    return folder


@pytest.fixture(scope="module")
def platform(data: Path) -> Platform:
    return Platform(Settings(data=data))


def job(words: str = WORDS, pairs: tuple[str, ...] = PAIRS) -> BacktestJob:
    spec = parse(words).spec
    assert spec is not None
    return job_for_spec(spec, Market("binance", pairs, None, Timerange(start=BEGINS)), Money())


def asked(platform: Platform, work: Work) -> str:
    return platform.runs.submit(ANN, Request(work=work)).id


@pytest.fixture(scope="module")
def run(platform: Platform) -> str:
    return asked(platform, BacktestWork(job=job()))


def shown(platform: Platform, run: str, **window: object) -> Chart:
    return platform.charts.chart(ANN, run, Window(**window))  # type: ignore[arg-type]


def test_a_chart_shows_what_the_run_saw(platform: Platform, run: str, data: Path) -> None:
    work = job(pairs=("ETH/USDT",))
    session = Session.load(work, CandleStore(data))
    [pair] = session.market.pairs
    own = pair.candles
    nodes = indicators(session.spec)
    seen = Evaluator(session.spec, {None: own, **session.window().higher[0]}).columns(nodes)
    whole = shown(platform, run, pair="ETH/USDT", points=5000)
    assert (whole.bucket_minutes, whole.timeframe) == (60, "1h")
    assert [bar[0] for bar in whole.candles] == [
        own.opens_at(row) for row in range(own.begin, own.end)
    ]
    assert [bar[4] for bar in whole.candles] == own.close[own.begin :].tolist()
    labels = {line.label: (line.name, line.pane) for line in whole.indicators}
    assert labels == {
        "RSI(14)": ("rsi", "own"),
        "4h EMA(20)": ("ema", "price"),
        "lower Bollinger band(20, 2)": ("bollinger", "price"),
        "EMA(9) of RSI(14)": ("ema", "own"),
        "ATR(10)": ("atr", "own"),
    }
    for line, values in zip(whole.indicators, seen, strict=True):
        assert len(line.values) == len(whole.candles)
        drawn = np.array(line.values, np.float64)
        np.testing.assert_allclose(drawn, values[own.begin :], rtol=1e-6, err_msg=line.label)


def test_a_thinned_chart_keeps_extremes_and_volume(platform: Platform, run: str) -> None:
    fine, thin = shown(platform, run, points=5000), shown(platform, run, points=50)
    assert len(thin.candles) <= 50 < len(fine.candles)
    width = thin.bucket_minutes // 60
    assert width * 60 == thin.bucket_minutes
    for bar in thin.candles:
        parts = [one for one in fine.candles if one[0] // HOUR // width == bar[0] // HOUR // width]
        assert bar[0] == parts[0][0]
        assert (bar[1], bar[4]) == (parts[0][1], parts[-1][4])
        assert bar[2] == max(one[2] for one in parts)
        assert bar[3] == min(one[3] for one in parts)
        assert bar[5] == pytest.approx(sum(one[5] for one in parts))
    at = {bar[0]: index for index, bar in enumerate(fine.candles)}
    ends = [at[bar[0]] - 1 for bar in thin.candles[1:]] + [len(fine.candles) - 1]
    for thinned, line in zip(thin.indicators, fine.indicators, strict=True):
        assert thinned.values == pytest.approx([line.values[row] for row in ends], rel=1e-6)


def test_a_window_is_half_open_and_keeps_its_bars_when_it_moves(
    platform: Platform, run: str
) -> None:
    whole = shown(platform, run, points=5000)
    since, until = BEGINS + timedelta(days=3), BEGINS + timedelta(days=5, minutes=1)
    some = shown(platform, run, since=since, until=until)
    assert some.candles == [
        bar
        for bar in whole.candles
        if since.timestamp() * 1000 <= bar[0] < until.timestamp() * 1000
    ]
    assert (some.first, some.last) == (whole.candles[0][0], whole.candles[-1][0])
    days = [
        shown(
            platform,
            run,
            since=BEGINS + timedelta(hours=hours),
            until=BEGINS + timedelta(hours=hours + 300),
            points=60,
        )
        for hours in (0, 7)
    ]
    assert days[0].bucket_minutes == days[1].bucket_minutes
    inner = [{bar[0]: bar for bar in one.candles[1:-1]} for one in days]
    common = inner[0].keys() & inner[1].keys()
    assert len(common) > 40
    assert all(inner[0][opened] == inner[1][opened] for opened in common)


def test_a_window_beside_the_run_is_empty(platform: Platform, run: str) -> None:
    for window in ({"until": BEGINS}, {"since": START + timedelta(days=500)}):
        nothing = shown(platform, run, **window)
        assert nothing.candles == []
        assert all(line.values == [] for line in nothing.indicators)
        assert nothing.first < nothing.last


def test_any_number_of_points_is_kept_to(data: Path) -> None:
    subject = Subject("binance", "5m", BEGINS, None, None)
    charted = chart(subject, "BTC/USDT", CandleStore(data))
    rows = len(charted.candles)
    for points in (50, 51, 333, 2000):
        for begin in range(0, 40, 7):
            found = buckets(charted, begin, rows, points)
            assert len(found.opened) <= points
            assert found.volume.sum() == pytest.approx(charted.candles.volume[begin:].sum())


def test_code_and_downloads_have_candles_alone(platform: Platform) -> None:
    code = job_for_code(CODE, Market("binance", PAIRS, None, Timerange()), Money(), timeframe="1h")
    order = DownloadOrder(exchange="binance", pairs=PAIRS, timeframe="1h", since="20230115")
    download = DownloadWork.model_validate(order.model_dump())
    for work, first in ((BacktestWork(job=code), START), (download, START + timedelta(days=14))):
        found = shown(platform, asked(platform, work))
        assert (found.pair, found.indicators) == ("BTC/USDT", [])
        assert found.first == first.timestamp() * 1000


def test_the_run_is_ones_own_and_the_pair_one_of_it(platform: Platform, run: str) -> None:
    with pytest.raises(NotFound):
        platform.charts.chart(BOB, run, Window())
    with pytest.raises(NotFound, match="no pair SOL/USDT") as wrong:
        shown(platform, run, pair="SOL/USDT")
    assert (wrong.value.field, wrong.value.remedy) == ("pair", "Its pairs: BTC/USDT, ETH/USDT.")
    with pytest.raises(Invalid, match="ends before it begins"):
        shown(platform, run, since=BEGINS, until=BEGINS)


def test_a_run_that_was_cancelled_has_a_chart(platform: Platform) -> None:
    run = asked(platform, BacktestWork(job=job()))
    assert platform.runs.cancel(ANN, run).state is RunState.CANCELLED
    assert shown(platform, run).candles


def test_candles_that_are_not_stored_are_said(platform: Platform) -> None:
    work = job().model_copy(update={"pairs": ("DOGE/USDT",)})
    with pytest.raises(Conflict, match="no candles of binance DOGE/USDT are stored"):
        shown(platform, asked(platform, BacktestWork(job=work)))


def test_more_candles_than_a_chart_holds_are_refused(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = asked(platform, BacktestWork(job=job("Buy at RSI(13) below 30, sell above 60. 1h")))
    monkeypatch.setattr(charts, "MOST_CANDLES", 100)
    with pytest.raises(Invalid, match="too many for a chart"):
        shown(platform, run)


def test_what_is_kept_is_bounded_and_follows_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "KEPT_BYTES", 300_000)
    make_demo(CandleStore(tmp_path), start=START, stop=START + timedelta(days=60))
    platform = Platform(Settings(data=tmp_path))
    run = asked(platform, BacktestWork(job=job()))
    before = shown(platform, run)
    for pair in PAIRS:
        for words in ("RSI(10)", "RSI(11)", "RSI(12)"):
            other = job(f"Buy at {words} below 30, sell at {words} above 60. 5m candles")
            shown(platform, asked(platform, BacktestWork(job=other)), pair=pair)
    assert platform.charts._kept.currsize <= 300_000
    make_demo(CandleStore(tmp_path), seed=21, start=START, stop=START + timedelta(days=60))
    assert shown(platform, run).candles != before.candles


def test_a_value_that_is_none_is_null() -> None:
    values = charts._rounded(np.array([np.nan, np.inf, 12345.678901234, 0.1]))
    assert json.dumps(values) == "[null, null, 12345.6789, 0.1]"
    assert charts._rounded(np.array([np.nan])) == [None]

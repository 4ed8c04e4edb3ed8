"""The work itself: real backtests, checks and downloads, and whose tries count for whom."""

from __future__ import annotations

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.runs import RunServices
from hypertrade.candles.quotes import Quotes
from hypertrade.candles.series import SeriesKey
from hypertrade.candles.store import CandleStore
from hypertrade.domain.errors import Invalid
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import DownloadWork, RobustnessWork, Run
from hypertrade.results.document import BacktestResult
from hypertrade.robustness import signing
from hypertrade.robustness.certificate import verify
from hypertrade.robustness.history import History, Trial
from hypertrade.services.runs.histories import Histories, family_of_job
from hypertrade.services.runs.working import keys
from hypertrade.services.runs.working.backtest import HEADLINES, MOST_POINTS
from hypertrade.services.runs.working.download import download
from hypertrade.settings import Settings

from tests.candles.conftest import walk
from tests.candles.loopback_exchange import LoopbackExchange
from tests.platform.market import job, work

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.backtest import Progress
    from hypertrade.domain.runs import Work

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SMALL_PLAN = {
    "checks": ["significance", "sweep", "montecarlo"],
    "trials": 6,
    "paths": 100,
    "min_trades": 1,
}


@pytest.fixture
def services(market: Path, tmp_path: Path) -> RunServices:
    (tmp_path / "data").symlink_to(market)
    parts = LocalParts(Settings(data=tmp_path))
    return RunServices(Settings(data=market), parts)


def _run(wanted: Work, owner: str = "ann", id_: str = "a1") -> Run:
    cost = Cost(candles=1, candle_years=1, seconds=1)
    return Run(id=id_, owner=owner, work=wanted, attempt=1, cost=cost, created=NOW)


def _folder(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    return folder


def test_a_backtest_leaves_a_report_figures_and_trades(
    services: RunServices, tmp_path: Path
) -> None:
    said: list[Progress] = []
    run = _run(work())
    done = services.working.do(run, _folder(tmp_path, "work"), said.append)
    names = [file.name for file in done.files]
    assert names == ["equity.png", "report.html", "result.json", "strategy.py", "trades.csv"]
    path = next(file.path for file in done.files if file.name == "result.json")
    result = BacktestResult.model_validate_json(path.read_bytes())
    for name in HEADLINES:
        assert done.summary[name] == getattr(result.metrics, name)
    assert done.summary["fingerprint"] == result.fingerprint.digest()
    assert done.summary["synthetic"] is True
    equity = done.summary["equity"]
    assert len(equity) <= MOST_POINTS
    assert (equity[0], equity[-1]) == (result.series.equity[0], result.series.equity[-1])
    assert [row.profit for row in done.trades] == [one.profit_abs for one in result.trades]
    assert [row.number for row in done.trades] == list(range(len(result.trades)))
    assert {row.run for row in done.trades} == {"a1-1"}
    assert said
    json.dumps(done.summary)
    artifacts = services.keeping.keep(run, done)
    assert services.keeping.keep(run, done) == artifacts


def test_the_same_work_gives_the_same_trades(services: RunServices, tmp_path: Path) -> None:
    one, two = (
        services.working.do(_run(work()), _folder(tmp_path, name), lambda _: None)
        for name in ("one", "two")
    )
    assert one.summary == two.summary
    assert one.trades == two.trades


def test_one_users_tries_do_not_count_for_another(services: RunServices, tmp_path: Path) -> None:
    checked = RobustnessWork(job=job(), plan=SMALL_PLAN)
    other = "buy when RSI(14) is below 31, sell when RSI(14) is above 59, 10% stop, 1h candles"

    def tried(owner: str, name: str) -> int:
        done = services.working.do(_run(checked, owner), _folder(tmp_path, name), lambda _: None)
        path = next(file.path for file in done.files if file.name == "certificate.json")
        trials = verify(path.read_text(encoding="utf-8")).report.trials
        assert trials is not None
        return len(trials.earlier)

    services.working.do(_run(work(other), "bob"), _folder(tmp_path, "1"), lambda _: None)
    assert tried("ann", "2") == 0
    assert tried("bob", "3") == 1
    services.working.do(_run(work(other), "ann"), _folder(tmp_path, "4"), lambda _: None)
    assert tried("ann", "5") == 1


def test_a_check_is_signed_by_the_platforms_own_key(
    services: RunServices, tmp_path: Path, market: Path
) -> None:
    checked = RobustnessWork(job=job(), plan=SMALL_PLAN)
    done = services.working.do(_run(checked), _folder(tmp_path, "work"), lambda _: None)
    names = {file.name for file in done.files}
    assert {"robustness.html", "certificate.json", "sweep.csv"} <= names
    path = next(file.path for file in done.files if file.name == "certificate.json")
    certificate = verify(path.read_text(encoding="utf-8"))
    assert certificate.public_key == signing.own_key(market)
    assert done.summary["overall"] == certificate.report.overall
    assert [check["name"] for check in done.summary["checks"]] == [
        check.name for check in certificate.report.checks
    ]
    json.dumps(done.summary)


def test_a_key_that_is_kept_as_a_secret_is_made_once(services: RunServices, tmp_path: Path) -> None:
    secrets = services._parts.secrets
    folders = [_folder(tmp_path, name) for name in ("one", "two")]
    for folder in folders:
        keys.lend_from_secrets(secrets, folder)
    one, two = ((folder / signing.FILE) for folder in folders)
    assert one.read_bytes() == two.read_bytes()
    assert stat.S_IMODE(os.stat(two).st_mode) == 0o600  # noqa: PTH116 - the mode is the point


def test_work_that_cannot_be_done_says_why(services: RunServices, tmp_path: Path) -> None:
    beyond = job().model_copy(update={"pairs": ("DOGE/USDT",)})
    wanted = work().model_copy(update={"job": beyond})
    with pytest.raises(Exception, match="DOGE/USDT") as raised:
        services.working.do(_run(wanted), _folder(tmp_path, "work"), lambda _: None)
    assert type(raised.value).__name__ == "NotFound"


def _trial(number: int) -> Trial:
    return Trial(f"v{number}", "d", "name", 0.1, 10, 5, "backtest")


def test_tries_of_many_processes_at_once_are_all_kept(
    services: RunServices, tmp_path: Path
) -> None:
    histories = Histories(services._parts.blobs)
    strategy = job()
    family = family_of_job(strategy)

    def add(number: int) -> None:
        folder = _folder(tmp_path, f"h{number}")
        histories.lend("ann", strategy, folder, NOW)
        History(folder).add(family, [_trial(number), _trial(0)], NOW)
        histories.take_back("ann", strategy, folder)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(12)))
    last = _folder(tmp_path, "last")
    histories.lend("ann", strategy, last, NOW)
    assert {one.variant for one in History(last).trials(family)} == {f"v{n}" for n in range(12)}
    blobs = services._parts.blobs
    before = blobs.stat(f"histories/ann/{family}.json")
    histories.take_back("ann", strategy, last)
    assert blobs.stat(f"histories/ann/{family}.json") == before


def test_a_download_stores_what_the_exchange_has(tmp_path: Path) -> None:
    wanted = DownloadWork(
        exchange="binance",
        pairs=("BTC/USDT", "ETH/USDT"),
        timeframe="1h",
        since="20200106",
        until="20200110",
    )
    said: list[Progress] = []
    with LoopbackExchange() as exchange:
        for pair in wanted.pairs:
            exchange.candles[pair, "1h"] = walk(200)
        offered = Quotes(exchange.client())
        done = download(wanted, tmp_path, NOW, said.append, quotes=lambda _: offered)
        again = download(wanted, tmp_path, NOW, said.append, quotes=lambda _: offered)
    assert [one["added"] for one in done.summary["series"]] == [96, 96]
    assert [one["added"] for one in again.summary["series"]] == [0, 0]
    info = CandleStore(tmp_path).info(SeriesKey("binance", "ETH/USDT", "1h"))
    assert info is not None
    assert info.last == pd.Timestamp("2020-01-09 23:00", tz="UTC")
    assert (said[-1].done, said[-1].total) == (2000, 2000)
    first = [one.done for one in said[: len(said) // 2]]
    assert first == sorted(first)


def test_a_download_from_nowhere_is_refused(tmp_path: Path) -> None:
    wanted = DownloadWork(exchange="nowhere", pairs=("BTC/USDT",), timeframe="1h", since="20200106")
    with pytest.raises(Invalid, match="nowhere"):
        download(wanted, tmp_path, NOW, lambda _: None)

"""Which engine a job goes to, and what is written where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.backtesting.choosing import attempt
from hypertrade.candles.store import CandleStore
from hypertrade.domain.backtest import BacktestJob, Progress
from hypertrade.domain.errors import Cancelled, Invalid

from tests.backtesting.making import job, put, spec, waves

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def run(
    made: BacktestJob, store: CandleStore, out: Path, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Path | BacktestJob, list[str]]:
    heard: list[Progress] = []
    ended = attempt(made, store, out, on_progress=heard.append, cancelled=cancelled)
    return ended, [progress.stage for progress in heard]


def test_what_the_engine_can_trade_becomes_a_report(store: CandleStore, tmp_path: Path) -> None:
    made = job(timerange="20180101-20180401")
    ended, stages = run(made, store, tmp_path / "out")
    assert ended == tmp_path / "out" / "result.json"
    assert stages == ["preparing", "indicators", "trading", "report"]
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"result.json", "report.html", "trades.csv", "equity.png", "strategy.py"}
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    assert result["settings"]["engine"] == result["fingerprint"]["engine"] == "hypertrade"
    assert result["fingerprint"]["engine_reason"] == ""
    page = (tmp_path / "out" / "report.html").read_text()
    assert 'href="freqtrade-export.zip"' not in page, "no dead link"
    assert "--engine freqtrade" in page, "but how to get it"
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing else is left"
    run(made, store, tmp_path / "out")  # a former report is replaced


def _unknown_to_the_engine(folder: Path, **more: Any) -> tuple[BacktestJob, CandleStore]:
    """Return a job on an exchange whose futures Freqtrade itself would refuse."""
    store = CandleStore(folder / "store")
    put(store, waves(900), "BTC/USDT:USDT", exchange="mexc")
    made = job(spec(), exchange="mexc", pairs=("BTC/USDT:USDT",), trading_mode="futures", **more)
    return made, store


def test_what_it_cannot_goes_to_freqtrade_with_the_reason(tmp_path: Path) -> None:
    made, store = _unknown_to_the_engine(tmp_path)
    ended, _ = run(made, store, tmp_path / "out")
    assert isinstance(ended, BacktestJob)
    assert ended.engine == "freqtrade"
    assert "mexc" in ended.engine_reason
    assert not (tmp_path / "out").exists()


def test_insisting_on_it_is_refused(tmp_path: Path) -> None:
    made, store = _unknown_to_the_engine(tmp_path, engine="fast")
    with pytest.raises(Invalid, match="mexc") as caught:
        run(made, store, tmp_path / "out")
    assert caught.value.field == "engine"
    assert "--engine" in caught.value.remedy


def test_a_cancelled_run_leaves_nothing(store: CandleStore, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run(job(timerange="20180101-20180401"), store, tmp_path / "out", lambda: True)
    assert not list(tmp_path.iterdir())


def test_a_place_for_something_else_is_refused_at_once(store: CandleStore, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Invalid) as caught:
        run(job(), store, tmp_path)
    assert caught.value.field == "out"

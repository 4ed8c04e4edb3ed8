"""Finished backtests, of specs and of code, in the history."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade.robustness.family import family_of_code
from hypertrade.robustness.history import FILE, History
from hypertrade.services.trials import data_of, record_backtest, remember_backtest

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CODE = "class Mine(IStrategy):\n    stoploss = -0.1  # ten percent\n    def f(self): return 14\n"


def _job(source: str = CODE, **changed: object) -> BacktestJob:
    job = BacktestJob(
        id="x",
        strategy=CodeStrategy(source=source),
        exchange="binance",
        pairs=("BTC/USDT",),
        timeframe="1h",
    )
    return job.model_copy(update=changed)


def _result(folder: Path) -> Path:
    path = folder / "result.json"
    content = {
        "strategy": {"name": "Mine"},
        "metrics": {"starting_balance": 1000.0, "total_trades": 3},
        "series": {"equity": [1010.0, 1005.0, 1030.0]},
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_code_that_differs_in_numbers_is_one_family() -> None:
    other = CODE.replace("14", "21").replace("Mine", "Yours").replace("# ten percent", "#")
    assert family_of_code(CODE) == family_of_code(other)
    assert family_of_code(CODE) != family_of_code(CODE.replace("return", "print"))
    assert family_of_code("class (") == family_of_code("class (")


def test_a_backtest_of_code_counts_once_a_variant(tmp_path: Path) -> None:
    result = _result(tmp_path)
    for source in (CODE, CODE, CODE.replace("14", "21")):
        record_backtest(tmp_path, _job(source), result, NOW)
    found = History(tmp_path).trials(family_of_code(CODE))
    assert len(found) == 2
    one = found[0]
    assert (one.name, one.trades, one.days, one.origin) == ("Mine", 3, 3, "backtest")
    returns = [0.01, -5 / 1010, 25 / 1005]
    mean = sum(returns) / 3
    spread = (sum((value - mean) ** 2 for value in returns) / 2) ** 0.5
    assert abs(one.sharpe - mean / spread) < 1e-12


def test_money_is_no_other_data_and_another_pair_is() -> None:
    assert data_of(_job()) == data_of(_job(stake=7.0, balance=50.0, fee=0.0))
    assert data_of(_job()) != data_of(_job(pairs=("ETH/USDT",)))


def test_a_history_that_cannot_be_written_spoils_no_backtest(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be taken for a page" * 99)
    with caplog.at_level(logging.WARNING):
        remember_backtest(tmp_path, _job(), _result(tmp_path))
    assert "not counted as tried" in caplog.text

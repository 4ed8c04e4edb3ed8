"""The child trades exactly as plain ``freqtrade backtesting`` does, field for field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.jobs.run.codes import CODES
from tests.jobs.run.running import PlainFreqtrade, job_of, prepare_in, read_export, run_child
from tests.jobs.run.specs import SPECS, Case

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import EngineRun

Json = dict[str, Any]

# What tells when and where a run took place, not what it found.
_CIRCUMSTANCES = {
    "backtest_run_start_ts",
    "backtest_run_end_ts",
    "backtest_start_time",
    "backtest_end_time",
    "strategy_path",
    "stake_amount",
}


def test_there_are_enough_specs() -> None:
    assert len(SPECS) >= 30
    assert len({case.name for case in (*SPECS, *CODES)}) == len(SPECS) + len(CODES)


@pytest.mark.parametrize("case", [*SPECS, *CODES], ids=lambda case: case.name)
def test_trades_equal_plain_freqtrade(
    case: Case, store: CandleStore, plain: PlainFreqtrade, shared_data: Path, tmp_path: Path
) -> None:
    job = job_of(case)
    prepared, inputs, outputs = prepare_in(tmp_path, job, store)
    # Higher timeframes are resampled by us: plain Freqtrade reads our files of them.
    stored = {path.name for path in shared_data.glob("*.feather")}
    needs = {path.name for path in (inputs / "data").glob("*.feather")}
    plain.start(job, prepared, None if needs <= stored else inputs / "data")
    child = run_child(inputs, outputs)
    expected = plain.result(prepared.class_name)
    assert child.events[-1] == {"event": "done"}, child.log
    actual = read_export(outputs / "freqtrade-export.zip", prepared.class_name)
    assert expected["trades"], "a case without trades shows nothing"
    assert actual["trades"] == expected["trades"]
    different = {
        name
        for name in expected.keys() | actual.keys()
        if expected.get(name) != actual.get(name) and name not in _CIRCUMSTANCES
    }
    assert not different
    assert_says_the_same(child.run, expected)


def assert_says_the_same(run: EngineRun, expected: Json) -> None:
    """The engine's run, which the report is made of, holds Freqtrade's own numbers."""
    assert run.final_balance == expected["final_balance"]
    assert run.market_change == expected["market_change"]
    assert run.rejected_signals == expected["rejected_signals"]
    assert len(run.trades) == len(expected["trades"])
    for trade, row in zip(run.trades, expected["trades"], strict=True):
        assert int(trade.open_date.timestamp() * 1000) == row["open_timestamp"]
        assert int(trade.close_date.timestamp() * 1000) == row["close_timestamp"]
        for name in ("pair", "amount", "stake_amount", "open_rate", "close_rate", "profit_abs"):
            assert getattr(trade, name) == row[name], name
        for name in ("profit_ratio", "exit_reason", "is_short", "min_rate", "max_rate"):
            assert getattr(trade, name) == row[name], name
        assert trade.enter_tag == (row["enter_tag"] or "")
        assert trade.stop_loss == row["stop_loss_abs"]
        assert len(trade.orders) == len(row["orders"])

"""Signals apart from money: code decides when to trade, and the books are kept out of its reach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypertrade.backtesting import signal_file

from .conftest import PAIR, crossing

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob, CodeStrategy

    from .conftest import Ran, Worker

pytestmark = pytest.mark.usefixtures("confinement")

CALLBACK = """
    def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
        return "old" if current_profit > 0.01 else None
"""

FORGERY = """
import datetime, time
import numpy as np
import freqtrade.optimize.backtesting as backtesting
from freqtrade.exchange import Exchange
from freqtrade.persistence import LocalTrade, Trade
from freqtrade.wallets import Wallets

backtesting.Backtesting.fee = property(lambda self: -0.5, lambda self, value: None)
Exchange.get_fee = lambda *args, **kwargs: -0.5
LocalTrade.calc_profit_ratio = lambda *args, **kwargs: 9.0
LocalTrade.calc_close_trade_value = lambda *args, **kwargs: 1e9
Wallets.get_total = lambda *args: 1e9
backtesting.Backtesting._get_close_rate = lambda *args: 1e9
time.time = lambda: 0.0
try:
    import hypertrade.engine.model as model
    from hypertrade.results import build, formulas
    model.Ledger.final_balance = 1e9
    formulas.__dict__.clear()
    build.__dict__.clear()
except ImportError:
    pass
open("/outputs/run.json", "w").write('{"engine": "hypertrade", "trades": [], "final_balance": 1e9}')
"""


def figures(ran: Ran) -> dict[str, Any]:
    result = ran.result
    return {name: result[name] for name in ("trades", "metrics", "by_exit_reason", "series")}


def with_callback() -> CodeStrategy:
    plain = crossing()
    return plain.model_copy(update={"source": plain.source + CALLBACK})


def test_the_engine_outside_makes_freqtrades_trades(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    ours = worker.run(job())
    assert ours.result["fingerprint"]["engine"] == "hypertrade"
    assert ours.result["fingerprint"]["confined"]
    assert not (worker.out / "freqtrade-export.zip").exists()
    assert "freqtrade-export.zip" not in (worker.out / "report.html").read_text()
    (worker.out).rename(worker.folder / "ours")
    theirs = worker.run(job(engine="freqtrade"))
    assert theirs.result["fingerprint"]["engine"] == "freqtrade"
    assert len(theirs.result["trades"]) > 20
    mine = json.loads((worker.folder / "ours" / "result.json").read_text())
    for name in ("trades", "metrics", "by_exit_reason", "series", "diagnosis"):
        assert mine[name] == theirs.result[name]


def test_a_strategy_that_forges_changes_nothing_but_its_own_signals(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    honest = figures(worker.run(job()))
    (worker.out).rename(worker.folder / "honest")
    forged = worker.run(job(crossing(top=FORGERY)))
    assert figures(forged) == honest
    assert forged.result["fingerprint"]["engine"] == "hypertrade"


def test_forging_while_it_computes_changes_nothing_either(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    honest = figures(worker.run(job()))
    (worker.out).rename(worker.folder / "honest")
    late = """
        for name in ("open", "high", "low", "close"):
            self.dp.get_pair_dataframe(metadata["pair"], "1h")[name] *= 2
        import gc
        for thing in gc.get_objects():
            if type(thing).__name__ == "SignalBacktesting":
                thing.fee = -1.0
                thing.config["dry_run_wallet"] = 1e9
    """
    assert figures(worker.run(job(crossing(late)))) == honest


def test_callbacks_need_freqtrades_loop_and_the_result_says_so(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    ran = worker.run(job(with_callback()))
    fingerprint = ran.result["fingerprint"]
    assert fingerprint["engine"] == "freqtrade"
    assert fingerprint["engine_reason"] == "the strategy defines custom_exit"
    (caveat,) = (each for each in ran.result["caveats"] if each["code"] == "own_code")
    assert caveat["level"] == "warning"
    assert "custom_exit" in caveat["text"]
    assert (worker.out / "freqtrade-export.zip").stat().st_size > 0


def test_who_insists_on_the_fast_engine_gets_the_reason(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    ran = worker.run(job(with_callback(), engine="fast"))
    assert ran.error["code"] == "Invalid"
    assert ran.error["field"] == "engine"
    assert "custom_exit" in ran.error["problem"]
    assert worker.litter() == []


ROWS = 51 * 24


def forged(**changes: Any) -> bytes:
    """Return a file of signals that are no signals of the job."""
    settings = signal_file.StrategySettings(
        can_short=False,
        minimal_roi=(),
        stoploss=-0.1,
        trailing_stop=False,
        trailing_stop_positive=None,
        trailing_stop_positive_offset=0.0,
        trailing_only_offset_is_reached=False,
        use_exit_signal=True,
        exit_profit_only=False,
        exit_profit_offset=0.0,
        ignore_roi_if_entry_signal=False,
    )
    header = signal_file.SignalHeader(
        settings=settings,
        pairs=(signal_file.PairRows(pair=PAIR, first=0, rows=ROWS),),
    )
    flag, tag = np.zeros(ROWS, np.uint8), np.full(ROWS, -1, np.int16)
    columns = [signal_file.PairColumns([flag] * 4, [tag] * 2)]
    text = json.loads(header.model_dump_json()) | changes
    body = signal_file.pack(header, columns).partition(b"\n")[2]
    return json.dumps(text).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "without its signals"),
        (b"garbage", "no header"),
        (b"{}\n", "settings are missing"),
        (b'{"version": 2}\n', "malformed"),
        (forged(), "not those of the backtest"),
        (forged(pairs=[{"pair": PAIR, "first": 0, "rows": 7}]), "another length"),
        (forged(pairs=[{"pair": "ETH/USD", "first": 0, "rows": ROWS}]), "not asked for"),
        (forged()[:-2] + b"\x07\x00", "a tag has no name"),
        (forged(tags=["x" * 300]), "malformed"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_forged_signals_get_one_clear_error(
    worker: Worker, job: Callable[..., BacktestJob], content: bytes, told: str
) -> None:
    act = f"""
        import os
        open("/outputs/signals.bin", "wb").write({content!r})
        os._exit(0)
    """
    ran = worker.run(job(crossing(act)))
    assert ran.error["code"] == "StrategyFailed"
    assert told in ran.error["problem"]
    assert not ran.out.exists()
    assert worker.litter() == []


def test_a_run_that_claims_another_engine_is_refused(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    claim = """
        import sys
        child = sys.modules["hypertrade_jobs.run.child"]
        kept = child.engine_run
        child.engine_run = lambda *args: kept(*args).model_copy(update={"engine": "hypertrade"})
    """
    ran = worker.run(job(crossing(top=claim), engine="freqtrade"))
    assert ran.error["code"] == "StrategyFailed"
    assert "another engine" in ran.error["problem"]

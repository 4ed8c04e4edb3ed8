from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import StrategyFailed
from hypertrade_jobs import outputs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob

TRADE: dict[str, Any] = {
    "pair": "BTC/USD",
    "is_short": False,
    "leverage": 1,
    "open_date": "2018-01-07T00:00:00Z",
    "close_date": "2018-01-08T00:00:00Z",
    **dict.fromkeys(("open_rate", "close_rate", "amount", "stake_amount"), 1.0),
    **dict.fromkeys(("max_stake_amount", "fee_open", "fee_close", "fees_abs"), 0.1),
    **dict.fromkeys(("funding_fees", "profit_abs", "profit_ratio"), 0.0),
    **dict.fromkeys(("enter_tag", "exit_reason"), ""),
    **dict.fromkeys(("initial_stop_loss", "stop_loss", "min_rate", "max_rate"), 1.0),
    "duration_minutes": 1440,
    "orders": [],
}
RUN: dict[str, Any] = {
    "engine": "freqtrade",
    "engine_version": "1",
    "trades": [TRADE],
    "backtest_start": "2018-01-06T00:00:00Z",
    "backtest_end": "2018-02-20T00:00:00Z",
    "starting_balance": 1000,
    "final_balance": 1000,
    "stake_currency": "USD",
    "fee": 0.001,
    "market_change": 0,
    "candles_processed": 1,
}
SIGNAL = {"pair": "BTC/USD", "signal": "enter_long", "tag": "", "count": 1}


def test_a_plausible_run_is_read(tmp_path: Path, job: Callable[..., BacktestJob]) -> None:
    (tmp_path / "run.json").write_text(json.dumps(RUN | {"signals": [SIGNAL]}))
    assert len(outputs.read_run(tmp_path, job()).trades) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "without a result"),
        ("not json", "malformed"),
        ("[" * 100_000, "malformed"),
        (json.dumps({"engine": "freqtrade"}), "malformed"),
        (json.dumps(RUN | {"market_change": float("nan")}), "malformed"),
        (json.dumps(RUN | {"extra": 1}), "malformed"),
        (json.dumps(RUN | {"stake_currency": "EUR"}), "other money"),
        (json.dumps(RUN | {"starting_balance": 5}), "other money"),
        (json.dumps(RUN | {"backtest_start": "2010-01-01T00:00:00Z"}), "time range"),
        (json.dumps(RUN | {"backtest_end": "2030-01-01T00:00:00Z"}), "time range"),
        (json.dumps(RUN | {"backtest_end": "2018-01-06T00:00:00"}), "time range"),
        (json.dumps(RUN | {"trades": [TRADE | {"pair": "ETH/USD"}]}), "not asked for"),
        (
            json.dumps(RUN | {"trades": [TRADE | {"open_date": "2017-01-01T00:00:00Z"}]}),
            "outside the time range",
        ),
        (
            json.dumps(RUN | {"trades": [TRADE | {"close_date": "2018-01-01T00:00:00Z"}]}),
            "outside the time range",
        ),
        (json.dumps(RUN | {"trades": [TRADE | {"amount": -1}]}), "negative"),
        (json.dumps(RUN | {"signals": [SIGNAL | {"pair": "ETH/USD"}]}), "not asked for"),
    ],
)
def test_an_implausible_run_is_refused(
    tmp_path: Path, job: Callable[..., BacktestJob], text: str, problem: str
) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(StrategyFailed, match=problem) as refused:
        outputs.read_run(tmp_path, job())
    assert refused.value.remedy


def test_texts_cannot_drive_a_terminal(tmp_path: Path, job: Callable[..., BacktestJob]) -> None:
    order = {
        "side": "buy",
        "is_entry": True,
        "amount": 1,
        "rate": 1,
        "cost": 1,
        "filled_at": "2018-01-07T00:00:00Z",
        "tag": "\x1b[31mred",
    }
    trade = TRADE | {"enter_tag": "\x1b]0;title\x07", "exit_reason": "ünï", "orders": [order]}
    run = RUN | {"trades": [trade, TRADE], "remarks": ["\x9b2J"], "signals": [SIGNAL]}
    (tmp_path / "run.json").write_text(json.dumps(run))
    read = outputs.read_run(tmp_path, job())
    assert read.trades[0].enter_tag == " ]0;title "
    assert read.trades[0].exit_reason == "ünï"
    assert read.trades[0].orders[0].tag == " [31mred"
    assert read.remarks == (" 2J",)


def test_no_run_at_all_is_refused(tmp_path: Path, job: Callable[..., BacktestJob]) -> None:
    with pytest.raises(StrategyFailed, match="without a result"):
        outputs.read_run(tmp_path, job())
    with pytest.raises(StrategyFailed, match="without Freqtrade's export"):
        outputs.take_export(tmp_path, job(), tmp_path / "copy")


def _link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _hard_link(path: Path) -> None:
    path.with_name("other").write_text("x")
    path.hardlink_to(path.with_name("other"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _export(folder: Path, job: BacktestJob) -> None:
    outputs.take_export(folder, job, folder / "copy")


@pytest.mark.parametrize("make", [_link, _hard_link, _pipe, _folder])
@pytest.mark.parametrize("name", [outputs.RUN, outputs.EXPORT])
def test_only_files_are_read(
    tmp_path: Path, job: Callable[..., BacktestJob], make: Callable[[Path], None], name: str
) -> None:
    make(tmp_path / name)
    read: Callable[[Path, BacktestJob], object]
    read = outputs.read_run if name == outputs.RUN else _export
    with pytest.raises(StrategyFailed, match="not a file"):
        read(tmp_path, job())


def test_giants_are_not_read(tmp_path: Path, job: Callable[..., BacktestJob]) -> None:
    for name in (outputs.RUN, outputs.EXPORT):
        with (tmp_path / name).open("wb") as file:
            file.truncate(5 << 20)
    small = job(limits={"output_mb": 4})
    with pytest.raises(StrategyFailed, match="larger than 4 MB"):
        outputs.read_run(tmp_path, small)
    with pytest.raises(StrategyFailed, match="larger than 4 MB"):
        outputs.take_export(tmp_path, small, tmp_path / "copy")

"""What people read: numbers, caveats, the diagnosis, and the summary on a terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.backtest import ConditionCount, SignalCount
from hypertrade.results import words
from hypertrade.results.terminal import render_summary
from rich.console import Console

from tests.results.samples import make_run

if TYPE_CHECKING:
    from hypertrade.results.document import BacktestResult

    from tests.results.conftest import Report


def shown(result: BacktestResult, *, terminal: bool = False, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    render_summary(result, Console(file=stream, force_terminal=terminal, width=80))
    return raw.getvalue().decode(encoding)


def condition(role: Any, text: str, true: int, candles: int) -> ConditionCount:
    return ConditionCount(
        rule="rule", role=role, condition=text, depth=1, true=true, candles=candles
    )


def test_numbers_read_well() -> None:
    assert words.percent(0.05342) == "5.34%"
    assert words.percent(-0.05, signed=True) == "−5.00%"
    assert words.percent(-0.000001, signed=True) == "0.00%"
    assert words.number(None) == words.number(-100.0) == "–"
    assert words.money(1234.5, "USDT") == "1,234.50 USDT"
    assert words.ratio(-915_303.34) == "<−1,000"
    assert words.ratio(-0.034) == "−0.03"
    assert words.ratio(-100.0) == "–"
    assert words.money(0.00012345, "BTC", signed=True) == "+0.00012345 BTC"
    assert words.money(12.5, "ETH") == "12.5 ETH"
    assert [words.duration(one) for one in (0, 59, 60, 125, 1440, 3100)] == [
        "0 min",
        "59 min",
        "1 h",
        "2 h 05 min",
        "1 d",
        "2 d 3 h",
    ]
    assert words.factor(0.0, losses=0, wins=3) == "∞"
    assert words.clean("a\x1b[31m\nb") == "a\ufffd[31m b"


def test_the_summary_starts_with_the_trades_and_fits(report: Report) -> None:
    text = shown(report(200))
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    body = [line for line in text.splitlines() if line.strip()]
    assert body[3].split()[:2] == ["Trades", "200"]
    assert "low sample" not in text
    assert "Best pair" in text
    assert "trailing_stop_loss" in text


@pytest.mark.parametrize("count", [0, 1, 29])
def test_the_summary_marks_few_trades(count: int, report: Report) -> None:
    text = shown(report(count), terminal=True)
    assert "low sample" in text
    assert ("Why didn't it trade?" in text) == (count == 0)


def test_the_summary_shouts_synthetic_candles(report: Report) -> None:
    assert "SYNTHETIC DATA" in shown(report(40, synthetic=True))


def test_names_cannot_steer_the_terminal(report: Report) -> None:
    name = "[bold]x[/bold]\x1b]0;owned\x07 [/nope]"
    run = make_run(40)
    trades = tuple(one.model_copy(update={"exit_reason": name}) for one in run.trades)
    text = shown(report(40, view={"name": name}, trades=trades))
    assert "\x1b" not in text
    assert "[bold]x[/bold]" in text


def test_the_summary_speaks_ascii_where_it_must(report: Report) -> None:
    text = shown(report(60, view={"name": "Größe 策略"}), encoding="ascii")
    assert "Gr??e ??" in text
    assert "Trades" in text


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"synthetic": True}, {"synthetic_candles"}),
        ({"job": {"slippage": 0.001}}, {"slippage"}),
        ({"fee": 0.0}, {"no_fee"}),
        ({"confined": False, "view": {"kind": "code"}}, {"unconfined"}),
        ({"view": {"kind": "code"}}, {"own_code"}),
        ({"remarks": ("Market rules were inferred.",)}, {"engine"}),
        ({"days": 20}, {"short_range"}),
        ({"final_balance": 1234.5}, {"books_differ"}),
    ],
)
def test_caveats_say_what_weakens_the_result(
    changes: dict[str, Any], codes: set[str], report: Report
) -> None:
    usual = {one.code for one in report(60).caveats}
    found = report(60, **changes).caveats
    assert codes <= {one.code for one in found}
    assert not codes & usual
    levels = [one.level for one in found]
    assert levels == sorted(levels, reverse=True)


def test_low_sample_and_forced_exits_are_caveats(report: Report) -> None:
    trades = make_run(5).trades
    left = trades[-1].model_copy(update={"exit_reason": "force_exit"})
    found = {one.code: one.text for one in report(5, trades=(*trades[:-1], left)).caveats}
    assert found["low_sample"].startswith("Only 5 trades")
    assert found["left_open"].startswith("1 trade still open at the end was closed")


def test_the_diagnosis_puts_the_condition_never_true_first(report: Report) -> None:
    result = report(
        0,
        conditions=(
            condition("entry", "common", 900, 1000),
            condition("exit", "exit never", 0, 1000),
            condition("entry", "rare", 2, 1000),
            condition("entry", "never", 0, 1000),
            condition("filter", "unjudged", 0, 0),
        ),
        signals=(),
        rejected_signals=0,
    )
    diagnosis = result.diagnosis
    assert diagnosis.few_trades
    order = [one.condition for one in diagnosis.conditions]
    assert order == ["never", "unjudged", "exit never", "rare", "common"]
    assert diagnosis.findings[0] == "“never” (rule) was never true on any of 1,000 candles."
    assert "could never be judged" in diagnosis.findings[1]
    assert diagnosis.findings[2].startswith("No candle gave an entry signal")


def test_the_diagnosis_names_the_part_that_is_rare_not_the_whole(report: Report) -> None:
    whole = condition("entry", "RSI < 30 and close > EMA", 2, 1000)
    parts = [condition("entry", "RSI < 30", 9, 1000), condition("entry", "close > EMA", 480, 1000)]
    parts = [part.model_copy(update={"depth": 2}) for part in parts]
    diagnosis = report(3, conditions=(whole, *parts)).diagnosis
    assert "“RSI < 30” (rule), held on 9 of 1,000" in diagnosis.findings[0]


def test_the_diagnosis_names_what_blocked(report: Report) -> None:
    signal = SignalCount(pair="BTC/USD", signal="enter_long", tag="", count=40)
    findings = " ".join(
        report(
            0,
            job={"stake": 5000.0, "max_open_trades": 1},
            signals=(signal,),
            rejected_signals=1,
            locks=2,
            timed_out_entries=3,
        ).diagnosis.findings
    )
    assert "40 entry signals" in findings
    assert "stake (5000 USD) is larger than the balance (1000 USD)" in findings
    assert "1 entry signal found no free slot (open-trade limit 1)" in findings
    assert "locked trading 2 times" in findings
    assert "3 entry orders never filled" in findings


def test_signals_without_trades_are_explained(report: Report) -> None:
    signal = SignalCount(pair="BTC/USD", signal="enter_long", tag="", count=40)
    findings = report(0, signals=(signal,), rejected_signals=0).diagnosis.findings
    assert "minimum order" in findings[-1]
    assert not report(60).diagnosis.findings

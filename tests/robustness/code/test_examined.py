"""Code taken all the way: parameters, windows, forgeries, shards, and what cannot be examined."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.bootstrap import bootstrap
from hypertrade.candles.store import CandleStore
from hypertrade.domain.errors import Cancelled, Denied, Invalid, StrategyFailed
from hypertrade.robustness.history import History
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.shards import Shard, ShardResult, deal, merge, run_shard
from hypertrade.services.robustness import Watch
from hypertrade.settings import Settings
from hypertrade_jobs.signals.session import ConfinedSignals

from tests.jobs.supervise.test_signals import FORGERY
from tests.robustness.code.conftest import NOW, SMALL, code_job, examine
from tests.robustness.code.sources import CALLBACK, LATER, dip, plain
from tests.robustness.runs.test_tasks import task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.robustness.report import Report

KINDS = """
    buy_rsi = IntParameter(30, 40, default=35)
    buy_gap = DecimalParameter(0.0, 0.02, default=0.01, decimals=2)
    buy_quiet = BooleanParameter(default=False)
    buy_line = CategoricalParameter(["sma", "ema"], default="sma")
"""
WITH_KINDS = """
    line = ta.SMA(dataframe, 50) if self.buy_line.value == "sma" else ta.EMA(dataframe, 50)
    dataframe["low_enough"] = dataframe["close"] < line * (1 + self.buy_gap.value)
    if self.buy_quiet.value:
        dataframe["low_enough"] &= dataframe["volume"] > 0
"""


def watch() -> Watch:
    return Watch(jobs=2, on_progress=lambda _reached: None, cancelled=lambda: False)


def test_hyperopt_parameters_of_every_kind_are_swept(
    examined: Callable[..., Report], data: Path
) -> None:
    entry = '(dataframe["rsi"] < self.buy_rsi.value) & dataframe["low_enough"]'
    source = dip(body=KINDS, indicators=WITH_KINDS, entry=entry, leave='dataframe["rsi"] > 55')
    report = examined(source, "sweep", "walkforward", plan={"trials": 16})
    assert report.strategy.tunables == ("buy_rsi", "buy_gap", "buy_quiet", "buy_line")
    assert report.strategy.labels == {"buy_quiet": ("False", "True"), "buy_line": ("sma", "ema")}
    assert not report.strategy.suggested
    sweep = report.sweep
    assert sweep is not None
    assert len(sweep.table.points) == 16
    assert not any(sweep.table.problem)
    assert len(set(sweep.table.profit)) > 4, "the variants are not all one"
    assert sweep.table.trades[0] == report.base.trades
    with (data / "out" / "sweep.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    first = {name: rows[0][name] for name in report.strategy.tunables}
    assert first == {"buy_rsi": "35", "buy_gap": "0.01", "buy_quiet": "False", "buy_line": "sma"}
    assert {row["buy_line"] for row in rows} == {"sma", "ema"}
    assert report.walks
    page = (data / "out" / "robustness.html").read_text(encoding="utf-8")
    assert "buy_line sma" in page or "buy_line ema" in page


def test_the_parameter_file_is_the_strategy_as_it_is(examined: Callable[..., Report]) -> None:
    given = {"strategy_name": "Dip", "params": {"buy": {"buy_rsi": 28}}}
    set_by_file = examined(dip(), "costs", parameters=given)
    set_by_hand = examined(dip().replace("default=35", "default=28"), "costs")
    as_it_is = examined(dip(), "costs")
    assert set_by_file.base == set_by_hand.base
    assert set_by_file.base.trades < as_it_is.base.trades


def test_without_a_parameter_there_is_nothing_to_vary_and_it_is_said(
    examined: Callable[..., Report], data: Path
) -> None:
    report = examined(plain())
    assert [one.checks for one in report.reservations] == [("sweep",), ("walkforward",)]
    assert report.overall == "doubtful"
    assert "declares no hyperopt parameter" in report.reasons[0]
    assert "each window ran the strategy as it is" in report.reasons[1]
    levels = {one.name: one.verdict for one in report.checks}
    assert levels["sweep"].level == "unknown"
    assert "nothing to vary" in levels["sweep"].text
    assert report.sweep is not None
    assert len(report.sweep.table.points) == 1
    for walk in report.walks:
        assert [one.values for one in walk.result.windows] == [{}] * SMALL.windows
        assert [one.out_profit for one in walk.result.windows] == list(walk.default_profit)
        assert "the strategy as it is made" in walk.result.verdict.text
    page = (data / "out" / "robustness.html").read_text(encoding="utf-8")
    assert "declares no hyperopt parameter" in page
    certified = json.loads((data / "out" / "certificate.json").read_text(encoding="utf-8"))
    assert certified["report"]["reservations"][0]["blocks"] is True


def test_who_forges_changes_nothing_but_signals(examined: Callable[..., Report]) -> None:
    checks = ("sweep", "significance", "noise", "costs")
    honest = examined(dip(), *checks)
    forged = examined(dip(top=FORGERY), *checks)
    assert forged.identity.strategy != honest.identity.strategy
    for part in ("base", "sweep", "significance", "noise", "costs", "fee_runs"):
        assert getattr(forged, part) == getattr(honest, part)
    assert forged.overall == honest.overall


def test_a_certificate_of_code_is_computed_again(data: Path) -> None:
    asked: Any = {"checks": ("sweep", "walkforward", "noise", "montecarlo", "costs")}
    report = examine(data, code_job(dip(), slippage=0.0005), SMALL.model_copy(update=asked))
    assert report.base.trades > 30
    service = bootstrap(Settings(data=data)).robustness
    text = (data / "out" / "certificate.json").read_text(encoding="utf-8")
    found = service.verify(text, field="certificate")
    service.rerun(found.certificate, watch=watch())


@pytest.mark.parametrize(("search", "others"), [("random", ("bias",)), ("optuna", ())])
def test_shards_of_code_come_to_the_same(data: Path, search: str, others: tuple[str, ...]) -> None:
    plan = Plan.model_validate(
        SMALL.model_dump()
        | {"search": search, "trials": 10, "checks": ("sweep", "walkforward", "noise", *others)}
    )
    job, store, signals = code_job(dip()), CandleStore(data), ConfinedSignals(data)
    (shard,) = deal(job, plan, 1)
    whole = merge([run_shard(shard, store, signals=signals)])
    parts = [
        ShardResult.model_validate_json(
            run_shard(
                Shard.model_validate_json(part.model_dump_json()), store, signals=signals
            ).model_dump_json()
        )
        for part in deal(job, plan, 2)
    ]
    assert merge(parts) == whole
    assert {one.kind for one in whole} == {"variants", "window", "run", *others}


def test_a_task_of_a_cloud_run_job_does_code_too(data: Path, tmp_path: Path) -> None:
    plan = Plan(checks=("sweep", "noise"), trials=4, noise_reruns=2, min_trades=2)
    job, store = code_job(dip()), CandleStore(data)
    (whole,) = deal(job, plan, 1)
    file = tmp_path / "shard.json"
    file.write_text(whole.model_dump_json(), encoding="utf-8")
    named = {"CLOUD_RUN_TASK_INDEX": "1", "CLOUD_RUN_TASK_COUNT": "2"}
    assert task(tmp_path, store, file, **named)["event"] == "done"
    told = ShardResult.model_validate_json((tmp_path / "result.json").read_bytes())
    assert [piece.number for piece in told.pieces] == [1, 3, 5]
    here = run_shard(
        whole.model_copy(update={"index": 1, "count": 2}), store, signals=ConfinedSignals(data)
    )
    assert told == here
    with pytest.raises(Invalid, match="runs it confined"):
        run_shard(whole, store)


def test_any_number_of_processes_comes_to_the_same(data: Path) -> None:
    asked: Any = {"search": "optuna", "trials": 24, "checks": ("sweep", "walkforward", "noise")}
    plan = SMALL.model_copy(update=asked)
    one, two = (examine(data, code_job(dip()), plan, jobs=jobs) for jobs in (1, 2))
    assert one.model_dump(exclude={"trials"}) == two.model_dump(exclude={"trials"})


def test_a_backtest_and_a_check_of_the_same_file_are_one_try(data: Path) -> None:
    job = code_job(dip(), id="backtest")
    bootstrap(Settings(data=data)).backtests.run(
        job, data / "report", on_progress=lambda _at: None, cancelled=lambda: False
    )
    report = examine(data, job, SMALL.model_copy(update={"checks": ("significance",)}))
    assert report.trials is not None
    assert report.trials.earlier == ()
    kept = History(data).trials(report.identity.family)
    assert len(kept) == report.trials.here == SMALL.trials
    # Another value in the file is another variant of the same strategy.
    other = examine(
        data,
        code_job(dip().replace("default=35", "default=33")),
        SMALL.model_copy(update={"checks": ("significance",)}),
    )
    assert other.identity.family == report.identity.family
    assert other.trials is not None
    assert len(other.trials.earlier) == SMALL.trials


def test_values_the_strategy_fails_with_are_impossible_and_said(
    examined: Callable[..., Report],
) -> None:
    made = """
        if self.buy_rsi.value > 37:
            raise ValueError("not that high")
    """
    body = """
        buy_rsi = IntParameter(33, 39, default=35)
    """
    report = examined(
        dip(body=body, indicators=made, leave='dataframe["rsi"] > 55'), "sweep", "walkforward"
    )
    assert report.sweep is not None
    problems = [text for text in report.sweep.table.problem if text]
    assert len(problems) == 2
    assert all("not that high" in text for text in problems)


def test_what_freqtrades_loop_must_trade_is_examined_as_far_as_it_can_be(
    data: Path, examined: Callable[..., Report]
) -> None:
    source = dip(body=TUNED_WITH_CALLBACK)
    path = bootstrap(Settings(data=data)).backtests.run(
        code_job(source, id="loop"),
        data / "report",
        on_progress=lambda _at: None,
        cancelled=lambda: False,
    )
    result = json.loads(path.read_bytes())
    assert result["fingerprint"]["engine"] == "freqtrade"
    report = examined(source)
    assert report.base.trades == result["metrics"]["total_trades"] > 20
    assert report.base.profit == pytest.approx(result["metrics"]["profit_total"], abs=1e-9)
    assert report.identity.engine == "freqtrade"
    assert {one.name for one in report.checks} == {
        *("bias", "significance", "montecarlo", "costs", "regimes", "dependence")
    }
    assert (report.sweep, report.noise, report.walks, report.fee_runs) == (None, None, (), ())
    assert report.overall != "passes"
    told = " ".join(report.reasons)
    assert "custom_exit" in told
    assert "nothing here could check them" in told
    assert "Not examined, for the same reason: parameters, walk-forward, candle noise" in told
    assert "Left out" not in told
    examined(source, "costs", "dependence")
    service = bootstrap(Settings(data=data)).robustness
    text = (data / "out" / "certificate.json").read_text(encoding="utf-8")
    service.rerun(service.verify(text, field="certificate").certificate, watch=watch())


TUNED_WITH_CALLBACK = (
    """
    buy_rsi = IntParameter(25, 45, default=35)
    sell_rsi = IntParameter(45, 65, default=55)
"""
    + CALLBACK
)


def test_a_look_ahead_is_found_where_freqtrade_trades_too(
    examined: Callable[..., Report],
) -> None:
    made, against = LATER["shift"]
    entry = f'(dataframe["rsi"] < 45) & ({against} > dataframe["close"])'
    report = examined(dip(body=TUNED_WITH_CALLBACK, indicators=made, entry=entry), "bias")
    assert report.overall == "fails"
    assert report.bias is not None
    assert "later" in report.bias.lookahead.text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("class Broken(:", "not valid Python"),
        (plain(top="import nothing_of_the_kind"), "nothing_of_the_kind"),
        (plain(indicators='dataframe["x"] = dataframe["no_such"]'), "no_such"),
    ],
    ids=["syntax", "import", "column"],
)
def test_a_file_that_fails_gets_one_clear_error(data: Path, source: str, told: str) -> None:
    with pytest.raises((StrategyFailed, Invalid), match=told) as caught:
        examine(data, code_job(source))
    assert caught.value.remedy
    assert not (data / "out").exists()


def test_what_cannot_be_confined_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(data))
    with pytest.raises(Denied, match="run confined"):
        examine(data, code_job(plain()))
    assert not (data / "out").exists()


def test_a_check_that_is_stopped_leaves_nothing(data: Path) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 20

    stopped = Watch(jobs=2, on_progress=lambda _reached: None, cancelled=cancelled)
    with pytest.raises(Cancelled):
        bootstrap(Settings(data=data)).robustness.run(
            code_job(dip()), SMALL, data / "out", watch=stopped, now=NOW
        )
    assert not (data / "out").exists()
    assert not History(data).trials("")


def test_a_map_of_parameters_that_are_not_there_is_refused(data: Path) -> None:
    plan: dict[str, Any] = {"heat": ("buy_rsi", "nothing")}
    with pytest.raises(Invalid, match="no tunable 'nothing'"):
        examine(data, code_job(dip()), SMALL.model_copy(update=plan))

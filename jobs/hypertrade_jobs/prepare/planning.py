"""The strategy of a job as one Freqtrade file, and what that file will ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.backtesting.sentences import COMPUTED_STARTUP
from hypertrade.backtesting.terms import check_spec
from hypertrade.domain.errors import StrategyFailed
from hypertrade.domain.market import timeframe_minutes
from hypertrade.domain.telling import Said, counted

from hypertrade_jobs.run.request import TraceColumn

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob, CodeStrategy, SpecStrategy
    from hypertrade.strategy.code import CodeInspection

_UNKNOWN_STARTUP = 500
"""Warm-up candles provided where a file computes how many it needs."""


@dataclass(frozen=True)
class PlannedStrategy:
    """A strategy's file and its needs.

    ``wanted`` are other candles it names, as (pair, timeframe), the pair ``None`` for each traded
    one. ``open_ended`` says that it may ask for more than a reading of it can tell.
    """

    class_name: str
    source: str
    startup_candles: int
    wanted: tuple[tuple[str | None, str], ...] = ()
    open_ended: bool = False
    protections: bool = False
    traced_source: str = ""
    trace: tuple[TraceColumn, ...] = ()
    remarks: tuple[Said, ...] = ()


def plan(job: BacktestJob, stake_currency: str) -> PlannedStrategy:
    """Return the strategy of ``job`` as a file.

    Raises:
        Invalid: the spec is malformed, or does not fit the job.
        StrategyFailed: the file is no Python.
    """
    if job.strategy.kind == "spec":
        return _spec(job, job.strategy)
    return _code(job, job.strategy, stake_currency)


def _spec(job: BacktestJob, strategy: SpecStrategy) -> PlannedStrategy:
    from hypertrade.strategy.compile import compile_spec
    from hypertrade.strategy.spec import read_spec

    spec = read_spec(strategy.spec)
    check_spec(job, spec)
    compiled, traced = compile_spec(spec), compile_spec(spec, trace=True)
    return PlannedStrategy(
        class_name=compiled.class_name,
        source=compiled.source,
        startup_candles=compiled.startup_candles,
        wanted=tuple((None, timeframe) for timeframe in compiled.informative_timeframes),
        protections=bool(spec.protections),
        traced_source=traced.source,
        trace=tuple(
            TraceColumn(
                column=each.column,
                rule=each.rule,
                role=each.role,
                condition=each.text,
                depth=each.depth,
            )
            for each in traced.trace
        ),
    )


def _code(job: BacktestJob, strategy: CodeStrategy, stake_currency: str) -> PlannedStrategy:
    from hypertrade.strategy.code import inspect_code

    inspection = inspect_code(strategy.source, class_name=strategy.class_name)
    if inspection.class_name is None:
        finding = inspection.findings[0]
        raise StrategyFailed(
            finding.message, field="strategy", remedy=finding.remedy, line=finding.line
        )
    unread = inspection.startup_candle_count is None
    wanted, open_ended = _wanted(job, inspection, stake_currency)
    return PlannedStrategy(
        class_name=inspection.class_name,
        source=strategy.source,
        startup_candles=(
            _UNKNOWN_STARTUP
            if inspection.startup_candle_count is None
            else inspection.startup_candle_count
        ),
        wanted=wanted,
        open_ended=open_ended,
        remarks=(
            (COMPUTED_STARTUP(startup=counted(_UNKNOWN_STARTUP, grouped=False)),) if unread else ()
        ),
    )


def _wanted(
    job: BacktestJob, inspection: CodeInspection, stake_currency: str
) -> tuple[tuple[tuple[str | None, str], ...], bool]:
    """Return the other candles that a file names, and whether it may want more."""
    found: dict[tuple[str | None, str], None] = {}
    open_ended = False
    for use in inspection.informative:
        pair = use.pair.replace("{stake}", stake_currency) if use.pair else None
        computed = pair is None and use.source != "decorator"
        open_ended |= computed or use.timeframe is None
        if use.timeframe is None or (pair and "{" in pair):
            open_ended = True
            continue
        if timeframe_minutes(use.timeframe) < timeframe_minutes(job.timeframe) and computed:
            continue
        if pair is not None or use.timeframe != job.timeframe:
            found[pair, use.timeframe] = None
    return tuple(found), open_ended

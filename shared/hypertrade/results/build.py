"""From the engine's trades to the whole result."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hypertrade.results.caveats import caveats
from hypertrade.results.columns import columns_of
from hypertrade.results.diagnosis import diagnose
from hypertrade.results.document import BacktestResult, DataQuality, Settings, StrategyView
from hypertrade.results.metrics import backtest_days, metrics
from hypertrade.results.series import daily_returns, daily_series, utc_date
from hypertrade.results.slippage import apply_slippage
from hypertrade.results.tables import Basis, grouped, months, periods

if TYPE_CHECKING:
    from datetime import datetime

    from hypertrade.domain.backtest import BacktestJob, EngineRun, Fingerprint
    from hypertrade.domain.quality import CandleQuality

_ZERO = timedelta(0)


def build(
    run: EngineRun,
    *,
    job: BacktestJob,
    quality: tuple[CandleQuality, ...],
    fingerprint: Fingerprint,
    strategy: StrategyView,
) -> BacktestResult:
    """Return the result of ``job``: ``run`` with ``job.slippage`` applied, and every figure of it.

    Reads no clock and no file: equal arguments give an equal result. Dates without a zone are UTC.
    """
    run = apply_slippage(_in_utc(run), job.slippage)
    columns = columns_of(run.trades)
    days, span_days = backtest_days(run)
    basis = Basis(days, span_days, run.starting_balance)
    trades = run.trades
    by_pair = grouped([one.pair for one in trades], columns, basis, always=job.pairs)
    series = daily_series(
        columns, run.market, run.backtest_start, run.backtest_end, run.starting_balance
    )
    figures = metrics(
        run,
        columns,
        by_pair=by_pair,
        months=months(
            columns,
            utc_date(run.backtest_start),
            utc_date(run.backtest_end),
            run.starting_balance,
        ),
        returns=daily_returns(series, run.starting_balance),
    )
    return BacktestResult(
        strategy=strategy,
        settings=_settings(run, job, days),
        caveats=caveats(
            run,
            job=job,
            quality=quality,
            fingerprint=fingerprint,
            strategy=strategy,
            metrics=figures,
        ),
        metrics=figures,
        by_pair=by_pair,
        by_enter_tag=grouped([one.enter_tag for one in trades], columns, basis),
        by_exit_reason=grouped([one.exit_reason for one in trades], columns, basis),
        by_period=periods(columns),
        series=series,
        diagnosis=diagnose(run, job),
        data_quality=DataQuality(
            synthetic=any(one.synthetic for one in quality), candles=tuple(quality)
        ),
        fingerprint=fingerprint,
        trades=trades,
    )


def _settings(run: EngineRun, job: BacktestJob, days: int) -> Settings:
    return Settings(
        job_id=job.id,
        exchange=job.exchange,
        trading_mode=job.trading_mode.value,
        pairs=job.pairs,
        timeframe=job.timeframe,
        detail_timeframe=job.detail_timeframe,
        timerange=str(job.timerange),
        backtest_start=run.backtest_start,
        backtest_end=run.backtest_end,
        backtest_days=days,
        stake_currency=run.stake_currency,
        stake=job.stake,
        balance=run.starting_balance,
        max_open_trades=job.max_open_trades,
        fee=run.fee,
        fee_overridden=job.fee is not None,
        slippage=job.slippage,
        protections=job.protections,
        engine=run.engine,
        engine_version=run.engine_version,
    )


def _in_utc(run: EngineRun) -> EngineRun:
    """Return ``run`` with every date aware and in UTC; the engine's already are, as a rule."""
    dates = [run.backtest_start, run.backtest_end, *(moment for moment, _ in run.market)]
    for trade in run.trades:
        dates += [trade.open_date, trade.close_date, *(one.filled_at for one in trade.orders)]
    if all(moment.tzinfo is UTC or moment.utcoffset() == _ZERO for moment in dates):
        return run
    trades = tuple(
        trade.model_copy(
            update={
                "open_date": _utc(trade.open_date),
                "close_date": _utc(trade.close_date),
                "orders": tuple(
                    one.model_copy(update={"filled_at": _utc(one.filled_at)})
                    for one in trade.orders
                ),
            }
        )
        for trade in run.trades
    )
    return run.model_copy(
        update={
            "trades": trades,
            "backtest_start": _utc(run.backtest_start),
            "backtest_end": _utc(run.backtest_end),
            "market": tuple((_utc(moment), value) for moment, value in run.market),
        }
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

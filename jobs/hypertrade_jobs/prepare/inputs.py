"""The parent's part of a run: strategy, candles and markets as files the child reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.backtesting.fingerprints import candles_hash, settings_hash, strategy_hash
from hypertrade.backtesting.terms import check_terms, stake_currency
from hypertrade.markets import load_rules, select

from hypertrade_jobs.prepare.feeds import load, write
from hypertrade_jobs.prepare.planning import plan
from hypertrade_jobs.run.request import DATA, MARKETS, REQUEST, STRATEGY, TRACED, RunRequest

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.backtesting.feeds import Feeds
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.quality import CandleQuality
    from hypertrade.domain.telling import Said
    from hypertrade.markets import Selection

    from hypertrade_jobs.prepare.planning import PlannedStrategy


@dataclass(frozen=True)
class Prepared:
    """What a run is made of; the hashes are SHA-256 and go into the fingerprint.

    ``quality`` has one entry for each series of candles, the traded pairs' first.
    """

    class_name: str
    source: str
    quality: tuple[CandleQuality, ...]
    strategy_hash: str
    candles_hash: str
    settings_hash: str
    markets_hash: str
    markets_as_of: str
    markets_source: str
    remarks: tuple[Said, ...]


def prepare(job: BacktestJob, store: CandleStore, inputs: Path) -> Prepared:
    """Write everything the child needs into ``inputs`` and say what it is.

    Raises:
        Invalid, NotFound: the job cannot be run with what is stored.
        StrategyFailed: the strategy's file cannot be read.
    """
    gathered = gather(job, store)
    write(gathered.feeds, job, inputs / DATA)
    request = request_of(job, gathered)
    put(job, gathered, request, inputs)
    return prepared_of(job, gathered, request)


@dataclass(frozen=True)
class Gathered:
    """What a run is made of before any of it is written down."""

    planned: PlannedStrategy
    feeds: Feeds
    selection: Selection
    currency: str


def gather(job: BacktestJob, store: CandleStore) -> Gathered:
    """Return everything that a child running ``job`` needs.

    Raises:
        Invalid, NotFound: the job cannot be run with what is stored.
        StrategyFailed: the strategy's file cannot be read.
    """
    currency = stake_currency(job)
    check_terms(job)
    # Before the candles, which an exchange that does not exist lacks too.
    load_rules(job.exchange, store.root)
    planned = plan(job, currency)
    feeds = load(job, store, planned)
    selection = select(
        job.exchange, feeds.pairs, job.trading_mode, data=store.root, prices=feeds.prices
    )
    return Gathered(planned, feeds, selection, currency)


def put(job: BacktestJob, gathered: Gathered, request: RunRequest, inputs: Path) -> None:
    """Write into ``inputs`` what a child reads beside the candles."""
    _write_strategy(job, gathered.planned, inputs)
    selection = gathered.selection
    (inputs / MARKETS).write_text(
        json.dumps({"markets": selection.markets, "leverage_tiers": selection.leverage_tiers})
    )
    (inputs / REQUEST).write_text(request.model_dump_json())


def request_of(job: BacktestJob, gathered: Gathered) -> RunRequest:
    """Return what a child is asked to run ``job``."""
    planned = gathered.planned
    return RunRequest(
        kind=job.strategy.kind,
        class_name=planned.class_name,
        exchange=job.exchange,
        trading_mode=job.trading_mode,
        pairs=job.pairs,
        timeframe=job.timeframe,
        detail_timeframe=job.detail_timeframe,
        timerange=job.timerange,
        stake_currency=gathered.currency,
        stake=job.stake,
        balance=job.balance,
        max_open_trades=job.max_open_trades,
        fee=job.fee,
        protections=planned.protections if job.protections is None else job.protections,
        signals=job.strategy.kind == "code" and job.engine != "freqtrade",
        trace=planned.trace,
        remarks=tuple(one.text for one in _remarks(gathered)),
    )


def _remarks(gathered: Gathered) -> tuple[Said, ...]:
    feeds, selection = gathered.feeds.remarks, gathered.selection.remarks
    return (*gathered.planned.remarks, *feeds, *selection)


def _write_strategy(job: BacktestJob, planned: PlannedStrategy, inputs: Path) -> None:
    folder = inputs / STRATEGY
    folder.mkdir()
    (folder / f"{planned.class_name}.py").write_text(planned.source, encoding="utf-8")
    if job.strategy.kind == "code" and job.strategy.parameters is not None:
        text = json.dumps(job.strategy.parameters)
        (folder / f"{planned.class_name}.json").write_text(text, encoding="utf-8")
    if planned.traced_source:
        (inputs / TRACED).mkdir()
        traced = inputs / TRACED / f"{planned.class_name}.py"
        traced.write_text(planned.traced_source, encoding="utf-8")


def prepared_of(job: BacktestJob, gathered: Gathered, request: RunRequest) -> Prepared:
    """Return what a run of ``job`` is made of."""
    planned, selection = gathered.planned, gathered.selection
    quality = tuple(gathered.feeds.quality)
    parameters = job.strategy.parameters if job.strategy.kind == "code" else None
    return Prepared(
        class_name=planned.class_name,
        source=planned.source,
        quality=quality,
        strategy_hash=strategy_hash(planned.source, parameters),
        candles_hash=candles_hash(quality),
        settings_hash=settings_hash(job, request.stake_currency, protections=request.protections),
        markets_hash=selection.content_hash,
        markets_as_of=selection.as_of,
        markets_source=selection.source,
        remarks=_remarks(gathered),
    )

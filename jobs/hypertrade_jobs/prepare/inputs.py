"""The parent's part of a run: strategy, candles and markets as files the child reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.base import canonical_json
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import TradingMode
from hypertrade.markets import load_rules, select

from hypertrade_jobs.prepare.feeds import Feeds
from hypertrade_jobs.prepare.planning import plan
from hypertrade_jobs.run.request import DATA, MARKETS, REQUEST, STRATEGY, TRACED, RunRequest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.quality import CandleQuality
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
    remarks: tuple[str, ...]


def prepare(job: BacktestJob, store: CandleStore, inputs: Path) -> Prepared:
    """Write everything the child needs into ``inputs`` and say what it is.

    Raises:
        Invalid, NotFound: the job cannot be run with what is stored.
        StrategyFailed: the strategy's file cannot be read.
    """
    currency = _stake_currency(job)
    _check_money(job)
    # Before the candles, which an exchange that does not exist lacks too.
    load_rules(job.exchange, store.root)
    planned = plan(job, currency)
    feeds = Feeds(job, store, inputs / DATA)
    feeds.write(planned)
    selection = select(
        job.exchange, feeds.pairs, job.trading_mode, data=store.root, prices=feeds.prices
    )
    remarks = (*planned.remarks, *feeds.remarks, *selection.remarks)
    request = _request(job, planned, currency, remarks)
    _write_strategy(job, planned, inputs)
    (inputs / MARKETS).write_text(
        json.dumps({"markets": selection.markets, "leverage_tiers": selection.leverage_tiers})
    )
    (inputs / REQUEST).write_text(request.model_dump_json())
    return _prepared(job, planned, feeds.quality, selection, request)


def _stake_currency(job: BacktestJob) -> str:
    futures = job.trading_mode is TradingMode.FUTURES
    currencies = []
    for pair in job.pairs:
        quote, _, settle = pair.partition("/")[2].partition(":")
        if futures and not settle:
            raise Invalid(
                f"{pair} is a spot pair",
                field="pairs",
                remedy=f"On futures write {pair}:{quote}, or leave --trading-mode futures out.",
            )
        if settle and not futures:
            raise Invalid(
                f"{pair} is a futures pair",
                field="pairs",
                remedy=f"Add --trading-mode futures, or write {pair.partition(':')[0]}.",
            )
        if settle and settle != quote:
            raise Invalid(
                f"{pair} is not a linear future",
                field="pairs",
                remedy=f"Freqtrade trades futures settled in their quote, such as "
                f"{pair.partition(':')[0]}:{quote}.",
            )
        currencies.append(quote)
    if len(set(currencies)) > 1:
        raise Invalid(
            f"the pairs are quoted in {' and '.join(sorted(set(currencies)))}",
            field="pairs",
            remedy="Name pairs of one quote currency: stake and balance are in it.",
        )
    return currencies[0]


def _check_money(job: BacktestJob) -> None:
    if len(set(job.pairs)) != len(job.pairs):
        raise Invalid("a pair is named twice", field="pairs", remedy="Name each pair once.")
    if job.stake != "unlimited" and job.stake > job.balance * _TRADABLE:
        raise Invalid(
            f"a stake of {job.stake:g} is more than the balance of {job.balance:g}"
            f" allows (Freqtrade keeps 1% aside)",
            field="stake",
            remedy=f"Stake at most {job.balance * _TRADABLE:g}, or raise --balance.",
        )
    if job.stake == "unlimited" and job.max_open_trades == -1:
        raise Invalid(
            "an unlimited stake needs a limit of open trades",
            field="max_open_trades",
            remedy="Set --max-open-trades to 1 or more, or --stake to an amount.",
        )


_TRADABLE = 0.99
"""Freqtrade's default ``tradable_balance_ratio``."""


def _request(
    job: BacktestJob, planned: PlannedStrategy, currency: str, remarks: Iterable[str]
) -> RunRequest:
    return RunRequest(
        kind=job.strategy.kind,
        class_name=planned.class_name,
        exchange=job.exchange,
        trading_mode=job.trading_mode,
        pairs=job.pairs,
        timeframe=job.timeframe,
        detail_timeframe=job.detail_timeframe,
        timerange=job.timerange,
        stake_currency=currency,
        stake=job.stake,
        balance=job.balance,
        max_open_trades=job.max_open_trades,
        fee=job.fee,
        protections=planned.protections if job.protections is None else job.protections,
        trace=planned.trace,
        remarks=tuple(remarks),
    )


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


def _prepared(
    job: BacktestJob,
    planned: PlannedStrategy,
    quality: tuple[CandleQuality, ...],
    selection: Selection,
    request: RunRequest,
) -> Prepared:
    parameters = job.strategy.parameters if job.strategy.kind == "code" else None
    series = [[q.exchange, q.pair, q.timeframe, q.content_hash] for q in quality]
    # Slippage changes no trade of Freqtrade's, but every figure of the report.
    settings = request.model_dump(mode="json", exclude={"remarks", "trace", "kind", "class_name"})
    return Prepared(
        class_name=planned.class_name,
        source=planned.source,
        quality=quality,
        strategy_hash=_hash(canonical_json([planned.source, parameters])),
        candles_hash=_hash(canonical_json(series)),
        settings_hash=_hash(canonical_json(settings | {"slippage": job.slippage})),
        markets_hash=selection.content_hash,
        markets_as_of=selection.as_of,
        markets_source=selection.source,
        remarks=request.remarks,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

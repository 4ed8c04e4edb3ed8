"""The books of a code strategy, kept out of its reach: the engine trades on the signals it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.backtesting.handed import Handed, HandedPair, HandedRun, trade
from hypertrade.engine.model import Plan, Protection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob

    from hypertrade_jobs.signal_file import PairColumns, SignalHeader, StrategySettings


def keep(
    job: BacktestJob,
    store: CandleStore,
    header: SignalHeader,
    columns: Sequence[PairColumns],
    remarks: Iterable[str],
) -> HandedRun:
    """Return the run of ``job`` on the signals that its confined strategy handed over.

    Raises:
        StrategyFailed: they are not signals of the job's candles.
        Invalid, NotFound: the job cannot be run with what is stored.
    """
    settings = header.settings
    if settings is None:
        msg = "signals without settings are refused while they are read"
        raise ValueError(msg)
    pairs = tuple(
        HandedPair(rows.pair, rows.first, each.flags, each.tags)
        for rows, each in zip(header.pairs, columns, strict=True)
    )
    handed = Handed(
        plan=_plan(settings, protected=bool(job.protections)),
        startup=header.startup_candles,
        tags=header.tags,
        pairs=pairs,
        entry_timeout=settings.entry_timeout,
        exit_timeout=settings.exit_timeout,
    )
    return trade(job, store, handed, remarks)


def _plan(settings: StrategySettings, *, protected: bool) -> Plan:
    names = ("entry_timeout", "exit_timeout", "minimal_roi", "protections")
    same = {name: value for name, value in settings if name not in names}
    protections = settings.protections if protected else ()
    return Plan(
        **same,
        roi=settings.minimal_roi,
        protections=tuple(Protection(**dict(each)) for each in protections),
    )

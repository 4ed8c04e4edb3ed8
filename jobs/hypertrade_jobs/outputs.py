"""What the child left behind, read as coming from a stranger."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from hypertrade.backtesting import column_file
from hypertrade.backtesting.signal_file import unpack
from hypertrade.domain.backtest import EngineRun
from hypertrade.domain.errors import StrategyFailed
from hypertrade.domain.market import timeframe_minutes
from pydantic import ValidationError

from hypertrade_jobs.events import clean

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.backtesting.column_file import ColumnHeader, PairValues
    from hypertrade.backtesting.signal_file import PairColumns, SignalHeader
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.base import Document
    from hypertrade.domain.trades import Trade

_AnyDocument = TypeVar("_AnyDocument", bound="Document")

RUN = "run.json"
EXPORT = "freqtrade-export.zip"
SIGNALS = "signals.bin"
COLUMNS = "columns.bin"

FREQTRADE = "freqtrade"
"""The engine that every child runs; HyperTrade's own keeps its books elsewhere."""

_MB = 1 << 20
_MOST_RUN_MB = 256
"""A run of 100,000 trades is half as large; more would cost the parent gigabytes to read."""


def read_run(outputs: Path, job: BacktestJob) -> EngineRun:
    """Return the engine's run, its texts without anything that could drive a terminal.

    The child may still be running: the file is read once, and never looked at again.

    Raises:
        StrategyFailed: there is none, or it cannot be the outcome of ``job``.
    """
    limit = min(job.limits.output_mb, _MOST_RUN_MB) * _MB
    content = _read(outputs / RUN, limit)
    if not content:
        raise _refused("it ended without a result")
    try:
        run = EngineRun.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _refused(f"its result is malformed ({where}: {first['msg']})"[:300]) from None
    _check(run, job)
    return _cleaned(run)


def read_signals(outputs: Path, job: BacktestJob) -> tuple[SignalHeader, list[PairColumns]]:
    """Return the signals that the child left.

    Raises:
        StrategyFailed: it left none, or they are no signals of ``job``.
    """
    content = _read(outputs / SIGNALS, job.limits.output_mb * _MB)
    if not content:
        raise _refused("it ended without its signals")
    try:
        header, columns = unpack(content)
    except ValueError as error:
        raise _refused(f"its signals cannot be read: {error}") from None
    if any(each.pair not in job.pairs for each in header.pairs):
        raise _refused("it gave signals for a pair that was not asked for")
    cleaned = {"tags": tuple(map(clean, header.tags))}
    return header.model_copy(
        update=cleaned | {"reasons": tuple(map(clean, header.reasons))}
    ), columns


def read_columns(outputs: Path, job: BacktestJob) -> tuple[ColumnHeader, list[PairValues]]:
    """Return the columns that the child left.

    Raises:
        StrategyFailed: it left none, or they are no columns of ``job``.
    """
    content = _read(outputs / COLUMNS, job.limits.output_mb * _MB)
    if not content:
        raise _refused("it ended without its columns")
    try:
        header, values = column_file.unpack(content)
    except ValueError as error:
        raise _refused(f"its file of columns cannot be read: {error}") from None
    if any(each.pair not in job.pairs for each in header.pairs):
        raise _refused("it gave columns of a pair that was not asked for")
    tables = (
        _with(
            each,
            columns=tuple(_with(column, name=clean(column.name)) for column in each.columns),
        )
        for each in header.pairs
    )
    return header.model_copy(update={"pairs": tuple(tables)}), values


def take_export(outputs: Path, job: BacktestJob, target: Path) -> None:
    """Copy Freqtrade's export to ``target``.

    Raises:
        StrategyFailed: there is none, or what stands in its place is no file, or too large.
    """
    content = _read(outputs / EXPORT, job.limits.output_mb * _MB)
    if not content:
        raise _refused("it ended without Freqtrade's export")
    target.write_bytes(content)


def _read(path: Path, limit: int) -> bytes | None:
    """Return the content of a regular file of at most ``limit`` bytes, ``None`` if absent."""
    try:
        # A link is not followed; a pipe is not waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError:
        raise _refused(f"{path.name} is not a file") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1:
            raise _refused(f"{path.name} is not a file")
        if about.st_size > limit:
            raise _refused(f"{path.name} is larger than {limit // _MB} MB")
        with os.fdopen(descriptor, "rb", closefd=False) as source:
            return source.read(limit)
    finally:
        os.close(descriptor)


def _check(run: EngineRun, job: BacktestJob) -> None:
    """Refuse a run that cannot come from ``job``, whatever the engine did."""
    candle = timedelta(minutes=timeframe_minutes(job.timeframe))
    if run.engine != FREQTRADE:
        raise _refused("its result claims to be another engine's")
    begin, end = _utc(run.backtest_start), _utc(run.backtest_end)
    start, stop = job.timerange.start, job.timerange.stop
    if begin > end or (start and begin < _utc(start)) or (stop and end > _utc(stop) + candle):
        raise _refused("its result lies outside the time range")
    quotes = {pair.partition("/")[2].partition(":")[0] for pair in job.pairs}
    if run.stake_currency not in quotes or run.starting_balance != job.balance:
        raise _refused("its result is about other money")
    pairs = set(job.pairs)
    for trade in run.trades:
        opened, closed = _utc(trade.open_date), _utc(trade.close_date)
        if trade.pair not in pairs:
            raise _refused("it traded a pair that was not asked for")
        if not begin <= opened <= closed <= end + candle:
            raise _refused("it traded outside the time range")
        if min(trade.open_rate, trade.close_rate, trade.amount, trade.stake_amount) < 0:
            raise _refused("it traded negative amounts")
    if any(count.pair not in pairs for count in run.signals):
        raise _refused("it saw a pair that was not asked for")


def _cleaned(run: EngineRun) -> EngineRun:
    """Return ``run`` with every text that a strategy can choose cleaned."""
    return run.model_copy(
        update={
            "trades": tuple(_cleaned_trade(trade) for trade in run.trades),
            "signals": tuple(_with(count, tag=clean(count.tag)) for count in run.signals),
            "conditions": tuple(
                _with(count, rule=clean(count.rule), condition=clean(count.condition))
                for count in run.conditions
            ),
            "remarks": tuple(map(clean, run.remarks)),
            "told": {},
            "engine": clean(run.engine),
            "engine_version": clean(run.engine_version),
        }
    )


def _cleaned_trade(trade: Trade) -> Trade:
    return _with(
        trade,
        enter_tag=clean(trade.enter_tag),
        exit_reason=clean(trade.exit_reason),
        orders=tuple(_with(order, tag=clean(order.tag)) for order in trade.orders),
    )


def _with(document: _AnyDocument, **values: object) -> _AnyDocument:
    """Return ``document`` with other values, itself if none differs: most texts are clean."""
    differs = any(getattr(document, name) != value for name, value in values.items())
    return document.model_copy(update=values) if differs else document


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _refused(what: str) -> StrategyFailed:
    return StrategyFailed(
        f"the strategy's process left no usable result: {what}",
        field="strategy",
        remedy="A strategy decides when to trade; it must leave the process it runs in alone.",
    )

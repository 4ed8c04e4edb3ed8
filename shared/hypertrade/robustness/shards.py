"""Work dealt out: to processes here, to the tasks of a Cloud Run job later.

A shard is a JSON document that names the job, the plan and which share of the pieces it does, by
the two numbers that Cloud Run gives each task (``CLOUD_RUN_TASK_INDEX``, ``CLOUD_RUN_TASK_COUNT``).
Pieces are cut by window, parameters and seed, never by pair. Whoever does a piece comes to the same
result, so that merging 1, 2 or 7 shards gives the same.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hypertrade.domain.backtest import BacktestJob
from hypertrade.domain.base import Document
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.subject import session_subject
from hypertrade.robustness.units import Done
from hypertrade.robustness.work import execute, units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypertrade.candles.store import CandleStore
    from hypertrade.ports.signals import SignalRunner
    from hypertrade.robustness.subject import Subject
    from hypertrade.robustness.work import Result


class Shard(Document):
    """The share ``index`` of ``count`` of the work that ``plan`` asks for about ``job``."""

    version: Literal[1] = 1
    job: BacktestJob
    plan: Plan
    index: int = Field(ge=0)
    count: int = Field(ge=1)


class Piece(Document):
    """The result of one piece of work, by its number among all of them."""

    number: int
    done: Done


class ShardResult(Document):
    """What a shard came to; ``work`` is the digest of job and plan, which all shards share."""

    version: Literal[1] = 1
    work: str
    index: int
    count: int
    pieces: tuple[Piece, ...]
    total: int


def deal(job: BacktestJob, plan: Plan, count: int) -> list[Shard]:
    """Return ``count`` shards that together are the whole work."""
    return [Shard(job=job, plan=plan, index=index, count=count) for index in range(count)]


def run_shard(
    shard: Shard,
    store: CandleStore,
    *,
    signals: SignalRunner | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ShardResult:
    """Do one shard's share in this process: every ``count``-th piece from ``index`` on.

    ``signals`` runs the strategy where it is code.

    Raises:
        Invalid: the index is beyond the count, or the job or the plan cannot be run.
        Cancelled: ``cancelled`` answered true between two pieces.
    """
    if shard.index >= shard.count:
        raise Invalid(
            f"there is no shard {shard.index} of {shard.count}",
            field="index",
            remedy="Count shards from 0.",
        )
    with _subject(shard.job, store, signals, cancelled) as subject:
        return do_share(subject, shard, cancelled=cancelled)


@contextmanager
def _subject(
    job: BacktestJob,
    store: CandleStore,
    signals: SignalRunner | None,
    cancelled: Callable[[], bool],
) -> Iterator[Subject]:
    if job.strategy.kind == "spec":
        from hypertrade.backtesting import Session

        yield session_subject(Session.load(job, store))
        return
    if signals is None:
        raise Invalid(
            "the strategy is code, and nothing was given that runs it confined",
            field="strategy",
            remedy="Do the share with `python -m hypertrade_jobs.shard`.",
        )
    from hypertrade.robustness.code.subject import code_subject

    with signals.open(job, jobs=1, cancelled=cancelled) as session:
        # Trades that Freqtrade alone makes are no piece of work: who merges the pieces has them.
        yield code_subject(job, store, session, trades=tuple).subject


def do_share(
    subject: Subject, shard: Shard, *, cancelled: Callable[[], bool] = lambda: False
) -> ShardResult:
    """Do the share of ``shard`` with a subject that is loaded already; errors as ``run_shard``."""
    from hypertrade.domain.errors import Cancelled

    work = units_of(subject, shard.plan)
    if subject.prepare is not None:
        subject.prepare(shard.plan, work[shard.index :: shard.count], lambda _done, _total: None)
    pieces = []
    for number in range(shard.index, len(work), shard.count):
        if cancelled():
            raise Cancelled("the check was stopped")
        pieces.append(Piece(number=number, done=execute(subject, shard.plan, work[number])))
    return ShardResult(
        work=_digest(shard),
        index=shard.index,
        count=shard.count,
        pieces=tuple(pieces),
        total=len(work),
    )


def merge(results: Sequence[ShardResult]) -> list[Result]:
    """Return the results of all pieces in order, whoever did them.

    Raises:
        Conflict: shards belong to different work, or one is missing.
    """
    if len({(one.work, one.total) for one in results}) != 1:
        raise Conflict(
            "these shards are not of one piece of work",
            field="shards",
            remedy="Merge the shards of one job and plan, made by one version of HyperTrade.",
        )
    done = {piece.number: piece.done for one in results for piece in one.pieces}
    missing = results[0].total - len(done)
    if missing:
        raise Conflict(
            f"{missing} of {results[0].total} pieces of work are missing",
            field="shards",
            remedy="Run the missing shards, then merge again.",
        )
    return [done[number] for number in range(results[0].total)]


def _digest(shard: Shard) -> str:
    return shard.model_copy(update={"index": 0, "count": 1}).digest()

"""Why a strategy traded little, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.telling import (
    counted,
    english,
    general,
    general_percent,
    name,
    percent,
    told_of,
)
from hypertrade.results import sentences as say
from hypertrade.results.document import LOW_SAMPLE, Diagnosis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.backtest import BacktestJob, ConditionCount, EngineRun
    from hypertrade.domain.telling import Part, Said


def diagnose(run: EngineRun, job: BacktestJob) -> Diagnosis:
    """Return what the counts of ``run`` say about its number of trades.

    Below ``LOW_SAMPLE`` trades the findings explain it in plain words, the likeliest cause first.
    The conditions are always listed, rarest first.
    """
    few = len(run.trades) < LOW_SAMPLE
    conditions = tuple(sorted(run.conditions, key=_rarity))
    findings = _findings(run, job, conditions) if few else []
    return Diagnosis(
        few_trades=few,
        findings=tuple(one.text for one in findings),
        told=told_of(findings),
        signals=run.signals,
        conditions=conditions,
    )


def _rarity(count: ConditionCount) -> tuple[bool, int, float]:
    entry_first = {"entry": 0, "filter": 1, "exit": 2}[count.role]
    return (count.true > 0, entry_first, count.true / max(count.candles, 1))


def _findings(run: EngineRun, job: BacktestJob, conditions: Sequence[ConditionCount]) -> list[Said]:
    entries = sum(one.count for one in run.signals if one.signal.startswith("enter"))
    found: list[Said] = []
    if not run.candles_processed:
        return [say.NO_CANDLE()]
    for one in conditions:
        if one.role != "exit" and one.candles == 0:
            found.append(say.UNJUDGED(condition=english(one.condition), rule=name(one.rule)))
        elif one.role != "exit" and one.true == 0:
            said = say.NEVER(
                condition=english(one.condition), rule=name(one.rule), candles=counted(one.candles)
            )
            found.append(said)
    if not found:
        found += _rare(conditions, _leaves(run.conditions))
    if run.signals or run.conditions:
        found.append(_signals(entries, run, job))
    found += _blocked(run, job)
    if not run.trades and entries and not _blocked(run, job):
        found.append(say.NOTHING_CAME())
    return found


def _rare(conditions: Sequence[ConditionCount], leaves: frozenset[int]) -> list[Said]:
    entry = [one for one in conditions if one.role != "exit" and one.candles]
    # A whole rule is always rarer than its parts: the part is what a trader can change.
    single = [one for one in entry if id(one) in leaves] or entry
    if not single:
        return []
    one = single[0]
    said = say.RAREST(
        condition=english(one.condition),
        rule=name(one.rule),
        held=counted(one.true),
        candles=counted(one.candles),
        share=_share(one.true, one.candles),
    )
    return [said]


def _leaves(conditions: Sequence[ConditionCount]) -> frozenset[int]:
    """Return the identities of the conditions, listed parents first, that hold no other."""
    following = (*conditions[1:], None) if conditions else ()
    return frozenset(
        id(one)
        for one, after in zip(conditions, following, strict=True)
        if after is None or after.depth <= one.depth
    )


def _signals(entries: int, run: EngineRun, job: BacktestJob) -> Said:
    over = say.OVER(
        candles=counted(run.candles_processed), count=counted(len(job.pairs), grouped=False)
    )
    return say.SIGNALS(count=counted(entries), over=over) if entries else say.NO_SIGNAL(over=over)


def _blocked(run: EngineRun, job: BacktestJob) -> list[Said]:
    found: list[Said] = []
    if job.max_open_trades == 0:
        found.append(say.NO_ROOM())
    if isinstance(job.stake, float | int) and job.stake > job.balance:
        said = say.STAKE_TOO_LARGE(
            stake=general(job.stake),
            balance=general(job.balance),
            currency=name(run.stake_currency),
        )
        found.append(said)
    if run.rejected_signals:
        limit = counted(job.max_open_trades, grouped=False)
        found.append(say.REJECTED(count=counted(run.rejected_signals), limit=limit))
    if run.locks:
        found.append(say.LOCKED(count=counted(run.locks)))
    if run.timed_out_entries or run.canceled_entries:
        found.append(say.UNFILLED(count=counted(run.timed_out_entries + run.canceled_entries)))
    return found


def _share(part: int, whole: int) -> Part:
    share = part / whole
    return percent(share, 1) if share * 100 >= 1 else general_percent(share, 2)

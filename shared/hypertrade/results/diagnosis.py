"""Why a strategy traded little, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.document import LOW_SAMPLE, Diagnosis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.backtest import BacktestJob, ConditionCount, EngineRun


def diagnose(run: EngineRun, job: BacktestJob) -> Diagnosis:
    """Return what the counts of ``run`` say about its number of trades.

    Below ``LOW_SAMPLE`` trades the findings explain it in plain English, the likeliest cause first.
    The conditions are always listed, rarest first.
    """
    few = len(run.trades) < LOW_SAMPLE
    conditions = tuple(sorted(run.conditions, key=_rarity))
    return Diagnosis(
        few_trades=few,
        findings=tuple(_findings(run, job, conditions)) if few else (),
        signals=run.signals,
        conditions=conditions,
    )


def _rarity(count: ConditionCount) -> tuple[bool, int, float]:
    entry_first = {"entry": 0, "filter": 1, "exit": 2}[count.role]
    return (count.true > 0, entry_first, count.true / max(count.candles, 1))


def _findings(run: EngineRun, job: BacktestJob, conditions: Sequence[ConditionCount]) -> list[str]:
    entries = sum(one.count for one in run.signals if one.signal.startswith("enter"))
    found: list[str] = []
    if not run.candles_processed:
        return ["There was no candle to trade on in this range, once indicators had warmed up."]
    for one in conditions:
        if one.role != "exit" and one.candles == 0:
            found.append(
                f"“{one.condition}” ({one.rule}) could never be judged: its indicators had no "
                "value on any candle. The range is shorter than their warm-up."
            )
        elif one.role != "exit" and one.true == 0:
            found.append(
                f"“{one.condition}” ({one.rule}) was never true on any of {one.candles:,} candles."
            )
    if not found:
        found += _rare(conditions, _leaves(run.conditions))
    if run.signals or run.conditions:
        found.append(_signals(entries, run, job))
    found += _blocked(run, job)
    if not run.trades and entries and not _blocked(run, job):
        found.append(
            "Entries were signalled and none became a trade: the stake may be below the market's "
            "minimum order or above the free balance, the price may have had too many digits for "
            "the market, or exit signals may stand on the same candles (they cancel each other)."
        )
    return found


def _rare(conditions: Sequence[ConditionCount], leaves: frozenset[int]) -> list[str]:
    entry = [one for one in conditions if one.role != "exit" and one.candles]
    # A whole rule is always rarer than its parts: the part is what a trader can change.
    single = [one for one in entry if id(one) in leaves] or entry
    if not single:
        return []
    one = single[0]
    text = (
        f"The rarest condition, “{one.condition}” ({one.rule}), held on {one.true:,} of "
        f"{one.candles:,} candles ({_share(one.true, one.candles)})."
    )
    return [text]


def _leaves(conditions: Sequence[ConditionCount]) -> frozenset[int]:
    """Return the identities of the conditions, listed parents first, that hold no other."""
    following = (*conditions[1:], None) if conditions else ()
    return frozenset(
        id(one)
        for one, after in zip(conditions, following, strict=True)
        if after is None or after.depth <= one.depth
    )


def _signals(entries: int, run: EngineRun, job: BacktestJob) -> str:
    pairs = len(job.pairs)
    over = f"{run.candles_processed:,} candles of {pairs} pair{'s' if pairs != 1 else ''}"
    if not entries:
        return f"No candle gave an entry signal ({over})."
    return f"{entries:,} entry signal{'s' if entries != 1 else ''} came from {over}."


def _blocked(run: EngineRun, job: BacktestJob) -> list[str]:
    found: list[str] = []
    if job.max_open_trades == 0:
        found.append("The open-trade limit is 0, so nothing could be bought.")
    if isinstance(job.stake, float | int) and job.stake > job.balance:
        found.append(
            f"The stake ({job.stake:g} {run.stake_currency}) is larger than the balance "
            f"({job.balance:g} {run.stake_currency}), so no order could be paid for."
        )
    if run.rejected_signals:
        found.append(
            f"{run.rejected_signals:,} entry signal{_s(run.rejected_signals)} found no free slot "
            f"(open-trade limit {job.max_open_trades})."
        )
    if run.locks:
        found.append(
            f"Protections locked trading {run.locks:,} time{_s(run.locks)}; signals during a lock "
            "are ignored."
        )
    if run.timed_out_entries or run.canceled_entries:
        count = run.timed_out_entries + run.canceled_entries
        found.append(
            f"{count:,} entry order{_s(count)} never filled: the price did not come back to the "
            "asked one in time."
        )
    return found


def _share(part: int, whole: int) -> str:
    share = part / whole * 100
    return f"{share:.1f}%" if share >= 1 else f"{share:.2g}%"


def _s(count: int) -> str:
    return "" if count == 1 else "s"

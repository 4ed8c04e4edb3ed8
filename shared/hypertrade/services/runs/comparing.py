"""Runs side by side: the same figures, and what was asked for differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.comparisons import FEWEST, MOST, Compared, Comparison, Row
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.domain.runs import BacktestWork, Run, RunState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOT_FIGURES = frozenset({"equity", "caveats", "fingerprint"})
_NOT_SETTINGS = frozenset({"id", "version", "limits", "engine_reason"})


def compare(runs: Sequence[Run]) -> Comparison:
    """Return finished backtests side by side, in the order given.

    Raises:
        Invalid: they are fewer than 2 or more than 8, the same one twice, or no backtests.
        Conflict: one of them has no result.
    """
    if not FEWEST <= len(runs) <= MOST:
        raise Invalid(
            f"{len(runs)} runs cannot be compared",
            field="ids",
            remedy=f"Name {FEWEST} to {MOST} of them.",
        )
    if len({run.id for run in runs}) < len(runs):
        raise Invalid("the same run is named twice", field="ids", remedy="Name each run once.")
    summaries = [_summary(run) for run in runs]
    names = [name for name in summaries[0] if name not in _NOT_FIGURES]
    settings = [dict(_settings(run)) for run in runs]
    paths = sorted({path for one in settings for path in one})
    rows = (Row(name=path, values=tuple(one.get(path) for one in settings)) for path in paths)
    return Comparison(
        runs=tuple(
            Compared(
                id=run.id,
                title=run.title,
                strategy=run.strategy,
                strategy_version=run.strategy_version,
                created=run.created,
            )
            for run in runs
        ),
        figures=tuple(
            Row(name=name, values=tuple(one.get(name) for one in summaries)) for name in names
        ),
        differences=tuple(row for row in rows if any(one != row.values[0] for one in row.values)),
    )


def _summary(run: Run) -> dict[str, Any]:
    if not isinstance(run.work, BacktestWork):
        raise Invalid(
            f"run {run.id} is no backtest, but a {run.kind}",
            field="ids",
            remedy="Name backtests only.",
        )
    if run.state is not RunState.SUCCEEDED or run.summary is None:
        raise Conflict(
            f"run {run.id} has no result: it is {run.state.value}",
            field="ids",
            remedy="Leave it out, or wait until it has succeeded.",
        )
    return run.summary


def _settings(run: Run) -> Iterator[tuple[str, Any]]:
    if isinstance(run.work, BacktestWork):
        job = run.work.job.model_dump(mode="json", exclude=set(_NOT_SETTINGS))
        yield from _leaves("", job)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value that holds no other, with its path (``strategy.spec.entries[0].name``)."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        for number, inner in enumerate(value):
            yield from _leaves(f"{path}[{number}]", inner)
    else:
        yield path, value

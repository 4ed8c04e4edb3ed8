"""Running a backtest somewhere: a worker process here, an ephemeral container there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob, Progress


class JobRunner(Protocol):
    """Runs one backtest to its end."""

    def run(
        self,
        job: BacktestJob,
        out: Path,
        *,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Path:
        """Run ``job`` and return the path of its ``result.json`` inside ``out``.

        ``cancelled`` is asked several times a second; once it answers true the run ends within a
        second. Whatever fails, ``out`` is left as it was found.

        Raises:
            Invalid, NotFound: the job cannot be run as it stands.
            StrategyFailed: the strategy itself failed.
            QuotaExceeded: a limit of the job was crossed.
            Denied: code must be confined and cannot be here.
            Cancelled: ``cancelled`` answered true.
        """
        ...

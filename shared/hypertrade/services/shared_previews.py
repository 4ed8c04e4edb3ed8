"""Previews for many people: bounded in candles and in what runs at once, each one's tries apart."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid, Unavailable
from hypertrade.domain.runs import BacktestWork
from hypertrade.services.previews import Previews
from hypertrade.services.trials import Tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hypertrade.backtesting.previewing import Preview
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.quotas import Cost
    from hypertrade.domain.runs import Work
    from hypertrade.robustness.history import Trial
    from hypertrade.services.previews import PreviewRequest, Question
    from hypertrade.services.runs.histories import Histories

    Estimate = Callable[[Work], Cost]

MOST_PAIRS = 20
"""Pairs of one preview."""
MOST_CANDLES = 2_000_000
"""Candles of one preview, every pair's and those of a finer timeframe: 20 years of 5m."""
MOST_SESSIONS = 32
_WAIT_SECONDS = 5.0


class SharedPreviews:
    """Answers requests of principals, from candles and indicators that all of them share."""

    def __init__(self, data: Path, estimate: Estimate, histories: Histories) -> None:
        """Use the candles in ``data``, counted by ``estimate``; tries go to ``histories``."""
        self._estimate = estimate
        self._histories = histories
        self._previews = Previews(data, Tried(self._remember), most_sessions=MOST_SESSIONS)
        self._seats = threading.BoundedSemaphore(max(2, len(os.sched_getaffinity(0))))

    def answer(self, principal: Principal, request: PreviewRequest) -> Preview | Question:
        """Return what ``request`` asks for, or what its words leave open.

        Raises:
            Invalid: it asks for too many pairs or candles, or cannot be run as it stands.
            NotFound: candles of a pair are not stored.
            Unavailable: too many ask at once.
        """
        if len(request.pairs) > MOST_PAIRS:
            raise Invalid(
                f"{len(request.pairs)} pairs are too many for a preview",
                field="pairs",
                remedy=f"Ask for at most {MOST_PAIRS}, or run a backtest.",
            )
        with self._seat():
            return self._previews.answer(request, self._check, family=f"{principal.id}/")

    def flush(self) -> None:
        """Write down at once what was shown, instead of within a second."""
        self._previews.flush()

    def _check(self, job: BacktestJob) -> None:
        candles = self._estimate(BacktestWork(job=job)).candles
        if job.detail_timeframe is not None:
            fine = job.model_copy(update={"timeframe": job.detail_timeframe})
            candles += self._estimate(BacktestWork(job=fine)).candles
        if candles > MOST_CANDLES:
            raise Invalid(
                f"{candles:,} candles are too many for a preview",
                field="timerange",
                remedy=f"Ask for at most {MOST_CANDLES:,}: fewer pairs, or a shorter time; or run "
                "a backtest.",
            )

    @contextmanager
    def _seat(self) -> Iterator[None]:
        if not self._seats.acquire(timeout=_WAIT_SECONDS):
            raise Unavailable(
                "too many previews are asked for at once", remedy="Ask again in a moment."
            )
        try:
            yield
        finally:
            self._seats.release()

    def _remember(self, family: str, trials: Sequence[Trial]) -> None:
        owner, _, name = family.partition("/")
        self._histories.add(owner, name, trials)

"""Asking a strategy that is never trusted what it would do: its code runs confined, elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.errors import HyperTradeError
    from hypertrade.domain.signals import SignalAsk, SignalGround

    Answer = Path | HyperTradeError


class SignalSession(Protocol):
    """One strategy over one job's candles, ready to answer."""

    @property
    def ground(self) -> SignalGround:
        """What the answers rest on."""
        ...

    def compute(self, asks: Sequence[SignalAsk], on_done: Callable[[int], None]) -> list[Answer]:
        """Return an answer for each of ``asks``, in their order; ``on_done`` hears how many are.

        No answer knows of another: each is computed by a process of its own that sees the candles
        of its ask and nothing else. An answer is a file of ``backtesting.signal_file`` or, where
        stretches are asked for, of ``backtesting.column_file``, compressed by zlib and valid; it
        stays until the session ends. Where the strategy failed or crossed a limit, the answer is
        that error.

        Raises:
            Cancelled: the user stopped the work.
            Unavailable: the process died.
        """
        ...


class SignalRunner(Protocol):
    """Opens sessions."""

    def open(
        self, job: BacktestJob, *, jobs: int, cancelled: Callable[[], bool]
    ) -> AbstractContextManager[SignalSession]:
        """Return a session about the code strategy of ``job`` with ``jobs`` processes at once.

        ``cancelled`` is asked several times a second; once it answers true everything ends.

        Raises:
            Invalid, NotFound: the job cannot be run as it stands.
            StrategyFailed: its file is no strategy.
            Denied: code must be confined and cannot be here.
            Cancelled: ``cancelled`` answered true.
        """
        ...

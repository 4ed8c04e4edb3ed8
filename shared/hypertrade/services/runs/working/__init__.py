"""The work itself: from what was asked for to files, figures and trades in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.runs import BacktestWork, DownloadWork
from hypertrade.services.runs.records import trades_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.domain.backtest import Progress
    from hypertrade.domain.runs import Run
    from hypertrade.ports.clock import Clock
    from hypertrade.services.backtests import Backtests
    from hypertrade.services.robustness import Robustness
    from hypertrade.services.runs.histories import Histories
    from hypertrade.services.runs.keeping import Done


@dataclass(frozen=True, slots=True)
class Tools:
    """What runs strategies, over one history of tries."""

    backtests: Backtests
    robustness: Robustness


class Working:
    """Does what runs ask for, in this process and those it starts."""

    def __init__(
        self,
        data: Path,
        tools: Callable[[Path], Tools],
        histories: Histories,
        lend_key: Callable[[Path], None],
        clock: Clock,
    ) -> None:
        """Use the candles in ``data``.

        ``tools`` are made for a folder with a history of tries, and with the key that signs
        certificates, which ``lend_key`` puts there.
        """
        self._data = data
        self._lend_key = lend_key
        self._tools = tools
        self._histories = histories
        self._clock = clock

    def do(self, run: Run, folder: Path, on_progress: Callable[[Progress], None]) -> Done:
        """Do what ``run`` asks for and return what came of it, files below ``folder``.

        Raises:
            HyperTradeError: it cannot be done; the error says why.
        """
        work = run.work
        if isinstance(work, DownloadWork):
            from hypertrade.services.runs.working.download import download

            return download(work, self._data, self._clock.now(), on_progress)
        history, out = folder / "history", folder / "report"
        history.mkdir()
        self._histories.lend(run.owner, work.job, history, self._clock.now())
        tools = self._tools(history)
        if isinstance(work, BacktestWork):
            from hypertrade.services.runs.working.backtest import backtest

            done = backtest(trades_key(run), work.job, tools.backtests, out, on_progress)
        else:
            from hypertrade.services.runs.working.robustness import robustness

            self._lend_key(history)
            done = robustness(work, tools.robustness, out, self._clock.now(), on_progress)
        self._histories.take_back(run.owner, work.job, history)
        return done

"""Everything about runs, wired: what the doors use, and what the platform does by itself."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.services.runs.records import Records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hypertrade.bootstrap.parts import Parts
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.quotas import Cost
    from hypertrade.domain.runs import Run, Work
    from hypertrade.domain.strategies import Content
    from hypertrade.ports.documents import Write
    from hypertrade.services.channels.farewell import Farewell
    from hypertrade.services.channels.keeping import ChannelRecords
    from hypertrade.services.channels.sending import Sending
    from hypertrade.services.channels.telling import Telling
    from hypertrade.services.data import MarketData
    from hypertrade.services.runs import Runs, TaskHandler
    from hypertrade.services.runs.dispatching import Dispatching
    from hypertrade.services.runs.endings import Endings
    from hypertrade.services.runs.executing import Executing
    from hypertrade.services.runs.keeping import Keeping
    from hypertrade.services.runs.post import Post
    from hypertrade.services.runs.stopping import Stopping
    from hypertrade.services.runs.sweeping import Patience, Sweeping
    from hypertrade.services.runs.working import Tools, Working
    from hypertrade.services.strategies import Strategies
    from hypertrade.settings import Settings

CLOUD_CAPACITY = 100
"""How many runs Google Cloud works on at once, where nobody says."""


class RunServices:
    """The services of runs by name, each wired when it is first asked for."""

    def __init__(self, settings: Settings, parts: Parts, patience: Patience | None = None) -> None:
        """Wire for ``settings`` over ``parts``; sweep with ``patience``."""
        self._settings = settings
        self._parts = parts
        self._patience = patience

    @cached_property
    def records(self) -> Records:
        """The tables."""
        return Records(self._parts.documents)

    @cached_property
    def post(self) -> Post:
        """Sends what changes owe."""
        from hypertrade.services.runs.post import Post

        parts = self._parts
        return Post(
            self.records,
            parts.tasks,
            parts.events,
            parts.blobs,
            parts.analytics,
            self.telling,
            parts.clock,
        )

    @cached_property
    def telling(self) -> Telling:
        """Owes notices to channels."""
        from hypertrade.services.channels.telling import Telling

        parts = self._parts
        return Telling(self.channel_records, parts.tasks, parts.clock, self._settings.pages)

    @cached_property
    def channel_records(self) -> ChannelRecords:
        """The tables of channels."""
        from hypertrade.services.channels.keeping import ChannelRecords

        return ChannelRecords(self._parts.documents)

    @cached_property
    def sending(self) -> Sending:
        """Sends notices."""
        from hypertrade.services.accounts.log import Log
        from hypertrade.services.channels.sending import Sending

        parts = self._parts
        return Sending(
            self.channel_records,
            parts.notifiers,
            parts.secrets,
            self.telling,
            Log(parts.documents, parts.clock),
            parts.clock,
            self._settings.pages,
        )

    @cached_property
    def farewell(self) -> Farewell:
        """Tells the channels of whoever leaves, and forgets them."""
        from hypertrade.services.channels.farewell import Farewell

        parts = self._parts
        return Farewell(parts.documents, self.post, parts.secrets, parts.clock)

    @cached_property
    def endings(self) -> Endings:
        """Ends runs."""
        from hypertrade.services.runs.endings import Endings

        return Endings(self.records, self.post, self._parts.clock, self._beside)

    @cached_property
    def runs(self) -> Runs:
        """What principals do with their runs."""
        from hypertrade.services.runs import Runs
        from hypertrade.services.runs.submitting import Submitting

        parts = self._parts
        submitting = Submitting(
            self.records,
            self.post,
            parts.clock,
            self._estimate,
            self._freeze,
            self._settings.image,
        )
        return Runs(
            self.records, parts.blobs, parts.analytics, parts.clock, submitting, self.stopping
        )

    @cached_property
    def stopping(self) -> Stopping:
        """Ends runs that nobody wants any more."""
        from hypertrade.services.runs.stopping import Stopping

        parts = self._parts
        return Stopping(self.records, self.endings, self.post, parts.executions, parts.clock)

    @cached_property
    def dispatching(self) -> Dispatching:
        """Starts runs in their turn."""
        from hypertrade.services.runs.dispatching import Dispatching

        return Dispatching(
            self.records, self._parts.executions, self._parts.clock, capacity(self._settings)
        )

    @cached_property
    def sweeping(self) -> Sweeping:
        """Finishes what died."""
        from hypertrade.services.runs.sweeping import Sweeping

        return Sweeping(
            self.records,
            self.endings,
            self.post,
            self.dispatching,
            self._parts.executions,
            self._parts.clock,
            self._patience or self._usual_patience(),
        )

    def _usual_patience(self) -> Patience:
        from hypertrade.services.runs.sweeping import ON_ONE_MACHINE, Patience

        return ON_ONE_MACHINE if self._settings.platform == "local" else Patience()

    @cached_property
    def tasks(self) -> TaskHandler:
        """Does what delivered tasks say."""
        from hypertrade.services.runs import TaskHandler

        return TaskHandler(self.dispatching, self.sweeping, self.sending)

    @cached_property
    def keeping(self) -> Keeping:
        """Keeps results."""
        from hypertrade.services.runs.keeping import Keeping

        return Keeping(self.records, self._parts.blobs, self._parts.analytics)

    @cached_property
    def executing(self) -> Executing:
        """Hands attempts to the processes that work on them."""
        from hypertrade.services.runs.executing import Executing

        return Executing(self.records, self.endings, self._parts.clock)

    @cached_property
    def working(self) -> Working:
        """Does the work of a run, in this process and those it starts."""
        from hypertrade.services.runs.histories import Histories
        from hypertrade.services.runs.working import Working

        parts = self._parts
        return Working(
            self._settings.data,
            self._tools,
            Histories(parts.blobs),
            self._lend_key,
            parts.clock,
        )

    def _lend_key(self, folder: Path) -> None:
        from hypertrade.services.runs.working import keys

        if self._settings.platform == "local":
            keys.lend_from_folder(self._settings.data, folder)
        else:
            keys.lend_from_secrets(self._parts.secrets, folder)

    def _tools(self, records: Path) -> Tools:
        """Return what runs strategies, with history and key in the folder ``records``."""
        from hypertrade.adapters.local.signals import LocalSignalRunner
        from hypertrade.adapters.local.worker import LocalJobRunner
        from hypertrade.services.backtests import Backtests
        from hypertrade.services.robustness import Robustness
        from hypertrade.services.runs.working import Tools

        chosen = self._settings
        runner = LocalJobRunner(
            chosen.data, confine=chosen.confine, resident=chosen.worker, on_platform=True
        )
        signals = LocalSignalRunner(chosen.data, confine=chosen.confine, on_platform=True)
        return Tools(
            Backtests(runner, chosen.data, records=records),
            Robustness(chosen.data, signals, runner, records=records),
        )

    @cached_property
    def data(self) -> MarketData:
        """Which candles exist."""
        from hypertrade.services.data import MarketData

        return MarketData(self._settings.data, self._parts.clock)

    def _estimate(self, work: Work) -> Cost:
        from hypertrade.services.costs import Costs

        return Costs(self.data, self._parts.clock).estimate(work)

    @cached_property
    def _strategies(self) -> Strategies:
        from hypertrade.services.strategies import Strategies

        return Strategies(self._parts.documents, self._parts.clock)

    def _freeze(
        self, principal: Principal, strategy: str, version: int, content: Content
    ) -> Sequence[Write]:
        return self._strategies.freezing(principal, strategy, version, content)

    def _beside(self, run: Run) -> Sequence[Write]:
        return self._strategies.after_run(run)


def capacity(settings: Settings) -> int:
    """Return how many runs are worked on at once."""
    if settings.capacity is not None:
        return settings.capacity
    return len(os.sched_getaffinity(0)) if settings.platform == "local" else CLOUD_CAPACITY

"""The platform: every use case that many people share, each wired when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from hypertrade.bootstrap.parts import Parts, parts_for
from hypertrade.domain.queues import SWEEP_QUEUE
from hypertrade.settings import Settings, read_settings

if TYPE_CHECKING:
    from hypertrade.bootstrap.runs import RunServices
    from hypertrade.domain.orders import Order
    from hypertrade.domain.principals import Principal
    from hypertrade.services.accounts import Accounts
    from hypertrade.services.accounts.deletion import Deletion
    from hypertrade.services.accounts.exports import Exports
    from hypertrade.services.channels import Channels
    from hypertrade.services.charts import Charts
    from hypertrade.services.chat import Chat
    from hypertrade.services.data import MarketData
    from hypertrade.services.operations import Operations
    from hypertrade.services.orders import Ordered
    from hypertrade.services.rates import Rates
    from hypertrade.services.repeats import Repeats
    from hypertrade.services.runs import Runs, TaskHandler
    from hypertrade.services.shared_previews import SharedPreviews
    from hypertrade.services.strategies import Strategies


class Platform:
    """Use cases by name; a function that needs one loads what that one needs."""

    def __init__(self, settings: Settings | None = None, parts: Parts | None = None) -> None:
        """Wire for ``settings`` (default: the environment's), over ``parts`` if given."""
        self.settings = settings or read_settings()
        self.parts = parts or parts_for(self.settings)

    @cached_property
    def accounts(self) -> Accounts:
        """Who asks, signing in, API keys, profiles, the audit log."""
        from hypertrade.adapters.oauth.exchange import CodeFlow
        from hypertrade.bootstrap.providers import clients_of
        from hypertrade.services.accounts import Accounts

        return Accounts(
            self.parts.documents,
            self.parts.identity,
            CodeFlow(clients_of(self.settings)),
            self.parts.clock,
            origins=self.settings.origins,
            operators=self.settings.operator_emails,
            plan="own" if self.settings.platform == "local" else "free",
            demo=self.settings.demo_email,
        )

    @cached_property
    def account_exports(self) -> Exports:
        """Export my data."""
        from hypertrade.services.accounts.exports import Exports

        return Exports(self.accounts, self.parts.blobs)

    @cached_property
    def account_deletion(self) -> Deletion:
        """Delete my data."""
        from hypertrade.services.accounts.deletion import Deletion

        return Deletion(
            self.accounts,
            self.parts.blobs,
            self.parts.analytics,
            self.parts.executions,
            self.parts.events,
            self.work.farewell,
        )

    @cached_property
    def channels(self) -> Channels:
        """What principals do with their channels."""
        from hypertrade.services.channels import Channels
        from hypertrade.services.channels.codes import Codes

        parts = self.parts
        return Channels(
            self.work.channel_records,
            parts.notifiers,
            parts.secrets,
            Codes(parts.notifiers, parts.buckets, parts.clock),
            self.work.telling,
            self.accounts.profiles,
            self.accounts.log,
            parts.clock,
        )

    @cached_property
    def rates(self) -> Rates:
        """How often who may ask."""
        from hypertrade.services.rates import Rates

        return Rates(self.parts.buckets, own_machine=self.settings.platform == "local")

    @cached_property
    def strategies(self) -> Strategies:
        """What principals do with their strategies."""
        from hypertrade.services.strategies import Strategies

        return Strategies(self.parts.documents, self.parts.clock)

    @cached_property
    def chat(self) -> Chat:
        """What principals do with their conversations."""
        from hypertrade.services.chat import Chat
        from hypertrade.services.chat.reader import BuiltInReader

        return Chat(self.parts.documents, self.parts.clock, BuiltInReader())

    @cached_property
    def previews(self) -> SharedPreviews:
        """What a strategy would have done, while somebody moves a slider."""
        from hypertrade.services.runs.histories import Histories
        from hypertrade.services.shared_previews import SharedPreviews

        return SharedPreviews(self.settings.data, self.runs.estimate, Histories(self.parts.blobs))

    @cached_property
    def charts(self) -> Charts:
        """Candles of runs, to be drawn."""
        from hypertrade.services.charts import Charts

        return Charts(self.settings.data, self.runs)

    @cached_property
    def work(self) -> RunServices:
        """What the platform does about runs by itself: starting, working, sweeping."""
        from hypertrade.bootstrap.runs import RunServices

        return RunServices(self.settings, self.parts)

    @cached_property
    def data(self) -> MarketData:
        """Which candles exist."""
        return self.work.data

    @cached_property
    def runs(self) -> Runs:
        """What principals do with their runs."""
        return self.work.runs

    @cached_property
    def task_handler(self) -> TaskHandler:
        """What delivered tasks have done."""
        return self.work.tasks

    @cached_property
    def operations(self) -> Operations:
        """What operators see and do on the whole platform."""
        from hypertrade.services.operations import Operations

        return Operations(
            self.work.records,
            self.accounts.profiles.users,
            self.parts.tasks,
            self.work.stopping,
            self.accounts.log,
            self.parts.clock,
        )

    def handle_task(self, queue: str, payload: dict[str, Any]) -> dict[str, int]:
        """Do what a task of ``queue`` asks for, as ``TaskHandler.handle`` says; sweep all there is.

        Raises:
            NotFound: there is no such queue.
            Unavailable: not now; the task is to be delivered again.
        """
        if queue == SWEEP_QUEUE:
            return self.sweep()
        return self.task_handler.handle(queue, payload)

    def sweep(self) -> dict[str, int]:
        """Put in order what died half-way: runs, then deletions; return what was done, counted."""
        counts = self.task_handler.handle(SWEEP_QUEUE, {})
        return {
            **counts,
            "deleted_strategies": self.strategies.finish_deletions(),
            "deleted_accounts": self.account_deletion.resume(),
        }

    def ordered(self, principal: Principal, order: Order) -> Ordered:
        """Return the work that ``order`` asks for, complete and checked.

        Raises:
            Invalid: a field is wrong, or the words leave a question open.
            NotFound: the strategy does not exist for the principal.
        """
        from hypertrade.domain.orders import DownloadOrder
        from hypertrade.services.orders import work_of

        if isinstance(order, DownloadOrder):
            self.data.check_download(order)
        return work_of(order, principal, self.strategies.content_of)

    @cached_property
    def repeats(self) -> Repeats:
        """What was asked under which idempotency key."""
        from hypertrade.services.repeats import Repeats

        if self.settings.platform != "local":
            return Repeats(self.parts.documents, self.parts.clock)
        from hypertrade.adapters.local.processes import LocalProcesses

        return Repeats(self.parts.documents, self.parts.clock, LocalProcesses())

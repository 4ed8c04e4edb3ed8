"""A platform whose channels lead to servers on loopback, with a clock that stands still."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.notify.mail import Mail
from hypertrade.adapters.notify.posting import Limits, Poster
from hypertrade.adapters.notify.telegram import Telegram
from hypertrade.adapters.notify.webhook import Webhooks
from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.accounts import User, Visit
from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.mailing import MailServer, Sender
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import Principal
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import BacktestWork, Run, RunState
from hypertrade.ports.documents import ANY, Write
from hypertrade.ports.events import Event
from hypertrade.services.runs.post import told
from hypertrade.settings import Settings
from hypertrade.stores.users import Users

from tests.ports.clocks import Hands

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hypertrade.domain.accounts import AuditEntry
    from hypertrade.domain.channels import Channel, ChannelEvent, Notice
    from hypertrade.ports.documents import Documents
    from hypertrade.services.channels import Channels, Made, Shown

    from tests.stand_ins.mailbox import Mailbox
    from tests.stand_ins.receiver import Receiver, Taken

VISIT = Visit(address="192.0.2.7", request="request-1")
JOB = BacktestJob(
    id="job",
    strategy=SpecStrategy(spec={"name": "Dips"}),
    exchange="binance",
    pairs=("BTC/USDT", "ETH/USDT"),
    timeframe="1h",
)
ENDED: tuple[ChannelEvent, ...] = ("run.succeeded", "run.failed", "run.cancelled", "run.expired")


class OfficeParts(LocalParts):
    """Local parts, with other documents if they are given."""

    given: Documents | None = None

    @cached_property
    def documents(self) -> Any:
        return self.given or super().documents


@dataclass
class Office:
    """What a test does with channels; ``web`` and ``box`` are where they lead."""

    platform: Platform
    clock: Hands
    web: Receiver
    box: Mailbox

    @property
    def channels(self) -> Channels:
        return self.platform.channels

    def principal(self, name: str = "ann") -> Principal:
        """Return somebody who signed in just now."""
        users = Users(self.platform.parts.documents)
        if users.find(name) is None:
            users.create(User(id=name, email=f"{name}@example.com", created=self.clock.now()))
        return Principal(id=name, signed_in=self.clock.now())

    def webhook(
        self,
        who: str = "ann",
        events: Sequence[ChannelEvent] = ENDED,
        path: str = "hook",
        **options: Any,
    ) -> Made:
        url = f"http://127.0.0.1:{self.web.port}/{path}"
        who_asks = self.principal(who)
        return self.channels.create(who_asks, "My server", "webhook", url, events, VISIT, **options)

    def email(self, who: str = "ann", to: str = "ann@example.com") -> Channel:
        """Return a new channel to a mailbox, and leave the code in it."""
        made = self.channels.create(
            self.principal(who), "My mail", "email", to, ["run.succeeded"], VISIT
        )
        return made.shown.kept.value

    def code(self) -> str:
        """Return the code that was sent last."""
        found = re.match(r"(\d{6})\s", self.box.taken[-1].get_content())
        assert found is not None
        return found[1]

    def shown(self, channel: str, who: str = "ann") -> Shown:
        return self.channels.get(self.principal(who), channel)

    def end_run(
        self, name: str = "run-1", state: RunState = RunState.SUCCEEDED, **changes: Any
    ) -> Event:
        """Keep a run of Ann's that has ended, and tell of it as the outbox does."""
        now = self.clock.now()
        run = Run(
            **{
                "id": name,
                "owner": "ann",
                "work": BacktestWork(job=JOB),
                "title": "Dips",
                "state": state,
                "sequence": 4,
                "cost": Cost(candles=1, candle_years=1, seconds=1),
                "summary": SUMMARY if state is RunState.SUCCEEDED else None,
                "created": now,
                "ended": now,
                **changes,
            }
        )
        write = Write("runs", run.id, run.model_dump(mode="json"), ANY)
        self.platform.parts.documents.commit([write])
        note = told(run)
        event = Event(note.id, note.kind, run.owner, note.subject, note.at, note.details)
        self.platform.work.telling.tell(event)
        return event

    def deliver(self) -> int:
        """Deliver every task of notices that is due, and return how many that were."""
        tasks: Any = self.platform.parts.tasks
        count = 0
        while (leased := tasks.lease("notices")) is not None:
            self.platform.task_handler.handle("notices", leased.task.payload)
            tasks.done(leased)
            count += 1
        return count

    def sweep(self) -> dict[str, int]:
        return self.platform.task_handler.handle("sweep", {})

    def notices(self) -> list[Notice]:
        kept = self.platform.work.channel_records.notices.every()
        return sorted((one.value for one in kept), key=lambda one: (one.created, one.id))

    def audit(self, who: str = "ann") -> list[AuditEntry]:
        """Return what the log says of somebody, oldest first."""
        asked = Asked(100, None, descending=False)
        return list(self.platform.accounts.log.own(self.principal(who), asked).items)


SUMMARY = {
    "profit_total": 0.12345,
    "profit_total_abs": 123.45,
    "stake_currency": "USDT",
    "total_trades": 54,
    "max_drawdown_account": 0.0101,
    "verified": "agrees: 54 trades and 120 figures, every value equal",
    "synthetic": True,
    "equity": [1.0, 2.0],
}


def said(taken: Taken) -> dict[str, Any]:
    """Return what a webhook was told."""
    found: dict[str, Any] = json.loads(taken.body)
    return found


def open_office(
    folder: Path, web: Receiver, box: Mailbox, documents: Documents | None = None
) -> Office:
    """Return an office of its own in ``folder``."""
    clock = Hands()
    settings = Settings(data=folder, log_level="ERROR")
    parts = OfficeParts(settings, clock)
    parts.given = documents
    poster = Poster(private=True, limits=Limits(total=2.0))
    parts.__dict__["notifiers"] = {
        "webhook": Webhooks(poster, clock),
        "telegram": Telegram(poster, f"http://127.0.0.1:{web.port}", "1:token"),
        "email": Mail(
            MailServer("127.0.0.1", box.port, secure=False), Sender("", "no@example.org"), clock
        ),
    }
    return Office(Platform(settings, parts), clock, web, box)

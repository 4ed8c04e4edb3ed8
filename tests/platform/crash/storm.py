"""A storm over a platform: its processes are killed at random while many runs are worked on."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.paging import Asked
from hypertrade.domain.runs import MOST_ATTEMPTS, Run
from hypertrade.settings import Settings

from tests.platform.crash.asking import Asker
from tests.platform.crash.processes import Kept, children_of
from tests.platform.crash.twice import Twice
from tests.platform.market import make_market
from tests.platform.running import free_port
from tests.stand_ins.receiver import running_receiver

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.channels import Notice

VICTIMS = ("api", "api worker", "queue worker", "starter", *("execution", "labourer") * 2)
"""One round of a storm; each round in another order."""
PAUSE = (0.2, 1.2)
"""Seconds between two kills, evenly spread."""
START_SECONDS, ASK_SECONDS = 40.0, 300.0


@dataclass
class Weather:
    """What a storm did: kills by victim, and how long it took (seconds)."""

    kills: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    repeats: int = 0
    delivered_twice: int = 0


class Storm:
    """``count`` runs on the platform in ``folder``, asked for and worked on while it is killed."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.folder = folder
        self.count = count
        self.parts = LocalParts(Settings(data=folder))
        self.platform = Platform(Settings(data=folder), self.parts)
        self.weather = Weather()
        self.told: list[str] = []
        self._dice = random.Random(seed)  # noqa: S311 - repeatable weather
        self._api: Kept
        self._worker: Kept

    def rage(self, *, calm_start: bool, rest_seconds: float) -> list[str]:
        """Return the ids of the runs once nothing is left to be done.

        With ``calm_start`` everything is asked for before the first kill.
        """
        make_market(self.folder)
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environment = {
            "HYPERTRADE_CAPACITY": "2",
            "HYPERTRADE_PUBLIC_URL": url,
            "HYPERTRADE_DATA": str(self.folder),
            "HYPERTRADE_WEBHOOKS_PRIVATE": "1",
        }
        data = ["--data", str(self.folder)]
        with ExitStack() as stack:
            twice = stack.enter_context(Twice(port))
            receiver = stack.enter_context(running_receiver())
            api = ["-m", "hypertrade_functions", "--port", str(port), "--workers", "2", *data]
            worker = ["-m", "hypertrade_jobs.worker", "--api", twice.url, *data]
            log = self.folder / "storm.log"
            self._api = stack.enter_context(Kept(api, environment, log))
            self._worker = stack.enter_context(Kept(worker, environment, log))
            asker = Asker(url)
            asker.sign_up(START_SECONDS)
            asker.be_told(receiver.url)
            began = time.monotonic()
            ids = asker.ask(self.count, ASK_SECONDS) if calm_start else []
            over = threading.Event()
            killing = threading.Thread(target=self._kill_until, args=(over,))
            killing.start()
            try:
                ids = ids or asker.ask(self.count, ASK_SECONDS)
                self._wait_until_few_are_left(ASK_SECONDS)
            finally:
                over.set()
                killing.join()
            self._wait(0, rest_seconds)
            self._wait_until_told(rest_seconds)
            self.weather.seconds = time.monotonic() - began
            self.weather.repeats = asker.repeats
            self.weather.delivered_twice = twice.delivered
            self.told = [taken.headers["webhook-id"] for taken in receiver.taken]
        return ids

    def runs(self) -> list[Run]:
        """Return every run that the platform keeps."""
        found: list[Run] = []
        asked = Asked(limit=100)
        while True:
            page = self.platform.work.records.runs.page(asked)
            found += [kept.value for kept in page.items]
            if page.next is None:
                return found
            asked = Asked(limit=100, cursor=page.next)

    def notices(self) -> list[Notice]:
        """Return every notice that the platform keeps."""
        return [
            kept.value for kept in self.platform.work.channel_records.notices.every(most=10_000)
        ]

    def _wait_until_told(self, seconds: float) -> None:
        """Wait until every notice that is due was taken up by somebody."""
        deadline = time.monotonic() + seconds
        while any(one.state == "waiting" and not one.attempt for one in self._due()):
            assert time.monotonic() < deadline, "a notice is stuck"
            time.sleep(0.2)

    def _due(self) -> list[Notice]:
        now = self.parts.clock.now()
        return [one for one in self.notices() if one.due <= now]

    def _wait_until_few_are_left(self, seconds: float) -> None:
        """Wait while most of the work is done: the storm ends before the work does."""
        self._wait(self.count // 10, seconds)

    def _wait(self, most: int, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while len(left := [run for run in self.runs() if not run.state.ended]) > most:
            assert time.monotonic() < deadline, (
                f"{len(left)} runs are stuck, such as {left[0].id}: {left[0].state}"
            )
            time.sleep(0.2)

    def _kill_until(self, over: threading.Event) -> None:
        waiting: list[str] = []
        while not over.wait(self._dice.uniform(*PAUSE)):
            waiting = waiting or self._dice.sample(VICTIMS, len(VICTIMS))
            victim = waiting.pop()
            pid = self._find(victim)
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    self.weather.kills[victim] += 1

    def _find(self, victim: str) -> int | None:
        """Return a process of that kind, ``None`` if there is none now."""
        if victim == "api":
            return self._api.process.pid
        if victim == "queue worker":
            return self._worker.process.pid
        if victim == "api worker":
            return self._one_of(children_of(self._api.process.pid))
        if victim == "starter":
            return self._one_of(children_of(self._worker.process.pid))
        # A run may die twice and no more: the third attempt has to be its result.
        started = [
            one.pid
            for one in self.parts.executions.started()
            if one.pid is not None and one.attempt < MOST_ATTEMPTS
        ]
        execution = self._one_of(started)
        if victim == "execution" or execution is None:
            return execution
        return self._one_of(children_of(execution))

    def _one_of(self, pids: list[int]) -> int | None:
        return self._dice.choice(pids) if pids else None

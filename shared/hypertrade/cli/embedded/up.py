"""``hypertrade up``: the whole platform on this machine."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Annotated

import typer

from hypertrade.cli.console import err, out, print_json
from hypertrade.cli.embedded.folder import check_port, held, reset
from hypertrade.cli.embedded.processes import Processes, Service
from hypertrade.cli.options import AsJson, DataDir, data_folder
from hypertrade.domain.errors import Cancelled, HyperTradeError, Unavailable

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.cli.embedded.demo import Demo
    from hypertrade.cli.remote.client import Client

_POLL_SECONDS = 0.1
_LONGEST_START = 60.0
_TAIL_LINES = 15


def up(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8080,
    data: DataDir = None,
    demo: Annotated[
        bool, typer.Option("--demo/--no-demo", help="With a demo user and a finished backtest.")
    ] = True,
    fresh: Annotated[
        bool, typer.Option("--reset", help="Delete accounts, strategies and runs first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before --reset.")] = False,
    json: AsJson = False,
) -> int:
    """Run the whole platform on this machine until Ctrl-C: API, queue, workers, storage."""
    folder = data_folder(data).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder) as platform:
        if fresh:
            _confirm(platform, yes=yes)
            reset(platform)
        check_port(port)
        return _Up(folder, platform, port, quiet=json).run(with_demo=demo)


def _confirm(platform: Path, *, yes: bool) -> None:
    question = f"Delete every account, strategy and run in {platform}? Candles stay."
    if not yes and not typer.confirm(question, err=True):
        raise Cancelled("nothing was deleted", remedy="Start without --reset to keep everything.")


class _Up:
    """One start of the platform, to its end."""

    def __init__(self, data: Path, platform: Path, port: int, *, quiet: bool) -> None:
        self._data = data
        self._platform = platform
        self._quiet = quiet
        self._port = port
        self._url = f"http://localhost:{port}"
        self._stopped = threading.Event()
        from hypertrade.cli.embedded.demo import EMAIL

        environment = os.environ | {
            "HYPERTRADE_DATA": str(data),
            "HYPERTRADE_DEMO_EMAIL": EMAIL,
            "HYPERTRADE_PUBLIC_URL": self._url,
        }
        self._processes = Processes(environment, self._say)

    def run(self, *, with_demo: bool) -> int:
        """Start everything, say where it is, and keep it until asked to end."""
        from hypertrade.cli.embedded.demo import demo_account, empower, furnish

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stopped.set())
        began = time.monotonic()
        account = demo_account(self._platform) if with_demo else None
        try:
            self._start()
            market = self._market() if with_demo else None
            self._wait_until_ready()
            if account is not None and market is not None:
                self._until(market)
                furnish(self._url, account, self._alive)
                empower(self._data)
            self._greet(account, time.monotonic() - began)
            while not self._stopped.wait(_POLL_SECONDS):
                self._processes.look()
        except Cancelled:
            return 130
        finally:
            self._say("stopping: what runs is taken up again at the next start")
            self._processes.end()
        return 0

    def _start(self) -> None:
        logs = self._platform / "logs"
        logs.mkdir(exist_ok=True)
        common = [sys.executable, "-m"]
        where = ["--port", str(self._port), "--data", str(self._data)]
        api = [*common, "hypertrade_functions", *where]
        worker = [*common, "hypertrade_jobs.worker", "--data", str(self._data), "--api", self._url]
        self._api_log = logs / "api.log"
        self._processes.start(Service("API", api, self._api_log))
        self._processes.start(Service("queue worker", worker, logs / "worker.log"))

    def _market(self) -> threading.Thread:
        """Make the demo market while the services start."""
        from hypertrade.cli.embedded.demo import make_market

        self._market_failure: list[HyperTradeError] = []

        def make() -> None:
            try:
                make_market(self._data)
            except HyperTradeError as error:
                self._market_failure.append(error)

        thread = threading.Thread(target=make, name="demo market", daemon=True)
        thread.start()
        return thread

    def _until(self, market: threading.Thread) -> None:
        while market.is_alive():
            self._alive()
            market.join(_POLL_SECONDS)
        for failure in self._market_failure:
            raise failure

    def _wait_until_ready(self) -> None:
        from hypertrade.cli.remote.client import Client

        client = Client(self._url)
        deadline = time.monotonic() + _LONGEST_START
        while not self._ready(client):
            if time.monotonic() > deadline:
                raise Unavailable(
                    "the API does not answer a minute after its start\n" + _tail(self._api_log),
                    remedy=f"Its whole log: {self._api_log}",
                )
            self._alive()
            time.sleep(_POLL_SECONDS)

    def _ready(self, client: Client) -> bool:
        try:
            client.get("/readyz")
        except Unavailable:
            return False
        return True

    def _alive(self) -> None:
        if self._stopped.is_set():
            raise Cancelled("stopped while starting")
        self._processes.look()

    def _greet(self, demo: Demo | None, seconds: float) -> None:
        if self._quiet:
            shown = None if demo is None else {"email": demo.email, "password": demo.password}
            print_json({"url": self._url, "data": str(self._data), "demo": shown})
            sys.stdout.flush()
            return
        out.print(f"\n[bold green]HyperTrade is up[/] at [bold]{self._url}[/] ({seconds:.1f} s)")
        out.print(f"  API reference  {self._url}/v1/reference")
        if demo is not None:
            out.print(f"  demo user      {demo.email}  password {demo.password}", markup=False)
            out.print("                 an operator too: /operations shows the whole platform")
            out.print(
                f"  sign in        hypertrade login --server {self._url} --email {demo.email}",
                markup=False,
            )
        out.print(f"  everything in  {self._data}", markup=False)
        out.print("Ctrl-C stops it.", style="dim")

    def _say(self, text: str) -> None:
        if not self._quiet:
            err.print(text, style="dim", markup=False)


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return "\n".join(lines[-_TAIL_LINES:])

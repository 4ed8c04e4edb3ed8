"""The demo account: somebody with a strategy and a finished backtest, so no page is empty."""

from __future__ import annotations

import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.cli.remote.client import Client
from hypertrade.domain.errors import Unauthenticated, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EMAIL = "demo@hypertrade.example"
WORDS = (
    "Buy when the 14-period RSI drops under 30 while price is above the 200 EMA; "
    "sell once RSI is over 70, 5% stop, 1h candles"
)
PAIRS = ("BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT")
_POLL_SECONDS = 0.2
_LONGEST_WAIT = 120.0
_FILE = "demo.json"


@dataclass(frozen=True, slots=True)
class Demo:
    """How to sign in as the demo user; the password is this installation's own."""

    email: str
    password: str


def demo_account(folder: Path) -> Demo:
    """Return the demo account of the platform in ``folder``, its password made on first use."""
    file = folder / _FILE
    if file.is_file():
        return Demo(**json.loads(file.read_text(encoding="utf-8")))
    demo = Demo(EMAIL, secrets.token_urlsafe(12))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writer:
        json.dump(asdict(demo), writer)
    return demo


def make_market(data: Path) -> None:
    """Write the demo market, if no candles of its exchange are stored yet."""
    from hypertrade.candles.store import CandleStore
    from hypertrade.candles.synthetic import EXCHANGE, make_demo

    store = CandleStore(data)
    if not any(info.exchange == EXCHANGE for info in store.list()):
        make_demo(store)


def furnish(server: str, demo: Demo, alive: Callable[[], None]) -> None:
    """Give the demo user a strategy and a finished backtest, by the API, unless they have one.

    ``alive`` is called while waiting, and raises if there is nothing to wait for any more.

    Raises:
        Unavailable: the backtest does not end.
        HyperTradeError: the platform's own answer.
    """
    session = _signed_in(Client(server), demo)
    client = Client(server, lambda: f"Bearer {session['id_token']}")
    if not client.get("/v1/strategies", limit=1)["items"]:
        client.post("/v1/strategies", {"words": WORDS, "name": "RSI dips in an uptrend"})
    strategy = client.get("/v1/strategies", limit=1)["items"][0]
    runs = client.get("/v1/runs", limit=1)["items"]
    run = runs[0] if runs else client.post("/v1/runs", backtest_of(strategy["id"]))
    deadline = time.monotonic() + _LONGEST_WAIT
    while run["state"] in {"queued", "starting", "running"}:
        if time.monotonic() > deadline:
            raise Unavailable(
                f"the demo backtest is {run['state']} for two minutes now",
                remedy="Look into the logs, or start without it: hypertrade up --no-demo.",
            )
        alive()
        time.sleep(_POLL_SECONDS)
        run = client.get(f"/v1/runs/{run['id']}")


def empower(data: Path) -> None:
    """Make the demo user an operator, so that a newcomer sees Operations."""
    from hypertrade.cli.operator import ownership_of

    ownership_of(data).grant(EMAIL)


def backtest_of(strategy: str) -> dict[str, Any]:
    """Return the request for the demo backtest of a strategy."""
    return {
        "kind": "backtest",
        "strategy": strategy,
        "exchange": "binance",
        "pairs": list(PAIRS),
    }


def _signed_in(client: Client, demo: Demo) -> dict[str, Any]:
    body = asdict(demo)
    try:
        signed_in: dict[str, Any] = client.post("/v1/auth/sign-in", body)
    except Unauthenticated:
        signed_in = client.post("/v1/auth/sign-up", body | {"name": "Demo"})
    return signed_in

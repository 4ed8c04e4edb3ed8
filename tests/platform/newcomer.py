"""What somebody does on the first day, all of it by HTTP, whatever platform answers."""

from __future__ import annotations

import json
from typing import Any

import requests

WORDS = "Buy when the 14-period RSI drops under 35; sell once RSI is over 65, 5% stop, 1h candles"
EMAIL, PASSWORD = "newcomer@example.org", "a long enough password 1"
ENDED = {"succeeded", "failed", "cancelled", "expired"}
_SECONDS = 120


class Newcomer:
    """Somebody at a platform; every answer that is no success fails the test."""

    def __init__(self, url: str) -> None:
        """Come to the platform at ``url``."""
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """Return the JSON of an answer."""
        answer = self.session.request(
            method, self.url + path, json=body, timeout=_SECONDS, **options
        )
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def sign_up(self) -> None:
        """Make an account; the token goes with every later request."""
        given = self.call("POST", "/v1/auth/sign-up", {"email": EMAIL, "password": PASSWORD})
        self.session.headers["Authorization"] = f"Bearer {given['id_token']}"
        assert self.call("GET", "/v1/me")["email"] == EMAIL

    def paste(self, words: str = WORDS) -> str:
        """Make a strategy of a sentence and return its id."""
        strategy = self.call("POST", "/v1/strategies", {"words": words, "name": "My first"})
        listed = self.call("GET", "/v1/strategies")["items"]
        assert [one["id"] for one in listed] == [strategy["id"]]
        return str(strategy["id"])

    def run(self, strategy: str) -> str:
        """Ask for a backtest and return its id, the cost told before."""
        order = {
            "kind": "backtest",
            "strategy": strategy,
            "exchange": "binance",
            "pairs": ["BTC/USDT", "ETH/USDT"],
        }
        cost = self.call("POST", "/v1/runs/estimate", order)
        assert cost["candles"] > 8000
        return str(self.call("POST", "/v1/runs", order)["id"])

    def watch(self, run: str) -> list[dict[str, Any]]:
        """Return what the stream of events told, to the end, coming back where it broke."""
        told: list[dict[str, Any]] = []
        while not told or told[-1]["state"] not in ENDED:
            headers = {"Last-Event-ID": str(told[-1]["sequence"])} if told else {}
            with self.session.get(
                f"{self.url}/v1/runs/{run}/events", headers=headers, stream=True, timeout=_SECONDS
            ) as stream:
                assert stream.headers["Content-Type"].startswith("text/event-stream")
                lines = stream.iter_lines(decode_unicode=True)
                told += [json.loads(line[5:]) for line in lines if line.startswith("data:")]
        return told

    def files(self, run: str) -> dict[str, bytes]:
        """Return the files of a run, each from its signed address, without any token."""
        items = self.call("GET", f"/v1/runs/{run}/artifacts")["items"]
        return {one["name"]: requests.get(one["url"], timeout=_SECONDS).content for one in items}


def first_day(url: str) -> dict[str, Any]:
    """Sign up, paste a sentence, run it, watch, read the report; return the result."""
    somebody = Newcomer(url)
    somebody.sign_up()
    run = somebody.run(somebody.paste())
    told = somebody.watch(run)
    sequences = [one["sequence"] for one in told]
    assert sequences == sorted(set(sequences))
    shown = somebody.call("GET", f"/v1/runs/{run}")
    assert shown["state"] == "succeeded", shown["failure"]
    files = somebody.files(run)
    assert b"<html" in files["report.html"][:500]
    result: dict[str, Any] = json.loads(files["result.json"])
    trades = somebody.call("GET", f"/v1/runs/{run}/trades?limit=100")["items"]
    assert len(trades) == min(100, result["metrics"]["total_trades"]) > 0
    assert shown["summary"]["total_trades"] == result["metrics"]["total_trades"]
    return result

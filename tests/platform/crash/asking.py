"""Somebody who asks for runs and does not give up: the same key until there is an answer."""

from __future__ import annotations

import time
import uuid
from collections import deque

import requests

from tests.platform.market import WORDS

EMAIL, PASSWORD = "storm@example.org", "a long enough password"
ORDER = {
    "kind": "backtest",
    "words": WORDS,
    "exchange": "binance",
    "pairs": ["BTC/USDT"],
    "timerange": "20230110-",
}
_ACCEPTED = 202
_LATER = {409, 429, 500, 502, 503}


class Asker:
    """Asks the API at ``url``, which may be away or die at any moment."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self.repeats = 0

    def sign_up(self, seconds: float) -> None:
        """Make an account as soon as the API answers."""
        deadline = time.monotonic() + seconds
        body = {"email": EMAIL, "password": PASSWORD}
        while True:
            try:
                answer = self._session.post(f"{self._url}/v1/auth/sign-up", json=body, timeout=20)
            except requests.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
                continue
            answer.raise_for_status()
            self._session.headers["Authorization"] = f"Bearer {answer.json()['id_token']}"
            return

    def be_told(self, url: str) -> None:
        """Have ``url`` told of every run that succeeds."""
        to = {"kind": "webhook", "url": url}
        body = {"name": "storm", "to": to, "events": ["run.succeeded"]}
        self._session.post(f"{self._url}/v1/me/channels", json=body, timeout=20).raise_for_status()

    def ask(self, count: int, seconds: float) -> list[str]:
        """Ask for ``count`` runs, each once, and return their ids."""
        deadline = time.monotonic() + seconds
        open_keys = deque(str(uuid.uuid4()) for _ in range(count))
        ids = []
        while open_keys:
            assert time.monotonic() < deadline, f"{len(open_keys)} requests are not answered"
            key = open_keys.popleft()
            run = self._asked(key)
            if run is None:
                self.repeats += 1
                open_keys.append(key)
                time.sleep(0.05)
            else:
                ids.append(run)
        return ids

    def _asked(self, key: str) -> str | None:
        """Return the id of the run, ``None`` if there is no answer yet."""
        try:
            answer = self._session.post(
                f"{self._url}/v1/runs", json=ORDER, headers={"Idempotency-Key": key}, timeout=20
            )
        except requests.RequestException:
            return None
        if answer.status_code in _LATER:
            return None
        assert answer.status_code == _ACCEPTED, f"{answer.status_code} {answer.text}"
        return str(answer.json()["id"])

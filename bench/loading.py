"""The platform under load: ``hypertrade up`` and a bare functions-framework handler, by ``wrk``."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS = 50
OVERLOAD = 4 * CLIENTS
"""Clients that ask again at once saturate the platform; these are four times as many."""
PAUSES = (100, 500)
"""Milliseconds, from and to, that a user looks at an answer before asking again."""
SECONDS = 10
ROUNDS = 3

BARE = "a bare functions-framework handler"

_HERE = Path(__file__).parent
_START_SECONDS = 120.0
_ANSWER_SECONDS = 30


def measure(folder: Path) -> dict[str, Any] | None:
    """Return throughput and latencies (ms) of reads, ``None`` where ``wrk`` is not installed."""
    if shutil.which("wrk") is None:
        sys.stderr.write("no load: wrk is not installed (Debian: apt-get install wrk)\n")
        return None
    with _bare() as url:
        bare = _median(_load(f"{url}/", {}, CLIENTS) for _ in range(ROUNDS))
        paced = [{"name": BARE, **_load(f"{url}/", {}, CLIENTS, PAUSES)}]
    with _platform(folder) as (url, demo):
        headers = {"Authorization": f"Bearer {_signed_in(url, demo)}"}
        strategy = _asked(f"{url}/v1/strategies", headers)["items"][0]["id"]
        run = _asked(f"{url}/v1/runs", headers)["items"][0]["id"]
        reads = {
            "a strategy": f"/v1/strategies/{strategy}",
            "list of strategies": "/v1/strategies",
            "a run": f"/v1/runs/{run}",
            "health": "/healthz",
        }
        rows = []
        for name, path in reads.items():
            sys.stderr.write(f"load: {name}\n")
            taken = _median(_load(url + path, headers, CLIENTS) for _ in range(ROUNDS))
            rows.append({"name": name, **taken, "ratio": taken["per_second"] / bare["per_second"]})
        sys.stderr.write("load: clients who pause\n")
        for name, path in reads.items():
            paced.append({"name": name, **_load(url + path, headers, CLIENTS, PAUSES)})
        sys.stderr.write("load: four times as many clients\n")
        overload = _load(url + reads["a strategy"], headers, OVERLOAD)
    return {
        "bare": {"name": BARE, **bare},
        "reads": rows,
        "paced": paced,
        "pauses": PAUSES,
        "overload": overload,
    }


def _load(
    url: str, headers: dict[str, str], clients: int, pauses: tuple[int, int] | None = None
) -> dict[str, Any]:
    """Ask ``url`` by ``clients`` at once, each as soon as it was answered, or after a pause."""
    command = ["wrk", "-t2", f"-c{clients}", f"-d{SECONDS}s", "-s", str(_HERE / "load.lua")]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    command += [url, *(["--", *map(str, pauses)] if pauses else [])]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = json.loads(said.strip().splitlines()[-1])
    statuses: Counter[str] = Counter()
    for each in told.pop("statuses"):
        statuses.update(each)
    found: dict[str, Any] = told | {
        "per_second": told["requests"] / told["seconds"],
        "statuses": dict(statuses),
        "clients": clients,
    }
    return found


def _median(rounds: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """Return the round in the middle, by its median latency."""
    taken = sorted(rounds, key=lambda each: float(each["p50"]))
    return taken[len(taken) // 2]


@contextmanager
def _bare() -> Iterator[str]:
    port = _free_port()
    command = [str(Path(sys.executable).with_name("functions-framework")), "--target", "bare"]
    command += ["--source", str(_HERE / "peers" / "bare_function.py"), "--port", str(port)]
    command += ["--host", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, process)
            yield url
        finally:
            process.terminate()


@contextmanager
def _platform(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    command = [sys.executable, "-m", "hypertrade", "up", "--port", str(_free_port()), "--json"]
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen([*command, "--data", str(folder)], stdout=subprocess.PIPE) as process:
        try:
            if process.stdout is None:
                msg = "the platform was started without a pipe"
                raise RuntimeError(msg)
            text = ""
            for line in process.stdout:
                text += line.decode()
                if line.rstrip() == b"}":
                    break
            told = json.loads(text)
            yield told["url"], told["demo"]
        finally:
            process.terminate()


def _signed_in(url: str, demo: dict[str, str]) -> str:
    answer = requests.post(f"{url}/v1/auth/sign-in", json=demo, timeout=_ANSWER_SECONDS)
    answer.raise_for_status()
    return str(answer.json()["id_token"])


def _asked(url: str, headers: dict[str, str]) -> Any:
    answer = requests.get(url, headers=headers, timeout=_ANSWER_SECONDS)
    answer.raise_for_status()
    return answer.json()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            requests.get(url, timeout=_ANSWER_SECONDS).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    msg = f"nothing answers at {url}"
    raise RuntimeError(msg)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

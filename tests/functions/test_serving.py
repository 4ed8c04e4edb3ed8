"""``python -m hypertrade_functions``: several processes, streams, and a graceful end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import requests

from tests.functions.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0


@contextmanager
def served(data: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a platform in ``data`` on a free port, and end it whatever happens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    log = (data.parent / "api.log").open("wb")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "hypertrade_functions"),
            *("--port", str(port), "--data", str(data), *options),
        ],
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                requests.get(f"{url}/readyz", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None, (data.parent / "api.log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield url, process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        log.close()


def _signed_in(url: str) -> dict[str, str]:
    body = {"email": "ada@example.org", "password": PASSWORD}
    answer = requests.post(f"{url}/v1/auth/sign-up", json=body, timeout=30)
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['id_token']}"}


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    with served(tmp_path_factory.mktemp("serving") / "data") as running:
        yield running


def test_chunked_bodies_and_encoded_paths_arrive(platform: tuple[str, Any]) -> None:
    url, _ = platform
    parts = iter([b'{"email": "bob@example.org", ', f'"password": "{PASSWORD}"}}'.encode()])
    answer = requests.post(
        f"{url}/v1/auth/sign-up",
        data=parts,
        headers={"Content-Type": "application/json"},
        timeout=30,
    )
    assert answer.status_code == 201, answer.text
    endless = (b"x" * 65536 for _ in range(40))
    answer = requests.post(
        f"{url}/v1/auth/sign-in",
        data=endless,
        headers={"Content-Type": "application/json"},
        timeout=30,
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert requests.get(f"{url}/v1/runs/..%2F..%2Fetc", timeout=5).status_code == 404


def test_a_stream_that_is_left_gives_its_place_back(platform: tuple[str, Any]) -> None:
    """More streams than there are places, one after the other, each left early."""
    from hypertrade_functions.__main__ import default_workers
    from hypertrade_functions.web.crowd import MOST_STREAMS

    url, _ = platform
    headers = _signed_in(url)
    order = {"exchange": "binance", "pairs": ["BTC/USDT"], "timeframe": "1h", "since": "20240101"}
    run = requests.post(f"{url}/v1/data/downloads", json=order, headers=headers, timeout=30).json()
    for _ in range(MOST_STREAMS * default_workers() + 2):
        with requests.get(
            f"{url}/v1/runs/{run['id']}/events", headers=headers, stream=True, timeout=30
        ) as events:
            assert events.status_code == 200, events.text
            assert next(events.iter_lines()).startswith(b"retry:")


def test_a_process_that_dies_is_replaced(platform: tuple[str, Any]) -> None:
    url, process = platform
    workers = psutil.Process(process.pid).children()
    assert len(workers) >= 2
    victim = workers[0].pid
    os.kill(victim, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while victim in {one.pid for one in psutil.Process(process.pid).children()} or len(
        psutil.Process(process.pid).children()
    ) < len(workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert requests.get(f"{url}/healthz", timeout=30).status_code == 200


def test_it_ends_when_asked_and_leaves_nobody_behind(tmp_path: Path) -> None:
    with served(tmp_path / "data", "--workers", "2") as (url, process):
        workers = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert not [one for one in workers if one.is_running()]
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{url}/healthz", timeout=5)


def test_killed_outright_it_leaves_nobody_behind(tmp_path: Path) -> None:
    with served(tmp_path / "data", "--workers", "2") as (_, process):
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        _, alive = psutil.wait_procs(workers, PATIENCE)
        assert not alive


def test_killed_while_it_replaces_a_process_it_leaves_nobody_behind(tmp_path: Path) -> None:
    with served(tmp_path / "data", "--workers", "2") as (_, process):
        parent = psutil.Process(process.pid)
        before = {one.pid for one in parent.children()}
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while not (new := [one for one in parent.children() if one.pid not in before]):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.kill()
        _, alive = psutil.wait_procs(new, PATIENCE)
        assert not alive


def test_settings_that_will_not_do_are_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hypertrade_functions", "--data", str(tmp_path), "--port", "1"],
        env={**os.environ, "HYPERTRADE_LOG_LEVEL": "LOUD"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "HYPERTRADE_LOG_LEVEL" in done.stderr

"""Firebase's Auth emulator: signing in as Firebase does it, one emulator for a process's tests.

It takes any token for true, so what refuses forged tokens is tested without it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

if TYPE_CHECKING:
    from hypertrade.ports.identity import Provider

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "demo-hypertrade"
_PATIENCE = 90.0


@cache
def _command() -> str:
    """Return the command that runs the emulators; the test is skipped if they are not installed."""
    asked = subprocess.run(
        [str(ROOT / "scripts" / "firebase-tools"), "--installed"],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        pytest.skip(asked.stderr.strip())
    return asked.stdout.strip()


class Emulator:
    """A running emulator at ``host`` (``host:port``)."""

    def __init__(self, command: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="firebase-auth-")
        folder = Path(self._folder.name)
        ports = _free_ports(3)
        self.host = f"127.0.0.1:{ports[0]}"
        names = ("auth", "hub", "logging")
        emulators: dict[str, object] = {
            name: {"host": "127.0.0.1", "port": port}
            for name, port in zip(names, ports, strict=True)
        }
        (folder / "firebase.json").write_text(
            json.dumps({"emulators": emulators | {"ui": {"enabled": False}}})
        )
        self._log = (folder / "log").open("w+")
        self._process = subprocess.Popen(
            [command, "emulators:start", "--only", "auth", "--project", PROJECT],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "CI": "true",
                "NO_UPDATE_NOTIFIER": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                requests.get(f"http://{self.host}/", timeout=5).raise_for_status()
            except requests.RequestException:
                time.sleep(0.1)
            else:
                return
        self._log.seek(0)
        said = self._log.read()
        self.stop()
        pytest.fail(f"the emulator does not start:\n{said}")

    def stop(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._log.close()
        self._folder.cleanup()


_RUNNING: list[Emulator] = []


def firebase_auth(config: pytest.Config) -> Emulator:
    """Return the emulator of this process; it ends with the tests."""
    if not _RUNNING:
        emulator = Emulator(_command())
        _RUNNING.append(emulator)
        config.add_cleanup(emulator.stop)
    return _RUNNING[0]


def provider_token(provider: Provider, subject: str, email: str, *, verified: bool = True) -> str:
    """Return what the emulator takes for a provider's token: claims that nobody signed."""
    import base64

    claims = {"sub": subject, "email": email, "email_verified": verified, "name": "Ada"}
    if provider == "github":
        return json.dumps(claims)
    parts = ({"alg": "none"}, claims | {"iss": "", "aud": "", "exp": 0, "iat": 0})
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts]
    return ".".join(part.rstrip("=") for part in encoded) + "."


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports

"""Firebase's Auth emulator: signing in as Firebase does it, one emulator for a process's tests.

It takes any token for true, so what refuses forged tokens is tested without it.
"""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.stand_ins.google.processes import Program, free_port

if TYPE_CHECKING:
    from hypertrade.ports.identity import Provider

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "demo-hypertrade"


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


def _started(command: str) -> Program:
    ports = {name: free_port() for name in ("auth", "hub", "logging")}
    emulators: dict[str, object] = {
        name: {"host": "127.0.0.1", "port": port} for name, port in ports.items()
    }
    return Program(
        "firebase-auth",
        [command, "emulators:start", "--only", "auth", "--project", PROJECT],
        port=ports["auth"],
        environment={"CI": "true", "NO_UPDATE_NOTIFIER": "1"},
        files={"firebase.json": json.dumps({"emulators": emulators | {"ui": {"enabled": False}}})},
    )


_RUNNING: list[Program] = []


def firebase_auth(config: pytest.Config) -> Program:
    """Return the emulator of this process; it ends with the tests, or with the process."""
    if not _RUNNING:
        emulator = _started(_command())
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

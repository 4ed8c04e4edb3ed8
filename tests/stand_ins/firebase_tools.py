"""Firebase's own emulators, run by firebase-tools."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.stand_ins.google.processes import Program, free_port

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


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


def firebase_emulator(
    name: str,
    project: str,
    config: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None,
) -> Program:
    """Start the emulator ``name`` with ``config`` as its firebase.json, beside ``files``."""
    command = _command()
    ports = {each: free_port() for each in (name, "hub", "logging")}
    emulators: dict[str, Any] = {
        each: {"host": "127.0.0.1", "port": port} for each, port in ports.items()
    }
    settings = {**(config or {}), "emulators": emulators | {"ui": {"enabled": False}}}
    return Program(
        f"firebase-{name}",
        [command, "emulators:start", "--only", name, "--project", project],
        port=ports[name],
        environment={"CI": "true", "NO_UPDATE_NOTIFIER": "1"},
        files={"firebase.json": json.dumps(settings), **(files or {})},
    )

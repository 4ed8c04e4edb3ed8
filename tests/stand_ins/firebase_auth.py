"""Firebase's Auth emulator: signing in as Firebase does it, one emulator for a process's tests.

It takes any token for true, so what refuses forged tokens is tested without it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.stand_ins.firebase_tools import firebase_emulator

if TYPE_CHECKING:
    import pytest
    from hypertrade.ports.identity import Provider

    from tests.stand_ins.google.processes import Program

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "demo-hypertrade"


_RUNNING: list[Program] = []


def firebase_auth(config: pytest.Config) -> Program:
    """Return the emulator of this process; it ends with the tests, or with the process."""
    if not _RUNNING:
        emulator = firebase_emulator("auth", PROJECT)
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

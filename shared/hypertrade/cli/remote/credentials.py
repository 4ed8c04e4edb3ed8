"""Who the command is to a platform: tokens and keys in a file that only its owner can read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from hypertrade.cli.remote.client import Client
from hypertrade.domain.errors import Invalid, Unauthenticated
from hypertrade.settings import read_settings

_EARLY_SECONDS = 60
"""A token is renewed so long before its end."""


def credentials_file() -> Path:
    """Return where signing in is remembered: ``$XDG_CONFIG_HOME/hypertrade/credentials.json``."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "hypertrade" / "credentials.json"


def read_server(address: str) -> str:
    """Return the address of a platform in its one form.

    Raises:
        Invalid: it is no http(s) address, or carries more than a host and a port.
    """
    from urllib.parse import urlsplit

    parts = urlsplit(address if "//" in address else f"https://{address}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise Invalid(
            f"{address!r} is no platform's address",
            field="--server",
            remedy="Write it like https://hypertrade.example or http://localhost:8080.",
        )
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise Invalid(
            "a password or key would travel unencrypted",
            field="--server",
            remedy="Use https://; http:// is for this machine alone.",
        )
    return f"{parts.scheme}://{parts.netloc}"


class Credentials:
    """What is remembered of one platform."""

    def __init__(self, server: str) -> None:
        """Read what is remembered of ``server``."""
        self.server = server
        self._known: dict[str, Any] = _read().get(server, {})

    @property
    def known(self) -> bool:
        """Whether somebody signed in to this platform here."""
        return bool(self._known)

    def authorization(self) -> str:
        """Return the header, with a token renewed where it is about to end.

        Raises:
            Unauthenticated: nobody signed in here, or the session has ended.
        """
        given = read_settings().api_key
        if key := given.get_secret_value() if given else self._known.get("api_key"):
            return f"Bearer {key}"
        if not self._known:
            raise Unauthenticated(
                f"nobody is signed in to {self.server}",
                field="--server",
                remedy=f"Sign in: hypertrade login --server {self.server}",
            )
        if self._known["ends"] - time.time() < _EARLY_SECONDS:
            body = {"refresh_token": self._known["refresh_token"]}
            self.remember(Client(self.server).post("/v1/auth/refresh", body))
        return f"Bearer {self._known['id_token']}"

    def remember(self, session: dict[str, Any]) -> None:
        """Keep a session that the platform gave."""
        self._keep(
            {
                "email": session["email"],
                "id_token": session["id_token"],
                "refresh_token": session["refresh_token"],
                "ends": time.time() + session["expires_in"],
            }
        )

    def remember_key(self, key: str) -> None:
        """Keep an API key."""
        self._keep({"api_key": key})

    def forget(self) -> None:
        """Forget this platform."""
        everything = _read()
        everything.pop(self.server, None)
        _write(everything)
        self._known = {}

    def _keep(self, what: dict[str, Any]) -> None:
        self._known = what
        _write(_read() | {self.server: what})


def client_for(server: str) -> Client:
    """Return a client that speaks for whoever signed in to ``server`` here.

    Raises:
        Invalid: the address is none.
    """
    address = read_server(server)
    return Client(address, Credentials(address).authorization)


def _read() -> dict[str, Any]:
    file = credentials_file()
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise Invalid(
            f"{file} is no JSON", field="credentials", remedy="Delete it and sign in again."
        ) from error
    return found


def _write(everything: dict[str, Any]) -> None:
    file = credentials_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as writer:
        json.dump(everything, writer, indent=2)
    draft.replace(file)

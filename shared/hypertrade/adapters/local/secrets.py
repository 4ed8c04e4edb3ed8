"""Secrets in files, each sealed under a data key of its own, which the machine's key seals."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from secrets import token_bytes
from typing import TYPE_CHECKING

from hypertrade.adapters.local.files import replacing, settled
from hypertrade.adapters.local.sealing import seal, unsealed
from hypertrade.domain.errors import Denied, NotFound
from hypertrade.ports.checks import checked_secret, is_secret_name

if TYPE_CHECKING:
    from pathlib import Path

_FORM = "hypertrade-secret-1"
_KEY_BYTES = 32  # AES-256-GCM


class LocalSecrets:
    """Keeps secrets, as ``ports.secrets.Secrets`` says, for every process of one machine.

    Whoever has the key of the machine and its files has the secrets: it is for one machine's owner.
    """

    def __init__(self, folder: Path, *, key: bytes) -> None:
        """Keep secrets in ``folder``, sealed under ``key`` of 32 bytes."""
        self._folder = folder
        self._key = key

    def put(self, name: str, value: bytes) -> None:
        """Store a value, as ``Secrets.put`` says."""
        checked_secret(name, value)
        data_key = token_bytes(_KEY_BYTES)
        sealed = {
            "form": _FORM,
            "key": _text(seal(self._key, data_key, f"{_FORM} key {name}")),
            "value": _text(seal(data_key, value, f"{_FORM} value {name}")),
        }
        with replacing(self._file(name), f"the secret {name}") as file:
            file.write(json.dumps(sealed).encode())

    def get(self, name: str) -> bytes:
        """Return the value, as ``Secrets.get`` says."""
        if not is_secret_name(name) or not self._file(name).exists():
            raise NotFound(f"there is no secret {name[:80]!r}", field="name")
        text = self._file(name).read_text(encoding="ascii", errors="replace")
        try:
            sealed = json.loads(text)
            if sealed["form"] != _FORM:
                raise _not_ours(name)
            data_key = unsealed(self._key, b64decode(sealed["key"]), f"{_FORM} key {name}")
            return unsealed(data_key, b64decode(sealed["value"]), f"{_FORM} value {name}")
        except (ValueError, KeyError, TypeError) as error:
            raise _not_ours(name) from error

    def destroy(self, name: str) -> None:
        """Destroy a secret, as ``Secrets.destroy`` says: its data key is overwritten first."""
        if not is_secret_name(name):
            return
        path = self._file(name)
        try:
            with path.open("r+b") as file:
                file.write(b"\0" * path.stat().st_size)
                settled(file)
        except FileNotFoundError:
            return
        path.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _not_ours(name: str) -> Denied:
    return Denied(
        f"the secret {name} was not sealed by this machine under this name",
        field="name",
        remedy="Store it again; if nobody moved or restored files, somebody tampered with them.",
    )

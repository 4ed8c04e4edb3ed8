"""Codes of a second factor: time-based ones (TOTP, RFC 6238), and recovery codes."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyotp

ISSUER = "HyperTrade"
STEP = 30
"""Seconds that a code is shown (RFC 6238, 5.2); the rest is the RFC's too: SHA-1, six digits."""
DRIFT = 1
"""Steps that the other clock may be ahead or behind."""
RECOVERY_CODES = 10

_DIGITS = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_GROUPS, _GROUP = 4, 4  # 80 bits: a digest of it tells nobody what it was


def new_secret() -> str:
    """Return a secret of 160 bits, as RFC 4226 (4) recommends, in base 32."""
    import pyotp

    return pyotp.random_base32()


def address(secret: str, email: str) -> str:
    """Return the ``otpauth:`` address that apps read from a picture."""
    return _totp(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: float, *, after: int) -> int | None:
    """Return the time step whose code ``code`` is, of those around ``now`` that follow ``after``.

    ``now`` is in seconds since 1970, UTC. A step that was used is never given again, nor is one
    before it: RFC 6238, 5.2.
    """
    totp, present = _totp(secret), int(now) // STEP
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()) and step > after:
            found = step
    return found


def is_timed(code: str) -> bool:
    """Return whether a plain code can be one that an app shows."""
    return len(code) == _DIGITS and code.isascii() and code.isdigit()


def new_recovery_code() -> str:
    """Return a recovery code, in groups that are easy to copy."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def plain(code: str) -> str:
    """Return a code as it is compared: without spaces and dashes, in lower case."""
    return "".join(code.split()).replace("-", "").lower()


def _totp(secret: str) -> pyotp.TOTP:
    import pyotp

    return pyotp.TOTP(secret, interval=STEP)

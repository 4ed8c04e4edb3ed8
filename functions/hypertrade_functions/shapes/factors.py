"""The second factor on the wire."""

from __future__ import annotations

from hypertrade.domain.base import Moment
from pydantic import BaseModel, Field, SecretStr

from hypertrade_functions.shapes.accounts import LONGEST_CODE
from hypertrade_functions.shapes.common import Sent


class FactorView(BaseModel):
    """Whether a second factor guards one's password, since when, and the recovery codes left.

    Where `available` is false there is no password here that one could guard: whoever vouches for
    the sign-in has a second step of their own.
    """

    available: bool
    enabled: bool
    since: Moment | None
    recovery_left: int


class FactorBegun(BaseModel):
    """What an app needs to show codes: the secret (base 32), and the same as an `otpauth:` address.

    Both are shown this once.
    """

    secret: str
    uri: str


class FactorCode(Sent):
    """A code that the app shows, or a recovery code; spaces and dashes in it do not count."""

    code: SecretStr = Field(min_length=1, max_length=LONGEST_CODE)


class RecoveryCodes(BaseModel):
    """Ten codes for when the app is lost, each of which holds once. They are shown this once."""

    recovery_codes: list[str]

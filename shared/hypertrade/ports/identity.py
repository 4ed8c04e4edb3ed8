"""Identity: who signs in and with what; what Firebase Authentication is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from datetime import datetime

Provider = Literal["google", "github"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid ID token says. Dates are UTC; ``signed_in`` is the proof, not the token's age.

    ``provider`` is how they signed in: ``password``, ``google.com``, ``github.com``.
    """

    user: str
    email: str
    email_verified: bool
    name: str
    provider: str
    signed_in: datetime
    issued: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """What signing in gives: an ID token for ``Authorization: Bearer``, and what renews it.

    ``recovered`` says that a recovery code was used up for it.
    """

    user: str
    email: str
    id_token: str
    refresh_token: str
    expires_in: int
    new: bool = False
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class FactorState:
    """Whether a second factor guards a password, ``since`` when (UTC), and how many codes are left.

    ``available`` says whether there is a password here that one could guard.
    """

    available: bool
    enabled: bool
    since: datetime | None
    recovery_left: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an app needs to show codes: the secret (base 32), and the ``otpauth:`` address of it."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


class SecondFactors(Protocol):
    """Time-based codes (TOTP, RFC 6238) beside passwords, and recovery codes for a lost app.

    A code holds once. Wrong ones count like wrong passwords: every method that takes a code raises
    ``Invalid`` (field ``code``) if it does not hold, and ``RateLimited`` once there were too many.
    Every method raises ``NotFound`` if there is no such user.
    """

    def state(self, user: str) -> FactorState:
        """Return whether a factor is on."""
        ...

    def begin(self, user: str) -> Enrolment:
        """Return a new secret in place of one that was only begun; it guards nothing yet.

        Raises:
            Conflict: a factor is on, or there is no password that it could guard.
        """
        ...

    def confirm(self, user: str, code: str) -> tuple[str, ...]:
        """Turn on what was begun, by its first code, and return ten recovery codes.

        Raises:
            Conflict: nothing was begun.
        """
        ...

    def renew_recovery(self, user: str, code: str) -> tuple[str, ...]:
        """Return ten new recovery codes; the old ones no longer hold.

        Raises:
            Conflict: no factor is on.
        """
        ...

    def turn_off(self, user: str, code: str) -> None:
        """Turn the factor off, by a code of the app or a recovery code.

        Raises:
            Conflict: no factor is on.
        """
        ...

    def take_off(self, user: str) -> bool:
        """Turn the factor off without a code, and return whether one was on."""
        ...


class Identity(Protocol):
    """Signs people in, and says who a token belongs to."""

    @property
    def second_factors(self) -> SecondFactors | None:
        """What guards passwords besides; ``None`` where the provider has its own."""
        ...

    def sign_up(self, email: str, password: str, name: str = "") -> Session:
        """Make an account that signs in with ``password``, and sign it in.

        Raises:
            Invalid: the address or the password will not do; the error names which and why.
            Conflict: the address has an account.
            Unavailable: the provider does not answer now.
        """
        ...

    def sign_in(self, email: str, password: str, code: str = "") -> Session:
        """Sign somebody in; ``code`` is of their second factor, if one is on.

        Raises:
            Unauthenticated: no such account, or a wrong password: which is not said. With the field
                ``code``: the password is right, the code does not hold.
            SecondFactorRequired: the password is right, and a code is needed besides.
            RateLimited: too many wrong passwords or codes; the account is locked for a while.
            Denied: the account is disabled.
        """
        ...

    def renew(self, refresh_token: str) -> Session:
        """Return a session with a new ID token; the time of signing in stays.

        Raises:
            Unauthenticated: the token does not hold (any more).
        """
        ...

    def sign_in_with(self, provider: Provider, token: str, *, nonce: str = "") -> Session:
        """Sign in with what an OAuth provider gave: Google's ID token, GitHub's access token.

        Google's token must name the SHA-256 of ``nonce``, as hexadecimal digits, if one is given.
        Only where both sides have verified an address may it join what signs in to one account.

        Raises:
            Unauthenticated: it does not hold.
            Denied: the account is disabled, or the provider never verified the address.
            Conflict: the address has an account that signs in otherwise, such as one with a
                password that nobody verified.
            NotFound: this platform does not take that provider.
            Unavailable: the provider does not answer now.
        """
        ...

    def verify(self, id_token: str, *, check_revoked: bool = False) -> Claims:
        """Return what a token says, if its issuer, audience, times and signature hold.

        ``check_revoked`` asks the provider too whether the user still may, and since when tokens
        hold; without it that may be minutes old.

        Raises:
            Unauthenticated: it does not hold; what is wrong with it is said in general words only.
        """
        ...

    def change_password(self, user: str, password: str) -> None:
        """Set another password; every session ends.

        Raises:
            Invalid: the password will not do.
            NotFound: no such user.
        """
        ...

    def revoke(self, user: str) -> None:
        """End every session of a user: tokens issued until now no longer hold.

        Raises:
            NotFound: no such user.
        """
        ...

    def disable(self, user: str, *, disabled: bool) -> None:
        """Shut a user out, or let them in again.

        Raises:
            NotFound: no such user.
        """
        ...

    def delete(self, user: str) -> None:
        """Delete an account; nothing happens if there is none."""
        ...

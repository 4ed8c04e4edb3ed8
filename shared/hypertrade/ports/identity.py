"""Identity: who signs in and with what; what Firebase Authentication is."""

from __future__ import annotations

from dataclasses import dataclass
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
    """What signing in gives: an ID token for ``Authorization: Bearer``, and what renews it."""

    user: str
    email: str
    id_token: str
    refresh_token: str
    expires_in: int
    new: bool = False


class Identity(Protocol):
    """Signs people in, and says who a token belongs to."""

    def sign_up(self, email: str, password: str, name: str = "") -> Session:
        """Make an account that signs in with ``password``, and sign it in.

        Raises:
            Invalid: the address or the password will not do; the error names which and why.
            Conflict: the address has an account.
            Unavailable: the provider does not answer now.
        """
        ...

    def sign_in(self, email: str, password: str) -> Session:
        """Sign somebody in.

        Raises:
            Unauthenticated: no such account, or a wrong password: which is not said.
            RateLimited: too many wrong passwords for this account; it is locked for a while.
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

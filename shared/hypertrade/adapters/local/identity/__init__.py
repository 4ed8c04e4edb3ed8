"""Identity on one machine: passwords, sessions, ID tokens of Firebase's shape."""

from __future__ import annotations

import secrets
import string
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from cachetools import TTLCache

from hypertrade.adapters.local.identity.book import Book, Person, Sitting
from hypertrade.adapters.local.identity.factors import WRONG, WRONG_REMEDY, Factors, Proof
from hypertrade.adapters.local.identity.lockout import LockOut, digest
from hypertrade.adapters.local.identity.passwords import Passwords
from hypertrade.adapters.local.identity.tokens import LASTS, Tokens, refused
from hypertrade.domain.accounts import next_second
from hypertrade.domain.credentials import checked_email, checked_password
from hypertrade.domain.errors import (
    Conflict,
    Denied,
    NotFound,
    SecondFactorRequired,
    Unauthenticated,
)
from hypertrade.ports.identity import Claims, Provider, Session

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.adapters.oauth.persons import Persons
    from hypertrade.ports.clock import Clock

PROJECT = "hypertrade-local"
REFRESH_LASTS = 60 * 24 * 3600.0
"""Seconds that a session lives if nobody renews it."""
KNOWN_FOR = 3.0
"""Seconds that a person is remembered without asking the file again."""

_ID = string.ascii_letters + string.digits


class LocalIdentity:
    """Signs people in; everything lies in one folder that its owner alone may read."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        key: bytes,
        persons: Persons | None = None,
        passwords: Passwords | None = None,
    ) -> None:
        """Keep everything in ``folder``, and second factors sealed under ``key`` of 32 bytes.

        ``persons`` says whom providers' tokens belong to.
        """
        self._folder = folder
        self._clock = clock
        self._key = key
        self._persons = persons
        self._passwords = passwords or Passwords()
        self._known: TTLCache[str, Person | None] = TTLCache(10_000, KNOWN_FOR, self._now)

    @cached_property
    def _book(self) -> Book:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Book(self._folder / "identity.db")

    @cached_property
    def _lockout(self) -> LockOut:
        return LockOut(self._book)

    @cached_property
    def second_factors(self) -> Factors:
        """What guards passwords besides; see the port."""
        return Factors(self._book, self._lockout, self._key, self._clock)

    @cached_property
    def _tokens(self) -> Tokens:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Tokens(self._folder, PROJECT, self._clock)

    def _now(self) -> float:
        return self._clock.now().timestamp()

    # ---------------------------------------------------------------------------- signing in

    def sign_up(self, email: str, password: str, name: str = "") -> Session:
        """Make an account that signs in with ``password``; see the port."""
        email = checked_email(email)
        hashed = self._passwords.hash(checked_password(password, email))
        person = Person(_new_id(), email, email_verified=False, name=name, password=hashed)
        with self._book.writing():
            self._book.add(person)
        return self._sign_in(person, "password", new=True)

    def sign_in(self, email: str, password: str, code: str = "") -> Session:
        """Sign somebody in; see the port. An unknown address costs the same work as a known one."""
        email = email.strip().lower()
        attempt = self._lockout.begin(email, self._now(), field="code" if code else "password")
        person = self._book.by_email(email)
        kept = person.password if person else None
        if not self._passwords.holds(kept, password) or person is None or kept is None:
            raise Unauthenticated(
                "no account has this address and this password",
                field="password",
                remedy="Look at both again.",
            )
        proof = self._second_proof(person, code, attempt)
        self._lockout.succeeded(email, self._now())
        if self._passwords.outdated(kept):
            with self._book.writing():
                self._book.set_password(person.id, self._passwords.hash(password))
        session = self._sign_in(person, "password")
        return replace(session, recovered=proof is Proof.RECOVERY)

    def _second_proof(self, person: Person, code: str, attempt: int) -> Proof | None:
        """Return what proved that somebody has the second factor; ``None`` if none is on.

        Raises:
            SecondFactorRequired: no code was given; the attempt is not counted.
            Unauthenticated: it does not hold.
        """
        if not self.second_factors.guards(person.id):
            return None
        if not code.strip():
            self._lockout.pardon(person.email, attempt, self._now())
            raise SecondFactorRequired(
                "a second factor guards this account",
                field="code",
                remedy="Send the code that the app shows, or a recovery code.",
            )
        proof = self.second_factors.use(person.id, code)
        if proof is None:
            raise Unauthenticated(WRONG, field="code", remedy=WRONG_REMEDY)
        return proof

    def renew(self, refresh_token: str) -> Session:
        """Return a session with a new ID token and a new refresh token; see the port.

        A refresh token holds once. If it comes again, one of the two who have it stole it: all
        sessions of that sign-in end.
        """
        now = self._now()
        # In one transaction: a thief who comes between would keep what was renewed in it.
        with self._book.writing():
            sitting = self._book.sitting(digest(refresh_token))
            person = self._book.person(sitting.person) if sitting else None
            opened = None
            if sitting is not None and sitting.used:
                self._book.end_family(sitting.family)
            elif sitting is not None and person is not None:
                self._book.use(sitting)
                over = sitting.expires <= now or sitting.signed_in < person.valid_after
                if not over and not person.disabled:
                    opened = self._open(person, sitting.provider, since=sitting)
        if person is None or opened is None:
            raise refused("over")
        return self._session(person, opened)

    def sign_in_with(self, provider: Provider, token: str, *, nonce: str = "") -> Session:
        """Sign in with what a provider gave; see the port."""
        if self._persons is None:
            raise NotFound(
                f"this platform does not take {provider}",
                field="provider",
                remedy="Sign in with e-mail and password.",
            )
        theirs = self._persons.who(provider, token, nonce=nonce)
        new = False
        with self._book.writing():
            person = self._book.by_link(provider, theirs.subject)
            if person is None:
                if not theirs.verified:
                    raise Denied(
                        f"{provider} has not verified your e-mail address",
                        field="email",
                        remedy="Verify it there, then sign in again.",
                    )
                person = self._book.by_email(theirs.email)
                if person is not None and not person.email_verified:
                    raise Conflict(
                        "this address has an account with a password, and nobody verified it",
                        field="email",
                        remedy="Sign in with e-mail and password.",
                    )
                if person is None:
                    person = Person(_new_id(), theirs.email, email_verified=True, name=theirs.name)
                    self._book.add(person)
                    new = True
                self._book.link(provider, theirs.subject, person.id)
        return self._sign_in(person, f"{provider}.com", new=new)

    def _sign_in(self, person: Person, provider: str, *, new: bool = False) -> Session:
        if person.disabled:
            raise Denied("this account is disabled", remedy="Ask an operator.")
        with self._book.writing():
            opened = self._open(person, provider)
        return self._session(person, opened, new=new)

    def _open(
        self, person: Person, provider: str, *, since: Sitting | None = None
    ) -> tuple[Sitting, str]:
        """Open a session, or another step of one, and return it with its refresh token."""
        now = self._now()
        token = secrets.token_urlsafe(32)
        sitting = Sitting(
            digest=digest(token),
            family=since.family if since else secrets.token_hex(16),
            person=person.id,
            provider=provider,
            # What begins in the second in which others were ended belongs to the next one.
            signed_in=since.signed_in if since else max(int(now), person.valid_after),
            expires=now + REFRESH_LASTS,
        )
        self._book.open_sitting(sitting, now)
        return sitting, token

    def _session(
        self, person: Person, opened: tuple[Sitting, str], *, new: bool = False
    ) -> Session:
        sitting, token = opened
        return Session(
            user=person.id,
            email=person.email,
            id_token=self._tokens.issue(person, sitting.provider, sitting.signed_in),
            refresh_token=token,
            expires_in=LASTS,
            new=new,
        )

    # ------------------------------------------------------------------------- who is it

    def verify(self, id_token: str, *, check_revoked: bool = False) -> Claims:
        """Return what a token says, if it holds; see the port.

        Without ``check_revoked`` what is known of the user may be seconds old.
        """
        claims = self._tokens.read(id_token)
        person = self._book.person(claims.user) if check_revoked else self._lately(claims.user)
        if person is None or person.disabled:
            raise refused("of an account that is gone or disabled")
        if claims.signed_in.timestamp() < person.valid_after:
            raise refused("of a session that ended")
        return claims

    def _lately(self, user: str) -> Person | None:
        try:
            return self._known[user]
        except KeyError:
            person = self._known[user] = self._book.person(user)
            return person

    # ------------------------------------------------------------------------------- changes

    def change_password(self, user: str, password: str) -> None:
        """Set another password; see the port."""
        person = self._require(user)
        hashed = self._passwords.hash(checked_password(password, person.email))
        with self._book.writing():
            self._book.set_password(user, hashed)
            self._end_sessions(user)

    def revoke(self, user: str) -> None:
        """End every session of a user; see the port."""
        self._require(user)
        with self._book.writing():
            self._end_sessions(user)

    def disable(self, user: str, *, disabled: bool) -> None:
        """Shut a user out, or let them in again; see the port."""
        self._require(user)
        with self._book.writing():
            self._book.set_disabled(user, disabled=disabled)
        self._known.pop(user, None)

    def delete(self, user: str) -> None:
        """Delete an account; see the port."""
        person = self._book.person(user)
        if person is not None:
            with self._book.writing():
                self._book.remove(user, digest(person.email))
            self._known.pop(user, None)

    def _end_sessions(self, user: str) -> None:
        self._book.end_sessions(user, int(next_second(self._clock.now()).timestamp()))
        self._known.pop(user, None)

    def _require(self, user: str) -> Person:
        person = self._book.person(user)
        if person is None:
            raise NotFound("there is no such user", field="user", remedy="List the users.")
        return person


def _new_id() -> str:
    return "".join(secrets.choice(_ID) for _ in range(28))

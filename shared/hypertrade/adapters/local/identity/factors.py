"""Second factors on one machine: an app that shows codes; recovery codes for when it is lost."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

from hypertrade.adapters.local.identity import codes
from hypertrade.adapters.local.identity.book import Factor
from hypertrade.adapters.local.identity.lockout import digest
from hypertrade.adapters.local.sealing import seal, unsealed
from hypertrade.domain.errors import Conflict, Denied, Invalid, NotFound
from hypertrade.ports.identity import Enrolment, FactorState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.adapters.local.identity.book import Book, Person
    from hypertrade.adapters.local.identity.lockout import LockOut
    from hypertrade.ports.clock import Clock

WRONG = "this code does not hold"
WRONG_REMEDY = "Take the one that the app shows now, for each holds once; or a recovery code."


class Proof(Enum):
    """What somebody proved with that they have the second factor."""

    APP = "app"
    RECOVERY = "recovery"


class Factors:
    """Everybody's second factor, as ``ports.identity.SecondFactors`` says.

    Secrets are sealed under ``key`` of 32 bytes, each bound to whose it is.
    """

    def __init__(self, book: Book, lockout: LockOut, key: bytes, clock: Clock) -> None:
        """Keep factors in ``book``, and count wrong codes in ``lockout``."""
        self._book = book
        self._lockout = lockout
        self._key = key
        self._clock = clock

    # -------------------------------------------------------------------------- signing in

    def guards(self, person: str) -> bool:
        """Return whether signing in takes a code."""
        factor = self._book.factor(person)
        return factor is not None and factor.since is not None

    def use(self, person: str, code: str) -> Proof | None:
        """Use a code up, and return what it was; ``None`` if it does not hold.

        Of two who bring the same code at the same time one has it.
        """
        code = codes.plain(code)
        with self._book.writing():
            factor = self._book.factor(person)
            if factor is None:
                return None
            if not codes.is_timed(code):
                used = self._book.use_recovery_code(person, _recovery_digest(person, code))
                return Proof.RECOVERY if used else None
            step = self._step(factor, code)
            if step is None:
                return None
            self._book.put_factor(replace(factor, last_step=step))
            return Proof.APP

    # ------------------------------------------------------------------------- the port

    def state(self, user: str) -> FactorState:
        """Return whether a factor is on, and since when; see the port."""
        person = self._person(user)
        factor = self._book.factor(user)
        since = None if factor is None else factor.since
        return FactorState(
            available=person.password is not None,
            enabled=since is not None,
            since=None if since is None else datetime.fromtimestamp(since, UTC),
            recovery_left=self._book.recovery_codes(user),
        )

    def begin(self, user: str) -> Enrolment:
        """Return a new secret, which guards nothing yet; see the port."""
        person = self._person(user)
        if person.password is None:
            raise Conflict(
                "this account has no password that a second factor could guard",
                field="second_factor",
                remedy="Turn on the second step of the provider that you sign in with.",
            )
        secret = codes.new_secret()
        sealed = seal(self._key, secret.encode(), _bound(user))
        with self._book.writing():
            if self.guards(user):
                raise Conflict(
                    "a second factor is on", field="second_factor", remedy="Turn it off first."
                )
            self._book.put_factor(Factor(user, sealed))
        return Enrolment(secret, codes.address(secret, person.email))

    def confirm(self, user: str, code: str) -> tuple[str, ...]:
        """Turn on what was begun; see the port."""
        with self._counted(user), self._book.writing():
            factor = self._book.factor(user)
            if factor is None or factor.since is not None:
                raise Conflict(
                    "no second factor was begun that waits for its first code",
                    field="second_factor",
                    remedy="Begin one, and take the code from its own secret.",
                )
            step = self._step(factor, codes.plain(code))
            if step is None:
                raise _wrong()
            since = self._clock.now().timestamp()
            self._book.put_factor(replace(factor, since=since, last_step=step))
            return self._new_recovery_codes(user)

    def renew_recovery(self, user: str, code: str) -> tuple[str, ...]:
        """Return ten new recovery codes; see the port."""
        self._prove(user, code)
        with self._book.writing():
            return self._new_recovery_codes(user)

    def turn_off(self, user: str, code: str) -> None:
        """Turn the factor off; see the port."""
        self._prove(user, code)
        self.take_off(user)

    def take_off(self, user: str) -> bool:
        """Turn the factor off without a code; see the port."""
        with self._book.writing():
            was = self.guards(user)
            self._book.remove_factor(user)
        return was

    # ------------------------------------------------------------------------------ inside

    def _prove(self, user: str, code: str) -> None:
        if not self.guards(user):
            raise Conflict(
                "no second factor is on", field="second_factor", remedy="Turn one on first."
            )
        with self._counted(user):
            if self.use(user, code) is None:
                raise _wrong()

    @contextmanager
    def _counted(self, user: str) -> Iterator[None]:
        """Count what is inside like a wrong password, unless it ends well."""
        email = self._person(user).email
        now = self._clock.now().timestamp()
        counted = self._lockout.begin(email, now, field="code")
        yield
        self._lockout.pardon(email, counted, now)

    def _step(self, factor: Factor, code: str) -> int | None:
        try:
            secret = unsealed(self._key, factor.sealed, _bound(factor.person)).decode()
        except ValueError as error:
            raise Denied(
                "the second factor of this account was not sealed by this machine",
                field="code",
                remedy="Use a recovery code, or ask an operator to take the factor off.",
            ) from error
        now = self._clock.now().timestamp()
        return codes.step_of(secret, code, now, after=factor.last_step)

    def _new_recovery_codes(self, user: str) -> tuple[str, ...]:
        made = tuple(codes.new_recovery_code() for _ in range(codes.RECOVERY_CODES))
        digests = [_recovery_digest(user, codes.plain(code)) for code in made]
        self._book.put_recovery_codes(user, digests)
        return made

    def _person(self, user: str) -> Person:
        person = self._book.person(user)
        if person is None:
            raise NotFound("there is no such user", field="user", remedy="List the users.")
        return person


def _recovery_digest(person: str, code: str) -> str:
    return digest(f"{person} {code}")


def _bound(person: str) -> str:
    return f"second factor of {person}"


def _wrong() -> Invalid:
    return Invalid(WRONG, field="code", remedy=WRONG_REMEDY)

"""Profiles: made when somebody is first seen, kept at hand for seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cachetools import TTLCache

from hypertrade.domain.accounts import Audited, User, Visit
from hypertrade.domain.errors import Invalid, Stale, Unauthenticated
from hypertrade.domain.principals import Principal, Scope

if TYPE_CHECKING:
    from datetime import datetime

    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Write
    from hypertrade.ports.identity import Claims
    from hypertrade.services.accounts.log import Log
    from hypertrade.stores.table import Kept
    from hypertrade.stores.users import Users

AT_HAND = 5.0
"""Seconds that a profile is used without asking for it again; a change here ends them at once."""
MOST_AT_HAND = 10_000
LONGEST_NAME = 120


class Profiles:
    """Users' profiles; new ones are on ``plan``, that of the address ``demo`` is the demo's."""

    def __init__(
        self, users: Users, log: Log, clock: Clock, *, plan: str, demo: str | None = None
    ) -> None:
        self.users = users
        self._log = log
        self._clock = clock
        self._plan = plan
        self._demo = demo
        self._at_hand: TTLCache[str, User] = TTLCache(
            MOST_AT_HAND, AT_HAND, lambda: clock.now().timestamp()
        )

    def lately(self, user: str) -> User | None:
        """Return a profile as it was seconds ago at most, ``None`` if there is none."""
        at_hand = self._at_hand.get(user)
        if at_hand is not None:
            return at_hand
        found = self.users.find(user)
        if found is None:
            return None
        self._at_hand[user] = found.value
        return found.value

    def seen(self, claims: Claims, visit: Visit) -> User:
        """Return the profile of somebody whose token was just checked; it is made if need be."""
        found = self.users.find(claims.user)
        if found is None:
            user = User(
                id=claims.user,
                email=claims.email,
                name=claims.name[:LONGEST_NAME],
                plan=self._plan,
                demo=claims.email == self._demo,
                created=self._clock.now(),
            )
            entry = self._log.entry(user.id, Audited.SIGNED_UP, visit, provider=claims.provider)
            try:
                self.users.documents.commit([self.users.creation(user), *entry])
            except Stale:
                # Two first requests at once: the other made it.
                found = self.users.require(claims.user)
            else:
                return user
        if found.value.email == claims.email:
            return found.value
        return self.replace(found, found.value.model_copy(update={"email": claims.email})).value

    def read(self, principal: Principal) -> Kept[User]:
        """Return the profile of whoever asks.

        Raises:
            Denied: the scope to read the account is missing.
        """
        principal.require(Scope.ACCOUNT_READ)
        return self.users.require(principal.id)

    def rename(self, principal: Principal, name: str, *, revision: str | None = None) -> Kept[User]:
        """Give whoever asks another name, if the profile still has ``revision``.

        Raises:
            Denied: the scope to change the account is missing.
            Stale: the profile was changed meanwhile.
            Invalid: the name is too long.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        found = self.users.require(principal.id)
        if revision is not None and revision != found.revision:
            raise Stale(
                "the profile was changed meanwhile",
                field="If-Match",
                remedy="Read it again, and repeat the change.",
            )
        name = name.strip()
        if len(name) > LONGEST_NAME:
            raise Invalid(
                f"a name has {LONGEST_NAME} characters at most", field="name", remedy="Shorten it."
            )
        return self.replace(found, found.value.model_copy(update={"name": name}))

    def replace(self, kept: Kept[User], value: User, *also: Write) -> Kept[User]:
        """Put ``value`` where ``kept`` still stands, with the writes of ``also``, all or none.

        Raises:
            Stale: the profile was changed meanwhile.
        """
        self.users.documents.commit([self.users.replacement(kept, value), *also])
        self.forget(value.id)
        return self.users.require(value.id)

    def forget(self, user: str) -> None:
        """Ask for a profile anew when it is needed next."""
        self._at_hand.pop(user, None)

    def require_recent(self, principal: Principal) -> Kept[User]:
        """Return the profile of a person who signed in lately, in a session that still holds.

        Raises:
            Unauthenticated: they did not, or that session has ended meanwhile.
            Denied: the scope to change the account is missing.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        principal.require_recent(self._clock.now())
        found = self.users.require(principal.id)
        check_session(found.value, principal.signed_in)
        return found


def check_session(user: User, signed_in: datetime | None) -> None:
    """Return if a session of ``user`` that began at ``signed_in`` still holds.

    Raises:
        Unauthenticated: it was ended, or the account is being deleted.
    """
    ended = user.tokens_valid_after is not None and (
        signed_in is None or signed_in < user.tokens_valid_after
    )
    if ended or user.leaving is not None:
        raise Unauthenticated(
            "this session has ended", field="Authorization", remedy="Sign in again."
        )

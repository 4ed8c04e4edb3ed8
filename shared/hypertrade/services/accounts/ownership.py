"""What the owner of the one machine decides: who operates the platform, who lost their phone.

Nobody is asked who they are: whoever may write the platform's folder may do this to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.accounts import MACHINE, Audited, User, Visit
from hypertrade.domain.errors import NotFound
from hypertrade.domain.principals import Role
from hypertrade.services.runs.records import until_settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.ports.identity import Identity
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.accounts.profiles import Profiles
    from hypertrade.stores.table import Kept


class Ownership:
    """Changes accounts of others; each change is in the audit log of the account."""

    def __init__(self, identity: Identity, profiles: Profiles, log: Log) -> None:
        self._identity = identity
        self._profiles = profiles
        self._log = log

    def operators(self) -> list[User]:
        """Return the users who have the role, by id."""
        return [kept.value for kept in self._profiles.users.with_role(Role.OPERATOR)]

    def grant(self, email: str) -> User:
        """Make the account of ``email`` an operator's; nothing happens if it is one.

        Raises:
            NotFound: no account has this address.
        """
        return until_settled(lambda: self._set(email, lambda roles: roles | {Role.OPERATOR}))

    def revoke(self, email: str) -> User:
        """Take the role from the account of ``email``; nothing happens if it has it not.

        Raises:
            NotFound: no account has this address.
        """
        return until_settled(lambda: self._set(email, lambda roles: roles - {Role.OPERATOR}))

    def take_factor_off(self, email: str) -> tuple[User, bool]:
        """Take the second factor off the account of ``email``; the password alone signs in then.

        Returns the user, and whether a factor was on.

        Raises:
            NotFound: no account has this address.
        """
        user = self._user(email).value
        factors = self._identity.second_factors
        was_on = factors is not None and factors.take_off(user.id)
        if was_on:
            self._log.add(self._log.entry(user.id, Audited.FACTOR_OFF, Visit(), actor=MACHINE))
        return user, was_on

    def _user(self, email: str) -> Kept[User]:
        kept = self._profiles.users.by_email(email.strip().lower())
        if kept is None:
            raise NotFound(
                f"no account has the address {email}",
                field="EMAIL",
                remedy="Sign up with it first, in the web app or by `hypertrade login --sign-up`.",
            )
        return kept

    def _set(self, email: str, change: Callable[[frozenset[Role]], frozenset[Role]]) -> User:
        kept = self._user(email)
        before = kept.value.roles
        after = change(before)
        if after == before:
            return kept.value
        entry = self._log.entry(
            kept.value.id,
            Audited.ROLES_CHANGED,
            Visit(),
            actor=MACHINE,
            before=sorted(before),
            after=sorted(after),
        )
        changed = kept.value.model_copy(update={"roles": after})
        return self._profiles.replace(kept, changed, *entry).value

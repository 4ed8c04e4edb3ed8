"""The second factor of whoever asks: turned on, off, and what is for when the app is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypertrade.domain.accounts import Audited, Visit
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.domain.principals import Principal, Scope
from hypertrade.ports.identity import FactorState

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.ports.identity import Enrolment, Identity, SecondFactors
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.accounts.profiles import Profiles

T = TypeVar("T")

NONE_HERE = FactorState(available=False, enabled=False, since=None, recovery_left=0)
"""What there is where the provider has second factors of its own."""


class SecondFactor:
    """Guards a password with codes of an app. What changes it is in the audit log, wrong codes too.

    Sessions that are open stay so when a factor is turned on or off: each proved the password, and
    ``SignIns.sign_out`` ends them all. Changes raise ``Denied`` and ``Unauthenticated`` unless a
    person asks who signed in lately, and ``Conflict`` where the provider has its own factors.
    """

    def __init__(self, identity: Identity, profiles: Profiles, log: Log) -> None:
        self._identity = identity
        self._profiles = profiles
        self._log = log

    def state(self, principal: Principal) -> FactorState:
        """Return whether a factor is on, and how many recovery codes are left.

        Raises:
            Denied: the scope to read the account is missing.
        """
        principal.require(Scope.ACCOUNT_READ)
        return self.of(principal.id)

    def of(self, user: str) -> FactorState:
        """Return the same of somebody, to whom only they themselves lead."""
        factors = self._identity.second_factors
        return NONE_HERE if factors is None else factors.state(user)

    def begin(self, principal: Principal) -> Enrolment:
        """Return the secret for an app; the factor is on once ``confirm`` gets its first code.

        Raises:
            Conflict: a factor is on, or there is no password that it could guard.
        """
        return self._factors(principal).begin(principal.id)

    def confirm(self, principal: Principal, code: str, visit: Visit) -> tuple[str, ...]:
        """Turn on what was begun, and return ten recovery codes, this once.

        Raises:
            Invalid: the code does not hold.
            Conflict: nothing was begun.
            RateLimited: there were too many wrong codes.
        """
        return self._change(
            principal, Audited.FACTOR_ON, visit, lambda of: of.confirm(principal.id, code)
        )

    def renew_recovery(self, principal: Principal, code: str, visit: Visit) -> tuple[str, ...]:
        """Return ten new recovery codes, this once; the old ones no longer hold.

        Raises:
            Invalid: the code does not hold.
            Conflict: no factor is on.
            RateLimited: there were too many wrong codes.
        """
        return self._change(
            principal,
            Audited.RECOVERY_RENEWED,
            visit,
            lambda of: of.renew_recovery(principal.id, code),
        )

    def turn_off(self, principal: Principal, code: str, visit: Visit) -> None:
        """Turn the factor off, by a code of the app or a recovery code.

        Raises:
            Invalid: the code does not hold.
            Conflict: no factor is on.
            RateLimited: there were too many wrong codes.
        """
        self._change(
            principal, Audited.FACTOR_OFF, visit, lambda of: of.turn_off(principal.id, code)
        )

    def _factors(self, principal: Principal) -> SecondFactors:
        self._profiles.require_recent(principal)
        factors = self._identity.second_factors
        if factors is None:
            raise Conflict(
                "passwords are not kept here, so nothing here can guard them",
                field="second_factor",
                remedy="Turn on the second step of the provider that you sign in with.",
            )
        return factors

    def _change(
        self,
        principal: Principal,
        what: Audited,
        visit: Visit,
        change: Callable[[SecondFactors], T],
    ) -> T:
        """Return what ``change`` does, and note it; a code that does not hold is noted too."""
        factors = self._factors(principal)
        try:
            done = change(factors)
        except Invalid:
            self._log.add(self._log.entry(principal.id, Audited.FACTOR_REFUSED, visit))
            raise
        self._log.add(self._log.entry(principal.id, what, visit))
        return done

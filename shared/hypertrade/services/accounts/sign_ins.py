"""Signing up, in and out with e-mail and password."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hypertrade.domain.accounts import Audited, Visit, next_second
from hypertrade.domain.credentials import checked_password
from hypertrade.domain.errors import Denied, SecondFactorRequired, Unauthenticated
from hypertrade.domain.principals import Principal, Scope

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.identity import Identity, Session
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.accounts.profiles import Profiles

NOBODY = "nobody"
"""Whose the entries are about sign-ins to accounts that do not exist."""


class SignIns:
    """Sessions of people."""

    def __init__(self, identity: Identity, profiles: Profiles, log: Log, clock: Clock) -> None:
        self._identity = identity
        self._profiles = profiles
        self._log = log
        self._clock = clock

    def sign_up(self, email: str, password: str, name: str, visit: Visit) -> Session:
        """Make an account, and sign it in.

        Raises:
            Invalid: the address or the password will not do.
            Conflict: the address has an account.
            Unavailable: the provider does not answer now.
        """
        session = self._identity.sign_up(email, password, name)
        self._profiles.seen(self._identity.verify(session.id_token), visit)
        return session

    def sign_in(self, email: str, password: str, visit: Visit, code: str = "") -> Session:
        """Sign somebody in; every attempt that counts is in the audit log.

        Raises:
            Unauthenticated: no such account, or a wrong password: which is not said. With the field
                ``code``: that of the second factor does not hold.
            SecondFactorRequired: the password is right, and a code is needed besides.
            RateLimited: too many wrong passwords or codes; the account is locked for a while.
            Denied: the account is disabled.
        """
        try:
            session = self._identity.sign_in(email, password, code)
        except SecondFactorRequired:
            raise  # half of a sign-in: the other half tells how it ended
        except (Unauthenticated, Denied) as error:
            wrong_code = error.field == "code"
            self._note_failure(
                email, Audited.FACTOR_REFUSED if wrong_code else Audited.SIGN_IN_FAILED, visit
            )
            raise
        if session.recovered:
            self._log.add(self._log.entry(session.user, Audited.RECOVERY_USED, visit))
        return self.welcome(session, visit)

    def welcome(self, session: Session, visit: Visit) -> Session:
        """Note that somebody signed in, whose profile is made if this is the first time.

        Raises:
            Denied: the account is suspended.
        """
        claims = self._identity.verify(session.id_token, check_revoked=True)
        user = self._profiles.seen(claims, visit)
        if user.suspended:
            raise Denied("this account is suspended", remedy="Ask an operator.")
        self._log.add(self._log.entry(user.id, Audited.SIGNED_IN, visit, provider=claims.provider))
        return session

    def renew(self, refresh_token: str) -> Session:
        """Return a session with a new ID token.

        Raises:
            Unauthenticated: the token does not hold (any more).
        """
        return self._identity.renew(refresh_token)

    def sign_out(self, principal: Principal, visit: Visit) -> None:
        """End every session of whoever asks, on every device, at once. API keys stay.

        Raises:
            Denied: this takes a person.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        self._end_sessions(principal, Audited.SIGNED_OUT, visit)
        self._identity.revoke(principal.id)

    def change_password(self, principal: Principal, password: str, visit: Visit) -> None:
        """Set another password; every session ends, the one that asks included.

        Raises:
            Invalid: the password will not do.
            Denied, Unauthenticated: this takes a person who signed in lately.
        """
        kept = self._profiles.require_recent(principal)
        checked_password(password, kept.value.email)
        self._end_sessions(principal, Audited.PASSWORD_CHANGED, visit)
        self._identity.change_password(principal.id, password)

    def _end_sessions(self, principal: Principal, what: Audited, visit: Visit) -> None:
        # In the profile first: should the provider not answer, no session holds here any more.
        kept = self._profiles.users.require(principal.id)
        ended = kept.value.model_copy(update={"tokens_valid_after": next_second(self._clock.now())})
        self._profiles.replace(kept, ended, *self._log.entry(principal.id, what, visit))

    def _note_failure(self, email: str, what: Audited, visit: Visit) -> None:
        """Write an entry for a known address and for an unknown one, so that both take as long."""
        email = email.strip().lower()
        found = self._profiles.users.by_email(email)
        pseudonym = hashlib.sha256(email.encode()).hexdigest()[:16]
        owner, subject = (found.value.id, "") if found else (NOBODY, pseudonym)
        self._log.add(self._log.entry(owner, what, visit, actor=NOBODY, subject=subject))

"""Who asks: from the ``Authorization`` header to a principal."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cachetools import TTLCache

from hypertrade.domain.errors import Denied, Unauthenticated
from hypertrade.domain.principals import KEYS_NEVER, OPERATORS_ONLY, Principal, Role, Scope
from hypertrade.services.accounts.keys import PREFIX
from hypertrade.services.accounts.profiles import check_session

if TYPE_CHECKING:
    from hypertrade.domain.accounts import User, Visit
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.identity import Claims, Identity
    from hypertrade.services.accounts.keys import Keys
    from hypertrade.services.accounts.profiles import Profiles

CHECKED = 20.0
"""Seconds that a token needs not be checked again: then the provider is asked whether it holds."""
MOST_CHECKED = 10_000
LONGEST_TOKEN = 8192


class Authentication:
    """Lets people and programs in. ``operators`` are addresses (lower case) of operators."""

    def __init__(
        self,
        identity: Identity,
        profiles: Profiles,
        keys: Keys,
        clock: Clock,
        operators: frozenset[str],
    ) -> None:
        self._identity = identity
        self._profiles = profiles
        self._keys = keys
        self._clock = clock
        self._operators = operators
        # By digest: tokens themselves are not kept.
        self._checked: TTLCache[bytes, Claims] = TTLCache(
            MOST_CHECKED, CHECKED, lambda: clock.now().timestamp()
        )
        self._known: dict[str, tuple[User, Claims, Principal]] = {}

    def authenticate(self, authorization: str | None, visit: Visit) -> Principal:
        """Return who asks, by ``Bearer`` and an ID token or an API key.

        Raises:
            Unauthenticated: nobody known does.
            Denied: the account is suspended.
        """
        scheme, _, token = (authorization or "").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
            raise Unauthenticated(
                "the request says not who asks",
                field="Authorization",
                remedy="Sign in, and send `Bearer` and the ID token or an API key.",
            )
        return self._program(token) if token.startswith(PREFIX) else self._person(token, visit)

    def _program(self, text: str) -> Principal:
        key = self._keys.check(text)
        user = self._profiles.lately(key.owner)
        if user is None or user.leaving is not None:
            raise Unauthenticated(
                "the owner of this key has left", field="Authorization", remedy="Sign in."
            )
        _check_suspended(user)
        return Principal(
            id=user.id,
            email=user.email,
            roles=user.roles,
            scopes=(key.scopes & scopes_of(user.roles)) - KEYS_NEVER,
            plan=user.plan,
            key_id=key.id,
        )

    def _person(self, token: str, visit: Visit) -> Principal:
        claims, fresh = self._claims(token)
        user = self._profiles.lately(claims.user)
        if user is None or user.email != claims.email:
            # Perhaps somebody new, perhaps somebody who left with a token in hand: only the
            # provider knows.
            if not fresh:
                claims = self._identity.verify(token, check_revoked=True)
            user = self._profiles.seen(claims, visit)
        check_session(user, claims.signed_in)
        _check_suspended(user)
        return self._principal(user, claims)

    def _principal(self, user: User, claims: Claims) -> Principal:
        """Return what a profile and a token make of somebody; the same again for the same two."""
        known = self._known.get(user.id)
        if known is not None and known[0] is user and known[1] is claims:
            return known[2]
        roles = user.roles
        if claims.email_verified and claims.email.lower() in self._operators:
            roles |= {Role.OPERATOR}
        principal = Principal(
            id=user.id,
            email=user.email,
            roles=roles,
            scopes=scopes_of(roles),
            plan=user.plan,
            signed_in=claims.signed_in,
        )
        if len(self._known) >= MOST_CHECKED:
            self._known.clear()
        self._known[user.id] = (user, claims, principal)
        return principal

    def _claims(self, token: str) -> tuple[Claims, bool]:
        """Return what a token says, and whether the provider was asked just now."""
        digest = hashlib.sha256(token.encode()).digest()
        claims = self._checked.get(digest)
        if claims is not None and self._clock.now() < claims.expires:
            return claims, False
        claims = self._identity.verify(token, check_revoked=True)
        self._checked[digest] = claims
        return claims, True


EVERYTHING = frozenset(Scope)


def scopes_of(roles: frozenset[Role]) -> frozenset[Scope]:
    """Return what somebody of ``roles`` may do."""
    return EVERYTHING if Role.OPERATOR in roles else EVERYTHING - OPERATORS_ONLY


def _check_suspended(user: User) -> None:
    if user.suspended:
        raise Denied("this account is suspended", remedy="Ask an operator.")

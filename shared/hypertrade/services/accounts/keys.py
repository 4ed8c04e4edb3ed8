"""API keys: ``ht_<id>_<secret>``, shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cachetools import TTLCache

from hypertrade.domain.accounts import ApiKey, Audited, Visit
from hypertrade.domain.errors import Invalid, QuotaExceeded, Stale, Unauthenticated
from hypertrade.domain.paging import Asked, Page
from hypertrade.domain.principals import KEYS_NEVER, Principal, Scope
from hypertrade.ports.documents import Where
from hypertrade.stores.table import Kept, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.ports.clock import Clock
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.accounts.profiles import Profiles
    from hypertrade.stores.api_keys import ApiKeys

LASTS = timedelta(days=90)
"""How long a key holds if nothing is said."""
LONGEST = timedelta(days=366)
MOST_KEYS = 50
AT_HAND = 5.0
"""Seconds that a key is used without asking for it again; revoking it here ends them at once."""
USE_NOTED = timedelta(minutes=1)

PREFIX = "ht_"
_LETTERS = string.ascii_letters + string.digits
_ID, _SECRET = 16, 43  # 95 bits that name a key, 256 that prove it
_KEY = re.compile(rf"{PREFIX}([A-Za-z0-9]{{{_ID}}})_([A-Za-z0-9]{{{_SECRET}}})")
_NOBODYS = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key and, for this once, its ``text``."""

    key: ApiKey
    text: str = field(repr=False)


class Keys:
    """Keys of everybody; each may do what it is scoped to and its owner may."""

    def __init__(self, keys: ApiKeys, profiles: Profiles, log: Log, clock: Clock) -> None:
        self._keys = keys
        self._profiles = profiles
        self._log = log
        self._clock = clock
        self._at_hand: TTLCache[str, Kept[ApiKey]] = TTLCache(
            10_000, AT_HAND, lambda: clock.now().timestamp()
        )

    def create(
        self,
        principal: Principal,
        name: str,
        scopes: Iterable[Scope],
        visit: Visit,
        *,
        expires: datetime | None = None,
    ) -> NewKey:
        """Make a key that may do what ``scopes`` say, until ``expires`` (UTC; default: 90 days).

        Raises:
            Invalid: the name, a scope or the date will not do.
            Denied, Unauthenticated: this takes a person who signed in lately.
            QuotaExceeded: there are too many keys.
        """
        self._profiles.require_recent(principal)
        now = self._clock.now()
        scopes = _checked_scopes(principal, scopes)
        until = _checked_expiry(now, expires)
        if self._active(principal, now) >= MOST_KEYS:
            raise QuotaExceeded(
                f"an account has {MOST_KEYS} keys at most",
                field="name",
                remedy="Revoke one that is not used.",
            )
        if not 1 <= len(name.strip()) <= 80:  # noqa: PLR2004 - the model's own bound
            raise Invalid("a key has a name", field="name", remedy="Take 1 to 80 characters.")
        secret = _random(_SECRET)
        key = ApiKey(
            id=_random(_ID),
            owner=principal.id,
            name=name.strip(),
            secret_digest=_digest(secret),
            hint=secret[-4:],
            scopes=scopes,
            created=now,
            expires=until,
        )
        entry = self._log.entry(
            principal.id, Audited.KEY_CREATED, visit, subject=key.id, scopes=sorted(scopes)
        )
        self._keys.documents.commit([self._keys.creation(key), *entry])
        return NewKey(_shown(key), f"{PREFIX}{key.id}_{secret}")

    def list(self, principal: Principal, asked: Asked) -> Page[ApiKey]:
        """Return a page of the principal's keys, without what would prove them.

        Raises:
            Denied: the scope to read the account is missing.
        """
        principal.require(Scope.ACCOUNT_READ)
        page = values(self._keys.own_page(principal, asked))
        return Page(tuple(_shown(key) for key in page.items), page.next)

    def revoke(self, principal: Principal, key: str, visit: Visit) -> None:
        """End a key, in use or not; nothing happens if it has ended.

        Raises:
            NotFound: the principal has no such key.
            Denied: this takes a person.
        """
        principal.require(Scope.ACCOUNT_WRITE)
        while (found := self._keys.own(principal, key)).value.revoked is None:
            revoked = found.value.model_copy(update={"revoked": self._clock.now()})
            entry = self._log.entry(principal.id, Audited.KEY_REVOKED, visit, subject=key)
            # A use that is noted at the same moment, once a minute at most, must not save it.
            with suppress(Stale):
                self._keys.documents.commit([self._keys.replacement(found, revoked), *entry])
        self._at_hand.pop(key, None)

    def check(self, text: str) -> ApiKey:
        """Return the key that ``text`` is, if it holds.

        Raises:
            Unauthenticated: it does not.
        """
        match = _KEY.fullmatch(text)
        if match is None:
            raise _refused()
        id_, secret = match.groups()
        found = self._at_hand.get(id_)
        if found is None and (found := self._keys.find(id_)) is not None:
            self._at_hand[id_] = found
        kept = found.value.secret_digest if found else _NOBODYS
        if not secrets.compare_digest(kept, _digest(secret)) or found is None:
            raise _refused()
        key, now = found.value, self._clock.now()
        if not _holds(key, now):
            raise _refused()
        self._note_use(found, now)
        return key

    def _note_use(self, found: Kept[ApiKey], now: datetime) -> None:
        key = found.value
        if key.last_used is None or now - key.last_used >= USE_NOTED:
            self._at_hand.pop(key.id, None)
            # Somebody else noted a use, or revoked the key: either is read the next time.
            with suppress(Stale):
                self._keys.replace(found, key.model_copy(update={"last_used": now}))

    def _active(self, principal: Principal, now: datetime) -> int:
        kept = self._keys.every(Where("owner", "==", principal.id))
        return sum(_holds(one.value, now) for one in kept)


def _checked_scopes(principal: Principal, scopes: Iterable[Scope]) -> frozenset[Scope]:
    wanted = frozenset(scopes)
    if not wanted:
        raise Invalid("a key without scopes is good for nothing", field="scopes", remedy="Add one.")
    if beyond := wanted & KEYS_NEVER or wanted - principal.scopes:
        raise Invalid(
            f"no key of yours may have the scope {min(beyond)}",
            field="scopes",
            remedy="Leave it out.",
        )
    return wanted


def _checked_expiry(now: datetime, expires: datetime | None) -> datetime:
    until = expires or now + LASTS
    if not now < until <= now + LONGEST:
        raise Invalid(
            "a key ends in the future, within a year",
            field="expires",
            remedy=f"Name a date up to {(now + LONGEST).date()}.",
        )
    return until


def _holds(key: ApiKey, now: datetime) -> bool:
    return key.revoked is None and (key.expires is None or now < key.expires)


def _shown(key: ApiKey) -> ApiKey:
    return key.model_copy(update={"secret_digest": ""})


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _refused() -> Unauthenticated:
    return Unauthenticated(
        "the API key does not hold", field="Authorization", remedy="Make another, or sign in."
    )

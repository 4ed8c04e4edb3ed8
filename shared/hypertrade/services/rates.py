"""Rate limits: token buckets for the `limits` library, over the port that keeps them."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import RateLimiter
from limits.util import WindowStats

from hypertrade.domain.errors import RateLimited, Unavailable
from hypertrade.domain.quotas import PLANS

if TYPE_CHECKING:
    from limits import RateLimitItem

    from hypertrade.domain.principals import Principal
    from hypertrade.ports.buckets import Buckets


class BucketPerMinute(RateLimitItemPerMinute):
    """So many requests a minute in the long run, ``burst`` of them at once."""

    __slots__ = ("burst",)

    def __init__(self, amount: int, burst: int, namespace: str) -> None:
        """Allow ``amount`` a minute; ``namespace`` keeps these buckets apart from others."""
        super().__init__(amount, 1, namespace)
        self.burst = burst

    @property
    def rate(self) -> float:
        """Tokens a second."""
        return self.amount / self.get_expiry()


ANYBODY = BucketPerMinute(240, 60, "address")
"""Requests from one address that say not who asks, or lie about it."""
SIGNING_IN = BucketPerMinute(10, 10, "signing-in")
"""Attempts from one address at signing in, up, or setting a password."""
WORDS_SHARE = 5
"""One in so many of a plan's requests may bring words to be read, which takes far longer."""
WORDS_A_TOKEN = 500
"""Characters of words that count as one reading."""
REPLAY = 10
"""Readings that making later changes again counts as."""
OWN_MACHINE = 50
"""How many times that on a platform of one's own: every request comes from the same address."""


class BucketStorage(Storage):
    """What `limits` calls a storage, with token buckets and nothing else."""

    def __init__(self, buckets: Buckets) -> None:
        """Keep tokens in ``buckets``."""
        super().__init__()
        self.buckets = buckets

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a bucket that cannot be reached raises."""
        return Unavailable

    def check(self) -> bool:
        """Tell whether buckets can be reached."""
        self.buckets.take("health", rate=1.0, burst=1, cost=0.0)
        return True

    def incr(self, key: str, expiry: int, amount: int = 1) -> NoReturn:  # noqa: ARG002 - the library's own parameters
        """Refuse: counters of windows are for other strategies."""
        raise TypeError(self._why(key))

    def get(self, key: str) -> NoReturn:
        """Refuse, as ``incr`` does."""
        raise TypeError(self._why(key))

    def get_expiry(self, key: str) -> NoReturn:
        """Refuse, as ``incr`` does."""
        raise TypeError(self._why(key))

    def reset(self) -> NoReturn:
        """Refuse: buckets fill up by themselves."""
        raise TypeError(self._why("all"))

    def clear(self, key: str) -> NoReturn:
        """Refuse, as ``reset`` does."""
        raise TypeError(self._why(key))

    @staticmethod
    def _why(key: str) -> str:
        return f"{key}: this storage keeps token buckets; use TokenBucketRateLimiter"


class TokenBucketRateLimiter(RateLimiter):
    """The token bucket as a strategy of `limits`."""

    storage: BucketStorage

    def take(self, item: BucketPerMinute, *identifiers: str, cost: float = 1) -> Standing:
        """Take ``cost`` tokens if there are so many, and say how the bucket stands then."""
        left, wait = self.storage.buckets.take(
            item.key_for(*identifiers), rate=item.rate, burst=item.burst, cost=cost
        )
        return Standing(
            limit=item.burst,
            a_minute=item.amount,
            left=max(0, math.floor(left)),
            full_after=(item.burst - left) / item.rate,
            wait=wait,
        )

    def hit(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        """Take ``cost`` tokens; return whether there were so many."""
        return self.take(_bucket(item), *identifiers, cost=cost).wait == 0

    def test(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        """Return whether ``cost`` tokens could be taken."""
        return self.take(_bucket(item), *identifiers, cost=0).left >= cost

    def get_window_stats(self, item: RateLimitItem, *identifiers: str) -> WindowStats:
        """Return when the bucket is full again (Unix seconds), and what is left in it."""
        standing = self.take(_bucket(item), *identifiers, cost=0)
        return WindowStats(time.time() + standing.full_after, standing.left)


def _bucket(item: RateLimitItem) -> BucketPerMinute:
    if not isinstance(item, BucketPerMinute):
        msg = f"{item} has no burst: use BucketPerMinute"
        raise TypeError(msg)
    return item


@dataclass(frozen=True, slots=True)
class Standing:
    """How a bucket stands: at most ``limit`` at once, ``a_minute`` in the long run.

    ``full_after`` is in seconds, as is ``wait``: 0 if what was asked for was had.
    """

    limit: int
    a_minute: int
    left: int
    full_after: float
    wait: float

    def require(self, what: str = "requests") -> None:
        """Return if the request may pass; ``what`` is counted.

        Raises:
            RateLimited: it may not; the error says when one may.
        """
        if self.wait > 0:
            raise RateLimited(
                f"more than {self.a_minute} {what} a minute",
                remedy="Ask again after the seconds that Retry-After names.",
                retry_after=self.wait,
            )


class Rates:
    """The limits of the API: by plan for a principal, by address for anybody else."""

    def __init__(self, buckets: Buckets, *, own_machine: bool) -> None:
        """Count in ``buckets``; on an ``own_machine`` addresses say nothing about who asks."""
        self._limiter = TokenBucketRateLimiter(BucketStorage(buckets))
        factor = OWN_MACHINE if own_machine else 1
        self._anybody = _times(ANYBODY, factor)
        self._signing_in = _times(SIGNING_IN, factor)
        self._plans = {
            name: BucketPerMinute(plan.requests_a_minute, plan.burst, "principal")
            for name, plan in PLANS.items()
        }
        self._words = {
            name: BucketPerMinute(
                plan.requests_a_minute // WORDS_SHARE, plan.burst // WORDS_SHARE, "words"
            )
            for name, plan in PLANS.items()
        }

    def principal(self, principal: Principal) -> Standing:
        """Count a request of ``principal``; an API key has a bucket of its own."""
        item = self._plans.get(principal.plan, self._plans["free"])
        return self._limiter.take(item, principal.id, principal.key_id or "")

    def words(self, principal: Principal, readings: int) -> Standing:
        """Count ``readings`` of words for ``principal``, whichever key they come by."""
        item = self._words.get(principal.plan, self._words["free"])
        return self._limiter.take(item, principal.id, cost=readings)

    def address(self, address: str, *, signing_in: bool = False) -> Standing:
        """Count a request from ``address`` of nobody known."""
        return self._limiter.take(self._signing_in if signing_in else self._anybody, address)


def _times(item: BucketPerMinute, factor: int) -> BucketPerMinute:
    return BucketPerMinute(item.amount * factor, item.burst * factor, item.namespace)

"""Codes that prove whose an address or a chat is, and how often one may be sent there."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from hypertrade.domain.channels import CODE_LASTS, MOST_GUESSES, Channel, ChannelKind, Code
from hypertrade.domain.errors import Invalid, RateLimited, Unavailable
from hypertrade.ports.notifier import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.ports.buckets import Buckets
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.notifier import Notifier

DIGITS = 6
EVENT = "channel.code"

# Tokens of each bucket, and the seconds until one comes back. Whose address it is nobody knows yet:
# so that nobody's is flooded, what is sent to one is bounded whoever asks.
_PER_CHANNEL = (1, 60)
_PER_TARGET = (5, 300)
_PER_OWNER = (10, 300)
_TESTS = (5, 60)


class Codes:
    """Sends codes and judges what comes back; only digests of them are kept."""

    def __init__(
        self, notifiers: Mapping[ChannelKind, Notifier], buckets: Buckets, clock: Clock
    ) -> None:
        """Send by ``notifiers``, as often as ``buckets`` allow."""
        self._notifiers = notifiers
        self._buckets = buckets
        self._clock = clock

    def send(self, channel: Channel) -> Channel:
        """Send a code to ``channel`` now, and return the channel with its digest, to be kept.

        Raises:
            RateLimited: one was sent within the minute, or too many altogether.
            Invalid: nothing can be sent there.
            Unavailable: it cannot be sent now.
        """
        target = hashlib.sha256(f"{channel.kind} {channel.target}".encode()).hexdigest()[:32]
        self._count("code-channel", channel.id, *_PER_CHANNEL)
        self._count("code-owner", channel.owner, *_PER_OWNER)
        self._count("code-target", target, *_PER_TARGET)
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        now = self._clock.now()
        self._deliver(
            channel,
            Message(
                id=f"{channel.id}-code-{secrets.token_hex(8)}",
                to=channel.target,
                subject=f"HyperTrade: {code} is your code",
                text=_TEXT.format(code=code, minutes=int(CODE_LASTS.total_seconds() // 60)),
                event=EVENT,
                at=now,
            ),
        )
        kept = Code(proof_digest=_digest(channel.id, code), expires=now + CODE_LASTS)
        return channel.model_copy(update={"code": kept})

    def judge(self, channel: Channel, code: str) -> tuple[Channel, Invalid | None]:
        """Return ``channel`` as it is after somebody said ``code``, and why that will not do."""
        kept = channel.code
        if kept is None or self._clock.now() >= kept.expires or kept.wrong >= MOST_GUESSES:
            return channel, _bad("this code holds no longer")
        # Spaces are how people tell digits apart.
        if secrets.compare_digest(kept.proof_digest, _digest(channel.id, "".join(code.split()))):
            changed = {"state": "on", "code": None, "changed": self._clock.now()}
            return channel.model_copy(update=changed), None
        wrong = kept.wrong + 1
        left = MOST_GUESSES - wrong
        problem = f"that is not the code; {left} more may be tried" if left else _USED_UP
        used = kept.model_copy(update={"wrong": wrong})
        return channel.model_copy(update={"code": used}), _bad(problem)

    def count_test(self, channel: str) -> None:
        """Count a test of ``channel``.

        Raises:
            RateLimited: it was tried too often.
        """
        self._count("test", channel, *_TESTS)

    def _deliver(self, channel: Channel, message: Message) -> None:
        receipt = self._notifiers[channel.kind].send(message)
        if receipt.outcome == "delivered":
            return
        if receipt.outcome == "gone":
            raise Invalid(
                f"nothing can be sent there: {receipt.detail}",
                field="to.chat" if channel.kind == "telegram" else "to.address",
                remedy="At Telegram, write to the platform's bot first, then try again."
                if channel.kind == "telegram"
                else "Check the address.",
            )
        raise Unavailable(
            f"the code cannot be sent now: {receipt.detail}", remedy="Try again in a minute."
        )

    def _count(self, what: str, whose: str, burst: int, seconds: float) -> None:
        _, wait = self._buckets.take(f"channels:{what}:{whose}", rate=1 / seconds, burst=burst)
        if wait > 0:
            raise RateLimited(
                "too many messages were asked for in too short a time",
                field="channel",
                remedy="Ask again after the seconds that Retry-After names.",
                retry_after=wait,
            )


_TEXT = """{code}

is the code that confirms this channel at HyperTrade. It holds {minutes} minutes.

If you did not ask for it, somebody typed your address by mistake: do nothing, and nothing more
will be sent.
"""
_USED_UP = "that is not the code, and it was the last try"


def _digest(channel: str, code: str) -> str:
    return hashlib.sha256(f"{channel}:{code}".encode()).hexdigest()


def _bad(problem: str) -> Invalid:
    return Invalid(
        problem, field="code", remedy="Type the newest one that was sent, or ask for another."
    )

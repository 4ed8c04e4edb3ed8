"""What can go wrong, in the domain's words.

Every error says what is wrong (``problem``), where (``field``, a path such as ``entries[0].name``
or a command-line option) and what to do about it (``remedy``). Adapters translate foreign errors
into these; the doors (command line, HTTP) translate these outwards, each in one table.
"""

from __future__ import annotations


class HyperTradeError(Exception):
    """Base of every error a user may see."""

    def __init__(self, problem: str, *, field: str = "", remedy: str = "") -> None:
        """Describe the failure: what is wrong, in which field, and the way out of it."""
        super().__init__(problem)
        self.problem = problem
        self.field = field
        self.remedy = remedy

    def __str__(self) -> str:
        """Render one line: ``field: problem. Remedy.``."""
        text = f"{self.field}: {self.problem}" if self.field else self.problem
        return f"{text.rstrip('.')}. {self.remedy}" if self.remedy else text


class Invalid(HyperTradeError):
    """The request can never succeed as it stands: fix the named field."""


class NotFound(HyperTradeError):
    """The thing does not exist for whoever asks."""


class Conflict(HyperTradeError):
    """The thing changed, or exists already: read it again and retry."""


class Denied(HyperTradeError):
    """The principal may not do this, or the operator's policy forbids it."""


class QuotaExceeded(HyperTradeError):
    """A limit (time, memory, runs) was reached: ask for less, or raise the limit."""


class Unavailable(HyperTradeError):
    """Something outside is not answering now: the same request may succeed later."""


class Cancelled(HyperTradeError):
    """The user stopped the work."""


class StrategyFailed(HyperTradeError):
    """The user's strategy raised, or lacks something: ``line`` is the user's own line, if known."""

    def __init__(
        self, problem: str, *, field: str = "", remedy: str = "", line: int | None = None
    ) -> None:
        """Describe the failure and the line of the strategy file it comes from."""
        super().__init__(problem, field=field, remedy=remedy)
        self.line = line


class Unauthenticated(HyperTradeError):
    """Nobody known asks: no token, or one that does not hold. Sign in and ask again."""


class SecondFactorRequired(Unauthenticated):
    """The password is right, and a second factor guards it: sign in again, with a code."""


class Stale(Conflict):
    """The caller's copy is older than what is stored: read it again, and repeat the change."""


class RateLimited(QuotaExceeded):
    """Too many requests in too short a time: one may succeed after ``retry_after`` seconds."""

    def __init__(
        self, problem: str, *, field: str = "", remedy: str = "", retry_after: float = 1.0
    ) -> None:
        """Describe the limit, and when to ask again (seconds)."""
        super().__init__(problem, field=field, remedy=remedy)
        self.retry_after = retry_after

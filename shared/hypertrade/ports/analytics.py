"""Analytics: the trades of every run as a table that can be asked; what BigQuery is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class TradeRow:
    """One trade of one run. Dates are UTC, money in the run's stake currency, ratios fractions."""

    run: str
    number: int
    pair: str
    side: Literal["long", "short"]
    opened: datetime
    closed: datetime
    open_rate: float
    close_rate: float
    amount: float
    stake: float
    leverage: float
    fees: float
    profit: float
    profit_ratio: float
    entry_tag: str
    exit_reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Trades taken together by ``key``: how many, how many won, their profit.

    ``profit_ratio`` is that profit over the sum of their stakes (0 without stakes). A trade without
    profit or loss has not won.
    """

    key: str
    trades: int
    wins: int
    profit: float
    profit_ratio: float


class Analytics(Protocol):
    """Keeps rows of trades by owner; an owner's questions see no other's rows."""

    def store(self, owner: str, run: str, trades: Sequence[TradeRow]) -> None:
        """Keep the trades of a run; what was kept of the same run is replaced.

        Raises:
            Unavailable: the store does not answer now.
        """
        ...

    def trades(
        self,
        owner: str,
        run: str,
        *,
        pair: str | None = None,
        after: int = -1,
        limit: int = 100,
    ) -> list[TradeRow]:
        """Return trades of a run with numbers above ``after``, by number; empty if none is kept."""
        ...

    def groups(
        self, owner: str, runs: Sequence[str], by: Literal["run", "pair", "exit_reason", "month"]
    ) -> list[Group]:
        """Return the trades of ``runs`` grouped, the key in order.

        A month is that of ``closed``, UTC, and reads ``YYYY-MM``. Runs without rows add nothing.
        """
        ...

    def forget(self, owner: str, run: str | None = None) -> None:
        """Delete the rows of a run, or all of an owner's."""
        ...

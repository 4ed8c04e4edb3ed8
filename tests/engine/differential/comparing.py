"""Freqtrade's answer against the engine's ledger: every field, bit for bit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypertrade.engine.model import Ledger

Row = dict[str, Any]

FLOATS = {
    "leverage": "leverage",
    "open_rate": "open_rate",
    "close_rate": "close_rate",
    "amount": "amount",
    "stake_amount": "stake_amount",
    "max_stake_amount": "max_stake_amount",
    "funding_fees": "funding_fees",
    "profit_abs": "profit_abs",
    "profit_ratio": "profit_ratio",
    "initial_stop_loss": "initial_stop_loss_abs",
    "stop_loss": "stop_loss_abs",
    "min_rate": "min_rate",
    "max_rate": "max_rate",
}
"""Columns of the ledger's trades, and what Freqtrade calls them."""

COUNTS = {
    "starting_balance": "starting_balance",
    "final_balance": "final_balance",
    "rejected_signals": "rejected_signals",
    "timed_out_entries": "timedout_entry_orders",
    "timed_out_exits": "timedout_exit_orders",
    "canceled_entries": "canceled_trade_entries",
    "locks": "locks",
}
"""Counts of the ledger, and what Freqtrade calls them."""


@dataclass(frozen=True)
class Difference:
    """The first thing that differs: where, and both sides of it."""

    where: str
    fields: tuple[str, ...]
    freqtrade: Row
    engine: Row
    note: str = ""

    def __str__(self) -> str:
        """Return both sides beside each other, what differs marked."""
        lines = [f"{self.where} differs in {', '.join(self.fields)}", f"  {self.note}"]
        for name in {**self.freqtrade, **self.engine}:
            ours, theirs = self.engine.get(name), self.freqtrade.get(name)
            mark = "  " if same(ours, theirs) else "->"
            lines.append(
                f"  {mark} {name:18} freqtrade {_show(name, theirs):32} engine {_show(name, ours)}"
            )
        return "\n".join(line for line in lines if line.strip())


def difference(answer: Row, ledger: Ledger, pairs: Sequence[str]) -> Difference | None:
    """Return the first difference between Freqtrade's ``answer`` and ``ledger``."""
    theirs = [_their_trade(row) for row in answer["trades"]]
    ours = list(our_trades(ledger, pairs))
    for index, (their, our) in enumerate(zip(theirs, ours, strict=False)):
        found = _differing(their, our)
        if found:
            return Difference(f"trade {index} of {len(theirs)}", found, their, our)
        orders = zip(their["orders"], our["orders"], strict=True)
        for number, (their_order, our_order) in enumerate(orders):
            found = _differing(their_order, our_order)
            if found:
                where = f"order {number} of trade {index} of {len(theirs)}"
                return Difference(where, found, their_order, our_order, _told(their))
    if len(theirs) != len(ours):
        return _missing(theirs, ours)
    their_counts = {name: answer[key] for name, key in COUNTS.items()}
    our_counts = {name: getattr(ledger, name) for name in COUNTS}
    found = _differing(their_counts, our_counts)
    if found:
        return Difference("the counts", found, their_counts, our_counts, f"{len(ours)} trades")
    return None


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal; two that are no number are."""
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return bool(one == other)


def our_trades(ledger: Ledger, pairs: Sequence[str]) -> Iterator[Row]:
    """Yield the ledger's trades as rows, each with its orders."""
    trades, orders = ledger.trades, ledger.orders
    held: list[list[Row]] = [[] for _ in range(len(trades))]
    for row in range(len(orders.trade)):
        held[int(orders.trade[row])].append(
            {
                "is_entry": bool(orders.is_entry[row]),
                "amount": float(orders.amount[row]),
                "rate": float(orders.rate[row]),
                "time": int(orders.time[row]),
                "tag": _reason(ledger, int(orders.tag[row])),
            }
        )
    for row in range(len(trades)):
        yield {
            "pair": pairs[int(trades.pair[row])],
            "open_time": int(trades.open_time[row]),
            "close_time": int(trades.close_time[row]),
            "is_short": bool(trades.is_short[row]),
            "enter_tag": _reason(ledger, int(trades.enter_tag[row])),
            "exit_reason": _reason(ledger, int(trades.exit_reason[row])),
            **{name: float(getattr(trades, name)[row]) for name in FLOATS},
            "orders": held[row],
            "order_count": len(held[row]),
        }


def _their_trade(row: Row) -> Row:
    orders = [
        {
            "is_entry": bool(order["ft_is_entry"]),
            "amount": order["amount"],
            "rate": order["safe_price"],
            "time": order["order_filled_timestamp"],
            "tag": order["ft_order_tag"] or None,
        }
        for order in row["orders"]
    ]
    return {
        "pair": row["pair"],
        "open_time": row["open_timestamp"],
        "close_time": row["close_timestamp"],
        "is_short": bool(row["is_short"]),
        "enter_tag": row["enter_tag"] or None,
        "exit_reason": row["exit_reason"] or None,
        **{name: _float(row[key]) for name, key in FLOATS.items()},
        "orders": orders,
        "order_count": len(orders),
    }


def _float(value: Any) -> float:
    return math.nan if value is None else float(value)


def _reason(ledger: Ledger, index: int) -> str | None:
    return (ledger.reasons[index] or None) if index >= 0 else None


def _differing(their: Row, our: Row) -> tuple[str, ...]:
    return tuple(name for name in their if name != "orders" and not same(their[name], our[name]))


def _missing(theirs: list[Row], ours: list[Row]) -> Difference:
    both = min(len(theirs), len(ours))
    their = theirs[both] if len(theirs) > both else {}
    our = ours[both] if len(ours) > both else {}
    note = f"freqtrade has {len(theirs)} trades, the engine {len(ours)}; the first one too many:"
    return Difference("the number of trades", ("trades",), their, our, note)


def _told(trade: Row) -> str:
    opened, closed = (_show("time", trade[name]) for name in ("open_time", "close_time"))
    return f"of {trade['pair']}, {opened} to {closed}, {trade['exit_reason']}"


def _show(name: str, value: Any) -> str:
    if name == "orders":
        return f"{len(value or ())}"
    if name.endswith("time") and isinstance(value, int):
        return f"{datetime.fromtimestamp(value / 1000, tz=UTC):%Y-%m-%d %H:%M:%S}"
    return repr(value)

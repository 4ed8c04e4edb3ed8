"""The trades as a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hypertrade.domain.trades import Trade

COLUMNS = (
    "pair",
    "side",
    "open_date",
    "close_date",
    "open_rate",
    "close_rate",
    "amount",
    "stake_amount",
    "leverage",
    "profit_abs",
    "profit_ratio",
    "fees_abs",
    "funding_fees",
    "enter_tag",
    "exit_reason",
    "duration_minutes",
    "orders",
    "min_rate",
    "max_rate",
    "initial_stop_loss",
    "stop_loss",
)
"""The header; ``side`` is long or short, ``orders`` the number of filled orders."""


def trades_csv(trades: Sequence[Trade]) -> str:
    """Return ``trades`` as CSV (RFC 4180), one line each, dates in ISO 8601 UTC.

    A text that a spreadsheet would run as a formula gets a leading apostrophe: tags are free text.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_row(trade) for trade in trades)
    return out.getvalue()


def _row(trade: Trade) -> list[str | float | int]:
    return [
        trade.pair,
        "short" if trade.is_short else "long",
        _iso(trade.open_date),
        _iso(trade.close_date),
        trade.open_rate,
        trade.close_rate,
        trade.amount,
        trade.stake_amount,
        trade.leverage,
        trade.profit_abs,
        trade.profit_ratio,
        trade.fees_abs,
        trade.funding_fees,
        _text(trade.enter_tag),
        _text(trade.exit_reason),
        trade.duration_minutes,
        len(trade.orders),
        trade.min_rate,
        trade.max_rate,
        trade.initial_stop_loss,
        trade.stop_loss,
    ]


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(value: str) -> str:
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value

"""The page's tables, as rows of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.results.view import tone
from hypertrade.results.words import NONE, amount, duration, factor, percent, plural, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.quality import CandleQuality
    from hypertrade.results.document import BacktestResult, Group, Month, Period

MOST_ROWS = 150
ONE_WAY_AND_BACK = 2
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TRADE_HEAD = (
    ("pair", "Pair", ""),
    ("side", "Side", "t"),
    ("open", "Opened", ""),
    ("close", "Closed", ""),
    ("held", "Held", ""),
    ("openRate", "Entry price", ""),
    ("closeRate", "Exit price", ""),
    ("stake", "Stake", ""),
    ("ratio", "Profit %", ""),
    ("profit", "Profit", ""),
    ("tag", "Entry tag", "t"),
    ("reason", "Exit reason", "t"),
    ("orders", "Orders", ""),
)

_STEPS = (0.01, 0.03, 0.07)
_NOTHING = 0.00005


def trade_head(result: BacktestResult) -> list[tuple[str, str, str]]:
    """Return key in the script, title and class of each column of the list of trades.

    A column that would say the same in every row is left out.
    """
    trades = result.trades
    plain = {"side", "orders"}
    if any(trade.is_short or trade.leverage != 1 for trade in trades):
        plain.remove("side")
    if any(len(trade.orders) > ONE_WAY_AND_BACK for trade in trades):
        plain.remove("orders")
    return [column for column in _TRADE_HEAD if column[0] not in plain]


@dataclass(frozen=True)
class Table:
    """Rows, and a sentence on those left out."""

    rows: list[dict[str, str]]
    more: str = ""


def groups(result: BacktestResult, rows: Sequence[Group]) -> Table:
    """Return the rows of a grouping; of very many, the best and the worst."""
    shown = list(rows)
    more = ""
    if len(rows) > MOST_ROWS:
        half = MOST_ROWS // 2
        shown = [*rows[:half], *rows[-half:]]
        more = f"The best and the worst {half} of {len(rows):,}; all are in result.json."
    return Table([_group(row, result.settings.stake_currency) for row in shown], more)


def _group(row: Group, currency: str) -> dict[str, str]:
    some = row.trades > 0
    return {
        "key": row.key or "(none)",
        "trades": f"{row.trades:,}",
        "tone": tone(row.profit_total_abs),
        "profit_abs": amount(row.profit_total_abs, currency, signed=True),
        "profit": percent(row.profit_total, signed=True),
        "mean": percent(row.profit_mean, signed=True) if some else NONE,
        "winrate": percent(row.winrate, 1) if some else NONE,
        "split": f"{row.wins} / {row.draws} / {row.losses}",
        "factor": factor(row.profit_factor, row.losses, row.wins),
        "drawdown": percent(row.max_drawdown_account),
        "held": duration(row.duration_avg_minutes) if some else NONE,
        "fees": amount(row.fees_abs, currency),
    }


def periods(result: BacktestResult) -> dict[str, Any]:
    """Return the tables by year, month, week and weekday."""
    found, currency = result.by_period, result.settings.stake_currency
    weeks = found.week[-MOST_ROWS:]
    more = f"The last {MOST_ROWS} of {len(found.week)} weeks; all are in result.json."
    return {
        "year": [_period(row, currency) for row in found.year],
        "month": [_period(row, currency) for row in found.month],
        "week": [_period(row, currency) for row in weeks],
        "week_more": "Weeks end on Monday, as Freqtrade's do. "
        + (more if len(found.week) > MOST_ROWS else ""),
        "weekday": [_period(row, currency) for row in found.weekday],
    }


def _period(row: Period, currency: str) -> dict[str, str]:
    return {
        "key": row.key,
        "trades": f"{row.trades:,}",
        "tone": tone(row.profit_abs),
        "profit_abs": amount(row.profit_abs, currency, signed=True),
        "split": f"{row.wins} / {row.draws} / {row.losses}",
        "factor": factor(row.profit_factor, row.losses, row.wins),
    }


def heat(result: BacktestResult) -> dict[str, Any]:
    """Return the monthly map: a row a year, twelve cells and the year's own."""
    years: dict[int, dict[int, Month]] = {}
    for month in result.metrics.months:
        years.setdefault(month.year, {})[month.month] = month
    balance = result.metrics.starting_balance
    currency = result.settings.stake_currency
    rows = []
    for year, months in years.items():
        total = sum(month.profit_abs or 0.0 for month in months.values())
        cells = [_cell(months.get(number), currency) for number in range(1, 13)]
        share = total / balance if balance > 0 else None
        cells.append({"text": _text(share), "kind": f"total {_kind(share)}", "title": ""})
        balance += total
        rows.append({"year": str(year), "cells": cells})
    return {"head": MONTHS, "rows": rows}


def _cell(month: Month | None, currency: str) -> dict[str, str]:
    if month is None:
        return {"text": "", "kind": "none", "title": ""}
    if not month.trades:
        return {"text": "·", "kind": "none", "title": "no trades"}
    title = (
        f"{plural(month.trades, 'trade')}, "
        f"{amount(month.profit_abs, currency, signed=True)} {currency}"
    )
    return {"text": _text(month.profit), "kind": _kind(month.profit), "title": title}


def _text(share: float | None) -> str:
    return percent(share, 1, signed=True).removesuffix("%")


def _kind(share: float | None) -> str:
    if share is None or abs(share) < _NOTHING:
        return "none"
    strength = 1 + sum(abs(share) >= step for step in _STEPS)
    return f"{'p' if share > 0 else 'n'}{strength}"


def conditions(result: BacktestResult) -> list[dict[str, Any]]:
    """Return how often each condition held, the rarest first."""
    rows = []
    for one in result.diagnosis.conditions:
        share = one.true / one.candles if one.candles else 0.0
        words = percent(share, 1 if share >= 0.01 else 3)  # noqa: PLR2004 - small shares need more
        if not one.candles:
            words = "never judged"
        elif not one.true:
            words = "never true"
        rows.append(
            {
                "condition": one.condition,
                "rule": f"{one.rule} ({one.role})",
                "share": words,
                "never": not one.true,
                "width": f"{share * 100:.1f}",
                "true": f"{one.true:,}",
                "candles": f"{one.candles:,}",
            }
        )
    return rows


def quality(result: BacktestResult) -> list[dict[str, Any]]:
    """Return the state of each pair's candles."""
    return [
        {
            "pair": one.pair,
            "synthetic": one.synthetic,
            "timeframe": one.timeframe
            + (f", from {one.resampled_from}" if one.resampled_from else ""),
            "candles": f"{one.candles:,}",
            "first": when(one.first),
            "last": when(one.last),
            "gaps": f"{one.gaps:,}",
            "filled": f"{one.filled:,}",
            "longest": duration(one.longest_gap_minutes) if one.gaps else NONE,
            "outliers": f"{one.outliers:,}",
            "repaired": _repaired(one),
        }
        for one in result.data_quality.candles
    ]


def _repaired(one: CandleQuality) -> str:
    counts = (
        (one.duplicates_removed, "duplicates removed"),
        (one.reordered, "put in order"),
        (one.impossible_removed, "impossible removed"),
        (one.rounded_to_tick, "rounded to the tick"),
        (one.half_open_removed, "unfinished removed"),
    )
    return (
        "; ".join([*(f"{count:,} {what}" for count, what in counts if count), *one.remarks]) or NONE
    )

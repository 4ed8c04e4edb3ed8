"""A run boiled down to what a slider needs: a few tiles and a curve, straight from the columns."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.backtesting import runs
from hypertrade.domain.base import Document
from hypertrade.results import formulas
from hypertrade.results.columns import Columns, columns_of
from hypertrade.results.document import LOW_SAMPLE
from hypertrade.results.drawdown import underwater
from hypertrade.results.formulas import finite
from hypertrade.results.series import daily_series
from hypertrade.results.slippage import apply_slippage
from hypertrade.results.words import amount, number, percent, ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypertrade.backtesting.session import Session
    from hypertrade.engine.model import Ledger

MOST_POINTS = 400


class Tile(Document):
    """One figure: a number (``None`` where there is none) and how it is shown."""

    key: str
    label: str
    value: float | None
    text: str


class Preview(Document):
    """What a variant would have done; a preview, not a report.

    ``equity`` are points of UTC milliseconds and quote currency, one a day at its end, thinned to
    ``MOST_POINTS`` with the extremes kept. ``milliseconds`` is how long the answer took.
    """

    preview: Literal[True] = True
    engine: str
    values: dict[str, float]
    tiles: tuple[Tile, ...]
    low_sample: bool
    currency: str
    backtest_start: datetime
    backtest_end: datetime
    equity: tuple[tuple[int, float], ...]
    milliseconds: float


def preview(
    session: Session, values: Mapping[str, float], began: float
) -> tuple[Preview, tuple[float, ...]]:
    """Return what ``session`` does at ``values``, and its balance before and after each day.

    ``began`` is when it was asked (perf_counter).

    Raises:
        Invalid: the values do not fit the strategy.
    """
    ledger = session.run(values)
    window = session.window()
    start, end = runs.moment(window.start), runs.moment(window.end)
    columns, final = _columns(session, ledger, values)
    balance = ledger.starting_balance
    days = (end - start).days
    market = runs.market_change([pair.candles for pair in window.market.pairs], window.start)
    daily = daily_series(columns, (), start, end, balance)
    stamps = [
        int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
        for day in daily.date
    ]
    shown = Preview(
        engine=f"{runs.ENGINE} {runs.ENGINE_VERSION}",
        values=dict(values),
        tiles=tuple(_tiles(columns, balance, final, days, market, session.currency)),
        low_sample=len(columns) < LOW_SAMPLE,
        currency=session.currency,
        backtest_start=start,
        backtest_end=end,
        equity=thinned(stamps, daily.equity),
        milliseconds=round((time.perf_counter() - began) * 1000, 3),
    )
    return shown, (balance, *daily.equity)


def _columns(
    session: Session, ledger: Ledger, values: Mapping[str, float]
) -> tuple[Columns, float]:
    """Return the trades as columns, and the final balance, with the job's slippage applied."""
    slippage = session.job.slippage
    if slippage:
        worse = apply_slippage(session.engine_run(ledger, values), slippage)
        return columns_of(worse.trades), worse.final_balance
    trades, orders = ledger.trades, ledger.orders
    values_of = orders.amount * orders.rate
    paid = np.bincount(orders.trade, weights=values_of, minlength=len(trades))
    return Columns(
        profit=trades.profit_abs,
        ratio=trades.profit_ratio,
        fees=np.asarray(paid * session.account.fee, np.float64),
        minutes=((trades.close_time - trades.open_time) // 60_000).astype(float),
        opened=(trades.open_time * 1000).view("datetime64[us]"),
        closed=(trades.close_time * 1000).view("datetime64[us]"),
        short=trades.is_short,
    ), ledger.final_balance


def _tiles(  # noqa: PLR0913, PLR0917 - what the figures are made of
    columns: Columns, balance: float, final: float, days: int, market: float, currency: str
) -> Sequence[Tile]:
    profit, count = columns.profit, len(columns)
    total = float(profit.sum())
    fall = underwater(columns, balance).deepest(relative=True).relative if count else 0.0
    won = float((columns.ratio > 0).sum()) / count if count else 0.0
    figures = (
        ("total_trades", "Trades", float(count), f"{count:,}"),
        ("profit_total", "Profit", total / balance, percent(total / balance, signed=True)),
        (
            "profit_total_abs",
            "Profit made",
            total,
            f"{amount(total, currency, signed=True)} {currency}",
        ),
        ("max_relative_drawdown", "Max drawdown", fall, percent(fall)),
        _ratio("sharpe", "Sharpe", formulas.sharpe(profit, days, balance), count),
        _ratio("sortino", "Sortino", formulas.sortino(profit, days, balance), count),
        ("winrate", "Win rate", won, percent(won, 1)),
        _ratio("profit_factor", "Profit factor", formulas.profit_factor(profit), count),
        ("market_change", "Market", market, percent(market, signed=True)),
        ("final_balance", "Final balance", final, f"{amount(final, currency)} {currency}"),
        ("trades_per_day", "Trades a day", count / max(days, 1), number(count / max(days, 1))),
        (
            "fees_paid",
            "Fees",
            float(columns.fees.sum()),
            f"{amount(float(columns.fees.sum()), currency)} {currency}",
        ),
    )
    return [
        Tile(key=key, label=label, value=finite(value), text=text)
        for key, label, value, text in figures
    ]


def _ratio(key: str, label: str, value: float, count: int) -> tuple[str, str, float, str]:
    return key, label, value, ratio(finite(value)) if count else "–"


def thinned(stamps: Sequence[int], values: Sequence[float]) -> tuple[tuple[int, float], ...]:
    """Return at most ``MOST_POINTS`` of the points, with the extremes of each stretch kept."""
    points = list(zip(stamps, values, strict=True))
    if len(points) <= MOST_POINTS:
        return tuple(points)
    inner = points[1:-1]
    stretches = (MOST_POINTS - 2) // 2
    kept = [points[0]]
    for index in range(stretches):
        part = inner[index * len(inner) // stretches : (index + 1) * len(inner) // stretches]
        ends = {min(part, key=lambda point: point[1]), max(part, key=lambda point: point[1])}
        kept += sorted(ends)
    return (*kept, points[-1])

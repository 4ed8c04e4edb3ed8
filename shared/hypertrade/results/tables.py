"""Trades grouped by a name, and by calendar period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hypertrade.results import formulas
from hypertrade.results.document import Group, Month, Period, Periods
from hypertrade.results.drawdown import underwater
from hypertrade.results.formulas import finite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from hypertrade.results.columns import Columns, Floats, Stamps

    Integers = npt.NDArray[np.int64]
    Bounds = Callable[[int], tuple[date, date]]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Basis(NamedTuple):
    """What the figures of any group are measured against.

    ``days`` is the run's whole days, at least 1; ``span_days`` the same, but 0 where the run starts
    and ends on one instant, for which Freqtrade gives no daily ratio; ``balance`` the starting one.
    """

    days: int
    span_days: int
    balance: float


def group(key: str, columns: Columns, basis: Basis) -> Group:
    """Return the figures of ``columns`` under ``key``. Source: ``_generate_result_line``."""
    days, span_days, balance = basis
    profit = columns.profit
    count = len(columns)
    total = float(profit.sum())
    wins, losses = int((profit > 0).sum()), int((profit < 0).sum())
    deepest = underwater(columns, balance).deepest(relative=False) if count else None
    account = deepest.relative if deepest else 0.0
    expected, expected_ratio = formulas.expectancy(profit)
    return Group(
        key=key,
        trades=count,
        profit_mean=finite(float(columns.ratio.mean()) if count else 0.0),
        profit_total_abs=finite(total),
        profit_total=finite(total / balance),
        duration_avg_minutes=round(float(columns.minutes.mean())) if count else 0,
        wins=wins,
        draws=count - wins - losses,
        losses=losses,
        winrate=wins / count if count else 0.0,
        cagr=finite(formulas.cagr(days, balance, balance + total)),
        expectancy=finite(expected),
        expectancy_ratio=finite(expected_ratio),
        sortino=finite(formulas.sortino(profit, span_days, balance)),
        sharpe=finite(formulas.sharpe(profit, span_days, balance)),
        calmar=finite(formulas.calmar(profit, span_days, balance, account)),
        sqn=finite(formulas.sqn(profit, balance)),
        profit_factor=finite(formulas.profit_factor(profit)),
        max_drawdown_account=finite(account),
        max_drawdown_abs=finite(deepest.absolute if deepest else 0.0),
        fees_abs=finite(float(columns.fees.sum())),
    )


def grouped(
    keys: Sequence[str],
    columns: Columns,
    basis: Basis,
    *,
    always: Iterable[str] = (),
) -> tuple[Group, ...]:
    """Return one group per key, most profitable first.

    ``always`` are keys that appear even without a trade. Ties keep the order of ``always``, then
    of the alphabet, as in ``generate_pair_metrics`` and ``generate_tag_metrics``.
    """
    names, inverse = np.unique(np.array(keys, dtype=object), return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    bounds = np.searchsorted(inverse[order], np.arange(len(names) + 1))
    index_of = {
        str(name): order[bounds[at] : bounds[at + 1]] for at, name in enumerate(names.tolist())
    }
    wanted = dict.fromkeys([*always, *index_of])
    none = np.array([], dtype=np.intp)
    rows = [group(key, columns.take(index_of.get(key, none)), basis) for key in wanted]
    return tuple(sorted(rows, key=lambda row: -(row.profit_total_abs or 0.0)))


def periods(columns: Columns) -> Periods:
    """Return the trades by day, week, month, year and weekday of their close (UTC).

    Periods run without a hole from the first to the last. Source:
    ``generate_all_periodic_breakdown_stats``.
    """
    if not len(columns):
        return Periods()
    day = columns.closed.astype("datetime64[D]").astype("int64")
    # 1970-01-01 was a Thursday: this numbers weeks that end on Monday, Freqtrade's "1W-MON".
    week = (day + 2) // 7
    month = columns.closed.astype("datetime64[M]").astype("int64")
    year = columns.closed.astype("datetime64[Y]").astype("int64")
    profit = columns.profit
    return Periods(
        day=_runs(profit, day, lambda at: (_day(at), _day(at)), "%Y-%m-%d"),
        week=_runs(profit, week, lambda at: (_day(at * 7 - 2), _day(at * 7 + 4)), "%Y-%m-%d"),
        month=_runs(profit, month, lambda at: (_month(at), _before(_month(at + 1))), "%Y-%m"),
        year=_runs(profit, year, lambda at: (_month(12 * at), _before(_month(12 * at + 12))), "%Y"),
        weekday=_weekdays(profit, day),
    )


def months(columns: Columns, first: date, last: date, balance: float) -> tuple[Month, ...]:
    """Return every month from ``first`` to ``last`` (or the last close), traded in or not."""
    number = columns.closed.astype("datetime64[M]").astype("int64")
    low = (first.year - 1970) * 12 + first.month - 1
    high = (last.year - 1970) * 12 + last.month - 1
    if len(number):
        low, high = min(low, int(number.min())), max(high, int(number.max()))
    profit = np.bincount(number - low, columns.profit, high - low + 1)
    counts = np.bincount(number - low, minlength=high - low + 1)
    before = balance + np.concatenate([[0.0], np.cumsum(profit)[:-1]])
    return tuple(
        Month(
            year=_month(low + at).year,
            month=_month(low + at).month,
            trades=int(counts[at]),
            profit_abs=finite(float(profit[at])),
            profit=finite(float(profit[at] / before[at])) if before[at] > 0 else None,
        )
        for at in range(high - low + 1)
    )


def daily_sums(closed: Stamps, values: Floats) -> tuple[int, Floats]:
    """Return the first day (days since 1970) and the sum of ``values`` on each day from it on."""
    day = closed.astype("datetime64[D]").astype("int64")
    first = int(day.min())
    sums: Floats = np.bincount(day - first, values).astype(float)
    return first, sums


def _runs(profit: Floats, number: Integers, bounds: Bounds, key_format: str) -> tuple[Period, ...]:
    low, high = int(number.min()), int(number.max())
    at = (number - low).astype(np.intp)
    size = high - low + 1
    total = np.bincount(at, profit, size).astype(float)
    won = np.bincount(at, np.where(profit > 0, profit, 0.0), size)
    lost = np.bincount(at, np.where(profit < 0, profit, 0.0), size)
    count = np.bincount(at, minlength=size)
    wins = np.bincount(at[profit > 0], minlength=size)
    losses = np.bincount(at[profit < 0], minlength=size)
    rows = []
    for index in range(size):
        start, end = bounds(low + index)
        rows.append(
            Period(
                key=end.strftime(key_format),
                start=start,
                end=end,
                trades=int(count[index]),
                wins=int(wins[index]),
                draws=int(count[index] - wins[index] - losses[index]),
                losses=int(losses[index]),
                profit_abs=finite(round(float(total[index]), 10)),
                profit_factor=_factor(float(won[index]), float(lost[index])),
            )
        )
    return tuple(rows)


def _weekdays(profit: Floats, day: Integers) -> tuple[Period, ...]:
    weekday = (day + 3) % 7
    rows = []
    for index, name in enumerate(WEEKDAYS):
        chosen = profit[weekday == index]
        if not len(chosen):
            continue
        wins, losses = int((chosen > 0).sum()), int((chosen < 0).sum())
        rows.append(
            Period(
                key=name,
                start=None,
                end=None,
                trades=len(chosen),
                wins=wins,
                draws=len(chosen) - wins - losses,
                losses=losses,
                profit_abs=finite(round(float(chosen.sum()), 10)),
                profit_factor=_factor(
                    float(chosen[chosen > 0].sum()), float(chosen[chosen < 0].sum())
                ),
            )
        )
    return tuple(rows)


def _factor(won: float, lost: float) -> float | None:
    return finite(round(won / abs(lost), 8)) if lost else 0.0


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


def _month(number: int) -> date:
    return date(1970 + number // 12, number % 12 + 1, 1)


def _before(day: date) -> date:
    return day - timedelta(days=1)

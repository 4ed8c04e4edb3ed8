"""The engine's ledger as the domain's ``EngineRun``, field by field what Freqtrade's path gives."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from hypertrade import __version__
from hypertrade.arrays import NO_TAG
from hypertrade.backtesting.sentences import MOVED_START
from hypertrade.candles.schema import to_ms
from hypertrade.domain import telling
from hypertrade.domain.backtest import EngineRun, SignalCount
from hypertrade.domain.trades import Order, Trade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles, PairSignals, SignalSet
    from hypertrade.backtesting.windows import Window
    from hypertrade.domain.backtest import BacktestJob, ConditionCount
    from hypertrade.domain.telling import Said
    from hypertrade.engine.model import Ledger

ENGINE = "hypertrade"
ENGINE_VERSION = __version__

_DAY_MS = 86_400_000


def engine_run(  # noqa: PLR0913 - each is a part of the run of its own
    ledger: Ledger,
    window: Window,
    *,
    fee: float,
    currency: str,
    signals: Iterable[SignalCount],
    conditions: Iterable[ConditionCount],
    remarks: Iterable[Said],
) -> EngineRun:
    """Return everything the report is made of.

    ``fee`` is the fraction per side that ``ledger`` was made with.
    """
    candles = [pair.candles for pair in window.market.pairs]
    remarks = tuple(remarks)
    return EngineRun(
        engine=ENGINE,
        engine_version=ENGINE_VERSION,
        trades=trades_of(ledger, [pair.rules.pair for pair in window.market.pairs], fee),
        backtest_start=moment(window.start),
        backtest_end=moment(window.end),
        starting_balance=ledger.starting_balance,
        final_balance=ledger.final_balance,
        stake_currency=currency,
        fee=fee,
        market_change=market_change(candles, window.start),
        candles_processed=sum(each.end - each.begin for each in candles),
        market=market_series(candles, window.start, window.end),
        rejected_signals=ledger.rejected_signals,
        timed_out_entries=ledger.timed_out_entries,
        timed_out_exits=ledger.timed_out_exits,
        canceled_entries=ledger.canceled_entries,
        locks=ledger.locks,
        signals=tuple(signals),
        conditions=tuple(conditions),
        remarks=(*(one.text for one in remarks), *ledger.notes),
        told=telling.by_text(remarks),
    )


def moved_start(job: BacktestJob, start: int, startup: int) -> tuple[Said, ...]:
    """Return the remark on a backtest that starts (UTC milliseconds) later than it was asked to."""
    asked = job.timerange.start
    if asked is None or not startup or start <= to_ms(asked):
        return ()
    began = moment(start)
    when = telling.moment(began, f"{began:%Y-%m-%d %H:%M} UTC")
    return (MOVED_START(start=when, startup=telling.counted(startup, grouped=False)),)


def moment(milliseconds: int) -> datetime:
    """Return UTC milliseconds as a datetime."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


def trades_of(ledger: Ledger, pairs: Sequence[str], fee: float) -> tuple[Trade, ...]:
    """Return the trades of ``ledger`` with their orders as documents; ``fee`` as in the run."""
    table, orders = ledger.trades, ledger.orders
    names = (*ledger.reasons, "")  # the index -1 is none
    shorts: list[bool] = table.is_short.tolist()
    filled: list[list[Order]] = [[] for _ in shorts]
    for trade, is_entry, amount, rate, time, tag in zip(
        orders.trade.tolist(),
        orders.is_entry.tolist(),
        orders.amount.tolist(),
        orders.rate.tolist(),
        orders.time.tolist(),
        orders.tag.tolist(),
        strict=True,
    ):
        filled[trade].append(
            Order(
                side="buy" if is_entry != shorts[trade] else "sell",
                is_entry=is_entry,
                amount=amount,
                rate=rate,
                cost=amount * rate,
                filled_at=moment(time),
                tag=names[tag],
            )
        )
    columns = {
        name: getattr(table, name).tolist()
        for name in (
            *("is_short", "leverage", "open_rate", "close_rate", "amount", "stake_amount"),
            *("max_stake_amount", "funding_fees", "profit_abs", "profit_ratio"),
            *("initial_stop_loss", "stop_loss", "min_rate", "max_rate"),
        )
    }
    opened, closed = table.open_time.tolist(), table.close_time.tolist()
    pair, enter, leave = table.pair.tolist(), table.enter_tag.tolist(), table.exit_reason.tolist()
    return tuple(
        Trade(
            pair=pairs[pair[at]],
            open_date=moment(opened[at]),
            close_date=moment(closed[at]),
            fee_open=fee,
            fee_close=fee,
            fees_abs=sum(order.amount * order.rate * fee for order in filled[at]),
            enter_tag=names[enter[at]],
            exit_reason=names[leave[at]],
            duration_minutes=(closed[at] - opened[at]) // 60_000,
            orders=tuple(filled[at]),
            **{name: column[at] for name, column in columns.items()},
        )
        for at in range(len(table))
    )


def market_change(candles: Sequence[Candles], start: int) -> float:
    """Return the mean over pairs of the close's relative change from ``start`` to the end.

    Source: ``calculate_market_change`` in ``freqtrade.data.metrics``.
    """
    changes = []
    for each in candles:
        row = _row(each, start)
        if row < len(each):
            first, last = each.close[row], each.close[-1]
            changes.append((last - first) / first)
    return float(np.mean(changes)) if changes else 0.0


def market_series(
    candles: Sequence[Candles], start: int, end: int
) -> tuple[tuple[datetime, float], ...]:
    """Return the mean over pairs of the close relative to its first one, at the end of each day.

    A pair counts from its first candle on, and keeps its last close after its last one.
    """
    step = candles[0].step
    size = (end - start) // step + 1
    total, count = np.zeros(size), np.zeros(size)
    for each in candles:
        begin, stop = _row(each, start), min(_row(each, end) + 1, len(each))
        if begin >= stop:
            continue
        relative = each.close[begin:stop] / each.close[begin]
        place = (each.opens_at(begin) - start) // step
        inside = place + len(relative)
        # Added pair by pair, as pandas' mean over columns does, so that every bit is the same.
        total[place:inside] += relative
        total[inside:] += relative[-1]
        count[place:] += 1
    known = np.flatnonzero(count)
    if not len(known):
        return ()
    mean = total[known] / count[known]
    days = (start + known * step) // _DAY_MS
    last = np.append(np.flatnonzero(np.diff(days)), len(days) - 1)
    points = [(moment(start + int(known[0]) * step), 1.0)]
    points += [
        (moment(int(day) * _DAY_MS), value)
        for day, value in zip(days[last].tolist(), mean[last].tolist(), strict=True)
    ]
    return tuple(points)


def _row(candles: Candles, time: int) -> int:
    """Return the first row that opens at ``time`` (UTC milliseconds) or later."""
    return max(0, -(-(time - candles.first) // candles.step))


def signal_counts(window: Window, signals: SignalSet) -> tuple[SignalCount, ...]:
    """Count the candles that gave each signal, per pair and tag, over the window's range."""
    counts: list[SignalCount] = []
    for pair, given in zip(window.market.pairs, signals.pairs, strict=True):
        rows = slice(pair.candles.begin, pair.candles.end)
        counts += _counts_of(pair.rules.pair, given, rows, (*signals.tags, ""))
    return tuple(counts)


def _counts_of(
    pair: str, given: PairSignals, rows: slice, tags: tuple[str, ...]
) -> list[SignalCount]:
    counts = []
    for name, flags, tag in (
        ("enter_long", given.enter_long, given.enter_tag),
        ("enter_short", given.enter_short, given.enter_tag),
        ("exit_long", given.exit_long, given.exit_tag),
        ("exit_short", given.exit_short, given.exit_tag),
    ):
        found = _tally(tag[rows][flags[rows] == 1], tags)
        counts += [
            SignalCount.model_validate(
                {"pair": pair, "signal": name, "tag": tag_name, "count": number}
            )
            for tag_name, number in sorted(found.items())
        ]
    return counts


def _tally(given: NDArray[np.int16], tags: tuple[str, ...]) -> dict[str, int]:
    # The last tag stands for none, which is index -1 in the columns.
    numbers = np.bincount(np.where(given == NO_TAG, len(tags) - 1, given), minlength=len(tags))
    found: dict[str, int] = {}
    for name, number in zip(tags, numbers.tolist(), strict=True):
        if number:
            found[name] = found.get(name, 0) + number
    return found

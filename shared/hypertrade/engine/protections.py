"""Protections and pair locks as a backtest runs them.

``ProtectionManager`` (plugins/protectionmanager.py), the four protections (plugins/protections)
and ``PairLocks`` (persistence/pairlock_middleware.py) of Freqtrade 2026.9. Times are UTC
milliseconds; a side is 0 for long, 1 for short.

The loop calls ``closed`` for every trade that closes, then ``run_protections``; ``is_pair_locked``
before an entry. The state is arrays that grow: ``closed`` returns the state to go on with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hypertrade.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.engine.model import Protection

COOLDOWN = 0
STOPLOSS_GUARD = 1
LOW_PROFIT = 2
MAX_DRAWDOWN = 3
METHODS = {
    "CooldownPeriod": COOLDOWN,
    "StoplossGuard": STOPLOSS_GUARD,
    "LowProfitPairs": LOW_PROFIT,
    "MaxDrawdown": MAX_DRAWDOWN,
}
LONG = 0
SHORT = 1
BOTH = 2
"""Freqtrade's side ``*``."""
MINUTE = 60_000


class ProtectionState(NamedTuple):
    """The protections' settings, the closed trades they look back at, and the locks.

    ``settings`` are columns of shape (protections,), ``time`` ... ``by_stop`` of shape (capacity,),
    ``lock_end`` of shape (pairs + 1, 3): until when each pair (last row: all pairs) is locked for
    long, short and both sides. ``count`` holds (closed trades, locks made).
    """

    step: int
    starting_balance: float
    method: NDArray[np.int64]
    lookback: NDArray[np.int64]
    duration: NDArray[np.int64]
    limit: NDArray[np.int64]
    threshold: NDArray[np.float64]
    only_per_pair: NDArray[np.bool_]
    only_per_side: NDArray[np.bool_]
    equity: NDArray[np.bool_]
    time: NDArray[np.int64]
    pair: NDArray[np.int64]
    side: NDArray[np.int64]
    ratio: NDArray[np.float64]
    profit: NDArray[np.float64]
    by_stop: NDArray[np.bool_]
    lock_end: NDArray[np.int64]
    count: NDArray[np.int64]


def protection_state(
    protections: Sequence[Protection],
    pairs: int,
    step: int,
    starting_balance: float,
    capacity: int = 1024,
) -> ProtectionState:
    """Return the state before the first trade; ``step`` is the timeframe in milliseconds."""
    return ProtectionState(
        step=step,
        starting_balance=starting_balance,
        method=np.array([METHODS[item.method] for item in protections], np.int64),
        lookback=np.array([item.lookback * MINUTE for item in protections], np.int64),
        duration=np.array([item.stop * MINUTE for item in protections], np.int64),
        limit=np.array([item.limit for item in protections], np.int64),
        threshold=np.array([item.threshold for item in protections], np.float64),
        only_per_pair=np.array([item.only_per_pair for item in protections], np.bool_),
        only_per_side=np.array([item.only_per_side for item in protections], np.bool_),
        equity=np.array([item.mode == "equity" for item in protections], np.bool_),
        time=np.zeros(capacity, np.int64),
        pair=np.zeros(capacity, np.int64),
        side=np.zeros(capacity, np.int64),
        ratio=np.zeros(capacity, np.float64),
        profit=np.zeros(capacity, np.float64),
        by_stop=np.zeros(capacity, np.bool_),
        lock_end=np.zeros((pairs + 1, 3), np.int64),
        count=np.zeros(2, np.int64),
    )


@compiled
def is_locked(state: ProtectionState, row: int, time: int, side: int) -> bool:
    """Return whether one row of ``lock_end`` (a pair's, or the last: all) is locked at ``time``."""
    if state.lock_end[row, BOTH] > time:
        return True
    return side != BOTH and state.lock_end[row, side] > time


@compiled
def is_pair_locked(state: ProtectionState, pair: int, time: int, side: int) -> bool:
    """Return ``PairLocks.is_pair_locked``: the pair, or every pair, is locked at ``time``.

    A lock of one side does not count when asking for both: ``get_pair_locks`` compares sides by
    name (pairlock_middleware.py, line 101).
    """
    last = len(state.lock_end) - 1
    return is_locked(state, pair, time, side) or is_locked(state, last, time, side)


@compiled
def lock_count(state: ProtectionState) -> int:
    """Return how many locks were made: ``len(locks)`` of Freqtrade's result."""
    return state.count[1]


@compiled
def closed(  # noqa: PLR0913 - what the protections ask of a trade
    state: ProtectionState,
    pair: int,
    side: int,
    time: int,
    ratio: float,
    profit: float,
    by_stop: bool,
) -> ProtectionState:
    """Note a trade that closed at ``time``; times never go back. Return the state to go on with.

    ``ratio`` is ``close_profit``, ``profit`` ``close_profit_abs`` (quote currency), ``by_stop``
    whether the exit *reason* is one of stop_loss, trailing_stop_loss, stoploss_on_exchange and
    liquidation: an exit tag of such a name counts too (stoploss_guard.py, line 58).
    """
    if len(state.method) == 0:
        return state
    return _noted(state, pair, side, time, ratio, profit, by_stop)


@compiled
def _noted(  # noqa: PLR0913 - as above
    state: ProtectionState,
    pair: int,
    side: int,
    time: int,
    ratio: float,
    profit: float,
    by_stop: bool,
) -> ProtectionState:
    """Append a trade, with twice the room where there was none."""
    row = state.count[0]
    if row == len(state.time):
        state = ProtectionState(
            state.step,
            state.starting_balance,
            state.method,
            state.lookback,
            state.duration,
            state.limit,
            state.threshold,
            state.only_per_pair,
            state.only_per_side,
            state.equity,
            np.concatenate((state.time, state.time)),
            np.concatenate((state.pair, state.pair)),
            np.concatenate((state.side, state.side)),
            np.concatenate((state.ratio, state.ratio)),
            np.concatenate((state.profit, state.profit)),
            np.concatenate((state.by_stop, state.by_stop)),
            state.lock_end,
            state.count,
        )
    state.time[row] = time
    state.pair[row] = pair
    state.side[row] = side
    state.ratio[row] = ratio
    state.profit[row] = profit
    state.by_stop[row] = by_stop
    state.count[0] = row + 1
    return state


@compiled
def run_protections(state: ProtectionState, pair: int, side: int, now: int) -> None:
    """Evaluate every protection after a trade of ``pair`` and ``side`` closed at ``now``.

    ``Backtesting.run_protections`` (line 1325): first what locks the pair, then what locks all.
    """
    last = len(state.lock_end) - 1
    for number in range(len(state.method)):
        if state.method[number] != MAX_DRAWDOWN:
            _stop(state, number, pair, side, now, pair)
    for number in range(len(state.method)):
        method = state.method[number]
        if method == MAX_DRAWDOWN or (
            method == STOPLOSS_GUARD and not state.only_per_pair[number]
        ):
            _stop(state, number, last, side, now, -1)


@compiled
def _stop(  # noqa: PLR0913 - the arguments of a protection's stop
    state: ProtectionState, number: int, row: int, side: int, now: int, pair: int
) -> None:
    """Lock ``row`` if a protection says so and no lock reaches as far."""
    end = _lock_until(state, number, pair, side, now)
    if end < 0:
        return
    until = end
    lock_side = side if state.only_per_side[number] else BOTH
    last = len(state.lock_end) - 1
    if is_locked(state, row, until, lock_side) or is_locked(state, last, until, lock_side):
        return
    end = until - until % state.step + state.step
    state.lock_end[row, lock_side] = max(state.lock_end[row, lock_side], end)
    state.count[1] += 1


@compiled
def _lock_until(state: ProtectionState, number: int, pair: int, side: int, now: int) -> int:
    """Return until when a protection wants a lock, -1 for none."""
    since = now - state.lookback[number]
    first = state.count[0]
    while first > 0 and state.time[first - 1] > since:
        first -= 1
    method = state.method[number]
    matches = 0
    newest = -1
    total = 0.0
    for row in range(first, state.count[0]):
        if pair >= 0 and state.pair[row] != pair:
            continue
        other_side = state.only_per_side[number] and state.side[row] != side
        if method == STOPLOSS_GUARD and (
            other_side
            or not state.by_stop[row]
            or state.ratio[row] == 0.0
            or not state.ratio[row] < state.threshold[number]
        ):
            continue
        matches += 1
        newest = state.time[row]
        if not other_side:
            total += state.ratio[row]
    if matches < state.limit[number] or matches == 0:
        return -1
    if method == LOW_PROFIT and not total < state.threshold[number]:
        return -1
    if method == MAX_DRAWDOWN and not _drawdown(state, number, first) > state.threshold[number]:
        return -1
    return newest + state.duration[number]


@compiled
def _drawdown(state: ProtectionState, number: int, first: int) -> float:
    """Return the drawdown of the trades from ``first`` on."""
    total = 0.0
    high = 0.0
    worst = 0.0
    before = state.starting_balance
    if state.equity[number]:
        earlier = 0.0
        for row in range(first):
            earlier += state.profit[row]
        before += earlier
    for row in range(first, state.count[0]):
        total += state.profit[row] if state.equity[number] else state.ratio[row]
        high = max(high, total)
        if state.equity[number]:
            worst = max(worst, ((before + high) - (before + total)) / (before + high))
        else:
            worst = max(worst, high - total)
    return worst

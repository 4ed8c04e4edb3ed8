"""What the protections look back at: closed trades, and windows over them that only move forward.

Freqtrade goes through all trades at every close (``Trade.get_trades_proxy``). Here every protection
keeps, for each pair and for all pairs, the first trade of its window, how many trades of it count,
and their profits: a close costs no more than the trades that leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.drawdown import BOUNDS, FIELDS, add_profit, leaves

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
HEAD = 0
TALLY = 1
NEWEST = 3
LAST = 5
"""Fields of ``windows``: the window's first trade, matching trades by side, the newest by side,
and the pair's last trade."""
WINDOW_FIELDS = 6
TOTAL = 0
WEIGHT = 2
DOUBT = 4
"""Fields of ``sums`` by side: profits, their absolute values, and what rounding may have done."""
SUM_FIELDS = 6
NONE = -1
ROUNDING = 2.0**-52


class ProtectionState(NamedTuple):
    """The protections' settings, the closed trades they look back at, and the locks.

    Settings are columns of shape (protections,), ``time`` ... ``by_stop`` of shape (capacity,).
    ``lock_end`` of shape (pairs + 1, 3) says until when each pair (last row: all pairs) is locked
    for long, short and both sides; ``counts`` holds (closed trades, locks made).

    ``links`` (2, capacity): the next trade of the same pair, and the number of its closing time.
    ``earned`` (capacity,): profit up to and including a trade. ``windows`` and ``sums``
    (protections, pairs + 1, 6) and ``tree`` (protections, 2, 2 * ``leaves(capacity)``, 4): the
    windows as they stand, see the constants above and ``hypertrade.engine.drawdown``.
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
    counts: NDArray[np.int64]
    links: NDArray[np.int64]
    earned: NDArray[np.float64]
    windows: NDArray[np.int64]
    sums: NDArray[np.float64]
    tree: NDArray[np.float64]


def protection_state(
    protections: Sequence[Protection],
    pairs: int,
    step: int,
    starting_balance: float,
    capacity: int = 1024,
) -> ProtectionState:
    """Return the state before the first trade, with room for ``capacity`` trades.

    ``step`` is the timeframe in milliseconds, ``starting_balance`` the tradable part of the wallet.
    """
    count = len(protections)
    windows = np.zeros((count, pairs + 1, WINDOW_FIELDS), np.int64)
    windows[:, :, (HEAD, LAST)] = NONE
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
        counts=np.zeros(2, np.int64),
        links=np.full((2, capacity), NONE, np.int64),
        earned=np.zeros(capacity, np.float64),
        windows=windows,
        sums=np.zeros((count, pairs + 1, SUM_FIELDS)),
        tree=np.zeros((count, BOUNDS, 2 * leaves(capacity), FIELDS)),
    )


def enlarged(state: ProtectionState, capacity: int) -> ProtectionState:
    """Return the same state with room for ``capacity`` trades: the trades are noted again."""
    windows = np.zeros_like(state.windows)
    windows[:, :, (HEAD, LAST)] = NONE
    result = state._replace(
        time=np.zeros(capacity, np.int64),
        pair=np.zeros(capacity, np.int64),
        side=np.zeros(capacity, np.int64),
        ratio=np.zeros(capacity, np.float64),
        profit=np.zeros(capacity, np.float64),
        by_stop=np.zeros(capacity, np.bool_),
        counts=np.array([0, state.counts[1]]),
        links=np.full((2, capacity), NONE, np.int64),
        earned=np.zeros(capacity, np.float64),
        windows=windows,
        sums=np.zeros_like(state.sums),
        tree=np.zeros((len(state.method), BOUNDS, 2 * leaves(capacity), FIELDS)),
    )
    _note_again(state, result)
    return result


@compiled
def _note_again(state: ProtectionState, into: ProtectionState) -> None:
    """Note every trade of ``state`` in ``into``."""
    for row in range(state.counts[0]):
        closed(
            into,
            state.pair[row],
            state.side[row],
            state.time[row],
            state.ratio[row],
            state.profit[row],
            state.by_stop[row],
        )


@compiled
def closed(  # noqa: PLR0913, PLR0917 - what the protections ask of a trade
    state: ProtectionState,
    pair: int,
    side: int,
    time: int,
    ratio: float,
    profit: float,
    by_stop: bool,
) -> None:
    """Note a trade that closed at ``time``; times never go back, and there must be room.

    ``ratio`` is ``close_profit``, ``profit`` ``close_profit_abs`` (quote currency), ``by_stop``
    whether the exit *reason* is one of stop_loss, trailing_stop_loss, stoploss_on_exchange and
    liquidation: an exit tag of such a name counts too (stoploss_guard.py, line 57).
    """
    if len(state.method) == 0:
        return
    row = state.counts[0]
    note(state, pair, side, time, ratio, profit, by_stop)
    state.earned[row] = profit + (state.earned[row - 1] if row > 0 else 0.0)
    state.links[0, row] = NONE
    is_new = row == 0 or state.time[row - 1] != time
    group = 0 if row == 0 else state.links[1, row - 1] + (1 if is_new else 0)
    state.links[1, row] = group
    everything = len(state.lock_end) - 1
    before = state.windows[0, pair, LAST]
    if before != NONE:
        state.links[0, before] = row
    for number in range(len(state.method)):
        for scope in (pair, everything):
            window = state.windows[number, scope]
            if window[HEAD] == NONE:
                window[HEAD] = row
            window[LAST] = row
            if _matches(state, number, row):
                window[TALLY + side] += 1
                window[NEWEST + side] = time
            _add(state.sums[number, scope], side, ratio, abs(ratio))
        if state.method[number] == MAX_DRAWDOWN:
            value = profit if state.equity[number] else ratio
            add_profit(state.tree[number], group, is_new, value, kept_share(state, number))


@compiled
def note(  # noqa: PLR0913, PLR0917 - what the protections ask of a trade
    state: ProtectionState,
    pair: int,
    side: int,
    time: int,
    ratio: float,
    profit: float,
    by_stop: bool,
) -> None:
    """Append a closed trade to the columns, and to nothing that is made of them."""
    row = state.counts[0]
    state.time[row] = time
    state.pair[row] = pair
    state.side[row] = side
    state.ratio[row] = ratio
    state.profit[row] = profit
    state.by_stop[row] = by_stop
    state.counts[0] = row + 1


@compiled
def counts_as_stop(state: ProtectionState, number: int, row: int) -> bool:
    """Return whether StoplossGuard counts a trade; not at a profit of exactly 0.

    stoploss_guard.py, line 64.
    """
    ratio = state.ratio[row]
    return bool(state.by_stop[row] and ratio != 0.0 and ratio < state.threshold[number])


@compiled
def _matches(state: ProtectionState, number: int, row: int) -> bool:
    """Return whether a protection counts a trade: all but StoplossGuard count every trade."""
    return state.method[number] != STOPLOSS_GUARD or counts_as_stop(state, number, row)


@compiled
def kept_share(state: ProtectionState, number: int) -> float:
    """Return what the drawdown's tree keeps of a peak; see ``hypertrade.engine.drawdown``."""
    return 1.0 - float(state.threshold[number]) if state.equity[number] else 1.0


@compiled
def _add(sums: NDArray[np.float64], side: int, value: float, weight: float) -> None:
    """Add ``value`` to a side's profits, ``weight`` (negative: a trade leaves) to their weight."""
    sums[TOTAL + side] += value
    sums[WEIGHT + side] += weight
    sums[DOUBT + side] += ROUNDING * (abs(sums[TOTAL + side]) + abs(value))


@compiled
def advance(state: ProtectionState, number: int, scope: int, since: int) -> None:
    """Let the trades that closed at or before ``since`` leave a window."""
    window = state.windows[number, scope]
    everything = len(state.lock_end) - 1
    sums = state.sums[number, scope]
    row = window[HEAD]
    while row != NONE and state.time[row] <= since:
        side = state.side[row]
        if _matches(state, number, row):
            window[TALLY + side] -= 1
        _add(sums, side, -state.ratio[row], -abs(state.ratio[row]))
        if scope == everything:
            row = row + 1 if row + 1 < state.counts[0] else NONE
        else:
            row = state.links[0, row]
    window[HEAD] = row
    if row == NONE:
        sums[:] = 0.0

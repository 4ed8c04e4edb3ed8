"""Tables of several columns, handed to compiled code by address and put together there.

Only the rare moments of a run need them: an entry, a fill, a trade that closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import carray

from hypertrade.engine.columns import flags_at, floats_at, int_at, ints_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.drawdown import BOUNDS, FIELDS, leaves
from hypertrade.engine.futures import FundingTable
from hypertrade.engine.protections import SUM_FIELDS, WINDOW_FIELDS, ProtectionState
from hypertrade.engine.records import address_of
from hypertrade.engine.rules import MarketRules
from hypertrade.engine.ticks import TickTable

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from hypertrade.engine.records import Record


def addresses(table: tuple[Any, ...]) -> NDArray[np.int64]:
    """Return the addresses of the columns of ``table``; 0 for a field that is no column."""
    return np.array(
        [address_of(item) if isinstance(item, np.ndarray) else 0 for item in table], np.int64
    )


@compiled
def floats(table: int, field: int, rows: int) -> NDArray[np.float64]:
    """Return column number ``field`` of the table whose addresses lie at ``table``."""
    column: NDArray[np.float64] = carray(floats_at(int_at(table, field)), rows)
    return column


@compiled
def ints(table: int, field: int, rows: int) -> NDArray[np.int64]:
    """Return column number ``field`` of the table whose addresses lie at ``table``."""
    column: NDArray[np.int64] = carray(ints_at(int_at(table, field)), rows)
    return column


@compiled
def flags(table: int, field: int, rows: int) -> NDArray[np.bool_]:
    """Return column number ``field`` of the table whose addresses lie at ``table``."""
    column: NDArray[np.bool_] = carray(flags_at(int_at(table, field)), rows)
    return column


@compiled
def rules_of(run: Record) -> MarketRules:
    """Return the market's rules of every pair."""
    table, pairs, tiers = run.rules, run.pair_count, run.tier_count
    return MarketRules(
        run.futures,
        run.mode,
        run.formula,
        floats(table, 3, pairs),
        floats(table, 4, pairs),
        floats(table, 5, pairs),
        floats(table, 6, pairs),
        floats(table, 7, pairs),
        floats(table, 8, pairs),
        floats(table, 9, pairs),
        floats(table, 10, pairs),
        floats(table, 11, pairs),
        ints(table, 12, pairs + 1),
        floats(table, 13, tiers),
        floats(table, 14, tiers),
        floats(table, 15, tiers),
        floats(table, 16, tiers),
        floats(table, 17, tiers),
    )


@compiled
def ticks_of(run: Record) -> TickTable:
    """Return the ticks of every pair by month."""
    return TickTable(
        run.tick_first, carray(floats_at(run.ticks), (run.pair_count, run.tick_months))
    )


@compiled
def funding_of_pairs(run: Record) -> FundingTable:
    """Return the funding of every pair."""
    return FundingTable(
        carray(ints_at(run.funding_start), run.pair_count + 1),
        carray(ints_at(run.funding_time), run.funding_count),
        carray(floats_at(run.funding_fee), run.funding_count),
    )


@compiled
def protections_of(run: Record, books: Record) -> ProtectionState:
    """Return the protections with the closed trades and the locks they know."""
    table, count, room = books.protections, run.protection_count, books.trade_room
    return ProtectionState(
        run.step,
        run.balance * run.tradable_balance_ratio,
        ints(table, 2, count),
        ints(table, 3, count),
        ints(table, 4, count),
        ints(table, 5, count),
        floats(table, 6, count),
        flags(table, 7, count),
        flags(table, 8, count),
        flags(table, 9, count),
        ints(table, 10, room),
        ints(table, 11, room),
        ints(table, 12, room),
        floats(table, 13, room),
        floats(table, 14, room),
        flags(table, 15, room),
        carray(ints_at(int_at(table, 16)), (run.pair_count + 1, 3)),
        ints(table, 17, 2),
        carray(ints_at(int_at(table, 18)), (2, room)),
        floats(table, 19, room),
        carray(ints_at(int_at(table, 20)), (count, run.pair_count + 1, WINDOW_FIELDS)),
        carray(floats_at(int_at(table, 21)), (count, run.pair_count + 1, SUM_FIELDS)),
        carray(floats_at(int_at(table, 22)), (count, BOUNDS, 2 * leaves(room), FIELDS)),
    )

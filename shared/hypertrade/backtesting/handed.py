"""Signals that a confined strategy handed over, on the candles that the books are kept on.

Of the strategy's process nothing is believed but when it would trade, and its own settings of stops
and targets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from hypertrade.arrays import NO_TAG, PairSignals, SignalSet
from hypertrade.domain.errors import StrategyFailed
from hypertrade.engine.model import Plan, Protection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.backtesting.signal_file import PairColumns, SignalHeader, StrategySettings
    from hypertrade.backtesting.windows import Window

_Value = TypeVar("_Value", np.uint8, np.int16)


@dataclass(frozen=True, slots=True, eq=False)
class HandedPair:
    """One pair's signals, a row a candle of the range; the first opens at ``first`` (UTC ms).

    ``flags`` are enter_long, exit_long, enter_short and exit_short (uint8, 0 or 1), ``tags`` those
    of entries and exits (int16 indices, ``NO_TAG`` for none), all of shape (rows,).
    """

    pair: str
    first: int
    flags: Sequence[NDArray[np.uint8]]
    tags: Sequence[NDArray[np.int16]]


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """Everything a strategy hands over.

    ``startup`` is how many candles it warms up for; unfilled orders time out after
    ``entry_timeout`` and ``exit_timeout`` minutes.
    """

    plan: Plan
    startup: int
    tags: tuple[str, ...]
    pairs: tuple[HandedPair, ...]
    entry_timeout: float | None = None
    exit_timeout: float | None = None


def handed_of(header: SignalHeader, columns: Sequence[PairColumns], *, protected: bool) -> Handed:
    """Return what a file of signals holds; ``protected`` says whether protections are enabled."""
    settings = header.settings
    if settings is None:
        msg = "signals without settings are refused while they are read"
        raise ValueError(msg)
    return Handed(
        plan=_plan(settings, protected=protected),
        startup=header.startup_candles,
        tags=header.tags,
        pairs=pairs_of(header, columns),
        entry_timeout=settings.entry_timeout,
        exit_timeout=settings.exit_timeout,
    )


def pairs_of(header: SignalHeader, columns: Sequence[PairColumns]) -> tuple[HandedPair, ...]:
    """Return the signals of every pair in a file of them."""
    return tuple(
        HandedPair(rows.pair, rows.first, each.flags, each.tags)
        for rows, each in zip(header.pairs, columns, strict=True)
    )


def _plan(settings: StrategySettings, *, protected: bool) -> Plan:
    names = ("entry_timeout", "exit_timeout", "minimal_roi", "protections")
    same = {name: value for name, value in settings if name not in names}
    protections = settings.protections if protected else ()
    return Plan(
        **same,
        roi=settings.minimal_roi,
        protections=tuple(Protection(**dict(each)) for each in protections),
    )


def placed(window: Window, handed: Handed, *, part: bool = False) -> SignalSet:
    """Return every pair's signals over all of its candles in ``window``, silent while it warms up.

    The signals are those of the window's own range, or, as ``part``, of a longer one around it.

    Raises:
        StrategyFailed: they are not.
    """
    given = {each.pair: each for each in handed.pairs}
    return SignalSet(
        handed.tags,
        tuple(
            _placed(data.rules.pair, data.candles, given.get(data.rules.pair), part=part)
            for data in window.market.pairs
        ),
    )


def _placed(pair: str, candles: Candles, mine: HandedPair | None, *, part: bool) -> PairSignals:
    rows = candles.end - candles.begin
    if mine is None and not rows:
        mine = HandedPair(pair, 0, *_nothing())
    if mine is None:
        raise _other(pair)
    begin = (candles.opens_at(candles.begin) - mine.first) // candles.step if rows else 0
    there = len(mine.flags[0])
    fits = 0 <= begin <= there - rows if part else not begin and there == rows
    if not fits or (rows and candles.opens_at(candles.begin - begin) != mine.first):
        raise _other(pair)
    cut = slice(begin, begin + rows)
    flags = [_over(candles, column[cut], np.uint8(0)) for column in mine.flags]
    tags = [_over(candles, column[cut], np.int16(NO_TAG)) for column in mine.tags]
    return PairSignals(flags[0], flags[1], flags[2], flags[3], tags[0], tags[1])


def _nothing() -> tuple[list[NDArray[np.uint8]], list[NDArray[np.int16]]]:
    return [np.zeros(0, np.uint8)] * 4, [np.zeros(0, np.int16)] * 2


def _over(candles: Candles, column: NDArray[_Value], silent: _Value) -> NDArray[_Value]:
    over = np.full(len(candles), silent, type(silent))
    over[candles.begin : candles.end] = column
    return over


def _other(pair: str) -> StrategyFailed:
    return StrategyFailed(
        f"the strategy's signals of {pair} are not those of the backtest's candles",
        field="strategy",
        remedy="Return the candles that were given, every row of them.",
    )

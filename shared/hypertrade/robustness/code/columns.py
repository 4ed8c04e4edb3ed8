"""The columns of a confined strategy, computed again on less data.

A cut is made once for all pairs, by the clock: each takes a process of its own, which sees no later
candle of any pair or timeframe.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.backtesting.signal_file import FLAGS
from hypertrade.domain.errors import StrategyFailed
from hypertrade.domain.signals import SignalAsk
from hypertrade.robustness import bias
from hypertrade.robustness.bias import SIGNAL_WORDS, Column
from hypertrade.robustness.code.simulator import failed_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.backtesting.column_file import PairTable, PairValues
    from hypertrade.backtesting.handed import HandedPair
    from hypertrade.domain.signals import Stretch
    from hypertrade.engine.model import MarketData, PairData
    from hypertrade.robustness.code.book import Book

    Floats = NDArray[np.float64]


class CodeBias:
    """Where the columns of all pairs are looked at again, and what is asked for it."""

    def __init__(
        self, market: MarketData, book: Book, fires: Sequence[HandedPair], startup: int
    ) -> None:
        """Look at the strategy that answers in ``book``; ``fires`` are its signals as it is."""
        self._market = market
        self._book = book
        self._fires = {one.pair: one for one in fires}
        self._startup = startup
        self._rows: dict[tuple[int, int], list[list[int]]] = {}

    def places(self, pair: int, seed: int, count: int) -> list[int]:
        """Return the rows of a pair, by its number, that are looked at.

        Half of them are where some pair gives a signal; about ``count`` serve all pairs together.
        """
        return self._places(seed, count)[pair]

    def source(self, pair: int, seed: int, count: int) -> CodeColumns:
        """Return the columns of a pair, by its number, at those places."""
        return CodeColumns(
            self._market.pairs[pair], self._book, self._startup, self._whole(seed, count)
        )

    def asks(self, seed: int, count: int) -> list[SignalAsk]:
        """Return everything that looking at all pairs asks for."""
        found = [self._whole(seed, count)]
        for pair, rows in zip(self._market.pairs, self._places(seed, count), strict=True):
            for row in rows:
                found += [
                    _cut(pair.candles, row + 1),
                    _late(pair.candles, row - self._startup, self._startup),
                ]
        return found

    def _places(self, seed: int, count: int) -> list[list[int]]:
        key = (seed, count)
        if key not in self._rows:
            self._rows[key] = self._found(seed, count)
        return self._rows[key]

    def _found(self, seed: int, count: int) -> list[list[int]]:
        pairs = self._market.pairs
        each = max(2, -(-count // len(pairs)))
        times: set[int] = set()
        for number, data in enumerate(pairs):
            source = _Fires(data, self._startup, self._fires.get(data.rules.pair))
            rows = bias.places(source, seed + number, each)
            times |= {data.candles.opens_at(row) for row in rows}
        return [_rows_at(sorted(times), data.candles, self._startup) for data in pairs]

    def _whole(self, seed: int, count: int) -> SignalAsk:
        stretches = {
            _tail(pair.candles, row + 1)
            for pair, rows in zip(self._market.pairs, self._places(seed, count), strict=True)
            for row in rows
        }
        return SignalAsk(stretches=tuple(sorted(stretches)))


class CodeColumns:
    """One pair's columns, a ``bias.SignalSource``: values stand only where they are compared."""

    def __init__(self, data: PairData, book: Book, startup: int, whole: SignalAsk) -> None:
        """Take the pair's rows from ``data``; ``whole`` asks for columns from all of them."""
        self._data = data
        self._book = book
        self._whole = whole
        self.startup = startup

    @property
    def pair(self) -> str:
        """The pair's name."""
        return self._data.rules.pair

    @cached_property
    def times(self) -> NDArray[np.int64]:
        """When each row opens, in UTC milliseconds."""
        return _times(self._data.candles)

    @property
    def begin(self) -> int:
        """The first row that may trade."""
        return self._data.candles.begin

    def columns(self, start: int, until: int) -> list[Column]:
        """Return the columns that the whole data gives, from rows ``start`` to ``until`` alone.

        Raises:
            StrategyFailed: the strategy fails on so few candles.
        """
        table, whole = self._answer(self._whole)
        rows = self._rows(whole.times) - start
        inside = (rows >= 0) & (rows < until - start)
        part: dict[str, Floats] = {}
        again: NDArray[np.int64] = np.empty(0, np.int64)
        if (start, until) != (0, len(self.times)):
            part, times = self._part(start, until)
            again = self._rows(times) - start
        found = []
        for one, values in zip(table.columns, whole.values, strict=True):
            column = np.full(until - start, np.nan)
            # A row that the part lacks, as after a gap where it begins, is not compared.
            column[rows[inside]] = values[inside]
            column[again] = part.get(one.name, np.nan)
            words = SIGNAL_WORDS.get(one.name, one.name)
            found.append(Column(one.name, one.role, column, words))
        return found

    def _rows(self, times: NDArray[np.int64]) -> NDArray[np.int64]:
        rows: NDArray[np.int64] = (times - self._data.candles.first) // self._data.candles.step
        return rows

    def _part(self, start: int, until: int) -> tuple[dict[str, Floats], NDArray[np.int64]]:
        candles = self._data.candles
        ask = _cut(candles, until) if start == 0 else _late(candles, start, self.startup)
        at = candles.opens_at(until if start == 0 else start)
        try:
            table, found = self._answer(ask)
        except StrategyFailed as error:
            moment = np.datetime64(at, "ms").item()
            side = "before" if start == 0 else "from"
            raise failed_on(f"the candles {side} {moment:%Y-%m-%d %H:%M}", error) from error
        names = (one.name for one in table.columns)
        return dict(zip(names, found.values, strict=True)), found.times

    def _answer(self, ask: SignalAsk) -> tuple[PairTable, PairValues]:
        header, pairs = self._book.columns(ask)
        for table, values in zip(header.pairs, pairs, strict=True):
            if table.pair == self.pair:
                return table, values
        raise StrategyFailed(
            f"the strategy gave no columns of {self.pair}",
            field="strategy",
            remedy="Return the candles that were given, every row of them.",
        )


class _Fires:
    """A pair's signals alone, to choose places by."""

    def __init__(self, data: PairData, startup: int, fires: HandedPair | None) -> None:
        self._data = data
        self._fires = fires
        self.pair = data.rules.pair
        self.times = _times(data.candles)
        self.startup = startup
        self.begin = data.candles.begin

    def columns(self, start: int, until: int) -> list[Column]:
        found = []
        for at, name in enumerate(FLAGS):
            values = np.zeros(len(self.times))
            if self._fires is not None:
                values[self._data.candles.begin :] = self._fires.flags[at]
            found.append(Column(name, "signal", values[start:until]))
        return found


def _times(candles: Candles) -> NDArray[np.int64]:
    times: NDArray[np.int64] = candles.first + candles.step * np.arange(
        len(candles), dtype=np.int64
    )
    return times


def _rows_at(times: Sequence[int], candles: Candles, startup: int) -> list[int]:
    """Return the rows that open at ``times``, where a pair has warm-up before and a row after."""
    low, high = bias.bounds(len(candles), candles.begin, startup)
    rows = [(time - candles.first) // candles.step for time in times]
    on_grid = [row for row, time in zip(rows, times, strict=True) if candles.opens_at(row) == time]
    return [row for row in on_grid if low <= row < high]


def _tail(candles: Candles, cut: int) -> Stretch:
    return candles.opens_at(max(cut - bias.TAIL, 0)), candles.opens_at(cut - 1)


def _cut(candles: Candles, cut: int) -> SignalAsk:
    """Ask for the last rows before ``cut`` from nothing that closed later."""
    return SignalAsk(until=candles.opens_at(cut), stretches=(_tail(candles, cut),))


def _late(candles: Candles, start: int, startup: int) -> SignalAsk:
    """Ask for the first row that may trade where the candles begin at ``start``."""
    since = candles.opens_at(start + startup)
    return SignalAsk(since=since, stretches=((since, since),))

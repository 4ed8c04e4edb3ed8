"""What a confined strategy answered, by what it was asked: every ask is computed once."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from typing import TYPE_CHECKING

from hypertrade.backtesting import column_file, signal_file
from hypertrade.domain.errors import HyperTradeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hypertrade.backtesting.column_file import ColumnHeader, PairValues
    from hypertrade.backtesting.signal_file import PairColumns, SignalHeader
    from hypertrade.domain.signals import SignalAsk
    from hypertrade.ports.signals import Answer, SignalSession

MOST_BYTES = 1 << 28
"""Signals kept unpacked; walking forward goes through the same ones window by window."""


class Book:
    """Answers of one session."""

    def __init__(self, session: SignalSession) -> None:
        """Ask ``session`` for what is not here yet."""
        self._session = session
        self._answers: dict[str, Answer] = {}
        self._unpacked: OrderedDict[str, tuple[SignalHeader, list[PairColumns]]] = OrderedDict()
        self._bytes = 0

    def gather(self, asks: Iterable[SignalAsk], on_done: Callable[[int, int], None]) -> None:
        """Have all of ``asks`` answered that are not yet; ``on_done`` hears how many of how many.

        Errors of the strategy are answers: they are raised when that answer is read.

        Raises:
            Cancelled, Denied, Unavailable: the session cannot go on.
        """
        missing = {ask.digest(): ask for ask in asks}
        missing = {key: ask for key, ask in missing.items() if key not in self._answers}
        total = len(missing)
        answers = self._session.compute(list(missing.values()), lambda done: on_done(done, total))
        self._answers |= dict(zip(missing, answers, strict=True))

    def signals(self, ask: SignalAsk) -> tuple[SignalHeader, list[PairColumns]]:
        """Return the signals that answer ``ask``.

        Raises:
            StrategyFailed, QuotaExceeded, ...: the strategy failed with that ask.
        """
        key = ask.digest()
        if key not in self._unpacked:
            content = zlib.decompress(self._file(key, ask).read_bytes())
            self._unpacked[key] = signal_file.unpack(content)
            self._bytes += len(content)
            while self._bytes > MOST_BYTES and len(self._unpacked) > 1:
                _, (_, columns) = self._unpacked.popitem(last=False)
                self._bytes -= sum(flag.nbytes for one in columns for flag in one.flags)
                self._bytes -= sum(tag.nbytes for one in columns for tag in one.tags)
        self._unpacked.move_to_end(key)
        return self._unpacked[key]

    def columns(self, ask: SignalAsk) -> tuple[ColumnHeader, list[PairValues]]:
        """Return the columns that answer ``ask``; errors as ``signals``."""
        content = self._file(ask.digest(), ask).read_bytes()
        return column_file.unpack(zlib.decompress(content))

    def _file(self, key: str, ask: SignalAsk) -> Path:
        if key not in self._answers:
            self.gather([ask], lambda _done, _total: None)
        answer = self._answers[key]
        if isinstance(answer, HyperTradeError):
            raise answer
        return answer

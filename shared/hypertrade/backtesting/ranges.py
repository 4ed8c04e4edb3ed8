"""Parts of a job's time range, each made when it is first asked for; a few are kept."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from hypertrade.candles.schema import to_ms
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.market import Timerange

Span = tuple[int | None, int | None]
"""First and last moment (UTC milliseconds), ``None`` for all there is."""

MOST = 8
"""Ranges kept ready; walking forward needs two at a time."""

_Ready = TypeVar("_Ready")


class Ranges(Generic[_Ready]):
    """What is ready for some part of the range ``asked`` for; the whole is never dropped."""

    def __init__(self, asked: Timerange, make: Callable[[Span], _Ready]) -> None:
        """Make each with ``make``."""
        self._asked = asked
        self._make = make
        self._kept: OrderedDict[Span, _Ready] = OrderedDict()

    def get(self, start: datetime | None = None, stop: datetime | None = None) -> _Ready:
        """Return what is ready from ``start`` to ``stop`` (UTC; ``None``: the job's own end).

        Raises:
            Invalid: the part leaves the range, or cannot be made.
        """
        span = self._span(start, stop)
        if span not in self._kept:
            self._kept[span] = self._make(span)
            if len(self._kept) > MOST:
                own = self._span(None, None)
                del self._kept[next(each for each in self._kept if each != own)]
        self._kept.move_to_end(span)
        return self._kept[span]

    def _span(self, start: datetime | None, stop: datetime | None) -> Span:
        first, last = self._asked.start, self._asked.stop
        if start is not None:
            start = start.replace(tzinfo=UTC) if start.tzinfo is None else start
            if first is not None and start < first:
                raise Invalid(
                    f"{start:%Y-%m-%d %H:%M} lies before the range of {first:%Y-%m-%d %H:%M}",
                    field="start",
                    remedy="Load the session over a longer range.",
                )
            first = start
        if stop is not None:
            stop = stop.replace(tzinfo=UTC) if stop.tzinfo is None else stop
            last = stop if last is None else min(stop, last)
        return _ms(first), _ms(last)


def _ms(moment: datetime | None) -> int | None:
    # Freqtrade's time ranges are whole seconds.
    return None if moment is None else to_ms(moment) // 1000 * 1000

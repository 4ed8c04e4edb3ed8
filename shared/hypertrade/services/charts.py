"""Charts of runs: a window of candles with the strategy's indicators, thinned to what is seen."""

from __future__ import annotations

import math
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cachetools import LRUCache

from hypertrade.domain.base import canonical_json
from hypertrade.domain.errors import Conflict, Invalid, NotFound, Unavailable
from hypertrade.domain.market import MINUTES_OF, pair_filename

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.backtesting.charting import Charted, Subject
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.runs import Run
    from hypertrade.services.runs import Runs

FEWEST_POINTS = 50
MOST_POINTS = 5000
MOST_CANDLES = 5_000_000
"""Candles of a pair that a chart is made of: nine years of 1m. They take half a gigabyte."""
KEPT_BYTES = 192 * 2**20
"""What is kept in memory for whoever moves the window next."""
_WAIT_SECONDS = 5.0
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Window:
    """What of a run is to be seen: candles that open in ``[since, until)``, UTC.

    ``pair`` is ``None`` for the run's first, an end ``None`` for the run's own.
    """

    pair: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    points: int = 2000


@dataclass(frozen=True, slots=True)
class ChartLine:
    """An indicator; ``values`` has one for each candle shown, ``None`` where it has none.

    ``name`` is the catalogue's, ``label`` says all of it and is unique in a chart. Values are
    rounded to nine digits of the largest: nobody sees more, and the answer is half as long.
    """

    name: str
    label: str
    pane: Literal["price", "own"]
    values: list[float | None]


Bar = tuple[int, float, float, float, float, float]
"""When it opens (UTC milliseconds), open, high, low, close (quote currency), volume (base)."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A window of a run's candles; each bar is ``bucket_minutes`` wide.

    ``first`` and ``last`` are when the run's own first and last candle open (UTC milliseconds),
    wherever the window is.
    """

    pair: str
    timeframe: str
    bucket_minutes: int
    candles: list[Bar]
    indicators: list[ChartLine]
    first: int
    last: int


class Charts:
    """Draws principals' own runs from the candles in the store."""

    def __init__(self, data: Path, runs: Runs) -> None:
        """Use the candles in the folder ``data``, for ``runs``."""
        self._data = data
        self._runs = runs
        self._kept: LRUCache[str, Charted] = LRUCache(KEPT_BYTES, lambda one: one.size)
        self._lock = threading.Lock()
        self._seats = threading.BoundedSemaphore(max(2, len(os.sched_getaffinity(0))))

    def chart(self, principal: Principal, id: str, window: Window) -> Chart:  # noqa: A002 - the field's word
        """Return a window of a run's candles, in whatever state the run is.

        Raises:
            NotFound: there is no such run, or it has no such pair.
            Conflict: its candles are not stored.
            Invalid: the window ends before it begins, or the run has too many candles.
            Unavailable: too many ask at once.
        """
        run = self._runs.get(principal, id)
        pair = _pair(run, window.pair)
        if window.since and window.until and window.since >= window.until:
            raise Invalid(
                "the window ends before it begins",
                field="until",
                remedy="Give a later moment than `since`.",
            )
        subject = _subject(run)
        return _shown(pair, subject.timeframe, self._charted(subject, pair), window)

    def _charted(self, subject: Subject, pair: str) -> Charted:
        from hypertrade.backtesting.charting import chart
        from hypertrade.candles.store import CandleStore

        key = self._key(subject, pair)
        with self._lock:
            known = self._kept.get(key)
        if known is not None:
            return known
        with self._seat():
            self._check_size(subject, pair)
            try:
                made = chart(subject, pair, CandleStore(self._data))
            except (Invalid, NotFound) as error:
                # The run is there: what it was made of is not.
                raise Conflict(
                    f"no candles of {subject.exchange} {pair} are stored for the run's time",
                    field="run",
                    remedy="Get them by a download (POST /v1/data/downloads), and ask again.",
                ) from error
        with self._lock:
            if made.size <= self._kept.maxsize:
                self._kept[key] = made
        return made

    def _check_size(self, subject: Subject, pair: str) -> None:
        """Refuse what would not fit, by what is stored."""
        from hypertrade.candles.series import SeriesKey
        from hypertrade.candles.store import CandleStore

        found = CandleStore(self._data).info(SeriesKey(subject.exchange, pair, subject.timeframe))
        if found is None:
            return
        start = max(subject.start or found.first, found.first)
        stop = min(subject.stop or found.last, found.last)
        candles = int((stop - start).total_seconds() / 60 / MINUTES_OF[subject.timeframe])
        if candles > MOST_CANDLES:
            raise Invalid(
                f"{candles:,} candles are too many for a chart",
                field="run",
                remedy=f"A run of at most {MOST_CANDLES:,} candles a pair has one: a shorter time, "
                "or a longer timeframe.",
            )

    def _key(self, subject: Subject, pair: str) -> str:
        """Return what a chart depends on, the stored candles included."""
        spec = None if subject.spec is None else subject.spec.model_dump(mode="json")
        folders = f"exchange={subject.exchange}/*/pair={pair_filename(pair)}/*.json"
        stamps = [(str(path), path.stat().st_mtime_ns) for path in sorted(self._data.glob(folders))]
        span = [str(subject.start), str(subject.stop)]
        return canonical_json([subject.exchange, subject.timeframe, pair, span, spec, stamps])

    @contextmanager
    def _seat(self) -> Iterator[None]:
        if not self._seats.acquire(timeout=_WAIT_SECONDS):
            raise Unavailable(
                "too many charts are asked for at once", remedy="Ask again in a moment."
            )
        try:
            yield
        finally:
            self._seats.release()


def _pair(run: Run, asked: str | None) -> str:
    pairs = run.work.pairs if run.work.kind == "download" else run.work.job.pairs
    if asked is None:
        return pairs[0]
    if asked not in pairs:
        raise NotFound(
            f"run {run.id} has no pair {asked}",
            field="pair",
            remedy=f"Its pairs: {', '.join(pairs)}.",
        )
    return asked


def _subject(run: Run) -> Subject:
    from hypertrade.backtesting.charting import Subject
    from hypertrade.services.data import days_of
    from hypertrade.strategy.spec import read_spec

    work = run.work
    if work.kind == "download":
        start, stop = days_of(work)
        return Subject(work.exchange, work.timeframe, start, stop, None)
    job = work.job
    spec = read_spec(job.strategy.spec) if job.strategy.kind == "spec" else None
    span = job.timerange
    return Subject(job.exchange, job.timeframe, span.start, span.stop, spec)


def _shown(pair: str, timeframe: str, charted: Charted, window: Window) -> Chart:
    from hypertrade.backtesting.charting import buckets
    from hypertrade.candles.schema import to_ms

    candles = charted.candles

    def row(moment: datetime | None, otherwise: int) -> int:
        if moment is None:
            return otherwise
        return min(max(-((candles.first - to_ms(moment)) // candles.step), 0), len(candles))

    begin, end = row(window.since, 0), row(window.until, len(candles))
    minutes = MINUTES_OF[timeframe]
    first, last = candles.first, candles.opens_at(len(candles) - 1)
    if begin >= end:
        lines = [ChartLine(line.name, line.label, line.pane, []) for line in charted.lines]
        return Chart(pair, timeframe, minutes, [], lines, first, last)
    found = buckets(charted, begin, end, window.points)
    columns = (found.opened, found.open, found.high, found.low, found.close, found.volume)
    bars: list[Bar] = list(zip(*(column.tolist() for column in columns), strict=True))
    lines = [
        ChartLine(line.name, line.label, line.pane, _rounded(values))
        for line, values in zip(charted.lines, found.lines, strict=True)
    ]
    return Chart(pair, timeframe, minutes * found.width, bars, lines, first, last)


def _rounded(values: NDArray[np.float64]) -> list[float | None]:
    import numpy as np

    finite = np.isfinite(values)
    most = float(np.max(np.abs(values), where=finite, initial=0.0))
    if most:
        values = values.round(_DIGITS - 1 - math.floor(math.log10(most)))
    plain: list[float] = values.tolist()
    return [value if known else None for value, known in zip(plain, finite.tolist(), strict=True)]

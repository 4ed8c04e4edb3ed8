"""What a chart of a run shows of one pair: its candles, and the indicators its strategy read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.arrays import Candles
from hypertrade.backtesting import lean  # noqa: F401 - before anything imports Numba
from hypertrade.candles.filling import fill_columns
from hypertrade.candles.obtaining import obtain
from hypertrade.candles.schema import timeframe_ms, to_ms
from hypertrade.strategy.english.explain_rules import operand_text
from hypertrade.strategy.english.scales import scale
from hypertrade.strategy.signals.evaluator import Evaluator, needs
from hypertrade.strategy.spec import Indicator, ParameterRef

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from hypertrade.candles.columns import CandleColumns
    from hypertrade.candles.store import CandleStore
    from hypertrade.strategy.spec import StrategySpec

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a run read: candles of an exchange in a range of time, and by which strategy.

    ``start`` and ``stop`` are UTC, ``None`` for all there is; ``spec`` is ``None`` for code.
    """

    exchange: str
    timeframe: str
    start: datetime | None
    stop: datetime | None
    spec: StrategySpec | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """An indicator over the candles, shape (n,), NaN where it has no value.

    ``name`` is the catalogue's, ``label`` what it reads as in full. It is drawn over the price, or
    in a ``pane`` of its own.
    """

    name: str
    label: str
    pane: Literal["price", "own"]
    values: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Charted:
    """One pair's candles within the run's range, filled as the run filled them, and its lines."""

    candles: Candles
    lines: tuple[Line, ...]

    @property
    def size(self) -> int:
        """The bytes it takes in memory, about."""
        return len(self.candles) * 8 * (5 + len(self.lines))


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """Candles taken together: of each bucket the first open, highest, lowest, last close, sum.

    ``opened`` (int64 UTC milliseconds) is where a bucket's time begins, ``width`` how many candles
    a full one holds; ``lines`` are values on each bucket's last candle. All of shape (m,).
    """

    width: int
    opened: NDArray[np.int64]
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    lines: tuple[Floats, ...]


def chart(subject: Subject, pair: str, store: CandleStore) -> Charted:
    """Return what a chart of ``pair`` shows.

    Indicators warm up before the range as they did in the run; tunables are at their defaults.

    Raises:
        NotFound, Invalid: the candles are not stored any more.
    """
    spec = subject.spec
    startup = needs(spec) if spec is not None else {}
    warmup = max(startup.values(), default=0)
    own = _candles(subject, pair, subject.timeframe, store, warmup)
    lines: tuple[Line, ...] = ()
    if spec is not None and (nodes := indicators(spec)):
        candles: dict[str | None, Candles] = {None: own}
        for name in list(startup)[1:]:  # the strategy's own is the first
            candles[name] = _candles(subject, pair, name, store, warmup)
        columns = Evaluator(spec, candles).columns(nodes)
        lines = tuple(
            Line(
                name=node.name,
                label=operand_text(node),
                pane="price" if scale(node) == "price" else "own",
                values=values[own.begin :],
            )
            for node, values in zip(nodes, columns, strict=True)
        )
    return Charted(_ranged(own), lines)


def indicators(spec: StrategySpec) -> tuple[Indicator, ...]:
    """Return each indicator that ``spec`` reads, once, unshifted, its numbers filled in."""
    defaults = {item.name: item.default for item in spec.parameters}
    found: dict[str, Indicator] = {}
    sources = {id(node.source) for node in spec.nodes() if isinstance(node, Indicator)}
    for node in spec.nodes():
        if isinstance(node, Indicator) and id(node) not in sources:
            plain = _filled(node, defaults)
            found.setdefault(operand_text(plain), plain)
    if spec.atr_stop is not None:
        plain = _filled(Indicator(name="atr", params={"period": spec.atr_stop.period}), defaults)
        found.setdefault(operand_text(plain), plain)
    return tuple(found.values())


def buckets(charted: Charted, begin: int, end: int, points: int) -> Buckets:
    """Return rows ``[begin, end)`` (at least one) as at most ``points`` buckets.

    Buckets stand on a grid that starts in 1970, so that a window that moves keeps them.
    """
    candles = charted.candles
    first = candles.first // candles.step + begin
    width = -(-(end - begin) // points)
    # One that is not on the grid's line begins or ends in a bucket more.
    while (first + end - begin - 1) // width - first // width >= points:
        width += 1
    numbers = (first + np.arange(end - begin)) // width
    starts = np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 1))
    ends = np.append(starts[1:], end - begin) - 1
    rows = slice(begin, end)
    offset = candles.first % candles.step
    return Buckets(
        width=width,
        opened=(first + starts) * candles.step + offset,
        open=candles.open[rows][starts],
        high=np.maximum.reduceat(candles.high[rows], starts),
        low=np.minimum.reduceat(candles.low[rows], starts),
        close=candles.close[rows][ends],
        volume=np.add.reduceat(candles.volume[rows], starts),
        lines=tuple(line.values[rows][ends] for line in charted.lines),
    )


def _candles(
    subject: Subject, pair: str, timeframe: str, store: CandleStore, warmup: int
) -> Candles:
    obtained = obtain(store, subject.exchange, pair, timeframe, subject.start, subject.stop, warmup)
    columns: CandleColumns = fill_columns(obtained.columns, timeframe)
    begin = 0
    if subject.start is not None:
        begin = int(np.searchsorted(columns.dates, to_ms(subject.start)))
    return Candles(
        first=int(columns.dates[0]),
        step=timeframe_ms(timeframe),
        begin=begin,
        end=len(columns),
        **{
            name: np.ascontiguousarray(columns.by_name[name])
            for name in ("open", "high", "low", "close", "volume")
        },
    )


def _ranged(own: Candles) -> Candles:
    """Return the candles of the range alone."""
    begin = own.begin
    return Candles(
        first=own.opens_at(begin),
        step=own.step,
        open=own.open[begin:],
        high=own.high[begin:],
        low=own.low[begin:],
        close=own.close[begin:],
        volume=own.volume[begin:],
        begin=0,
        end=len(own) - begin,
    )


def _filled(node: Indicator, defaults: dict[str, float]) -> Indicator:
    """Return ``node`` and its sources without a shift or a tunable."""
    params = {
        name: defaults[value.param] if isinstance(value, ParameterRef) else value
        for name, value in node.params.items()
    }
    source = node.source
    if isinstance(source, Indicator):
        source = _filled(source, defaults)
    return node.model_copy(update={"params": params, "source": source, "shift": 0})

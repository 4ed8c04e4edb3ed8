"""A strategy evaluated on one pair's candles: its signals, and the truth of every condition."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays import NO_TAG, PairSignals
from hypertrade.domain.errors import Invalid, NotFound
from hypertrade.domain.market import timeframe_minutes
from hypertrade.strategy.compile.describe import describe
from hypertrade.strategy.compile.result import Role, TracedCondition
from hypertrade.strategy.compile.startup import Startup
from hypertrade.strategy.compile.values import Numbers
from hypertrade.strategy.signals.cache import IndicatorCache
from hypertrade.strategy.signals.candles import Columns
from hypertrade.strategy.signals.conditions import Conditions
from hypertrade.strategy.signals.keys import Tunables, inside
from hypertrade.strategy.signals.lines import Lines
from hypertrade.strategy.signals.memo import Memo
from hypertrade.strategy.signals.merging import Merge
from hypertrade.strategy.signals.operands import Operands
from hypertrade.strategy.spec import (
    Condition,
    Indicator,
    Pattern,
    Price,
    Rule,
    StrategySpec,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles

    Flags = NDArray[np.bool_]

_MINUTE = 60_000


def tags(spec: StrategySpec) -> tuple[str, ...]:
    """Return the names that signals may carry: entries, then exits, each once."""
    return tuple(dict.fromkeys(rule.name for rule in (*spec.entries, *spec.exits)))


def needs(spec: StrategySpec) -> dict[str, int]:
    """Return the candles of history that each timeframe needs, the strategy's own first.

    The same as ``CompiledStrategy.startup_by_timeframe``: whatever values the tunables take.
    """
    return Startup(spec, Numbers(spec.parameters)).of(spec)


@dataclass(frozen=True, slots=True, eq=False)
class ConditionFlags:
    """One condition of one rule, and on which candles it held: uint8 of shape (n,)."""

    condition: TracedCondition
    held: NDArray[np.uint8]


class Evaluator:
    """Evaluates one strategy on one pair, for any values of its tunables."""

    def __init__(
        self,
        spec: StrategySpec,
        candles: Mapping[str | None, Candles],
        *,
        cache: IndicatorCache | None = None,
    ) -> None:
        """Take the pair's candles by timeframe, ``None`` for the strategy's own.

        All rows count, warm-up included: hand over those that Freqtrade would load. ``cache``
        may be shared by all pairs and strategies; without one, this evaluator has its own.

        Raises:
            NotFound: a timeframe that the strategy reads has no candles.
            Invalid: candles are of another length than their timeframe says.
        """
        self._spec = spec
        self._cache = IndicatorCache() if cache is None else cache
        self._columns = {name: Columns(candles[name]) for name in _timeframes(spec, candles)}
        own = self._columns[None].candles
        self._merges = {
            name: Merge(own, columns.candles)
            for name, columns in self._columns.items()
            if name is not None
        }
        self._tunables = Tunables(spec)
        self._tags = {name: index for index, name in enumerate(tags(spec))}
        stop = spec.atr_stop
        self._atr = None if stop is None else Indicator(name="atr", params={"period": stop.period})

    def evaluate(self, values: Mapping[str, float] | None = None) -> PairSignals:
        """Return the pair's signals with the tunables at ``values`` (by name; missing: default).

        The arrays are the caller's own.

        Raises:
            Invalid: a value has no tunable, or one outside its range.
        """
        spec = self._spec
        with np.errstate(all="ignore"):  # as pandas computes: x / 0 is an infinity, or missing
            operands, conditions = self._parts(values or {})
            needed = [conditions.holds(node) for node in spec.filters]
            entries = [
                reduce(operator.and_, [*needed, conditions.holds(rule.when)])
                for rule in spec.entries
            ]
            exits = [conditions.holds(rule.when) for rule in spec.exits]
            atr = None if self._atr is None else operands.lines(None).of(self._atr).copy()
        return PairSignals(
            enter_long=self._side(spec.entries, entries, "long"),
            exit_long=self._side(spec.exits, exits, "long"),
            enter_short=self._side(spec.entries, entries, "short"),
            exit_short=self._side(spec.exits, exits, "short"),
            enter_tag=self._first_tag(spec.entries, entries),
            exit_tag=self._first_tag(spec.exits, exits),
            atr=atr,
        )

    def columns(
        self, nodes: Sequence[Indicator], values: Mapping[str, float] | None = None
    ) -> tuple[NDArray[np.float64], ...]:
        """Return indicators as the strategy sees them, each of shape (n,), missing ones NaN.

        Raises:
            Invalid, NotFound: as ``evaluate``; a timeframe of theirs was not handed over.
        """
        with np.errstate(all="ignore"):
            operands, _ = self._parts(values or {})
            # A cache may keep what it hands out.
            return tuple(np.array(operands.value(node), np.float64) for node in nodes)

    def trace(self, values: Mapping[str, float] | None = None) -> tuple[ConditionFlags, ...]:
        """Return where every condition held, as ``compile_spec(spec, trace=True)`` lists them."""
        spec = self._spec
        found: list[ConditionFlags] = []
        with np.errstate(all="ignore"):
            _, conditions = self._parts(values or {})
            tracer = _Tracer(conditions)
            for node in spec.filters:
                found += tracer.of(node, "filters", "filter")
            for rule in spec.entries:
                found += tracer.of(rule.when, rule.name, "entry")
            for rule in spec.exits:
                found += tracer.of(rule.when, rule.name, "exit")
        return tuple(found)

    def _parts(self, values: Mapping[str, float]) -> tuple[Operands, Conditions]:
        tuned, memo = self._tunables.at(values), Memo(self._cache)
        lines = {
            name: Lines(columns, self._cache.token(columns.candles), tuned, memo)
            for name, columns in self._columns.items()
        }
        operands = Operands(tuned, lines, self._merges)
        own = self._columns[None].candles
        return operands, Conditions(own, operands, tuned, memo)

    def _side(self, rules: Sequence[Rule], held: Sequence[Flags], side: str) -> NDArray[np.uint8]:
        mine = [flags for rule, flags in zip(rules, held, strict=True) if rule.side == side]
        if not mine:
            return np.zeros(len(self._columns[None]), np.uint8)
        return reduce(operator.or_, mine).astype(np.uint8)

    def _first_tag(self, rules: Sequence[Rule], held: Sequence[Flags]) -> NDArray[np.int16]:
        """Return the tag of the first rule that holds on each candle."""
        if not rules:
            return np.full(len(self._columns[None]), NO_TAG, np.int16)
        *others, (rule, flags) = zip(rules, held, strict=True)
        found = flags.astype(np.int16)
        found *= self._tags[rule.name] - NO_TAG
        found += NO_TAG
        for rule, flags in reversed(others):
            np.copyto(found, np.int16(self._tags[rule.name]), where=flags)
        return found


class _Tracer:
    """Lists conditions with their parts, wholes first, columns numbered as the compiler does."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._count = 0

    def of(self, node: Condition, rule: str, role: Role, depth: int = 0) -> list[ConditionFlags]:
        parts: list[ConditionFlags] = []
        for part in inside(node):
            parts += self.of(part, rule, role, depth + 1)
        column = f"trace_{role}_{self._count}"
        self._count += 1
        known = TracedCondition(column, rule, role, depth, describe(node))
        return [ConditionFlags(known, self._conditions.holds(node).astype(np.uint8)), *parts]


def _timeframes(spec: StrategySpec, candles: Mapping[str | None, Candles]) -> Iterator[str | None]:
    """Yield every timeframe that ``spec`` reads, ``None`` for its own, having checked it."""
    read = {
        node.timeframe for node in spec.nodes() if isinstance(node, Price | Indicator | Pattern)
    }
    for name in (None, *sorted(item for item in read if item is not None)):
        label = name or spec.timeframe
        if name not in candles or (name is not None and len(candles[name]) == 0):
            raise NotFound(
                f"the strategy reads {label} candles, and there are none of the pair",
                remedy=f"Get the pair's {label} candles first.",
            )
        if candles[name].step != timeframe_minutes(label) * _MINUTE:
            raise Invalid(
                f"candles every {candles[name].step // _MINUTE} minutes are no {label} candles",
                field="candles",
            )
        yield name

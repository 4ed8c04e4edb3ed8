"""What differs between two strategies, one sentence each: "Stop loss: 5% → 3%"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypertrade.strategy.english.explain_plan import (
    atr_stop_text,
    break_even_text,
    protection_text,
    roi_text,
    scale_in_text,
    stake_text,
    trailing_text,
)
from hypertrade.strategy.english.explain_rules import (
    condition_text,
    duration_text,
    number_text,
    percent_text,
)
from hypertrade.strategy.spec import All

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypertrade.strategy.spec import Condition, Parameter, Rule, StrategySpec

T = TypeVar("T")
_NONE = "none"


def _bare(text: Callable[[T], str], prefix: str = "") -> Callable[[T], str]:
    return lambda value: text(value).rstrip(".").removeprefix(prefix)


def _or_none(text: Callable[[T], str]) -> Callable[[T | None], str]:
    return lambda value: _NONE if value is None else text(value)


_SHARE = _or_none(percent_text)
_COUNT = _or_none(number_text)
_MONEY = _or_none(_bare(stake_text, "Stake "))


def changes(before: StrategySpec, after: StrategySpec) -> tuple[str, ...]:
    """Return what ``after`` says otherwise than ``before``: nothing exactly if they are equal."""
    found = [
        *_line("Name", before.name, after.name, lambda name: f"“{name}”"),
        *_line("Timeframe", before.timeframe, after.timeframe, str),
        *_parameters(before.parameters, after.parameters),
        *_listed("Only trade when", before.filters, after.filters, condition_text),
        *_rules("Entry", before.entries, after.entries),
        *_rules("Exit", before.exits, after.exits),
        *_plan(before, after),
        *_listed("Protection", before.protections, after.protections, _bare(protection_text)),
    ]
    return tuple(found)


def _line(title: str, old: T, new: T, text: Callable[[T], str]) -> Iterator[str]:
    if old != new:
        yield f"{title}: {text(old)} → {text(new)}"


def _plan(before: StrategySpec, after: StrategySpec) -> Iterator[str]:
    yield from _line("Take profit", before.take_profit, after.take_profit, _SHARE)
    yield from _line("Return table", before.roi, after.roi, _table)
    yield from _line("Stop loss", before.stop_loss, after.stop_loss, _SHARE)
    yield from _line("ATR stop", before.atr_stop, after.atr_stop, _or_none(_bare(atr_stop_text)))
    yield from _line(
        "Trailing stop",
        before.trailing_stop,
        after.trailing_stop,
        _or_none(_bare(trailing_text, "Trailing stop of ")),
    )
    yield from _line(
        "Break-even", before.break_even, after.break_even, _or_none(_bare(break_even_text))
    )
    yield from _line(
        "Longest holding time", before.time_limit, after.time_limit, _or_none(duration_text)
    )
    yield from _line(
        "Exit signals only count in profit",
        before.exit_only_in_profit,
        after.exit_only_in_profit,
        _yes,
    )
    yield from _line(
        "Targets wait while the entry signal holds",
        before.ignore_roi_while_entry_holds,
        after.ignore_roi_while_entry_holds,
        _yes,
    )
    yield from _line("Leverage", before.leverage, after.leverage, number_text)
    yield from _line("Stake", before.stake, after.stake, _MONEY)
    yield from _line("Most open trades", before.max_open_trades, after.max_open_trades, _COUNT)
    yield from _line("Scaling in", before.scale_in, after.scale_in, _or_none(_bare(scale_in_text)))


def _parameters(before: Sequence[Parameter], after: Sequence[Parameter]) -> Iterator[str]:
    old, new = ({item.name: item for item in items} for items in (before, after))
    for name in old:
        if name not in new:
            yield f"Tunable ${name} removed"
    for name, item in new.items():
        if name not in old:
            yield f"New tunable ${name}: {_range(item)}"
        else:
            yield from _line(f"Tunable ${name}", old[name], item, _range)
    yield from _order("tunables", list(old), list(new))


def _range(item: Parameter) -> str:
    low, high, step, default = map(number_text, (item.low, item.high, item.step, item.default))
    return f"{default}, from {low} to {high} in steps of {step}"


def _rules(kind: str, before: Sequence[Rule], after: Sequence[Rule]) -> Iterator[str]:
    old, new = ({rule.name: rule for rule in rules} for rules in (before, after))
    for name, rule in old.items():
        if name not in new:
            yield f"{kind} “{name}” removed: {rule.side} when {condition_text(rule.when)}"
    for name, rule in new.items():
        if name not in old:
            yield f"New {kind.lower()} “{name}”: {rule.side} when {condition_text(rule.when)}"
            continue
        yield from _line(f"{kind} “{name}”", old[name].side, rule.side, str)
        yield from _when(f"{kind} “{name}”", old[name].when, rule.when)
    yield from _order(f"{kind.lower()} rules", list(old), list(new))


def _when(title: str, old: Condition, new: Condition) -> Iterator[str]:
    if old == new:
        return
    was, now = _parts(old), _parts(new)
    gone = [item for item in was if item not in now]
    come = [item for item in now if item not in was]
    if gone and not come and was != now and _kept(was, now):
        yield f"{title} no longer requires: {_joined(gone)}"
    elif come and not gone and _kept(now, was):
        yield f"{title} also requires: {_joined(come)}"
    elif len(was) == len(now) > max(len(gone), 1) and len(gone) == len(come):
        for one, other in zip(was, now, strict=True):
            yield from _line(title, one, other, condition_text)
    else:
        yield f"{title}: {condition_text(old)} → {condition_text(new)}"


def _parts(condition: Condition) -> list[Condition]:
    return list(condition.conditions) if isinstance(condition, All) else [condition]


def _kept(longer: list[Condition], shorter: list[Condition]) -> bool:
    """Tell whether ``shorter`` is ``longer`` with something left out, in the same order."""
    return [item for item in longer if item in shorter] == shorter


def _joined(conditions: Sequence[Condition]) -> str:
    return " and ".join(condition_text(item) for item in conditions)


def _listed(
    title: str, before: Sequence[T], after: Sequence[T], text: Callable[[T], str]
) -> Iterator[str]:
    gone, come = _without(before, after), _without(after, before)
    if len(gone) == len(come) == 1:
        yield f"{title}: {text(gone[0])} → {text(come[0])}"
    else:
        yield from (f"{title}, removed: {text(item)}" for item in gone)
        yield from (f"{title}, added: {text(item)}" for item in come)
    if not gone and not come and tuple(before) != tuple(after):
        yield f"{title}: in another order"


def _without(items: Sequence[T], others: Sequence[T]) -> list[T]:
    """Return what of ``items`` is not in ``others``, each as often as it is missing there."""
    left = list(others)
    found = []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            found.append(item)
    return found


def _order(what: str, old: list[str], new: list[str]) -> Iterator[str]:
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield f"The {what} stand in another order: {', '.join(new)}"


def _table(steps: Sequence[object]) -> str:
    rows = roi_text(tuple(steps)) if steps else _NONE  # type: ignore[arg-type]
    return rows.removeprefix("Return table: ").rstrip(".")


def _yes(value: bool) -> str:
    return "yes" if value else "no"

"""Taking something out of a strategy: a setting, a rule, a condition, a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.editing import sites as at
from hypertrade.strategy.english.editing.matching import hit_of
from hypertrade.strategy.english.editing.merging import one_side
from hypertrade.strategy.english.editing.model import Bench, Role, place_of
from hypertrade.strategy.english.editing.naming import (
    SCOPING,
    Scope,
    role_in,
    rule_named,
    scoped,
    setting_in,
)
from hypertrade.strategy.english.editing.rulework import FIELDS
from hypertrade.strategy.english.explain_rules import condition_text
from hypertrade.strategy.spec import DayOfWeek, StrategySpec, TimeOfDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.editing.requests import Request
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.spec import Condition

_GUARDS = frozenset({"cooldown", "stoploss_guard", "drawdown_guard", "low_profit_guard"})
_ENTRY_CHOICES = (
    ("when the RSI falls below 30", "buy when RSI(14) crosses below 30 instead"),
    ("on a golden cross", "buy when SMA(50) crosses above SMA(200) instead"),
)


def remove(bench: Bench, request: Request, words: list[Lexeme]) -> bool:
    """Take out what ``words`` name; tell whether they name anything that could be taken out.

    Raises:
        Unsure: it stands in several places, or nothing would be left.
    """
    if not p.bare(words):
        return False
    if (part := p.whole(words, p.PARTS)) is not None and not p.whole(words, p.SETTINGS):
        _part(bench, request, part)
        return True
    target, scope = scoped(words, bench.spec)
    # "the RSI from the exit" is a condition, "the RSI exit" may be a rule
    inside = len(target) < len(words) and words[len(target)].key in SCOPING
    named = rule_named(words, bench.spec) or (None if inside else rule_named(target, bench.spec))
    if named is not None and not p.whole(target, p.SETTINGS):
        _check_rule_meant(bench, request, target, scope, named)
        _rules(bench, request, named[0], {named[1]})
        return True
    setting = setting_in(target, bench)
    if setting is not None:
        _setting(bench, request, setting)
        return True
    hit = hit_of(target, bench)
    if hit is None:
        return False
    if not scope:
        scope = Scope(role_in(target))
    every = any(item.key == "everywhere" for item in words)
    conditions(bench, request, hit, scope, every=every)
    return True


def _check_rule_meant(
    bench: Bench, request: Request, target: list[Lexeme], scope: Scope, named: tuple[Role, str]
) -> None:
    """Ask if "the hammer" may be the rule of that name, or the condition in it."""
    alone = not scope and not any(
        item.kind == "quoted" or item.key in {"rule", "entry", "exit"} for item in target
    )
    hit = hit_of(target, bench) if alone else None
    leaves = [
        (role, leaf)
        for role, field in FIELDS.items()
        for item in getattr(bench.spec, field)
        for leaf in at.leaves_of(item if role == "filter" else item.when)
        if hit is not None and hit(leaf)
    ]
    if leaves:
        raise Unsure(
            f"“{bench.said(request.whole)}”: the whole rule, or a condition?",
            (
                (f"the rule “{named[1]}”", f"remove rule {named[1]}"),
                *(
                    (condition_text(leaf), f"remove {condition_text(leaf)} from the {role}")
                    for role, leaf in leaves
                ),
            ),
            place_of(request.whole),
        )


def _setting(bench: Bench, request: Request, name: str) -> None:
    spec = bench.spec
    if name == "timeframe":
        raise Unsure(
            f"“{bench.said(request.whole)}”: a strategy needs a timeframe. Which one?",
            (("1h", "1h candles"), ("4h", "4h candles"), ("1d", "1d candles")),
            place_of(request.whole),
        )
    if name == "protections" or name in _GUARDS:
        if name == "protections" and len(spec.protections) > 1 and not _plural(request):
            raise Unsure(
                f"“{bench.said(request.whole)}”: which one?",
                (("all of them", "remove all protections"),),
                place_of(request.whole),
            )
        kept = tuple(item for item in spec.protections if name not in {"protections", item.kind})
        if kept == spec.protections:
            bench.assume(f"There is no {name.replace('_', ' ')} to remove")
            return
        bench.change(request.whole, protections=kept)
        return
    empty = StrategySpec.model_fields[name].default
    if getattr(spec, name) == empty:
        bench.assume(f"There is no {name.replace('_', ' ')} to remove")
        return
    bench.change(request.whole, **{name: empty})
    _check_way_out(bench)


def _plural(request: Request) -> bool:
    """Tell whether "the exits" were said, not "the exit"."""
    return request.whole[-1].key.endswith("s")


def _check_way_out(bench: Bench) -> None:
    spec = bench.spec
    outs = ("take_profit", "roi", "stop_loss", "atr_stop", "trailing_stop", "time_limit")
    if not spec.exits and not any(getattr(spec, name) for name in outs):
        bench.assume("Nothing closes a position any more: it stays open to the end")


def _part(bench: Bench, request: Request, part: str) -> None:
    spec = bench.spec
    if part in {"short", "long"}:
        other = "long" if part == "short" else "short"
        if not any(rule.side == part for rule in spec.entries):
            bench.assume(f"There are no {part}s to remove")
            return
        one_side(bench, request, other)
    elif part in {"time_of_day", "day_of_week"}:
        kind = TimeOfDay if part == "time_of_day" else DayOfWeek
        conditions(bench, request, lambda leaf: isinstance(leaf, kind), Scope(), every=True)
    elif part == "filter":
        if not spec.filters:
            bench.assume("There is no filter to remove")
            return
        if len(spec.filters) > 1 and not _plural(request):
            raise Unsure(
                f"“{bench.said(request.whole)}”: which one?",
                (
                    *((t := condition_text(item), f"remove {t}") for item in spec.filters),
                    ("all of them", "remove all filters"),
                ),
                place_of(request.whole),
            )
        bench.change(request.whole, filters=())
    else:
        role: Role = "entry" if part == "entry" else "exit"
        rules = getattr(spec, FIELDS[role])
        if not rules:
            bench.assume(f"There is no {role} rule to remove")
            return
        if len(rules) > 1 and not _plural(request):
            raise Unsure(
                f"“{bench.said(request.whole)}”: which one?",
                tuple(
                    (f"{rule.name}: {condition_text(rule.when)}", f"remove rule {rule.name}")
                    for rule in rules
                ),
                place_of(request.whole),
            )
        _rules(bench, request, role, {rule.name for rule in rules})


def _rules(bench: Bench, request: Request, role: Role, names: set[str]) -> None:
    field = FIELDS[role]
    kept = tuple(rule for rule in getattr(bench.spec, field) if rule.name not in names)
    if role == "entry":
        if not kept:
            raise Unsure(
                f"“{bench.said(request.whole)}”: nothing would open a position any more. When "
                "should it buy instead?",
                _ENTRY_CHOICES,
                place_of(request.whole),
            )
        sides = {rule.side for rule in kept}
        exits = tuple(rule for rule in bench.spec.exits if rule.side in sides)
        bench.change(request.whole, entries=kept, exits=exits)
        return
    bench.change(request.whole, exits=kept)
    _check_way_out(bench)


def conditions(
    bench: Bench,
    request: Request,
    hit: Callable[[Condition], bool],
    scope: Scope,
    *,
    every: bool = False,
) -> None:
    """Take out the conditions that ``hit`` names, where ``scope`` says.

    Raises:
        Unsure: they stand in several places, none are there, or an entry would be left empty.
    """
    spec = bench.spec
    places: list[tuple[Role, int, list[Condition]]] = []
    for role, field in FIELDS.items():
        for index, item in enumerate(getattr(spec, field)):
            whole = item if role == "filter" else item.when
            wrong = scope.role not in {None, role}
            other = scope.rule is not None and (role == "filter" or item.name != scope.rule)
            found = [leaf for leaf in at.leaves_of(whole) if hit(leaf)]
            if found and not wrong and not other:
                places.append((role, index, found))
    if not places:
        raise Unsure(
            f"“{bench.said(request.whole)}”: the strategy says nothing of the kind. What should be "
            "removed?",
            (),
            place_of(request.whole),
        )
    if len({role for role, _, _ in places}) > 1 and not every:
        raise Unsure(
            f"“{bench.said(request.whole)}”: which one?",
            (
                *(
                    (
                        f"{role}: {condition_text(leaf)}",
                        f"remove {condition_text(leaf)} from the {role}",
                    )
                    for role, _, leaves in places
                    for leaf in leaves
                ),
                ("all of them", f"{bench.said(request.whole)} everywhere"),
            ),
            place_of(request.whole),
        )
    for role in FIELDS:
        doomed = {index for one, index, _ in places if one == role}
        if doomed:
            _prune(bench, request, role, doomed, hit)
    _check_way_out(bench)


def _prune(
    bench: Bench, request: Request, role: Role, doomed: set[int], hit: Callable[[Condition], bool]
) -> None:
    field = FIELDS[role]
    items = getattr(bench.spec, field)
    if role == "filter":
        kept = [at.pruned(item, hit) if i in doomed else item for i, item in enumerate(items)]
        bench.change(request.whole, filters=tuple(item for item in kept if item is not None))
        return
    empty = set()
    rules = []
    for index, rule in enumerate(items):
        when = at.pruned(rule.when, hit) if index in doomed else rule.when
        if when is None:
            empty.add(rule.name)
        rules.append(rule if when is None else rule.model_copy(update={"when": when}))
    bench.change(request.whole, **{field: tuple(rules)})
    if empty:
        _rules(bench, request, role, empty)

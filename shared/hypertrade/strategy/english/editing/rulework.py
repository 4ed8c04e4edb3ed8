"""Entries, exits and filters: adding one, replacing one, requiring one thing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import sites as at
from hypertrade.strategy.english.editing.model import Bench, place_of
from hypertrade.strategy.english.explain_rules import condition_text
from hypertrade.strategy.english.possible import exclusive
from hypertrade.strategy.spec import (
    Compare,
    Constant,
    Cross,
    DayOfWeek,
    Rule,
    TimeOfDay,
)

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.model import Role
    from hypertrade.strategy.english.editing.requests import Request
    from hypertrade.strategy.english.ruledraft import RuleDraft, Side
    from hypertrade.strategy.spec import Condition

FIELDS: dict[Role, str] = {"entry": "entries", "exit": "exits", "filter": "filters"}
_VERBS = {("entry", "long"): "buy", ("exit", "long"): "sell", ("entry", "short"): "short"}


def add_rule(bench: Bench, request: Request, rule: RuleDraft, when: Condition) -> None:
    """Give the strategy an entry or exit that was said.

    Raises:
        Unsure: it could replace what is there, stand beside it, or belong to it.
    """
    role: Role = "entry" if rule.enter else "exit"
    field = FIELDS[role]
    rules: tuple[Rule, ...] = getattr(bench.spec, field)
    side = _side(bench, rule)
    if rule.name is not None and any(item.name == rule.name for item in rules):
        made = Rule(name=rule.name, side=side, when=when)
        bench.change(
            request.whole, **{field: tuple(made if r.name == rule.name else r for r in rules)}
        )
        return
    present = [item for item in rules if item.side == side]
    if any(item.when == when for item in present):
        return
    if request.only and present:
        require(bench, request, when, role, [item.name for item in present])
        return
    if rule.name is not None or request.also or request.either or not present:
        named = rule.name or at.free_name(_base(role, side), {item.name for item in rules})
        bench.change(request.whole, **{field: (*rules, Rule(name=named, side=side, when=when))})
        return
    alike = [item for item in present if at.is_leaf(item.when) and _subject(item.when, when)]
    if not request.instead and len(alike) != 1:
        raise _which(bench, request, role, present, when)
    if request.instead and len(present) > 1 and not request.every:
        raise _instead_of_which(bench, request, role, present)
    old = alike[0] if len(alike) == 1 and not request.instead else present[0]
    gone = {item.name for item in present} if request.instead else {old.name}
    made = old.model_copy(update={"when": when})
    kept = (
        made if r.name == old.name else r for r in rules if r.name == old.name or r.name not in gone
    )
    bench.change(request.whole, **{field: tuple(kept)})


def _instead_of_which(bench: Bench, request: Request, role: Role, present: list[Rule]) -> Unsure:
    said = bench.said(request.words)
    return Unsure(
        f"“{bench.said(request.whole)}”: instead of which {role}?",
        (
            *((f"of “{r.name}”", f"{said} instead of the rule {r.name}") for r in present),
            ("of all of them", f"{said} instead of all {FIELDS[role]}"),
        ),
        place_of(request.whole),
    )


def _which(
    bench: Bench, request: Request, role: Role, present: list[Rule], when: Condition
) -> Unsure:
    said = bench.said(request.words)
    there = " or ".join(condition_text(item.when) for item in present)
    it = "them" if len(present) > 1 else "it"
    alike = [leaf for item in present for leaf in at.leaves_of(item.when) if _subject(leaf, when)]
    part = (
        (
            (
                f"change only “{condition_text(alike[0])}”",
                f"{condition_text(when)} instead of {condition_text(alike[0])} in the {role}",
            ),
        )
        if len(alike) == 1
        else ()
    )
    return Unsure(
        f"“{said}”: there is an {role} already, when {there}. Should this replace {it}?",
        (
            *part,
            (f"replace {it}", f"{said} instead"),
            (f"one more {role}", f"also {said}"),
            ("both must hold", f"only {said}"),
        ),
        place_of(request.whole),
    )


def _side(bench: Bench, rule: RuleDraft) -> Side:
    opened: list[Side] = sorted({item.side for item in bench.spec.entries})
    if rule.enter:
        return rule.side or ("short" if opened == ["short"] else "long")
    if len(opened) == 1:
        return opened[0]
    if rule.side is None:
        said = " ".join(bench.text[slice(*rule.place)].split())
        bench.assume(f"“{said}” is read as: closes long positions")
    return rule.side or "long"


def _base(role: Role, side: str) -> str:
    return role if side == "long" else f"short {role}"


def require(
    bench: Bench,
    request: Request,
    condition: Condition,
    role: Role,
    names: list[str] | None = None,
) -> None:
    """Let rules require one thing more: those of ``names``, or all of ``role``.

    Raises:
        Unsure: it cannot hold together with what they require, or both sides have such rules.
    """
    field = FIELDS[role]
    rules: tuple[Rule, ...] = getattr(bench.spec, field)
    chosen = [rule for rule in rules if names is None or rule.name in names]
    if not chosen:
        bench.assume(f"There is no {role} that could require it: made one")
        made = Rule(name=role, side=bench.spec.entries[0].side, when=condition)
        bench.change(request.whole, **{field: (*rules, made)})
        return
    if len({rule.side for rule in chosen}) > 1:
        text = condition_text(condition)
        raise Unsure(
            f"“{bench.said(request.words)}”: for longs, for shorts, or for both?",
            (
                *(
                    (f"for {side}s", f"only {_VERBS.get((role, side), 'cover')} when {text}")
                    for side in ("long", "short")
                ),
                ("for both", f"only trade when {text}"),
            ),
            place_of(request.whole),
        )
    made_rules = []
    for rule in rules:
        if rule not in chosen:
            made_rules.append(rule)
            continue
        _check_possible(bench, request, rule.when, condition)
        wanted = at.joined(rule.when, condition)
        same = wanted.conditions == at.parts_of(rule.when)
        made_rules.append(rule if same else rule.model_copy(update={"when": wanted}))
    if len(chosen) > 1:
        bench.assume(f"Required by every {role}: {', '.join(rule.name for rule in chosen)}")
    bench.change(request.whole, **{field: tuple(made_rules)})


def _check_possible(bench: Bench, request: Request, old: Condition, new: Condition) -> None:
    for part in at.parts_of(old):
        if exclusive(part, new):
            said = bench.said(request.words)
            text = condition_text(new)
            raise Unsure(
                f"“{said}” and “{condition_text(part)}” cannot both hold. Which is meant?",
                ((text, f"{text} instead"), (condition_text(part), condition_text(part))),
                place_of(request.whole),
            )


def restate(bench: Bench, request: Request, condition: Condition) -> bool:
    """Put ``condition`` where the strategy says something else about the same; tell if it did.

    Raises:
        Unsure: it does so in several places.
    """
    spec = bench.spec
    found: list[tuple[str, int, Condition]] = []
    for field in ("filters", "entries", "exits"):
        for index, item in enumerate(getattr(spec, field)):
            whole = item if field == "filters" else item.when
            found += [
                (field, index, leaf)
                for leaf in at.leaves_of(whole)
                if leaf == condition
                or _subject(leaf, condition)
                or (request.instead and _about(leaf, condition))
            ]
    if any(leaf == condition for _, _, leaf in found):
        return True
    close = [item for item in found if _subject(item[2], condition)] or found
    if len(close) != 1:
        return False
    field, index, leaf = close[0]
    items = list(getattr(spec, field))
    items[index] = at.mapped(items[index], lambda node: condition if node == leaf else None)
    bench.change(request.whole, **{field: tuple(items)})
    return True


def add_filter(bench: Bench, request: Request, condition: Condition) -> None:
    """Limit when to trade at all; other hours take the place of the hours so far.

    Raises:
        Unsure: it cannot hold together with another filter.
    """
    present = bench.spec.filters
    if condition in present:
        return
    forbids = bool({"not", "no", "never", "avoid", "except"} & {item.key for item in request.whole})
    for index, item in enumerate(present):
        timed = isinstance(condition, TimeOfDay) and isinstance(item, TimeOfDay)
        days = isinstance(condition, DayOfWeek) and isinstance(item, DayOfWeek)
        if days and not request.instead and forbids:
            continue  # "not on Fridays either"
        if timed or days or (request.instead and _about(item, condition)):
            bench.change(
                request.whole, filters=(*present[:index], condition, *present[index + 1 :])
            )
            return
        if _subject(item, condition):
            bench.change(
                request.whole, filters=(*present[:index], condition, *present[index + 1 :])
            )
            return
        _check_possible(bench, request, item, condition)
    bench.change(request.whole, filters=(*present, condition))


def _about(leaf: Condition, condition: Condition) -> bool:
    """Tell whether two conditions are about the same line."""
    if not (isinstance(leaf, Compare | Cross) and isinstance(condition, Compare | Cross)):
        return type(leaf) is type(condition)
    return leaf.left == condition.left


def _subject(leaf: Condition, condition: Condition) -> bool:
    """Tell whether two conditions differ only in the level of the same line, on the same side."""
    if not (isinstance(leaf, Compare | Cross) and isinstance(condition, Compare | Cross)):
        return False
    levels = isinstance(leaf.right, Constant) and isinstance(condition.right, Constant)
    return leaf.left == condition.left and levels and _up(leaf) == _up(condition)


def _up(condition: Compare | Cross) -> bool:
    if isinstance(condition, Cross):
        return condition.direction == "above"
    return condition.op in {">", ">="}

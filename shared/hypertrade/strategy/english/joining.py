"""Rules beside one another: lists under a heading, and words like "both needed" about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypertrade.strategy.english.conditions import read_condition
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.gains import Gain, Opposite
from hypertrade.strategy.english.trees import place, subtrees
from hypertrade.strategy.spec import Ago, Within
from hypertrade.strategy.spec import Any as AnyOf

if TYPE_CHECKING:
    from hypertrade.strategy.english.assembly import Assembly
    from hypertrade.strategy.english.context import Context
    from hypertrade.strategy.english.pieces import Piece, Trailing
    from hypertrade.strategy.english.ruledraft import RuleDraft, Way
    from hypertrade.strategy.spec import Condition

_SAID = frozenset({"AND", "OR", "OTHERWISE", "BUT", "WHILE", "UNLESS", "EXCEPT", "ONLY", "THEN"})
_WEAK = frozenset(
    {"WHEN", "TRADE", "STRATEGY", "COLON", "DASH", "COMMA", "SLASH", "AND", "OR", "BUT", "THEN"}
    | {"OTHERWISE", "EITHER", "BOTH", "ON"}
)
_OUT = frozenset(
    {"take_profit", "stop_loss", "atr_stop", "trailing_stop", "break_even", "time_limit", "roi"}
)
_BECAME = {"all": "all of them must hold", "any": "one of them is enough"}
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Pending:
    """A word like "both needed" at ``place`` that waits for what follows ``rule``, if any.

    ``content`` tells that it needs nothing more: it has joined some, or may say nothing.
    """

    way: Way
    place: tuple[int, int]
    rule: RuleDraft | None
    items: int
    content: bool = False


def way_of(joins: list[set[str]]) -> Way | None:
    """Return whether connectives say that all, or any, of several rules must hold."""
    flat = set().union(*joins) if joins else set()
    if "EITHER" in flat:
        return "any"
    return "all" if "BOTH" in flat else None


def read_either(piece: Piece, ctx: Context, *, listed: bool) -> Condition | None:
    """Read "either is overbought" about the two things spoken of together.

    ``listed`` tells that "or ..." follows, of which "either" is the first word. ``None`` if the
    words say no such thing.

    Raises:
        Unsure: no two things were spoken of together.
    """
    start = place(piece.node)[0]
    base = subtrees(piece.node)[0]
    either = any("EITHER" in join for join in piece.joins[-1:])
    said = ctx.text[piece.start : start].lower().split()
    if ctx.literal or listed or not either or not {"either", "any"} & set(said):
        return None
    if not base.data.startswith("elided_"):
        return None
    if ctx.pair is None:
        raise Unsure(f"“{ctx.said((piece.start, piece.end))}” does not say which.", (), ctx.place)
    found = []
    pair = ctx.pair
    for one in pair:
        ctx.lefts.append(one)
        found.append(read_condition(piece.node, ctx))
    ctx.pair = pair
    conditions = [item for item in found if not isinstance(item, Gain | Opposite)]
    return AnyOf(conditions=tuple(conditions)) if len(conditions) == len(pair) else None


def is_said(joins: set[str]) -> bool:
    """Tell whether a connective, not just a line of its own, joins a condition."""
    return bool(joins & _SAID)


def is_clause(piece: Piece, ctx: Context) -> bool:
    """Tell whether a sentence starts with "and", so that it holds for all that stands before it."""
    return "and" in ctx.text[piece.start : place(piece.node)[0]].lower().split()


def check_weak(trailing: Trailing, ctx: Context, *, last: bool = False) -> None:
    """Check that connectives which no condition follows say nothing, as in "Conditions:".

    Raises:
        Unsure: they do, as in "no new entries"; or, at the end of the text, join something.
    """
    strong = [join for join in trailing.joins if not join & _WEAK]
    if strong or (last and is_said(set().union(*trailing.joins))):
        place = (trailing.start, trailing.end)
        raise Unsure(f"“{ctx.said(place)}” does not say when, or what.", (), place)


def check_sequence(piece: Piece, rule: RuleDraft, found: Condition, ctx: Context) -> None:
    """Ask when one condition must come after another and nothing says how long.

    Raises:
        Unsure: it must.
    """
    flat = set().union(*piece.joins) if piece.joins else set()
    after = ("AFTER" in flat and "UNLESS" not in flat) or "THEN" in flat
    if (
        ctx.literal
        or not after
        or not rule.items
        or "AND" in flat
        or isinstance(found, Ago | Within)
    ):
        return
    said = ctx.said()
    raise Unsure(
        f"“{said}” and what stands before it happen one after the other: how far apart?",
        (
            ("one candle before", f"({said}) 1 candle ago"),
            ("within the last 5 candles", f"({said}) within the last 5 candles"),
            ("on the same candle", f"and {said}"),
        ),
        ctx.place,
    )


def join(assembly: Assembly, way: Way, place: tuple[int, int]) -> None:
    """Join the rules that a word like "both needed" or "either is fine" stands beside.

    Raises:
        Unsure: they were joined the other way in words, or are more than two for "both".
    """
    place = assembly.note(*place, _BECAME[way])
    current = assembly.current
    if current is None:
        assembly.pending = Pending(way, place, None, 0)
        return
    if not current.items and not current.used:
        current.listing = way
        return
    if not current.items:
        raise _unclear(assembly, place, "stands beside no two rules")
    group = _group(assembly.rules, current)
    parts = len(group) if len(group) > 1 else len(current.items)
    if parts > _PAIR and assembly.ctx.said(place).lower().startswith("both"):
        raise _unclear(assembly, place, f"stands beside {parts} conditions, not two")
    if len(group) > 1:
        if way == "all":
            _merge(assembly, group)
    elif len(current.items) > 1:
        _rejoin(assembly, current, way, place, 1)
    elif way == "any" and not current.enter and _OUT & assembly.draft.terms.keys():
        return  # a target, a stop and an exit act on their own anyway
    else:
        assembly.pending = Pending(way, place, current, len(current.items))


def settle(assembly: Assembly, *, last: bool = False) -> None:
    """Apply a waiting "both needed" to the sentence just read; ``last`` if no other follows.

    Raises:
        Unsure: nothing follows that it could join.
    """
    pending = assembly.pending
    if pending is None:
        return
    rule = pending.rule
    if rule is None:
        _settle_first(assembly, pending, last=last)
        return
    there = any(item is rule for item in assembly.rules)  # another may have taken it over
    group = _group(assembly.rules, rule, after=True) if there else []
    if len(rule.items) > pending.items:
        _rejoin(assembly, rule, pending.way, pending.place, pending.items)
    elif len(group) > 1:
        if pending.way == "all":
            _merge(assembly, group)
        if not assembly.ctx.said(pending.place).lower().startswith("both"):
            # "All needed" after the first of three rules is about the third as well.
            assembly.pending = replace(pending, items=len(rule.items), content=True)
            return
    elif not pending.content:
        raise _unclear(assembly, pending.place, "stands beside no two rules")
    assembly.pending = None


def join_next(assembly: Assembly, place: tuple[int, int]) -> None:
    """Let an "and" on a line of its own join the rule before it with one of its kind below it."""
    rule = assembly.current
    lone = assembly.ctx.said(place).lower().strip(" ()[].:-")
    if assembly.pending is None and rule is not None and rule.items and lone in {"and", "&"}:
        assembly.pending = Pending("all", place, rule, len(rule.items), content=True)


def _settle_first(assembly: Assembly, pending: Pending, *, last: bool) -> None:
    """Apply "all conditions must hold" that stands before every rule to the first of them."""
    filled = [rule for rule in assembly.rules if rule.items]
    group = _group(assembly.rules, filled[0], after=True) if filled else []
    if len(group) > 1:
        if pending.way == "all":
            _merge(assembly, group)
        assembly.pending = None
    elif filled and len(filled[0].items) > 1:
        _rejoin(assembly, filled[0], pending.way, pending.place, 1)
        assembly.pending = None
    elif last:
        raise _unclear(assembly, pending.place, "stands beside no two rules")


def _unclear(assembly: Assembly, place: tuple[int, int], why: str) -> Unsure:
    return Unsure(f"“{assembly.ctx.said(place)}” {why}. What should it join?", (), place)


def _group(rules: list[RuleDraft], rule: RuleDraft, *, after: bool = False) -> list[RuleDraft]:
    """Return the unnamed rules of one kind next to ``rule``, which is the last (or first)."""
    found = [rule]
    at = next(index for index, item in enumerate(rules) if item is rule)
    beside = rules[at + 1 :] if after else rules[at - 1 :: -1] if at else []
    for other in beside:
        alike = (other.enter, other.name) == (rule.enter, None)
        if not alike or (other.side != rule.side and None not in {other.side, rule.side}):
            break
        if other.items:
            found.append(other)
    return found if after else found[::-1]


def _merge(assembly: Assembly, group: list[RuleDraft]) -> None:
    """Make one rule of several, all of which must hold."""
    first, *others = group
    _forget(assembly, first)
    for rule in others:
        head, *rest = rule.items
        first.items += [replace(head, joint="loose", said=True), *rest]
        first.side = first.side or rule.side
        first.used = first.used or rule.used
        assembly.rules[:] = [item for item in assembly.rules if item is not rule]
        if assembly.current is rule:
            assembly.current = first


def _forget(assembly: Assembly, rule: RuleDraft) -> None:
    """Take back what was assumed about the conditions under a heading."""
    said = f"under “{assembly.ctx.said(rule.heading)}”" if rule.heading else None
    kept = [text for text in assembly.ctx.assumptions if said is None or said not in text]
    assembly.ctx.assumptions[:] = kept


def _rejoin(
    assembly: Assembly, rule: RuleDraft, way: Way, place: tuple[int, int], since: int
) -> None:
    """Join the conditions of one rule anew, from the ``since``-th on."""
    wrong = {"all": {"or"}, "any": {"and", "comma and", "loose"}}[way]
    joint = "and" if way == "all" else "or"
    if way == "any":
        _forget(assembly, rule)
    for index in range(max(1, since), len(rule.items)):
        item = rule.items[index]
        if item.said and item.joint in wrong:
            raise _unclear(assembly, place, "contradicts how the conditions before it are joined")
        if not item.said:
            rule.items[index] = replace(item, joint=joint)


def in_list(assembly: Assembly, rule: RuleDraft) -> tuple[RuleDraft, str]:
    """Return the rule that a condition on a line of its own belongs to, and how it joins it.

    It is a clause of its own: what is joined within a line binds tighter. Under an entry all lines
    must hold; under the heading of an exit each is an exit of its own.

    Raises:
        Unsure: the condition follows an exit which is whole without it.
    """
    ctx = assembly.ctx
    said = ctx.said(rule.heading or rule.place)
    if rule.listing == "all":
        return rule, "loose"
    if rule.enter:
        if rule.listing == "any" or rule.either:
            return rule, "or"
        if rule.heading:
            ctx.assume(f"All conditions under “{said}” must hold")
        elif not rule.implied:
            ctx.assume(f"“{ctx.said()}” must hold for the entry as well")
        return rule, "loose"
    if rule.heading is None and rule.listing is None and not rule.either:
        raise Unsure(
            f"“{ctx.said()}”: must it hold together with the exit before it, or is it one more "
            "way out?",
            (
                ("together with it", f"and {ctx.said()}"),
                ("one more way out", f"or {ctx.said()}"),
            ),
            ctx.place,
        )
    ctx.assume(f"Each condition under “{said}” is an exit of its own")
    own = replace(rule, items=[], name=None, place=ctx.place)
    assembly.rules.append(own)
    assembly.current = own
    return own, "and"

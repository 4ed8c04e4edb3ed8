"""Joining conditions: and, or, unless; what binds tighter, and which brackets were assumed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.gains import Gain, Opposite
from hypertrade.strategy.english.tokens import Word
from hypertrade.strategy.english.trees import Node, place, subtrees, words
from hypertrade.strategy.spec import WEEKDAYS, All, Condition, DayOfWeek, Not, Pattern, TimeOfDay
from hypertrade.strategy.spec import Any as AnyOf


@dataclass(frozen=True, slots=True)
class Item:
    """A condition and how it joins what stands before it; ``said`` if a word says so."""

    condition: Condition
    joint: str
    place: tuple[int, int] | None = None
    said: bool = False


def joint_of(joins: list[set[str]]) -> tuple[str, bool]:
    """Return how a run of connectives joins (and, or, comma, loose), and whether it negates."""
    flat = set().union(*joins) if joins else set()
    negative = bool(flat & {"UNLESS", "EXCEPT"}) or sum("NOT" in item for item in joins) % 2 == 1
    if flat & {"OR", "OTHERWISE"}:
        return "or", negative
    if flat & {"WHILE", "BUT", "UNLESS", "EXCEPT", "ONLY"}:
        return "loose", negative
    if "AND" in flat:
        return ("comma and" if "COMMA" in flat else "and"), negative
    return ("comma" if "COMMA" in flat else "and"), negative


def negate(condition: Condition, *, literal: bool) -> Condition:
    """Return that ``condition`` does not hold; hours and days simply become the others."""
    if isinstance(condition, TimeOfDay) and not literal:
        start = "00:00" if condition.stop == "24:00" else condition.stop
        stop = "24:00" if condition.start == "00:00" else condition.start
        return TimeOfDay(start=start, stop=stop)
    if isinstance(condition, DayOfWeek) and not literal and len(condition.days) < len(WEEKDAYS):
        return DayOfWeek(days=tuple(day for day in WEEKDAYS if day not in condition.days))
    return Not(condition=condition)


def combine(items: list[Item], ctx: Context) -> Condition:
    """Return one condition of ``items``: *and* binds tighter than *or*, a new clause loosest."""
    if len(items) > 1 and not ctx.literal:
        items = [flat for item in items for flat in _flat(item)]
    items = _patterns_together(items, ctx)
    joints = [item.joint for item in items]
    clauses: list[list[list[Condition]]] = [[[items[0].condition]]]
    mixed = False
    for item, joint in zip(items[1:], joints[1:], strict=True):
        if joint == "loose":
            clauses.append([[item.condition]])
        elif joint == "or":
            clauses[-1].append([item.condition])
        else:
            clauses[-1][-1].append(item.condition)
    parts: list[Condition] = []
    for clause in clauses:
        mixed = mixed or (len(clause) > 1 and any(len(group) > 1 for group in clause))
        groups = [_all(group) for group in clause]
        if len(groups) == 1:
            parts.extend(clause[0])
        else:
            parts.append(AnyOf(conditions=tuple(groups)))
    found = _all(parts)
    if mixed or (len(clauses) > 1 and any(len(clause) > 1 for clause in clauses)):
        from hypertrade.strategy.english.explain_rules import condition_text

        ctx.assume(f"Brackets: {condition_text(found)}")
    return found


def _patterns_together(items: list[Item], ctx: Context) -> list[Item]:
    """Take "a hammer or an engulfing" beside other conditions as one: either of them.

    What is said twice is kept once.
    """
    settled = _settled([item.joint for item in items])
    items = [replace(item, joint=way) for item, way in zip(items, settled, strict=True)]
    if ctx.literal:
        return items
    if all(isinstance(item.condition, Pattern) for item in items):
        return items
    found: list[Item] = []
    merged = False
    for item in items:
        last = found[-1] if found else None
        either = last.condition if last is not None else None
        if item.joint == "or" and last is not None and isinstance(item.condition, Pattern):
            if isinstance(either, Pattern):
                pair = AnyOf(conditions=(either, item.condition))
                found[-1] = Item(pair, last.joint, last.place)
                merged = True
                continue
            if isinstance(either, AnyOf) and all(
                isinstance(one, Pattern) for one in either.conditions
            ):
                found[-1] = Item(
                    AnyOf(conditions=(*either.conditions, item.condition)), last.joint, last.place
                )
                continue
        if item.joint != "or" and any(item.condition == other.condition for other in found):
            continue
        found.append(item)
    if merged and len(found) > 1:
        from hypertrade.strategy.english.explain_rules import condition_text

        ctx.assume(
            "Brackets: "
            + " and ".join(
                f"({condition_text(item.condition)})"
                for item in found
                if isinstance(item.condition, AnyOf)
            )
        )
    return found


def _flat(item: Item) -> list[Item]:
    """Return "a > b > c" as two conditions where only *and* joins them anyway."""
    inner = item.condition
    if not isinstance(inner, All) or item.joint == "or":
        return [item]
    first, *rest = inner.conditions
    return [Item(first, item.joint), *(Item(one, "and") for one in rest)]


def _all(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else All(conditions=tuple(conditions))


def _settled(joints: list[str]) -> list[str]:
    """Give every comma the meaning of the connective its list ends with."""
    settled = list(joints)
    following = "and"
    for index in range(len(joints) - 1, -1, -1):
        if joints[index] == "comma":
            settled[index] = following
        elif joints[index] == "comma and":
            # "A or B, and C": the clause after the comma holds for both
            earlier = "or" in joints[1:index]
            settled[index] = "loose" if earlier else "and"
            following = "and"
        elif joints[index] == "loose":
            following = "and"
        else:
            following = joints[index]
    return settled


def read_group(tree: Node, ctx: Context) -> Condition:
    """Return what stands in brackets as one condition.

    Raises:
        Unsure: something in the brackets is no condition.
    """
    return read_items([item for piece in subtrees(tree) for item in piece.children], ctx)


def read_items(nodes: list[Node | Word], ctx: Context) -> Condition:
    """Return conditions and connectives as one condition."""
    from hypertrade.strategy.english.conditions import read_condition

    items: list[Item] = []
    joins: list[set[str]] = []
    for node in nodes:
        if isinstance(node, Word):
            continue
        if node.data == "join":
            joins.append(set(words(node)[0].values))
            continue
        outer = ctx.place
        ctx.place = place(node)
        if node.data != "cond":
            raise Unsure(f"“{ctx.said()}” cannot stand in brackets.", place=ctx.place)
        found = read_condition(node, ctx)
        if isinstance(found, Gain | Opposite):
            raise Unsure(
                f"“{ctx.said()}” cannot be combined with other conditions.", place=ctx.place
            )
        ctx.place = outer
        joint, negative = joint_of(joins)
        joins = []
        items.append(
            Item(negate(found, literal=is_group(node) or ctx.literal) if negative else found, joint)
        )
    if not items:
        raise Unsure(f"“{ctx.said()}” holds no condition.", place=place_of(nodes))
    return combine(items, ctx)


def is_group(node: Node) -> bool:
    """Tell whether a ``cond`` is one in brackets."""
    return subtrees(node)[0].data == "group"


def place_of(nodes: list[Node | Word]) -> tuple[int, int] | None:
    """Return where ``nodes`` stand."""
    spans = [place(node) for node in nodes if not isinstance(node, Word)]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None

"""The opposite state of a condition: when what was held for no longer holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.comparing import negated
from hypertrade.strategy.english.explain_rules import condition_text
from hypertrade.strategy.spec import All, Compare, Condition, Cross, Not
from hypertrade.strategy.spec import Any as AnyOf

if TYPE_CHECKING:
    from hypertrade.strategy.english.context import Context
    from hypertrade.strategy.english.ruledraft import RuleDraft


def complement(condition: Condition) -> Condition:
    """Return that ``condition`` does not hold; a cross becomes the cross the other way."""
    if isinstance(condition, Compare):
        return condition.model_copy(update={"op": negated(condition.op)})
    if isinstance(condition, Cross):
        way = "below" if condition.direction == "above" else "above"
        return condition.model_copy(update={"direction": way})
    if isinstance(condition, All):
        return AnyOf(conditions=tuple(map(complement, condition.conditions)))
    if isinstance(condition, AnyOf):
        return All(conditions=tuple(map(complement, condition.conditions)))
    return condition.condition if isinstance(condition, Not) else Not(condition=condition)


def complements(
    rules: list[RuleDraft],
    entries: list[tuple[RuleDraft, Condition]],
    exits: list[tuple[RuleDraft, Condition]],
    ctx: Context,
) -> list[tuple[RuleDraft, Condition]]:
    """Return the exits of "own it while ..., otherwise be in cash": each entry's complement."""
    asked = any(rule.otherwise and not rule.items for rule in rules)
    found = []
    for rule, when in entries:
        covered = any(other.side in {None, rule.side} for other, _ in exits)
        if (asked or rule.own) and not covered:
            turned = complement(when)
            ctx.assume(f"Exit: when that no longer holds, {condition_text(turned)}")
            left = type(rule)(enter=False, side=rule.side, name=None, place=rule.place)
            found.append((left, turned))
    return found

"""From a draft to a strategy: names, directions, ways out, and everything still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from hypertrade.domain.errors import Invalid
from hypertrade.strategy.english.complement import complement, complements
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.explain_rules import condition_text, percent_text
from hypertrade.strategy.english.mirror import mirror, opposite_cross
from hypertrade.strategy.english.naming import automatic_name
from hypertrade.strategy.english.ruledraft import RuleDraft, Side
from hypertrade.strategy.english.rules import combine
from hypertrade.strategy.spec import (
    All,
    Condition,
    DayOfWeek,
    Indicator,
    Not,
    ParameterRef,
    Rule,
    StrategySpec,
    TimeOfDay,
    read_spec,
)
from hypertrade.strategy.spec import Any as AnyOf
from hypertrade.strategy.spec.checks import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.strategy.english.assembly import Assembly
    from hypertrade.strategy.english.draft import Draft

_ENTRY_CHOICES = (
    ("when the RSI falls below 30", "Buy when RSI(14) crosses below 30."),
    ("on a golden cross", "Buy when SMA(50) crosses above SMA(200)."),
    (
        "when the close breaks above the 20-candle high",
        "Buy when close crosses above rolling high(20) 1 candle ago.",
    ),
)
_OUT = ("take_profit", "stop_loss", "atr_stop", "trailing_stop", "break_even", "time_limit", "roi")


def finish(assembly: Assembly, name: str | None) -> StrategySpec:
    """Return the strategy.

    Raises:
        Unsure: an entry or a way out is missing.
        Invalid: the parts do not make a valid strategy.
    """
    ctx, draft = assembly.ctx, assembly.draft
    entries = _conditions((rule for rule in assembly.rules if rule.enter), ctx)
    exits = _conditions((rule for rule in assembly.rules if not rule.enter), ctx)
    if not entries:
        raise Unsure("When should it buy?", _ENTRY_CHOICES)
    entries = _allowed_times(entries, draft, ctx)
    _check_whole(assembly.rules, ctx)
    _entry_sides(assembly, entries, ctx)
    _exit_sides(exits, entries, ctx)
    if draft.mirrored:
        _mirrored(entries, exits, ctx)
    _opposites(assembly, entries, exits, ctx)
    exits.extend(complements(assembly.rules, entries, exits, ctx))
    _reward(draft, ctx)
    if not ctx.literal:
        _way_out(draft, entries, exits, ctx)
        if "stop_loss" not in draft.terms and "atr_stop" not in draft.terms:
            ctx.assume("Stop loss: none")
    _declared(draft, entries + exits, ctx)
    terms = {key: value for key, value in draft.terms.items() if key != "name"}
    made = {
        "name": draft.terms.get("name") or name or automatic_name(entries[0][1]),
        "timeframe": ctx.timeframe,
        "parameters": tuple(draft.parameters),
        "filters": tuple(draft.filters),
        "entries": tuple(_named(entries, "entry")),
        "exits": tuple(_named(exits, "exit")),
        "protections": tuple(draft.protections),
        **terms,
    }
    try:
        return StrategySpec.model_validate(made)
    except ValidationError:
        return _refused(made)


def _allowed_times(entries: list[Drafted], draft: Draft, ctx: Context) -> list[Drafted]:
    """Make filters of entries that only say when, beside entries that say what for."""
    timed = [when for _, when in entries if _only_times(when)]
    if ctx.literal or not timed or len(timed) == len(entries):
        return entries
    for when in timed:
        draft.filters.append(when)
        ctx.assume(f"Times of entries: only when {condition_text(when)}")
    return [item for item in entries if not _only_times(item[1])]


def _only_times(when: Condition) -> bool:
    return all(isinstance(node, TimeOfDay | DayOfWeek | All | AnyOf | Not) for node in walk(when))


def _declared(draft: Draft, rules: list[Drafted], ctx: Context) -> None:
    """Check that what was only named is used somewhere."""
    used = {
        (node.name, *node.params.items())
        for rule in [*(when for _, when in rules), *draft.filters]
        for node in walk(rule)
        if isinstance(node, Indicator)
    }
    for item in draft.declared:
        operand = item.operand
        if not isinstance(operand, Indicator) or (operand.name, *operand.params.items()) in used:
            continue
        if not item.heading or operand.name == "heikin_ashi":
            said = ctx.said(item.place)
            raise Unsure(f"“{said}” does not say what about it.", place=item.place)
        ctx.assumptions[:] = [text for text in ctx.assumptions if text not in item.assumed]


def _refused(made: dict[str, object]) -> StrategySpec:
    """Turn what the document model refuses into a question about the text."""
    try:
        return read_spec(made)
    except Invalid as error:
        problem = error.problem
    raise Unsure(
        f"This does not make a strategy: {problem.rstrip('.')}. How should it be?", (), None
    )


Drafted = tuple[RuleDraft, Condition]


def _conditions(rules: Iterable[RuleDraft], ctx: Context) -> list[Drafted]:
    found: list[Drafted] = []
    empty: RuleDraft | None = None
    for rule in rules:
        if rule.items:
            when = combine(rule.items, ctx)
            listed = any(item.joint == "comma" for item in rule.items)
            if listed and not rule.enter and not any(item.said for item in rule.items[1:]):
                ctx.assume(f"Exit: all at once, {condition_text(when)}")
            found.append((rule, complement(when) if rule.inverted else when))
        elif not rule.used and not rule.otherwise:
            empty = rule
    if empty is not None and not empty.enter and not found and not empty.opposite:
        raise Unsure(
            "When should it sell?",
            (
                ("when the RSI is above 70", "Sell when RSI(14) is above 70."),
                ("at a profit of 10%", "Take profit at 10%."),
                ("after 24 candles", "Hold for at most 24 candles."),
            ),
        )
    return found


def _check_whole(rules: list[RuleDraft], ctx: Context) -> None:
    """Check that every action says when, or is but a heading of those after it."""
    for index, rule in enumerate(rules):
        said_when = rule.items or rule.used or rule.opposite or rule.otherwise or rule.own
        heads = any(
            later.enter == rule.enter and (rule.side in {None, "long"} or later.side == rule.side)
            for later in rules[index + 1 :]
        )
        # an action may come after the setups it is for, as in "Buy either one"
        heads = heads or any(other.enter == rule.enter and other.name for other in rules[:index])
        if not said_when and not heads and not ctx.literal:
            start, end = rule.place
            start += len(ctx.text[start:end]) - len(ctx.text[start:end].lstrip(" ,;:\n"))
            raise Unsure(f"“{ctx.said((start, end))}” does not say when.", place=(start, end))


def _entry_sides(assembly: Assembly, entries: list[Drafted], ctx: Context) -> None:
    for rule, _ in entries:
        if rule.side is None:
            rule.side = "short" if assembly.draft.side == "short" else "long"
            if assembly.draft.side is None and not ctx.literal:
                ctx.assume("Direction: long")


def _exit_sides(exits: list[Drafted], entries: list[Drafted], ctx: Context) -> None:
    opened: list[Side] = [rule.side for rule, _ in entries if rule.side]
    for rule, _ in exits:
        if rule.side is not None:
            if rule.side not in opened and len(set(opened)) == 1 and not ctx.literal:
                rule.side = opened[0]
            continue
        rule.side = "long" if "long" in opened else "short"
        if len(set(opened)) > 1:
            ctx.assume(f"“{ctx.said(rule.place)}” is read as: closes long positions")


def _mirrored(entries: list[Drafted], exits: list[Drafted], ctx: Context) -> None:
    for rules in (entries, exits):
        for rule, when in list(rules):
            other: Side = "short" if rule.side == "long" else "long"
            turned = mirror(when)
            ctx.assume(f"The other way round: {condition_text(turned)}")
            rules.append((RuleDraft(rule.enter, other, None, rule.place), turned))


def _opposites(
    assembly: Assembly, entries: list[Drafted], exits: list[Drafted], ctx: Context
) -> None:
    asked = [rule for rule in assembly.rules if rule.opposite]
    for rule in asked:
        for entry, when in entries:
            if rule.side in {None, entry.side}:
                turned = opposite_cross(when) or mirror(when)
                ctx.assume(f"The opposite: {condition_text(turned)}")
                exits.append((RuleDraft(False, entry.side, None, rule.place), turned))


def _reward(draft: Draft, ctx: Context) -> None:
    if draft.reward is None:
        return
    stop = draft.terms.get("stop_loss")
    if stop is None or isinstance(stop, ParameterRef):
        said = ctx.said(draft.said["reward"])
        raise Unsure(
            f"“{said}” needs a stop-loss in percent to measure the risk.",
            (("stop at 2%", "Stop loss 2%."), ("stop at 5%", "Stop loss 5%.")),
        )
    target = round(stop * draft.reward, 10)
    ctx.assume(f"Take profit: {percent_text(target)}, {draft.reward:g} times the stop-loss")
    ctx.place = draft.said["reward"]
    draft.set("take_profit", target, ctx.place, ctx.text)


def _way_out(draft: Draft, entries: list[Drafted], exits: list[Drafted], ctx: Context) -> None:
    if draft.no_exit or any(draft.terms.get(term) for term in _OUT):
        return
    sides = {rule.side for rule, _ in entries}
    left = {rule.side for rule, _ in exits}
    for side in sorted(item for item in sides - left if item):
        own = [when for rule, when in entries if rule.side == side]
        turned = [opposite_cross(when) for when in own]
        if not all(turned):
            closes = "sell" if side == "long" else "cover"
            raise Unsure(
                f"When should it {closes}?",
                tuple(
                    (label, text)
                    for label, text in (
                        _mirror_choice(own[0], side),
                        (
                            "at a profit of 10% or a loss of 5%",
                            "Take profit at 10%. Stop loss at 5%.",
                        ),
                        ("after 24 candles", "Hold for at most 24 candles."),
                    )
                ),
            )
        for found in turned:
            if found is not None:
                ctx.assume(f"Exit: the opposite cross, {condition_text(found)}")
                exits.append((RuleDraft(False, side, None, (0, 0)), found))


def _mirror_choice(when: Condition, side: str) -> tuple[str, str]:
    text = condition_text(mirror(when))
    return f"when the opposite holds: {text}", f"Exit {side} when {text}."


def _named(rules: list[Drafted], word: str) -> list[Rule]:
    """Give every rule a name of its own: as written, else "entry", "short entry", "entry 2"."""
    taken = {rule.name for rule, _ in rules if rule.name}
    found = []
    for rule, when in rules:
        name = rule.name
        if not name:
            base = word if rule.side == "long" else f"short {word}"
            name, count = base, 1
            while name in taken:
                count += 1
                name = f"{base} {count}"
            taken.add(name)
        found.append(Rule(name=name, side=rule.side or "long", when=when))
    return found

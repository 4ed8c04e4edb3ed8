"""Merging what a clause says into a strategy: terms replace, rules join by what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import sites as at
from hypertrade.strategy.english.editing.model import Bench, place_of
from hypertrade.strategy.english.editing.rulework import add_filter, add_rule, require, restate
from hypertrade.strategy.english.explain_rules import condition_text, percent_text
from hypertrade.strategy.english.mirror import mirror, opposite_cross
from hypertrade.strategy.spec import Cooldown, ParameterRef, Rule
from hypertrade.strategy.spec.checks import walk

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.reading import Said
    from hypertrade.strategy.english.editing.requests import Request
    from hypertrade.strategy.spec import Condition, Protection

_FORBIDDING = frozenset({"never", "not", "avoid", "unless", "only", "must", "no"})


def merge(bench: Bench, request: Request, said: Said) -> None:
    """Apply what a clause says.

    Raises:
        Unsure: it could mean several things, or makes no valid strategy.
    """
    for text in said.assumed:
        bench.assume(text)
    _terms(bench, request, said)
    _protections(bench, request, said.draft.protections)
    if said.draft.parameters:
        known = {item.name: item for item in bench.spec.parameters}
        known |= {item.name: item for item in said.draft.parameters}
        bench.change(request.whole, parameters=tuple(known.values()))
    for condition in said.draft.filters:
        add_filter(bench, request, condition)
    for rule, when in said.rules:
        add_rule(bench, request, rule, when)
    if said.implied is not None:
        _implied(bench, request, said.implied)
    if said.draft.side is not None:
        one_side(bench, request, said.draft.side)
    if said.draft.mirrored:
        _mirrored(bench, request)
    if said.opposite:
        _opposite(bench, request)
    if said.draft.no_exit:
        bench.change(request.whole, exits=())


def _terms(bench: Bench, request: Request, said: Said) -> None:
    terms = dict(said.draft.terms)
    timeframe = terms.pop("timeframe", None)
    if timeframe is not None:
        set_timeframe(bench, request, timeframe)
    if request.op != "add" and terms.get("stop_loss") is not None:
        _which_stop(bench, request, terms["stop_loss"])
    if terms:
        bench.change(request.whole, **(terms if request.literal else _kept(bench, terms, said)))
    if said.draft.reward is None:
        return
    stop = bench.spec.stop_loss
    if stop is None or isinstance(stop, ParameterRef):
        raise Unsure(
            f"“{bench.said(request.whole)}” needs a stop-loss in percent to measure the risk.",
            (("stop at 2%", "Stop loss 2%."), ("stop at 5%", "Stop loss 5%.")),
        )
    target = round(stop * said.draft.reward, 10)
    bench.assume(f"Take profit: {percent_text(target)}, {said.draft.reward:g} times the stop-loss")
    bench.change(request.whole, take_profit=target)


def _kept(bench: Bench, terms: dict[str, Any], said: Said) -> dict[str, Any]:
    """Return terms with those of their numbers that were not said as they are now."""
    spec, kept = bench.spec, dict(terms)
    old, new = spec.trailing_stop, terms.get("trailing_stop")
    if old is not None and new is not None and new.after is None and old.after is not None:
        kept["trailing_stop"] = new.model_copy(update={"after": old.after})
        bench.assume(f"Trailing still starts at a profit of {percent_text(old.after)}")
    was, now = spec.atr_stop, terms.get("atr_stop")
    if was is not None and now is not None and any("ATR period" in one for one in said.assumed):
        kept["atr_stop"] = now.model_copy(update={"period": was.period})
        bench.assumed[:] = [text for text in bench.assumed if not text.startswith("ATR period")]
    before, after = spec.break_even, terms.get("break_even")
    if before is not None and after is not None and after.lock == 0 and before.lock != 0:
        kept["break_even"] = after.model_copy(update={"lock": before.lock})
        bench.assume(f"Break-even still locks in {percent_text(before.lock)}")
    return kept


def _which_stop(bench: Bench, request: Request, value: float | ParameterRef) -> None:
    """Ask which stop is meant where there is one of another kind, and none that is fixed."""
    spec = bench.spec
    if spec.stop_loss is not None or spec.trailing_stop is None or request.op == "plain":
        return
    text = percent_text(value)
    raise Unsure(
        f"“{bench.said(request.whole)}”: there is a trailing stop and no fixed one. Which is "
        "meant?",
        (
            (f"the trailing stop, {text}", f"trailing stop {text}"),
            (f"a fixed stop at {text} beside it", f"add a stop loss {text}"),
        ),
        place_of(request.whole),
    )


def set_timeframe(bench: Bench, request: Request, timeframe: str) -> None:
    """Put the strategy on other candles; what it sees on those becomes its own.

    Raises:
        Unsure: it looks at candles that cannot be seen from those.
    """
    spec = bench.spec
    everywhere = any(item.key == "everywhere" for item in request.whole)
    own = MINUTES_OF[timeframe]
    rules = (*spec.filters, *spec.entries, *spec.exits)
    seen = {name for rule in rules for node in walk(rule) if (name := _seen(node))}
    hidden = sorted(
        (name for name in seen if MINUTES_OF[name] < own or MINUTES_OF[name] % own),
        key=MINUTES_OF.__getitem__,
    )
    if hidden and not everywhere:
        raise Unsure(
            f"The strategy also looks at {' and '.join(hidden)} candles, which cannot be seen "
            f"from {timeframe} ones. What should become of them?",
            ((f"read them on {timeframe} candles too", f"{timeframe} candles everywhere"),),
            place_of(request.whole),
        )
    gone = {timeframe, *hidden}

    def lifted(node: Any) -> Any:
        return node.model_copy(update={"timeframe": None}) if _seen(node) in gone else None

    if any(site.kind == "candles" for site in at.sites(spec)) or _in_candles(bench):
        bench.assume("Lengths counted in candles stay the same number of candles")
    bench.change(
        request.whole,
        timeframe=timeframe,
        **{
            name: at.mapped(getattr(spec, name), lifted) for name in ("filters", "entries", "exits")
        },
    )


def _seen(node: Any) -> str | None:
    found: str | None = getattr(node, "timeframe", None)
    return found


def _in_candles(bench: Bench) -> bool:
    return any(getattr(node, "unit", "") == "candles" for node in bench.spec.nodes())


def _protections(bench: Bench, request: Request, new: list[Protection]) -> None:
    """Add protections; one of a kind that stands once takes its place, unless said otherwise."""
    for guard in new:
        present = bench.spec.protections
        alike = [index for index, item in enumerate(present) if item.kind == guard.kind]
        if guard in present:
            continue
        another = request.also and not isinstance(guard, Cooldown)
        if len(alike) == 1 and not another:
            made = (*present[: alike[0]], guard, *present[alike[0] + 1 :])
        else:
            made = (*present, guard)
        bench.change(request.whole, protections=made)


def _implied(bench: Bench, request: Request, condition: Condition) -> None:
    """Apply a condition that names neither an entry nor an exit."""
    said = bench.said(request.words)
    text = condition_text(condition)
    if request.either:
        raise Unsure(
            f"“{bench.said(request.whole)}”: one more way in, or one more way out?",
            (
                ("one more entry", f"also buy when {text}"),
                ("one more exit", f"also sell when {text}"),
            ),
            place_of(request.whole),
        )
    forbids = _FORBIDDING & {item.key for item in request.whole}
    if not request.instead and (request.op == "add" or request.also or forbids):
        require(bench, request, condition, "entry")
        return
    if restate(bench, request, condition):
        return
    raise Unsure(
        f"“{said}”: what should it be for?",
        (
            ("the entry requires it too", f"also require {text}"),
            ("trade only then", f"only trade when {text}"),
            ("one more exit", f"also sell when {text}"),
        ),
        place_of(request.whole),
    )


def one_side(bench: Bench, request: Request, side: str) -> None:
    """Keep the rules of one side alone.

    Raises:
        Unsure: there is no entry of that side.
    """
    spec = bench.spec
    entries = tuple(rule for rule in spec.entries if rule.side == side)
    if not entries:
        other = "short" if side == "long" else "long"
        raise Unsure(
            f"“{bench.said(request.whole)}”: the strategy only goes {other}, so nothing would be "
            "left. What should be done instead?",
            ((f"mirror it: go {side} instead", "mirror it"),),
            place_of(request.whole),
        )
    exits = tuple(rule for rule in spec.exits if rule.side == side)
    bench.change(request.whole, entries=entries, exits=exits)


def _mirrored(bench: Bench, request: Request) -> None:
    """Add every rule the other way round, for the side that has none."""
    spec = bench.spec
    sides = {rule.side for rule in spec.entries}
    if len(sides) > 1:
        bench.assume("Both sides have entries already")
        return
    made: dict[str, tuple[Rule, ...]] = {}
    for name, rules in (("entries", spec.entries), ("exits", spec.exits)):
        taken = {rule.name for rule in rules}
        added = []
        for rule in rules:
            other = "short" if rule.side == "long" else "long"
            fresh = at.free_name(f"{other} {rule.name}", taken)
            taken.add(fresh)
            added.append(Rule(name=fresh, side=other, when=mirror(rule.when)))
        made[name] = (*rules, *added)
    bench.change(request.whole, **made)


def _opposite(bench: Bench, request: Request) -> None:
    """Add the opposite of every entry as an exit."""
    spec = bench.spec
    taken = {rule.name for rule in spec.exits}
    added = []
    for rule in spec.entries:
        when = opposite_cross(rule.when) or mirror(rule.when)
        if any(other.when == when and other.side == rule.side for other in spec.exits):
            continue
        bench.assume(f"The opposite: {condition_text(when)}")
        name = at.free_name("exit" if rule.side == "long" else "short exit", taken)
        taken.add(name)
        added.append(Rule(name=name, side=rule.side, when=when))
    bench.change(request.whole, exits=(*spec.exits, *added))

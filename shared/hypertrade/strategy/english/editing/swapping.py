"""One thing instead of another: a number, an indicator, a condition, a rule, a setting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.editing import sites as at
from hypertrade.strategy.english.editing.amending import Amount, amounts_in, grouped, narrowed
from hypertrade.strategy.english.editing.matching import hit_of, matches
from hypertrade.strategy.english.editing.merging import merge
from hypertrade.strategy.english.editing.model import Bench, place_of
from hypertrade.strategy.english.editing.naming import (
    Scope,
    indicators_in,
    mentions,
    role_in,
    rule_named,
    scoped,
    setting_in,
)
from hypertrade.strategy.english.editing.reading import Mention, Said, read_clause, read_mention
from hypertrade.strategy.english.editing.removing import remove
from hypertrade.strategy.english.editing.rulework import FIELDS
from hypertrade.strategy.english.explain_rules import number_text
from hypertrade.strategy.english.scan import scan
from hypertrade.strategy.english.vocabulary.talk import words_of
from hypertrade.strategy.spec import Indicator, ParameterRef, Price

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.model import Role
    from hypertrade.strategy.english.editing.requests import Request
    from hypertrade.strategy.english.editing.sites import Site
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.spec import Condition

_SMALL = words_of("to be at = is equal equals into by from of : as was than")


def swap(bench: Bench, request: Request) -> None:
    """Put ``request.words`` in the place of ``request.gone``.

    Raises:
        Unsure: it is not clear what takes the place of what.
    """
    gone, scope = scoped(request.gone, bench.spec)
    words, inner = scoped(request.words, bench.spec)
    scope = scope or inner
    old = amounts_in(gone)
    before, after = _mention(gone, bench), _mention(words, bench)
    if len(old) == 1 and _only_number(gone, old[0]):
        _numbers(bench, request, words, old[0], scope)
    elif _named(bench, request, gone, words):
        pass
    elif _is_condition(gone, bench):
        _conditions(bench, request, gone, words, scope)
    elif before is not None and after is not None:
        _operands(bench, request, before, after, scope)
    elif old and amounts_in(words) and indicators_in(gone) == indicators_in(words) != set():
        _numbers(bench, request, words, old[-1], scope)  # "RSI 25 instead of RSI 30"
    else:
        _conditions(bench, request, gone, words, scope)


def _named(bench: Bench, request: Request, gone: list[Lexeme], words: list[Lexeme]) -> bool:
    """Replace a setting, a rule by its name, or all of a kind; tell whether one was named."""
    part = p.whole([item for item in request.gone if item.key != "all"], p.PARTS)
    if part in {"entry", "exit"}:
        _role(bench, request, words, "buy when" if part == "entry" else "sell when")
        return True
    named = rule_named(request.gone, bench.spec)
    if named is not None:
        _rule(bench, request, words, *named)
        return True
    if setting_in(gone, bench) is None:
        return False
    said = read_clause(words, bench.spec, bench.text)
    remove(bench, request, gone)
    merge(bench, request, said)
    return True


def _is_condition(words: list[Lexeme], bench: Bench) -> bool:
    try:
        said = read_clause(words, bench.spec, bench.text)
    except Unsure:
        return False
    return said.implied is not None


def _only_number(words: list[Lexeme], amount: Amount) -> bool:
    rest = [*words[: amount.first], *words[amount.last + 1 :]]
    return not [item for item in p.bare(rest) if item.key not in _SMALL]


def _mention(words: list[Lexeme], bench: Bench) -> Mention | None:
    found = read_mention(p.bare(words), bench.spec, bench.text)
    return found if found and isinstance(found.operand, Indicator | Price) else None


def _numbers(
    bench: Bench, request: Request, words: list[Lexeme], old: Amount, scope: Scope
) -> None:
    """Put one number in the place of another, wherever the words beside it say."""
    plain = _terms(bench, words)
    if plain is not None:
        merge(bench, request, plain)
        return
    new = amounts_in(words)
    if len(new) != 1:
        raise Unsure(
            f"“{bench.said(request.whole)}”: which number takes the place of which?",
            (),
            place_of(request.whole),
        )
    role = scope.role or role_in(words)
    names = indicators_in(words)
    found = [
        site
        for site in at.sites(bench.spec)
        if _is(site, old)
        and (role is None or site.role == role)
        and (not names or mentions(site.owner, names))
    ]
    found = narrowed(found, words)
    groups = grouped(found)
    if len(groups) != 1:
        shown = number_text(old.on(found[0])) if found else _shown(old)
        problem = "there is no such number" if not found else f"there are several {shown}"
        raise Unsure(
            f"“{bench.said(request.whole)}”: {problem}. Which one should change?",
            (),
            place_of(request.whole),
        )
    for site in groups[0]:
        bench.change(request.whole, **at.root(bench.spec, site.path, new[0].on(site)))


def _shown(amount: Amount) -> str:
    return "number" if isinstance(amount.value, ParameterRef) else f"{amount.value:f}"


def _is(site: Site, old: Amount) -> bool:
    return old.on(site) == site.value


def _terms(bench: Bench, words: list[Lexeme]) -> Said | None:
    """Return what words say if that is settings alone."""
    try:
        said = read_clause(words, bench.spec, bench.text)
    except Unsure:
        return None
    told = said.rules or said.implied or said.draft.filters or said.draft.declared
    return said if said.draft.terms and not told else None


def _role(bench: Bench, request: Request, words: list[Lexeme], action: str) -> None:
    """Put a new rule in the place of every one of its kind."""
    start, end = place_of(words)
    if role_in(words[:2]) is None:
        lead = [replace(item, start=start, end=end) for item in scan(action)]
        words = [*lead, *words]
    said = read_clause(words, bench.spec, bench.text)
    merge(bench, replace(request, op="plain", words=words, instead=True, every=True), said)


def _rule(bench: Bench, request: Request, words: list[Lexeme], role: Role, name: str) -> None:
    """Give the rule of that name another condition."""
    said = read_clause(words, bench.spec, bench.text)
    told = [when for rule, when in said.rules if rule.enter == (role == "entry")]
    when = told[0] if len(told) == 1 and len(said.rules) == 1 else said.implied
    if when is None:
        raise Unsure(
            f"“{bench.said(request.whole)}”: what should the rule “{name}” be instead?",
            (),
            place_of(request.whole),
        )
    for text in said.assumed:
        bench.assume(text)
    rules = getattr(bench.spec, FIELDS[role])
    bench.change(request.whole, **{FIELDS[role]: at.with_rule(rules, name, when)})


def _operands(
    bench: Bench, request: Request, before: Mention, after: Mention, scope: Scope
) -> None:
    """Put one indicator or price in the place of another, keeping what was not said anew."""
    new = after.operand
    count = 0

    def change(node: Any) -> Any:
        nonlocal count
        if not matches(node, before):
            return None
        count += 1
        return _dressed(node, new, after)

    made = {}
    for role, field in FIELDS.items():
        if scope.role in {None, role}:
            made[field] = at.mapped(getattr(bench.spec, field), change)
    if not count:
        raise Unsure(
            f"“{bench.said(request.whole)}”: the strategy has no "
            f"“{bench.said(request.gone)}”. What should be replaced?",
            (),
            place_of(request.whole),
        )
    for text in after.assumed:
        if before.numbered or after.numbered or not _same_shape(before, after):
            bench.assume(text)
    bench.change(request.whole, **made)


def _same_shape(before: Mention, after: Mention) -> bool:
    old, new = before.operand, after.operand
    return (
        isinstance(old, Indicator)
        and isinstance(new, Indicator)
        and (old.params.keys() == new.params.keys())
    )


def _dressed(node: Any, new: Any, after: Mention) -> Any:
    """Return ``new`` with the timeframe and place in time of ``node``, and its period if unsaid."""
    update: dict[str, Any] = {}
    if new.timeframe is None:
        update["timeframe"] = node.timeframe
    if new.shift == 0:
        update["shift"] = node.shift
    if isinstance(node, Indicator) and isinstance(new, Indicator):
        if not after.numbered and node.params.keys() == new.params.keys():
            update["params"] = node.params
        if node.output in INDICATORS[new.name].outputs and node.name == new.name:
            update["output"] = node.output
        if INDICATORS[new.name].source is not None and node.source is not None:
            update["source"] = node.source
    return new.model_copy(update=update)


def _conditions(
    bench: Bench, request: Request, gone: list[Lexeme], words: list[Lexeme], scope: Scope
) -> None:
    """Put a condition, or a rule's, in the place of the conditions that ``gone`` names."""
    hit = hit_of(gone, bench)
    said = read_clause(words, bench.spec, bench.text)
    role = scope.role or role_in(gone)
    new: Condition | None = said.implied
    if len(said.rules) == 1:
        rule, new = said.rules[0]
        role = "entry" if rule.enter else "exit"
    elif len(said.draft.filters) == 1:
        new = said.draft.filters[0]
    if hit is None or new is None:
        raise Unsure(
            f"“{bench.said(request.whole)}”: what should take the place of what?",
            (),
            place_of(request.whole),
        )
    places = [
        (field, index, leaf)
        for one, field in FIELDS.items()
        if role in {None, one}
        for index, item in enumerate(getattr(bench.spec, field))
        for leaf in at.leaves_of(item if one == "filter" else item.when)
        if hit(leaf)
    ]
    if len(places) != 1:
        problem = "in several places" if places else "nowhere in the strategy"
        raise Unsure(
            f"“{bench.said(request.whole)}”: “{bench.said(gone)}” stands {problem}. What should "
            "be replaced?",
            tuple(
                (f"in the {one}", f"{bench.said(request.whole)} in the {one}")
                for one, field in FIELDS.items()
                if any(place[0] == field for place in places)
            ),
            place_of(request.whole),
        )
    field, index, old = places[0]
    for text in said.assumed:
        bench.assume(text)
    items = list(getattr(bench.spec, field))
    items[index] = at.mapped(items[index], lambda node: new if node == old else None)
    bench.change(request.whole, **{field: tuple(items)})
    if said.draft.terms:
        bench.change(request.whole, **said.draft.terms)

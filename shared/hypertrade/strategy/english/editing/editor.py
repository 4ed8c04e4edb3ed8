"""``edit``: a text applied to a strategy, request by request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid
from hypertrade.strategy.english.budget import reading
from hypertrade.strategy.english.changes import changes
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.editing.amending import amend, amounts_in, without_old
from hypertrade.strategy.english.editing.dialect import explained
from hypertrade.strategy.english.editing.merging import merge, one_side
from hypertrade.strategy.english.editing.model import Bench, Edited, place_of
from hypertrade.strategy.english.editing.naming import indicators_in, scoped
from hypertrade.strategy.english.editing.reading import Said, read_clause, read_mention
from hypertrade.strategy.english.editing.removing import remove
from hypertrade.strategy.english.editing.requests import Request, requests_of
from hypertrade.strategy.english.editing.rulework import FIELDS, add_filter, require
from hypertrade.strategy.english.editing.sites import sites
from hypertrade.strategy.english.editing.swapping import swap
from hypertrade.strategy.english.editing.tuning import tune
from hypertrade.strategy.english.editing.whole import CHANGE, check_change, said_whole
from hypertrade.strategy.english.naming import name_of
from hypertrade.strategy.english.questions import question_of
from hypertrade.strategy.english.reader import LONGEST_TEXT, parse
from hypertrade.strategy.english.sentences import statements_of
from hypertrade.strategy.english.vocabulary.talk import words_of

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.spec import StrategySpec

_ADDED = words_of("condition filter rule requirement that check a an the : confirmation")
LONGEST_CHANGE = 4_000
"""Characters of words that change a strategy; a whole new one may take more."""
_UNIT = 2
WHOLE_TERMS = frozenset({"trailing_stop", "atr_stop", "break_even"})
"""Settings of several numbers: setting one leaves the others."""
_TURNS = frozenset({"up", "down", "double", "triple", "halve"})


def edit(text: str, spec: StrategySpec, *, field: str = "text") -> Edited:
    """Apply what ``text`` says to ``spec``, or ask the one question it leaves open.

    What the text does not mention stays as it is. Each choice of a question, added to the text,
    settles the point. ``field`` is what the caller calls the text.

    Raises:
        Invalid: the text is too long, or too much work.
    """
    _check_length(text, LONGEST_TEXT, field)
    with reading(field):
        return _edit(text, spec, field)


def _edit(text: str, spec: StrategySpec, field: str) -> Edited:
    bench = Bench(text, spec)
    try:
        statements = statements_of(text)
        fresh = said_whole(statements, text)
        if fresh is not None:
            return _replaced(fresh, spec)
        _check_length(text, LONGEST_CHANGE, field)
        check_change(statements, bench)
        for statement in statements:
            if " ".join(item.key for item in p.bare(statement)) == CHANGE:
                continue
            said = explained(statement, bench)
            if said is not None:
                _apply(bench, Request("plain", statement, statement, literal=True), said)
                continue
            for request in requests_of(statement):
                _apply(bench, request)
    except Unsure as unsure:
        return Edited(assumed=tuple(bench.assumed), question=question_of(unsure, text))
    return Edited(spec=bench.spec, changed=changes(spec, bench.spec), assumed=tuple(bench.assumed))


def _check_length(text: str, most: int, field: str) -> None:
    if len(text) > most:
        raise Invalid(
            f"there are {len(text):,} characters",
            field=field,
            remedy=f"Say what to change in at most {most:,}; start a whole new strategy with the "
            "words “New strategy:”.",
        )


def _replaced(text: str, spec: StrategySpec) -> Edited:
    """Read a whole new strategy; what it leaves out is as in any new one."""
    parsing = parse(text)
    if parsing.spec is None:
        return Edited(assumed=parsing.assumptions, question=parsing.question)
    return Edited(
        spec=parsing.spec,
        changed=changes(spec, parsing.spec),
        assumed=("Read as a whole new strategy", *parsing.assumptions),
        replaced=True,
    )


def _apply(bench: Bench, request: Request, said: Said | None = None) -> None:
    before, noted = bench.spec, len(bench.assumed)
    if said is not None:
        merge(bench, request, said)
    else:
        _do(bench, request)
    if bench.spec == before and len(bench.assumed) == noted:
        bench.assume(f"Already so: “{bench.said(request.whole)}”")


def _do(bench: Bench, request: Request) -> None:
    words = request.words
    side = p.whole(words, p.SIDES)
    if side is not None:
        one_side(bench, request, side)
    elif tune(bench, request):
        pass
    elif request.op == "remove":
        _remove(bench, request)
    elif request.op == "swap":
        swap(bench, request)
    elif request.op == "add":
        _add(bench, request)
    elif request.op == "name":
        start, end = place_of(words)
        bench.change(request.whole, name=name_of(bench.text[start:end].strip("\"'“”„«» ")))
    elif request.op == "plain":
        _plain(bench, request)
    else:
        _set(bench, request)


def _remove(bench: Bench, request: Request) -> None:
    """Take out each of "the take profit and the trailing stop"; read what is no such thing."""
    parts: list[list[Lexeme]] = [[]]
    for item in request.words:
        if item.key in {",", "and", "&", "or"} and parts[-1]:
            parts.append([])
        elif item.key not in {",", "and", "&"}:
            parts[-1].append(item)
    if len(parts) > 1 and not remove(bench, request, request.words):
        for part in parts:
            one = replace(request, words=part, whole=part)
            if not remove(bench, one, part):
                _plain(bench, replace(one, op="plain"))
    elif len(parts) == 1 and not remove(bench, request, parts[0]):
        raise Unsure(
            f"“{bench.said(request.whole)}”: the strategy says nothing of the kind. What should "
            "be removed?",
            (),
            place_of(request.whole),
        )


def _add(bench: Bench, request: Request) -> None:
    if p.whole(request.words, p.PARTS) == "short":
        raise Unsure(
            f"“{bench.said(request.whole)}”: when should it go short?",
            (("the other way round than long", "mirror it for shorts"),),
            place_of(request.whole),
        )
    words, scope = scoped(request.words, bench.spec)
    filters = any(item.key in {"filter", "filters"} for item in words[:3])
    while words and words[0].key in _ADDED and len(words) > 1:
        words = words[1:]
    said = read_clause(words, bench.spec, bench.text)
    asked = replace(request, words=words, also=True)
    if said.implied is None or not (scope or filters):
        merge(bench, asked, said)
        return
    for text in said.assumed:
        bench.assume(text)
    if filters or scope.role == "filter":
        add_filter(bench, asked, said.implied)
    else:
        role = scope.role or "entry"
        rules = getattr(bench.spec, FIELDS[role])
        names = [
            rule.name
            for rule in rules
            if scope.rule in {None, rule.name} and scope.side in {None, rule.side}
        ]
        require(bench, asked, said.implied, role, names)


def _plain(bench: Bench, request: Request) -> None:
    said = read_clause(request.words, bench.spec, bench.text)
    if said.empty and not said.assumed:
        if amend(bench, request):
            return
        raise _senseless(bench, request)
    merge(bench, request, said)


def _set(bench: Bench, request: Request) -> None:
    """Set what the words name to the value they say; which may be nothing."""
    words = without_old(request.words)
    if _to_nothing(bench, request, words):
        return
    relative = request.op in _TURNS and (
        not amounts_in(words) or any(item.key == "by" for item in words)
    )
    one = p.whole(_target(words), p.SETTINGS) in WHOLE_TERMS
    if (relative or one) and amend(bench, request):
        return
    stuck = _said_plainly(bench, request, words)
    if stuck is None or amend(bench, request):
        return
    mention = read_mention(p.bare(words), bench.spec, bench.text)
    if mention is None or not mention.numbered or not _swap_own(bench, request, words):
        raise stuck


def _to_nothing(bench: Bench, request: Request, words: list[Lexeme]) -> bool:
    """Take out what is set to "none" or "off"; tell whether that was said."""
    if not words or words[-1].key not in p.NOTHING:
        return False
    target = words[:-1]
    while target and target[-1].key in {"to", "be", "=", "at", "is"}:
        target = target[:-1]
    return bool(target) and remove(bench, request, target)


def _said_plainly(bench: Bench, request: Request, words: list[Lexeme]) -> Unsure | None:
    """Apply the first reading that says anything; return why there is none."""
    stuck: Unsure | None = None
    for candidate in _readings(request, words):
        try:
            said = read_clause(candidate, bench.spec, bench.text)
        except Unsure as unsure:
            stuck = stuck or unsure
            continue
        if not said.empty and not _odd(said):
            merge(bench, replace(request, words=candidate), said)
            return None
    return stuck or _senseless(bench, request)


def _target(words: list[Lexeme]) -> list[Lexeme]:
    """Return what stands before the one number among ``words``; nothing if there are several."""
    amounts = amounts_in(words)
    if len(amounts) != 1 or len(words) - amounts[0].last > _UNIT:
        return []
    target = words[: amounts[0].first]
    while target and target[-1].key in {"to", "be", "=", "at", "of", "is"}:
        target = target[:-1]
    return target


def _readings(request: Request, words: list[Lexeme]) -> list[list[Lexeme]]:
    """Return the ways to read a setting: without its verb and "to", or whole."""
    plain = [
        item
        for at, item in enumerate(words)
        if not (
            item.key in {"to", "be", "=", "into"}
            and at + 1 < len(words)
            and words[at + 1].kind in {"number", "param", "sign", "word"}
        )
    ]
    if plain and plain[0].key in {"timeframe", "candles"} and len(plain) > 1:
        plain = [*plain[1:], replace(plain[0], key="candles")]
    elif len(plain) == 2 and plain[0].kind == "number" and plain[1].key in {"h", "m", "d", "w"}:  # noqa: PLR2004 - "4h"
        plain = [*plain, replace(plain[1], key="candles", kind="word")]
    return [plain, words, request.whole]


def _odd(said: Said) -> bool:
    """Tell whether a reading holds nothing but a condition that only a lone phrase suggests."""
    return said.implied is not None and not said.draft.terms and not said.rules


def _swap_own(bench: Bench, request: Request, words: list[Lexeme]) -> bool:
    """Put "EMA 100" in the place of the one EMA there is."""
    names = indicators_in(words)
    there = {
        str(site.value)
        for site in sites(bench.spec)
        if site.kind == "period" and getattr(site.owner, "name", "") in names
    }
    if len(there) != 1:
        return False
    first = next(item for item in words if indicators_in([item]))
    swap(bench, replace(request, op="swap", words=words, gone=[first]))
    return True


def _senseless(bench: Bench, request: Request) -> Unsure:
    said = bench.said(request.whole)
    return Unsure(
        f"I did not understand what “{said}” should change. Can you say it another way?",
        (),
        place_of(request.whole),
    )

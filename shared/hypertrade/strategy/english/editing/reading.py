"""Reading a few words in the grammar of whole texts, knowing what the strategy speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.strategy.english.assembly import Assembly
from hypertrade.strategy.english.budget import once
from hypertrade.strategy.english.chart import TooLong
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.draft import Draft
from hypertrade.strategy.english.editing.model import place_of
from hypertrade.strategy.english.engine import Stuck, parse_words
from hypertrade.strategy.english.operands import operands, read_operand, read_timeframe
from hypertrade.strategy.english.rules import combine
from hypertrade.strategy.english.sentences import Sentence, read_statement
from hypertrade.strategy.english.tokens import Word, tokenize
from hypertrade.strategy.english.trees import find, part, place, subtrees
from hypertrade.strategy.spec import Compare, Cross, Operand
from hypertrade.strategy.spec.checks import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.english.ruledraft import RuleDraft
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.spec import Condition, StrategySpec


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says: terms of the plan, rules with their conditions, filters.

    ``implied`` are conditions that name neither an entry nor an exit.
    """

    draft: Draft
    rules: tuple[tuple[RuleDraft, Condition], ...]
    implied: Condition | None
    assumed: tuple[str, ...]
    opposite: bool

    @property
    def empty(self) -> bool:
        """Whether it says nothing that could change a strategy."""
        draft = self.draft
        told = draft.terms or draft.parameters or draft.filters or draft.protections
        ways = draft.side or draft.reward or draft.mirrored or draft.no_exit or self.opposite
        return not (told or ways or self.rules or self.implied)


def context_of(spec: StrategySpec, text: str) -> Context:
    """Return a context in which ``spec`` has just been spoken of."""
    ctx = Context(text, timeframe=spec.timeframe)
    for condition in _conditions(spec):
        for node in walk(condition):
            if isinstance(node, Compare | Cross):
                ctx.spoken(node.left, node.right)
            if isinstance(node, Cross):
                ctx.crossed = (node.left, node.right)
    ctx.fresh = True
    return ctx


def _conditions(spec: StrategySpec) -> Iterator[Condition]:
    yield from spec.filters
    yield from (rule.when for rule in (*spec.entries, *spec.exits))


def read_clause(
    lexemes: list[Lexeme], spec: StrategySpec, text: str, *, literal: bool = False
) -> Said:
    """Return what ``lexemes`` say beside ``spec``; ``literal`` reads nothing between the lines.

    Raises:
        Unsure: they have no or two meanings.
    """
    sentence = _sentence(tuple(lexemes), text)
    ctx = context_of(spec, text)
    ctx.literal = literal
    draft = Draft()
    for item in find(sentence.tree, "timeframe", "header"):
        ctx.place = place(item)
        named = part(item, "tf")
        if named is not None:
            draft.set("timeframe", read_timeframe(named, ctx), ctx.place, text)
    ctx.timeframe = draft.terms.get("timeframe", spec.timeframe)
    for typed, meant in sentence.statement.spellings:
        ctx.assume(f"Spelling: “{typed}” is read as “{meant}”")
    assembly = Assembly(ctx, draft)
    assembly.add(sentence.tree)
    assembly.close()
    return _said(assembly)


def _said(assembly: Assembly) -> Said:
    ctx = assembly.ctx
    rules: list[tuple[RuleDraft, Condition]] = []
    implied = None
    for rule in assembly.rules:
        if rule.items:
            when = combine(rule.items, ctx)
            if rule.implied:
                implied = when
            else:
                rules.append((rule, when))
        elif not (rule.used or rule.otherwise):
            raise Unsure(f"“{ctx.said(rule.place)}” does not say when.", place=rule.place)
    opposite = any(rule.opposite for rule in assembly.rules)
    return Said(assembly.draft, tuple(rules), implied, tuple(ctx.assumptions), opposite)


def _sentence(lexemes: tuple[Lexeme, ...], text: str) -> Sentence:
    """Return a sentence; the same words are looked at in several ways."""
    return once((lexemes, text), lambda: read_statement(list(lexemes), text))


@dataclass(frozen=True, slots=True)
class Mention:
    """An operand that was named; ``numbered`` tells that its numbers were said."""

    operand: Operand
    numbered: bool
    assumed: tuple[str, ...]


def read_mention(lexemes: list[Lexeme], spec: StrategySpec, text: str) -> Mention | None:
    """Return the one operand that ``lexemes`` name; ``None`` if they are anything else."""
    statement = tokenize(lexemes)
    if statement.unclear or not statement.words:
        return None
    end = lexemes[-1].end
    probe = (Word({"ABOVE": "above"}, end, end), Word({"NUMBER": "0"}, end, end))
    try:
        tree = parse_words((*statement.words, *probe))
    except (Stuck, TooLong):
        return None
    pieces = subtrees(tree)
    bases = [subtrees(node)[0] for node in subtrees(pieces[0]) if subtrees(node)]
    if len(pieces) != 1 or not bases or bases[0].data != "compare":
        return None
    first = operands(bases[0])[0]
    if place(first)[1] != statement.words[-1].end:
        return None
    ctx = Context(text, timeframe=spec.timeframe, place=place_of(lexemes))
    try:
        operand = read_operand(first, ctx)
    except Unsure:
        return None
    numbered = any({"NUMBER", "PARAM"} & word.values.keys() for word in statement.words)
    return Mention(operand, numbered, tuple(ctx.assumptions))

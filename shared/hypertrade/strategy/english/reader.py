"""Reading a text: the one entry point of this package, tying its steps together."""

from __future__ import annotations

from hypertrade.domain.errors import Invalid
from hypertrade.strategy.english.assembly import Assembly
from hypertrade.strategy.english.budget import reading
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.draft import Draft
from hypertrade.strategy.english.finish import finish
from hypertrade.strategy.english.model import Parsing, Reading
from hypertrade.strategy.english.naming import name_of
from hypertrade.strategy.english.questions import question_of
from hypertrade.strategy.english.sentences import Sentences, read_sentences
from hypertrade.strategy.english.timeframes import settle_timeframe
from hypertrade.strategy.english.trees import find

LONGEST_TEXT = 20_000
"""Characters of the longest text that is read."""


def parse(
    text: str, *, timeframe: str | None = None, name: str | None = None, field: str = "text"
) -> Parsing:
    """Read ``text`` into a strategy, or into the one question it leaves open.

    ``timeframe`` is used if the text names none; ``name`` if the text gives none. ``field`` is
    what the caller calls the text.

    Raises:
        Invalid: the text is too long or too much work, or names another timeframe than
            ``timeframe``.
    """
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            f"there are {len(text):,} characters",
            field=field,
            remedy=f"Describe the strategy in at most {LONGEST_TEXT:,}.",
        )
    with reading(field):
        return _read(text, timeframe, name)


def _read(text: str, timeframe: str | None, name: str | None) -> Parsing:
    ctx = Context(text)
    assembly = Assembly(ctx, Draft())
    try:
        sentences = read_sentences(text)
        _note_answers(sentences, assembly)
        trees = [item.tree for item in sentences.found]
        ctx.literal = any(True for tree in trees for _ in find(tree, "header"))
        settle_timeframe(trees, timeframe, ctx)
        for item in sentences.found:
            for typed, meant in item.statement.spellings:
                ctx.assume(f"Spelling: “{typed}” is read as “{meant}”")
            ctx.fresh = True
            assembly.add(item.tree)
        assembly.close()
        spec = finish(assembly, name)
    except Unsure as unsure:
        return Parsing(
            reading=_ordered(assembly.reading),
            assumptions=tuple(ctx.assumptions),
            question=question_of(unsure, text),
        )
    return Parsing(
        spec=spec, reading=_ordered(assembly.reading), assumptions=tuple(ctx.assumptions)
    )


def _note_answers(sentences: Sentences, assembly: Assembly) -> None:
    for start, end, meant in sentences.answers:
        became = f"{meant}, as you said" if meant else "left out, as you said"
        text = assembly.ctx.text[start:end]
        assembly.reading.append(Reading(text=text, start=start, end=end, became=became))
    framed = sentences.framed
    for start, end in framed.remarks:
        said = " ".join(assembly.ctx.text[start:end].split())
        assembly.reading.append(
            Reading(
                text=assembly.ctx.text[start:end], start=start, end=end, became="a remark, no rule"
            )
        )
        assembly.ctx.assume(f"Read as a remark, not a rule: “{said.strip(' .:-–—!()')}”")
    for start, end in framed.labels:
        assembly.reading.append(
            Reading(text=assembly.ctx.text[start:end], start=start, end=end, became="a label")
        )
    for text in framed.assumed:
        assembly.ctx.assume(text)
    for start, end in framed.defined:
        assembly.note(start, end, "a name for what it says, used where it stands")
    for start, end in framed.silent:
        text = assembly.ctx.text[start:end]
        if any(sign.isalnum() for sign in text):
            assembly.note(start, end, "said nothing about the strategy")
    if framed.name is not None:
        start, end = framed.name
        name = name_of(assembly.ctx.text[start:end])
        assembly.draft.set("name", name, (start, end), assembly.ctx.text)
        assembly.reading.append(
            Reading(text=assembly.ctx.text[start:end], start=start, end=end, became="the name")
        )
    for start, end in sentences.orders:
        text = assembly.ctx.text[start:end]
        assembly.reading.append(Reading(text=text, start=start, end=end, became="an answer"))


def _ordered(reading: list[Reading]) -> tuple[Reading, ...]:
    return tuple(sorted(reading, key=lambda item: (item.start, item.end)))

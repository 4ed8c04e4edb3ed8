"""What a version holds, from what is brought: a spec, words, or code that is looked at, not run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from hypertrade.domain.backtest import CodeStrategy, SpecStrategy
from hypertrade.domain.errors import Invalid
from hypertrade.domain.strategies import LONGEST_CODE, Ask, Problem, Reply, Understood, Verdict

if TYPE_CHECKING:
    from hypertrade.domain.strategies import Content, Kind, NewStrategy
    from hypertrade.strategy.english import Question
    from hypertrade.strategy.spec import StrategySpec


@dataclass(frozen=True, slots=True)
class Made:
    """A content, and the name it gives itself."""

    content: Content
    name: str

    @property
    def kind(self) -> Kind:
        """What kind of strategy it is."""
        return self.content.kind


def made_of(new: NewStrategy) -> Made:
    """Return the content that ``new`` brings.

    Raises:
        Invalid: it is brought in no way or in several, is no strategy, or leaves a question open.
    """
    given = [one for one in (new.spec, new.words, new.code) if one is not None]
    if len(given) != 1:
        raise Invalid(
            "give the strategy once",
            field="spec, words, code",
            remedy="Bring a spec, words, or code: one of the three.",
        )
    if new.code is not None:
        return _code(new.code)
    if new.spec is not None:
        return _spec(new)
    return _words(new)


def _spec(new: NewStrategy) -> Made:
    from hypertrade.strategy.spec import read_spec

    spec = read_spec(new.spec)
    return Made(SpecStrategy(spec=spec.model_dump(mode="json")), spec.name)


def _words(new: NewStrategy) -> Made:
    from hypertrade.strategy.english import parse

    parsing = parse(new.words or "", timeframe=new.timeframe, field="words")
    if parsing.spec is None:
        question = cast("Question", parsing.question)
        choices = " / ".join(choice.text for choice in question.choices)
        raise Invalid(
            question.text,
            field="words",
            remedy=f"Say it in the words: {choices}" if choices else "Say it in other words.",
        )
    content = SpecStrategy(
        spec=parsing.spec.model_dump(mode="json"), words=new.words, assumptions=parsing.assumptions
    )
    return Made(content, parsing.spec.name)


def check_length(source: str, *, field: str) -> None:
    """Return if a strategy file is no longer than one may be.

    Raises:
        Invalid: it is; ``field`` names where it stands.
    """
    if len(source) > LONGEST_CODE:
        raise Invalid(
            f"the file has {len(source):,} characters",
            field=field,
            remedy=f"A strategy file may have {LONGEST_CODE:,}.",
        )


def _code(code: CodeStrategy) -> Made:
    from hypertrade.strategy.code import inspect_code

    check_length(code.source, field="code")
    found = inspect_code(code.source, class_name=code.class_name)
    if found.class_name is None:
        first = next(iter(found.errors), None)
        raise Invalid(
            first.message if first else "the file holds no strategy class",
            field="code",
            remedy=first.remedy if first else "Bring a class that derives from IStrategy.",
        )
    return Made(code.model_copy(update={"class_name": found.class_name}), found.class_name)


def understood(words: str, timeframe: str | None) -> Understood:
    """Return how words are read.

    Raises:
        Invalid: they are too long, or name another timeframe than ``timeframe``.
    """
    from hypertrade.strategy.english import explain, parse

    parsing = parse(words, timeframe=timeframe, field="words")
    if parsing.spec is None:
        question = cast("Question", parsing.question)
        return Understood(assumed=parsing.assumptions, question=ask_of(question))
    return Understood(
        spec=parsing.spec.model_dump(mode="json"),
        explained=explain(parsing.spec),
        assumed=parsing.assumptions,
    )


def ask_of(question: Question) -> Ask:
    """Return a question of the reader as the domain has it."""
    replies = (Reply(label=choice.label, text=choice.text) for choice in question.choices)
    return Ask(text=question.text, choices=tuple(replies))


def verdict_on(new: NewStrategy) -> Verdict:
    """Return every problem of what ``new`` brings; it need not be a strategy at all.

    Raises:
        Invalid: it is brought in no way, or in several.
    """
    if new.code is not None and new.spec is None and new.words is None:
        return _verdict_on_code(new.code)
    if new.spec is not None and new.code is None and new.words is None:
        from hypertrade.strategy.spec import spec_problems

        problems = tuple(map(_problem, spec_problems(new.spec)))
        return Verdict(kind="spec", valid=not problems, problems=problems)
    try:
        made_of(new)
    except Invalid as error:
        if new.words is None or new.code is not None or new.spec is not None:
            raise
        return Verdict(kind="spec", valid=False, problems=(_problem(error),))
    return Verdict(kind="spec", valid=True)


def _problem(error: Invalid) -> Problem:
    return Problem(severity="error", problem=error.problem, remedy=error.remedy, field=error.field)


def _verdict_on_code(code: CodeStrategy) -> Verdict:
    from hypertrade.strategy.code import inspect_code

    try:
        found = inspect_code(code.source, class_name=code.class_name)
    except Invalid as error:
        return Verdict(kind="code", valid=False, problems=(_problem(error),))
    problems = tuple(
        Problem(
            severity=one.severity.value,
            problem=one.message,
            remedy=one.remedy,
            field="code",
            line=one.line,
        )
        for one in found.findings
    )
    return Verdict(kind="code", valid=not found.errors, problems=problems)


def spec_of(content: Content) -> StrategySpec:
    """Return the spec of a typed strategy.

    Raises:
        Invalid: it is code.
    """
    from hypertrade.strategy.spec import read_spec

    if isinstance(content, CodeStrategy):
        raise Invalid(
            "the strategy is code",
            field="kind",
            remedy="Words change typed strategies; change code in the editor.",
        )
    return read_spec(content.spec)

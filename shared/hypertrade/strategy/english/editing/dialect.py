"""Lines as ``explain`` writes them: they are taken at their word, nothing is read into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing.model import Bench, place_of
from hypertrade.strategy.english.editing.reading import Said, read_clause
from hypertrade.strategy.english.explain import explain
from hypertrade.strategy.spec import Compare, Constant, Price, Rule, StrategySpec

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme

_OPENERS = (
    'Enter long "',
    'Enter short "',
    'Exit long "',
    'Exit short "',
    "Only trade when ",
    "Parameter $",
    "Take profit at ",
    "Return table",
    "No stop-loss",
    "Stop loss at ",
    "Stop at ",
    "Trailing stop of ",
    "Move the stop to break-even",
    "Hold for at most ",
    "Exit signals only count in profit",
    "Leverage of ",
    "Stake ",
    "At most ",
    "Add to the position ",
    "After ",
)
_NEVER = Rule(name="x", when=Compare(left=Price(), op="<", right=Constant(value=0)))


def explained(statement: list[Lexeme], bench: Bench) -> Said | None:
    """Return what a statement in the words of ``explain`` says, ``None`` if it is in others."""
    start, end = place_of(statement)
    text = bench.text[start:end]
    if not text.startswith(_OPENERS):
        return None
    try:
        said = read_clause(statement, bench.spec, bench.text, literal=True)
    except Unsure:
        return None
    return said if text.rstrip(". ") in _lines(said, bench.spec) else None


def _lines(said: Said, spec: StrategySpec) -> set[str]:
    """Return how ``explain`` would say what was read."""
    entries: list[Rule] = []
    exits: list[Rule] = []
    for rule, when in said.rules:
        made = Rule(name=rule.name or "x", side=rule.side or "long", when=when)
        (entries if rule.enter else exits).append(made)
    opened = {rule.side for rule in exits} - {rule.side for rule in entries}
    draft = said.draft
    try:
        shown = StrategySpec.model_validate(
            {
                "name": "x",
                "timeframe": spec.timeframe,
                "parameters": draft.parameters or spec.parameters,
                "filters": tuple(draft.filters),
                "entries": (
                    *entries,
                    *(_NEVER.model_copy(update={"side": side}) for side in opened),
                )
                or (_NEVER,),
                "exits": tuple(exits),
                "protections": tuple(draft.protections),
                **{name: value for name, value in draft.terms.items() if name != "name"},
            }
        )
    except ValidationError:
        return set()
    return {line.rstrip(".") for line in explain(shown).splitlines()}

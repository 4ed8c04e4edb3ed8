"""Which conditions of a strategy words mean: by an indicator, a pattern, or themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.editing.naming import indicators_in, role_in
from hypertrade.strategy.english.editing.reading import Mention, read_clause, read_mention
from hypertrade.strategy.english.scales import AVERAGES
from hypertrade.strategy.spec import Indicator, Pattern, Price
from hypertrade.strategy.spec.checks import walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.editing.model import Bench
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.spec import Condition, Operand


def hit_of(lexemes: list[Lexeme], bench: Bench) -> Callable[[Condition], bool] | None:
    """Return what tells the conditions that ``lexemes`` name; ``None`` if they name none.

    A condition is named by itself, by an indicator or price in it, or by its pattern.
    """
    words = p.bare(lexemes)
    while len(words) > 1 and words[-1].key in p.NOUNS | {"everywhere"}:
        words = words[:-1]
    while len(words) > 1 and words[-1].key in p.LEVEL_WORDS:
        words = words[:-1]
    timeframe = _timeframe(words)
    if timeframe is not None:
        return lambda leaf: any(
            getattr(node, "timeframe", None) == timeframe for node in walk(leaf)
        )
    condition = _condition(words, bench)
    if isinstance(condition, Pattern):
        name = condition.name
        return lambda leaf: isinstance(leaf, Pattern) and leaf.name == name
    if condition is not None:
        return lambda leaf: leaf == condition
    mention = read_mention(words, bench.spec, bench.text)
    if mention is not None and isinstance(mention.operand, Indicator | Price):
        found = mention
        return lambda leaf: any(matches(node, found) for node in walk(leaf))
    if role_in(words) is None and (names := indicators_in(words)):
        return lambda leaf: any(
            isinstance(node, Indicator) and node.name in names for node in walk(leaf)
        )
    return None


def _timeframe(words: list[Lexeme]) -> str | None:
    """Return the timeframe that words are, as in "the 4h filter"."""
    said = "".join(item.key for item in words if item.key not in {"candles", "candle", "chart"})
    return said if said in MINUTES_OF else None


def _condition(words: list[Lexeme], bench: Bench) -> Condition | None:
    try:
        said = read_clause(words, bench.spec, bench.text)
    except Unsure:
        return None
    if said.rules or said.draft.terms or said.draft.filters:
        return None
    return said.implied


def matches(node: object, mention: Mention) -> bool:
    """Tell whether a part of a strategy is what was mentioned: its numbers count if said."""
    wanted: Operand = mention.operand
    if isinstance(wanted, Price):
        return isinstance(node, Price) and node.field == wanted.field
    if not isinstance(wanted, Indicator) or not isinstance(node, Indicator):
        return False
    if wanted.name == "sma" and any("Kind of moving" in text for text in mention.assumed):
        alike = node.name in AVERAGES
    else:
        alike = node.name == wanted.name
    return alike and (not mention.numbered or node.params == wanted.params)

"""Telling a whole new strategy from a change to the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.editing.reading import read_clause
from hypertrade.strategy.english.editing.requests import requests_of

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.model import Bench
    from hypertrade.strategy.english.scan import Lexeme

CHANGE = "change present strategy"
_SAYING = p.table(
    {
        "new": (
            "new strategy, start over, start again, from scratch, start from scratch, forget "
            "everything, forget all that, scrap everything, scrap all, something else, something "
            "completely different, completely new strategy, whole new strategy, different "
            "strategy, another strategy, replace strategy, replace everything, begin again, "
            "this is new strategy, replace strategy with, replace everything with, let us start "
            "over, new idea"
        )
    }
)
_OUT = frozenset(
    {"take_profit", "stop_loss", "atr_stop", "trailing_stop", "break_even", "time_limit", "roi"}
)


def said_whole(statements: list[list[Lexeme]], text: str) -> str | None:
    """Return the text of what says that it is a whole new strategy, ``None`` if it does not."""
    first = statements[0] if statements else []
    if len(first) > 1 and first[0].key == "strategy" and first[1].kind == "quoted":
        return text if _names_entry(statements) else None  # as ``explain`` begins
    said = next((item for item in statements if _says_new(item)), None)
    return None if said is None else _without(said, text)


def check_change(statements: list[list[Lexeme]], bench: Bench) -> None:
    """Return if the words change the present strategy.

    Raises:
        Unsure: they could as well be a new one.
    """
    if any(" ".join(item.key for item in p.bare(one)) == CHANGE for one in statements):
        return
    if not _looks_whole(statements, bench):
        return
    raise Unsure(
        "These words are a strategy of their own. Should it take the place of the present one?",
        (
            ("yes, replace it", "This is a new strategy."),
            ("no, change the present one", "Change the present strategy."),
        ),
    )


def _says_new(statement: list[Lexeme]) -> bool:
    kept = p.bare(statement)
    while kept and (lead := p.starts(kept, p.LEADS)) and lead[1] < len(kept):
        kept = kept[lead[1] :]
    return p.starts(kept, _SAYING) is not None


def _without(statement: list[Lexeme], text: str) -> str:
    """Return ``text`` without the words that say it is new."""
    kept = statement
    while kept and (lead := p.starts(kept, p.LEADS)) and lead[1] < len(kept):
        kept = kept[lead[1] :]
    found = p.starts(kept, _SAYING)
    size = found[1] if found is not None else 0
    rest = kept[size:]
    while rest and rest[0].key in {":", ",", "-", "–", "—", "."}:
        rest = rest[1:]
    start = statement[0].start
    end = rest[0].start if rest else statement[-1].end
    return f"{text[:start]} {text[end:]}".strip(" .:,\n")


def _names_entry(statements: list[list[Lexeme]]) -> bool:
    return any(item[0].key in {"enter", "buy", "long"} for item in statements if item)


def _looks_whole(statements: list[list[Lexeme]], bench: Bench) -> bool:
    """Tell whether plain words name an entry and a way out, with no word of change among them."""
    enters = leaves = False
    for statement in statements:
        for request in requests_of(statement):
            if request.op != "plain" or request.also or request.instead or request.either:
                return False
            try:
                said = read_clause(request.words, bench.spec, bench.text)
            except Unsure:
                return False
            if any(rule.name is not None for rule, _ in said.rules) or request.only:
                return False
            enters = enters or any(rule.enter for rule, _ in said.rules)
            leaves = leaves or any(not rule.enter for rule, _ in said.rules)
            leaves = leaves or bool(_OUT & said.draft.terms.keys())
    return enters and leaves

"""Lark's Earley parser over typed words, within a bound of work."""

from __future__ import annotations

import gc
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedEOF, UnexpectedToken
from lark.lexer import Lexer

from hypertrade.strategy.english.budget import spend
from hypertrade.strategy.english.chart import Chart, Derived, TooLong
from hypertrade.strategy.english.trees import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.english.tokens import Word

_GRAMMAR = Path(__file__).with_name("grammar.lark")
MOST_WORDS = 1_000
"""Words of one sentence."""
DEEPEST = 150
"""Phrases within phrases: whoever reads a tree goes down with it."""


class Stuck(Exception):
    """The words make no sentence: the ``at``-th is the first that fits nothing (or the end)."""

    def __init__(self, at: int) -> None:
        """Keep the place."""
        super().__init__(at)
        self.at = at


class _Words(Lexer):  # type: ignore[misc]  # lark is not typed here
    """Hands the words over one by one, telling the look-ahead which comes next."""

    def __init__(self, _conf: Any) -> None:
        self.__future_interface__ = 0

    def lex(self, data: tuple[Chart, tuple[Word, ...]]) -> Iterator[Token]:
        ahead, words = data
        for index, word in enumerate(words):
            ahead.advance(word.values.keys())
            yield Token("WORD", word, start_pos=index)
        ahead.advance(())


def _may_be(terminal: Any, token: Token) -> bool:
    return terminal.name in token.value.values


@lru_cache(maxsize=1)
def _parser() -> tuple[Any, Chart, threading.Lock]:
    collecting = gc.isenabled()
    gc.disable()  # the tables are many small objects that all stay
    lark = Lark(
        _GRAMMAR.read_text(),
        parser="earley",
        lexer=_Words,
        ambiguity="resolve",
        maybe_placeholders=False,
    )
    earley = lark.parser.parser
    _use_plain_names(lark)
    earley.term_matcher = _may_be
    earley.SymbolNode = Derived
    chart = Chart(earley)
    earley.predict_and_complete = chart.step
    if collecting:
        gc.enable()
    return lark, chart, threading.Lock()


def _use_plain_names(lark: Any) -> None:
    """Name symbols by plain strings: lark's own kind compares slowly."""
    for rule in lark.rules:
        for symbol in (rule.origin, *rule.expansion):
            symbol.name = str(symbol.name)


def parse_words(words: tuple[Word, ...]) -> Node:
    """Return the tree of one sentence.

    Raises:
        Stuck: no sentence; says at which word.
        TooLong: more words, steps or phrases within phrases than are read.
        Invalid: the reading's own steps are used up.
    """
    if len(words) > MOST_WORDS:
        raise TooLong
    lark, chart, lock = _parser()
    with lock:
        collecting = gc.isenabled()
        gc.disable()  # a sentence makes very many small objects, nearly all of which it needs
        try:
            chart.begin(words)
            found = _tree(lark, chart, words)
            if isinstance(found, int):
                chart.again(words)
                found = _tree(lark, chart, words)
        finally:
            chart.free()
            steps = chart.steps
            if collecting:
                gc.enable()
    spend(steps)
    if found is None:
        raise TooLong
    if isinstance(found, int):
        raise Stuck(found)
    return found


def _tree(lark: Any, chart: Chart, words: tuple[Word, ...]) -> Node | int | None:
    """Return the tree of a sentence; or at which word it is stuck; or ``None`` if it is too long.

    The errors themselves stay here: one that is kept would keep the chart.
    """
    try:
        return _own(lark.parse((chart, words)))
    except TooLong:
        return None
    except UnexpectedToken as error:
        return int(error.token.start_pos or 0)
    except UnexpectedEOF:
        return len(words)


def _own(tree: Any, depth: int = 0) -> Node:
    """Return lark's tree as ours, free of its types."""
    if depth > DEEPEST:
        raise TooLong
    children = (
        _own(item, depth + 1) if isinstance(item, Tree) else item.value for item in tree.children
    )
    return Node(str(tree.data), tuple(children))

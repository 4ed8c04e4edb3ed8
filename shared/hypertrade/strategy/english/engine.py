"""Lark's Earley parser over typed words, with one word of look-ahead."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedEOF, UnexpectedToken
from lark.lexer import Lexer

from hypertrade.strategy.english.trees import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.english.tokens import Word

_GRAMMAR = Path(__file__).with_name("grammar.lark")


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

    def lex(self, data: tuple[_LookAhead, tuple[Word, ...]]) -> Iterator[Token]:
        ahead, words = data
        for index, word in enumerate(words):
            ahead.advance(word.values.keys())
            yield Token("WORD", word, start_pos=index)
        ahead.advance(())


class _LookAhead:
    """Predicts, once a word, only rules that can start with the next word.

    Lark's own table holds everything reachable from a symbol and is asked again for each symbol in
    it; here the direct rules are enough, since the parser asks on.
    """

    def __init__(self, predictions: dict[Any, list[Any]], first: dict[Any, set[Any]]) -> None:
        self._next: Any = ()
        self._asked: set[Any] = set()
        self._by_symbol = {
            symbol: [
                (rule, self._starts(rule.expansion[0], first))
                for rule in rules
                if rule.origin == symbol
            ]
            for symbol, rules in predictions.items()
        }

    @staticmethod
    def _starts(symbol: Any, first: dict[Any, set[Any]]) -> frozenset[str]:
        return frozenset([symbol.name] if symbol.is_term else [item.name for item in first[symbol]])

    def advance(self, upcoming: Any) -> None:
        """Move to the next word, which may be any of ``upcoming``."""
        self._next = upcoming
        self._asked.clear()

    def __getitem__(self, symbol: Any) -> list[Any]:
        if symbol in self._asked:
            return []
        self._asked.add(symbol)
        upcoming = self._next
        return [rule for rule, starts in self._by_symbol[symbol] if not starts.isdisjoint(upcoming)]


def _may_be(terminal: Any, token: Token) -> bool:
    return terminal.name in token.value.values


@lru_cache(maxsize=1)
def _parser() -> tuple[Any, threading.Lock]:
    lark = Lark(
        _GRAMMAR.read_text(),
        parser="earley",
        lexer=_Words,
        ambiguity="resolve",
        maybe_placeholders=False,
    )
    earley = lark.parser.parser
    earley.term_matcher = _may_be
    earley.predictions = _LookAhead(earley.predictions, earley.FIRST)
    return lark, threading.Lock()


def parse_words(words: tuple[Word, ...]) -> Node:
    """Return the tree of one sentence.

    Raises:
        Stuck: no sentence; says at which word.
    """
    lark, lock = _parser()
    with lock:
        try:
            ahead = lark.parser.parser.predictions
            ahead.advance(words[0].values.keys())
            return _own(lark.parse((ahead, words)))
        except UnexpectedToken as error:
            raise Stuck(error.token.start_pos or 0) from None
        except UnexpectedEOF:
            raise Stuck(len(words)) from None


def _own(tree: Any) -> Node:
    """Return lark's tree as ours, free of its types."""
    children = (_own(item) if isinstance(item, Tree) else item.value for item in tree.children)
    return Node(str(tree.data), tuple(children))

"""Lark's Earley parser over typed words, with one word of look-ahead."""

from __future__ import annotations

import gc
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedEOF, UnexpectedToken
from lark.lexer import Lexer
from lark.parsers.earley_common import Item

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

    def lex(self, data: tuple[_Predictor, tuple[Word, ...]]) -> Iterator[Token]:
        ahead, words = data
        for index, word in enumerate(words):
            ahead.advance(word.values.keys())
            yield Token("WORD", word, start_pos=index)
        ahead.advance(())


class _Predictor:
    """Lark's Earley step for a grammar without empty rules, with one word of look-ahead.

    It predicts, once a word, only rules that can start with the next word, and finds the items that
    wait for a symbol by its name; lark's own tries every rule and searches every item.
    """

    def __init__(self, earley: Any) -> None:
        self._next: Any = ()
        self._waiting: list[dict[str, list[Any]]] = []
        self._node = earley.SymbolNode
        first = earley.FIRST
        self._rules: dict[str, list[tuple[Any, frozenset[str]]]] = {}
        for symbol, rules in earley.predictions.items():
            self._rules[symbol.name] = [
                (rule, self._starts(rule.expansion[0], first))
                for rule in rules
                if rule.origin == symbol
            ]

    @staticmethod
    def _starts(symbol: Any, first: dict[Any, set[Any]]) -> frozenset[str]:
        return frozenset([symbol.name] if symbol.is_term else [item.name for item in first[symbol]])

    def advance(self, upcoming: Any) -> None:
        """Move to the next word, which may be any of ``upcoming``."""
        self._next = upcoming

    def step(  # noqa: C901 - one loop, as Earley has it
        self, i: int, to_scan: Any, columns: list[Any], _leo: Any, nodes: dict[Any, Any]
    ) -> None:
        """Complete and predict in column ``i``; ``to_scan`` gets what waits for the next word."""
        if i == 0:
            self._waiting = []
        column = columns[i]
        waiting: dict[str, list[Any]] = {}
        self._waiting.append(waiting)
        items = list(column)

        def keep(item: Any) -> None:
            if item.expect is not None and item.expect.is_term:
                to_scan.add(item)
            elif item not in column:
                column.add(item)
                items.append(item)

        while items:
            item = items.pop()
            if item.is_complete:
                for origin in self._waiting[item.start].get(item.s.name, ()):
                    done = origin.advance()
                    label = (done.s, done.start, i)
                    done.node = nodes.get(label) or nodes.setdefault(label, self._node(*label))
                    done.node.add_family(done.s, done.rule, i, origin.node, item.node)
                    keep(done)
                continue
            name = item.expect.name
            if name in waiting:
                waiting[name].append(item)
                continue
            waiting[name] = [item]
            for rule, starts in self._rules[name]:
                if not starts.isdisjoint(self._next):
                    keep(Item(rule, 0, i))


def _may_be(terminal: Any, token: Token) -> bool:
    return terminal.name in token.value.values


@lru_cache(maxsize=1)
def _parser() -> tuple[Any, _Predictor, threading.Lock]:
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
    predictor = _Predictor(earley)
    earley.predict_and_complete = predictor.step
    if collecting:
        gc.enable()
    return lark, predictor, threading.Lock()


def _use_plain_names(lark: Any) -> None:
    """Name symbols by plain strings: lark's own kind compares slowly."""
    for rule in lark.rules:
        for symbol in (rule.origin, *rule.expansion):
            symbol.name = str(symbol.name)


def parse_words(words: tuple[Word, ...]) -> Node:
    """Return the tree of one sentence.

    Raises:
        Stuck: no sentence; says at which word.
    """
    lark, predictor, lock = _parser()
    collecting = gc.isenabled()
    with lock:
        gc.disable()  # a sentence makes very many small objects, nearly all of which it needs
        try:
            predictor.advance(words[0].values.keys())
            return _own(lark.parse((predictor, words)))
        except UnexpectedToken as error:
            raise Stuck(error.token.start_pos or 0) from None
        except UnexpectedEOF:
            raise Stuck(len(words)) from None
        finally:
            if collecting:
                gc.enable()


def _own(tree: Any) -> Node:
    """Return lark's tree as ours, free of its types."""
    children = (_own(item) if isinstance(item, Tree) else item.value for item in tree.children)
    return Node(str(tree.data), tuple(children))

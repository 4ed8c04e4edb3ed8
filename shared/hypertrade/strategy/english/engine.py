"""Lark's Earley parser over typed words, with one word of look-ahead and a bound of its work."""

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
from lark.parsers.earley_forest import PackedNode, SymbolNode, TokenNode

from hypertrade.strategy.english.budget import spend
from hypertrade.strategy.english.trees import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.english.tokens import Word

_GRAMMAR = Path(__file__).with_name("grammar.lark")
MOST_WORDS = 1_000
"""Words of one sentence."""
MOST_STEPS = 150_000
"""Entries in the chart of one sentence."""
DEEPEST = 150
"""Phrases within phrases: those who read the tree step down with it."""


class Stuck(Exception):
    """The words make no sentence: the ``at``-th is the first that fits nothing (or the end)."""

    def __init__(self, at: int) -> None:
        """Keep the place."""
        super().__init__(at)
        self.at = at


class TooLong(Exception):
    """The sentence is too long, or too entangled, to be read."""


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


class _Node(SymbolNode):  # type: ignore[misc]  # lark is not typed here
    """A node of lark's forest in a fraction of the memory: nearly all have one derivation."""

    __slots__ = ()

    def __init__(self, s: Any, start: int, end: int) -> None:
        self.s = s
        self.start = start
        self.end = end
        self._children: list[Any] = []
        self.paths = ()
        self.paths_loaded = True
        self.priority = float("-inf")
        self.is_intermediate = isinstance(s, tuple)

    def add_family(self, lr0: Any, rule: Any, start: int, left: Any, right: Any) -> None:
        # Only words come twice, where one fits several terminals of a rule: see ``step``.
        made = PackedNode(self, lr0, rule, start, left, right)
        if not (isinstance(right, TokenNode) and made in self._children):
            self._children.append(made)


class _Predictor:
    """Lark's Earley step for a grammar without empty rules, with one word of look-ahead.

    It keeps only what the next word may go on with, finds the items that wait for a symbol by its
    name, and completes a symbol of the same words once; lark's own does none of this.
    """

    def __init__(self, earley: Any) -> None:
        self._next: Any = ()
        self._waiting: list[dict[str, list[Any]]] = []
        self._nodes: list[dict[Any, _Node]] = []
        self._left = 0
        self._first = {
            symbol.name: frozenset(item.name for item in first)
            for symbol, first in earley.FIRST.items()
        }
        self._all = [
            rule
            for symbol, rules in earley.predictions.items()
            for rule in rules
            if rule.origin == symbol
        ]
        self._parts = [{symbol.name for symbol in rule.expansion} for rule in self._all]
        self._used_by: dict[str, list[int]] = {}
        for index, parts in enumerate(self._parts):
            for name in parts:
                self._used_by.setdefault(name, []).append(index)
        self._every = self._usable(
            {symbol.name for rule in self._all for symbol in rule.expansion if symbol.is_term}
        )
        self._rules = self._every
        self._derives = True

    def begin(self, words: tuple[Word, ...]) -> None:
        """Start a sentence."""
        self._next = words[0].values.keys()
        self._left = MOST_STEPS
        self._rules = self._usable({name for word in words for name in word.values})
        self._derives = True

    def again(self, words: tuple[Word, ...]) -> None:
        """Start the sentence anew, to see how far any rule reaches; it derives nothing."""
        self.free()
        self._next = words[0].values.keys()
        self._rules = self._every
        self._derives = False

    def _usable(self, terminals: set[str]) -> dict[str, list[tuple[Any, str]]]:
        """Return the rules that a sentence of ``terminals`` can complete, by what they make."""
        missing = [len(parts) for parts in self._parts]
        made, fresh = set(terminals), list(terminals)
        while fresh:
            for index in self._used_by.get(fresh.pop(), ()):
                missing[index] -= 1
                name = self._all[index].origin.name
                if not missing[index] and name not in made:
                    made.add(name)
                    fresh.append(name)
        usable: dict[str, list[tuple[Any, str]]] = {}
        for rule, count in zip(self._all, missing, strict=True):
            if not count:
                usable.setdefault(rule.origin.name, []).append((rule, rule.expansion[0].name))
        return usable

    def advance(self, upcoming: Any) -> None:
        """Move to the next word, which may be any of ``upcoming``."""
        self._next = upcoming

    def free(self) -> None:
        """Free the chart, whose nodes and derivations hold each other."""
        for nodes in self._nodes:
            for node in nodes.values():
                node._children.clear()  # noqa: SLF001 - our own class
        self._nodes = []
        self._waiting = []

    @property
    def steps(self) -> int:
        """What the sentence has taken."""
        return MOST_STEPS - self._left

    def step(  # noqa: C901 - one loop, as Earley has it
        self, i: int, to_scan: Any, columns: list[Any], _leo: Any, nodes: dict[Any, Any]
    ) -> None:
        """Complete and predict in column ``i``; ``to_scan`` gets what waits for the next word."""
        column = columns[i]
        if i:
            columns[i - 1] = None  # what others still wait for is in ``_waiting``
        waiting: dict[str, list[Any]] = {}
        self._waiting.append(waiting)
        self._nodes.append(nodes)
        items = list(column)
        completed: set[tuple[str, int]] = set()
        fitting: dict[str, bool] = {}
        steps = 0

        def fits(name: str) -> bool:
            known = fitting.get(name)
            if known is None:
                known = fitting[name] = not self._first[name].isdisjoint(self._next)
            return known

        def keep(item: Any) -> None:
            if item.expect is not None and item.expect.is_term:
                to_scan.add(item)
            elif item not in column:
                column.add(item)
                items.append(item)

        while items:
            item = items.pop()
            steps += 1
            if not item.is_complete:
                name = item.expect.name
                if not fits(name):
                    continue
                if name in waiting:
                    waiting[name].append(item)
                    continue
                waiting[name] = [item]
                for rule, starts in self._rules.get(name, ()):
                    if fits(starts):
                        keep(Item(rule, 0, i))
                continue
            name = item.s.name
            if (name, item.start) in completed:
                continue  # another way to say the same: its derivation is in the same node
            completed.add((name, item.start))
            for origin in self._waiting[item.start].get(name, ()):
                expansion = origin.rule.expansion
                after = origin.ptr + 1
                if after < len(expansion) and not fits(expansion[after].name):
                    continue
                steps += 1
                done = origin.advance()
                if self._derives:
                    label = (done.s, done.start, i)
                    done.node = nodes.get(label) or nodes.setdefault(label, _Node(*label))
                    done.node.add_family(done.s, done.rule, i, origin.node, item.node)
                keep(done)
        self._left -= steps
        if self._left < 0:
            raise TooLong


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
    earley.SymbolNode = _Node
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
        TooLong: more words, steps or phrases within phrases than are read.
        Invalid: the reading's own steps are used up.
    """
    if len(words) > MOST_WORDS:
        raise TooLong
    lark, predictor, lock = _parser()
    with lock:
        collecting = gc.isenabled()
        gc.disable()  # a sentence makes very many small objects, nearly all of which it needs
        try:
            predictor.begin(words)
            found = _tree(lark, predictor, words)
            if isinstance(found, int):
                predictor.again(words)
                found = _tree(lark, predictor, words)
        finally:
            predictor.free()
            steps = predictor.steps
            if collecting:
                gc.enable()
    spend(steps)
    if found is None:
        raise TooLong
    if isinstance(found, int):
        raise Stuck(found)
    return found


def _tree(lark: Any, predictor: _Predictor, words: tuple[Word, ...]) -> Node | int | None:
    """Return the tree of a sentence, where it is stuck, or ``None``: an error would keep the chart.

    Where it is stuck is a word's index.
    """
    try:
        return _own(lark.parse((predictor, words)))
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
    children: list[Node | Word] = []
    for item in tree.children:
        children.append(_own(item, depth + 1) if isinstance(item, Tree) else item.value)
    return Node(str(tree.data), tuple(children))

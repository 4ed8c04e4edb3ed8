"""The Earley chart of one sentence: what may come next, what is complete, and how much it took."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lark.parsers.earley_common import Item
from lark.parsers.earley_forest import PackedNode, SymbolNode, TokenNode

if TYPE_CHECKING:
    from hypertrade.strategy.english.tokens import Word

MOST_STEPS = 150_000
"""Entries in the chart of one sentence."""

Rules = dict[str, list[tuple[Any, str]]]


class TooLong(Exception):
    """The sentence is too long, or too entangled, to be read."""


class Derived(SymbolNode):  # type: ignore[misc]  # lark is not typed here
    """A node of lark's forest in a fraction of the memory: nearly all have one derivation."""

    def __init__(self, s: Any, start: int, end: int) -> None:
        """Begin a node of the words from ``start`` to ``end``."""
        self.s = s
        self.start = start
        self.end = end
        self._children: list[Any] = []
        self.paths = ()
        self.paths_loaded = True
        self.priority = float("-inf")
        self.is_intermediate = isinstance(s, tuple)

    def add_family(self, lr0: Any, rule: Any, start: int, left: Any, right: Any) -> None:
        """Add a derivation; only words come twice, if one is several terminals of a rule."""
        made = PackedNode(self, lr0, rule, start, left, right)
        if not (isinstance(right, TokenNode) and made in self._children):
            self._children.append(made)

    def clear(self) -> None:
        """Let go of the derivations, which hold the node as it holds them."""
        self._children.clear()


@dataclass(slots=True)
class _Column:
    """What starts, waits and is complete at one word; ``fitting`` remembers ``Chart._fits``."""

    at: int
    items: Any
    to_scan: Any
    nodes: dict[Any, Derived]
    todo: list[Any]
    waiting: dict[str, list[Any]]
    completed: set[tuple[str, int]] = field(default_factory=set)
    fitting: dict[str, bool] = field(default_factory=dict)

    def keep(self, item: Any) -> None:
        """Add an item, unless it is there."""
        if item.expect is not None and item.expect.is_term:
            self.to_scan.add(item)
        elif item not in self.items:
            self.items.add(item)
            self.todo.append(item)


class Chart:
    """Lark's Earley step for a grammar without empty rules, with one word of look-ahead.

    It uses only rules that the words of the sentence can complete, keeps only what the next word
    may go on with, finds the items that wait for a symbol by its name, and completes a symbol of
    the same words once; lark's own does none of this.
    """

    def __init__(self, earley: Any) -> None:
        """Take the rules from lark's parser."""
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
        # Lark would begin every sentence with every rule that any could begin with.
        for symbol, rules in earley.predictions.items():
            earley.predictions[symbol] = [rule for rule in rules if rule.origin == symbol]
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
        self._next: Any = ()
        self._left = MOST_STEPS
        self._waiting: list[dict[str, list[Any]]] = []
        self._nodes: list[dict[Any, Derived]] = []

    @property
    def steps(self) -> int:
        """What the sentence has taken."""
        return MOST_STEPS - self._left

    def begin(self, words: tuple[Word, ...]) -> None:
        """Start a sentence."""
        self._left = MOST_STEPS
        self._rules = self._usable({name for word in words for name in word.values})
        self._derives = True
        self.advance(words[0].values.keys())

    def again(self, words: tuple[Word, ...]) -> None:
        """Start the sentence anew, to see how far any rule reaches; nothing is derived."""
        self.free()
        self._rules = self._every
        self._derives = False
        self.advance(words[0].values.keys())

    def advance(self, upcoming: Any) -> None:
        """Move to the next word, which may be any of ``upcoming``."""
        self._next = upcoming

    def free(self) -> None:
        """Free what the sentence took: cycles of references would keep it for long."""
        for nodes in self._nodes:
            for node in nodes.values():
                node.clear()
        self._nodes = []
        self._waiting = []

    def step(
        self, i: int, to_scan: Any, columns: list[Any], _leo: Any, nodes: dict[Any, Any]
    ) -> None:
        """Complete and predict in column ``i``; ``to_scan`` gets what waits for the next word.

        Raises:
            TooLong: the sentence has taken all its steps.
        """
        items = columns[i]
        if i:
            columns[i - 1] = None  # what others still wait for is in ``_waiting``
        column = _Column(i, items, to_scan, nodes, list(items), {})
        self._waiting.append(column.waiting)
        self._nodes.append(nodes)
        while column.todo:
            self._left -= 1
            item = column.todo.pop()
            if item.is_complete:
                self._complete(item, column)
            else:
                self._predict(item, column)
        if self._left < 0:
            raise TooLong

    def _fits(self, name: str, column: _Column) -> bool:
        known = column.fitting.get(name)
        if known is None:
            known = column.fitting[name] = not self._first[name].isdisjoint(self._next)
        return known

    def _predict(self, item: Any, column: _Column) -> None:
        name = item.expect.name
        if not self._fits(name, column):
            return
        if name in column.waiting:
            column.waiting[name].append(item)
            return
        column.waiting[name] = [item]
        for rule, starts in self._rules.get(name, ()):
            if self._fits(starts, column):
                column.keep(Item(rule, 0, column.at))

    def _complete(self, item: Any, column: _Column) -> None:
        name = item.s.name
        if (name, item.start) in column.completed:
            return  # another way to say the same: its derivation is in the same node
        column.completed.add((name, item.start))
        for origin in self._waiting[item.start].get(name, ()):
            expansion = origin.rule.expansion
            after = origin.ptr + 1
            if after < len(expansion) and not self._fits(expansion[after].name, column):
                continue
            self._left -= 1
            done = origin.advance()
            if self._derives:
                label = (done.s, done.start, column.at)
                node = column.nodes.get(label)
                if node is None:
                    node = column.nodes[label] = Derived(*label)
                node.add_family(done.s, done.rule, column.at, origin.node, item.node)
                done.node = node
            column.keep(done)

    def _usable(self, terminals: set[str]) -> Rules:
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
        usable: Rules = {}
        for rule, count in zip(self._all, missing, strict=True):
            if not count:
                usable.setdefault(rule.origin.name, []).append((rule, rule.expansion[0].name))
        return usable

"""``populate_entry_trend`` and ``populate_exit_trend``: the rules as signal columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.conditions import Conditions, heading, shortened
from hypertrade.strategy.compile.describe import describe
from hypertrade.strategy.compile.layout import Chain, Leaf, Logic
from hypertrade.strategy.compile.names import Namespace, slug
from hypertrade.strategy.compile.operands import Body, Operands
from hypertrade.strategy.compile.result import Role, TracedCondition
from hypertrade.strategy.spec import Ago, All, Any, Not, Streak, Within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.strategy.spec import Condition, Rule, StrategySpec

_HEAD = "(self, dataframe: DataFrame, metadata: dict) -> DataFrame:"


class Signals:
    """Renders the rules of one strategy, and keeps the trace if one is wanted."""

    def __init__(self, spec: StrategySpec, operands: Operands, *, trace: bool) -> None:
        """Take the strategy."""
        self._spec = spec
        self._operands = operands
        self._tracing = trace
        self.trace: list[TracedCondition] = []

    def entries(self) -> list[str]:
        """Return ``populate_entry_trend``."""
        body = Body(Namespace())
        filters = self._filters(body)
        return self._method("entry", self._spec.entries, body, filters)

    def exits(self) -> list[str]:
        """Return ``populate_exit_trend``."""
        return self._method("exit", self._spec.exits, Body(Namespace()), None)

    def _filters(self, body: Body) -> Leaf | None:
        if not self._spec.filters:
            return None
        parts = []
        writer = None
        for node in self._spec.filters:
            writer = self._writer(body, "filters", "filter")
            logic = writer.logic(node)
            parts.append((heading(node, logic), logic))
        if writer is None:
            return None
        joined = writer.joined("&", parts)
        body.lines += layout.comment("Every entry also needs this")
        body.lines += layout.assign_logic("filters", joined, "every filter")
        return Leaf("filters")

    def _method(
        self, role: Role, rules: Sequence[Rule], body: Body, filters: Leaf | None
    ) -> list[str]:
        head = f"    def populate_{role}_trend{_HEAD}"
        verb = "enter" if role == "entry" else "exit"
        locals_: dict[str, str] = {}
        names = {rule.name: body.names.claim(slug(rule.name)) for rule in rules}
        for rule in rules:
            writer = self._writer(body, rule.name, role)
            logic = writer.logic(rule.when)
            if filters is not None:
                logic = writer.joined("&", [("the filters hold", filters), *_parts(rule, logic)])
            if body.lines:
                body.lines.append("")
            body.lines += layout.comment(_reading(role, rule))
            body.lines += layout.assign_logic(names[rule.name], logic, heading(rule.when, logic))
            locals_[rule.name] = names[rule.name]
        lines = [head, *body.lines]
        for side in ("long", "short"):
            held = [locals_[rule.name] for rule in rules if rule.side == side]
            if held:
                lines += ["", *self._column(f"{verb}_{side}", held)] if side == "long" else []
                lines += self._column(f"{verb}_{side}", held) if side == "short" else []
        if rules:
            lines += self._tags(f"{verb}_tag", [(locals_[rule.name], rule.name) for rule in rules])
            lines.append("")
        return [*lines, "        return dataframe"]

    def _column(self, target: str, held: list[str]) -> list[str]:
        if len(held) == 1:
            return layout.assign(f'dataframe["{target}"]', f"{held[0]}.astype(int)")
        joined = f"({' | '.join(held)}).astype(int)"
        line = f'        dataframe["{target}"] = {joined}'
        if len(line) <= layout.WIDTH:
            return [line]
        parts = tuple((name, Leaf(name)) for name in held)
        return [
            *layout.assign_logic(target, Chain("|", parts), target),
            *layout.assign(f'dataframe["{target}"]', f"{target}.astype(int)"),
        ]

    def _tags(self, target: str, rules: list[tuple[str, str]]) -> list[str]:
        """Return the statement that names the first rule that holds."""
        held = ", ".join(local for local, _ in rules)
        tags = ", ".join(f'"{name}"' for _, name in rules)
        note = layout.comment("The first rule that holds gives the tag") if len(rules) > 1 else []
        line = f'        dataframe["{target}"] = np.select([{held}], [{tags}], default="")'
        if len(line) <= layout.WIDTH:
            return [*note, line]
        return [
            *note,
            "        rules = [",
            *(line for local, name in rules for line in _pair(local, name)),
            "        ]",
            "        held, tags = [rule[0] for rule in rules], [rule[1] for rule in rules]",
            f'        dataframe["{target}"] = np.select(held, tags, default="")',
        ]

    def _writer(self, body: Body, rule: str, role: Role) -> Conditions:
        if not self._tracing:
            return Conditions(self._operands, body)

        def watch(node: Condition, depth: int, local: str) -> None:
            column = f"trace_{role}_{len(self.trace)}"
            found = TracedCondition(column, rule, role, depth, describe(node))
            body.lines += layout.assign(f'dataframe["{column}"]', local)
            # Parts are heard of before their whole: put the whole in front of them.
            self.trace.insert(len(self.trace) - _parts_within(node), found)

        return Conditions(self._operands, body, watch)


def _parts_within(node: Condition) -> int:
    """Return how many conditions stand inside ``node``."""
    match node:
        case All() | Any():
            return sum(1 + _parts_within(part) for part in node.conditions)
        case Ago() | Within() | Streak() | Not():
            return 1 + _parts_within(node.condition)
        case _:
            return 0


def _pair(local: str, name: str) -> list[str]:
    line = f'            ({local}, "{name}"),'
    if len(line) <= layout.WIDTH:
        return [line]
    return [
        "            (",
        f"                {local},",
        f'                "{name}",',
        "            ),",
    ]


def _reading(role: Role, rule: Rule) -> str:
    what = "Enter" if role == "entry" else "Exit"
    return shortened(f'{what} {rule.side}, "{rule.name}": {describe(rule.when)}')


def _parts(rule: Rule, logic: Logic) -> list[tuple[str, Logic]]:
    """Return the parts of a rule that may stand beside the filters."""
    if isinstance(logic, Chain) and logic.operator == "&":
        return list(logic.parts)
    return [(heading(rule.when, logic), logic)]

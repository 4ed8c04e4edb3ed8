"""Places in a strategy: its numbers and conditions, each with its path, and changing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from hypertrade.domain.base import Document
from hypertrade.strategy.spec import (
    Ago,
    All,
    Between,
    Compare,
    Condition,
    Constant,
    Cross,
    Indicator,
    Not,
    Operand,
    ParameterRef,
    Streak,
    Within,
)
from hypertrade.strategy.spec import Any as AnyOf
from hypertrade.strategy.spec.checks import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.strategy.english.editing.model import Role
    from hypertrade.strategy.spec import Rule, StrategySpec

Path = tuple[str | int, ...]
ROLE_OF: dict[str, Role] = {"entries": "entry", "exits": "exit", "filters": "filter"}
_INNER = (Ago, Within, Streak, Not)


@dataclass(frozen=True, slots=True)
class Site:
    """A number at ``path``: ``kind`` is "level", "setting", "candles" or an indicator's parameter.

    ``owner`` is the indicator it is a parameter of, or what is compared with it.
    """

    path: Path
    value: float | ParameterRef
    kind: str
    owner: Operand | None = None

    @property
    def role(self) -> Role | None:
        """Which kind of rule it stands in, if in any."""
        return ROLE_OF.get(str(self.path[0]))


def sites(spec: StrategySpec) -> Iterator[Site]:
    """Yield every number of ``spec`` but those of its tunables."""
    for name in type(spec).model_fields:
        if name in {"version", "name", "timeframe", "parameters"}:
            continue
        value = getattr(spec, name)
        if _is_number(value):
            yield Site((name,), value, "setting")
        else:
            yield from _inside(value, (name,), None)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | ParameterRef) and not isinstance(value, bool)


def _inside(node: Any, path: Path, owner: Operand | None) -> Iterator[Site]:
    if isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _inside(item, (*path, index), owner)
    elif isinstance(node, Constant):
        yield Site((*path, "value"), node.value, "level", owner)
    elif isinstance(node, Indicator):
        for name, value in node.params.items():
            yield Site((*path, "params", name), value, name, node)
        yield from _inside(node.source, (*path, "source"), owner)
    elif isinstance(node, Document) and not isinstance(node, ParameterRef):
        for name in type(node).model_fields:
            yield from _field(node, name, path, owner)


def _field(node: Document, name: str, path: Path, owner: Operand | None) -> Iterator[Site]:
    value = getattr(node, name)
    if _is_number(value):
        if not (name == "shift" and value == 0):
            kind = "candles" if path[0] in ROLE_OF else "setting"
            yield Site((*path, name), value, kind, owner)
        return
    if isinstance(node, Compare | Cross) and name in {"left", "right"}:
        owner = node.right if name == "left" else node.left
    elif isinstance(node, Between) and name in {"low", "high"}:
        owner = node.value
    yield from _inside(value, (*path, name), owner)


def put(node: Any, path: Path, value: Any) -> Any:
    """Return ``node`` with ``value`` at ``path``."""
    head, *rest = path
    if isinstance(node, tuple):
        items = list(node)
        items[cast("int", head)] = (
            put(items[cast("int", head)], tuple(rest), value) if rest else value
        )
        return tuple(items)
    name = cast("str", head)
    inner = node[name] if isinstance(node, dict) else getattr(node, name)
    new = put(inner, tuple(rest), value) if rest else value
    return {**node, name: new} if isinstance(node, dict) else node.model_copy(update={name: new})


def root(spec: StrategySpec, path: Path, value: Any) -> dict[str, Any]:
    """Return the one field of ``spec`` that has ``value`` at ``path``."""
    name = cast("str", path[0])
    return {name: value if len(path) == 1 else put(getattr(spec, name), path[1:], value)}


def mapped(node: Any, change: Callable[[Document], Document | None]) -> Any:
    """Return ``node`` with every part that ``change`` has another for replaced, outermost first."""
    if isinstance(node, tuple):
        return tuple(mapped(item, change) for item in node)
    if not isinstance(node, Document):
        return node
    other = change(node)
    if other is not None:
        return other
    fields = {name: getattr(node, name) for name in type(node).model_fields}
    made = {name: mapped(value, change) for name, value in fields.items()}
    different = {name: value for name, value in made.items() if value is not fields[name]}
    changed = {name: value for name, value in different.items() if value != fields[name]}
    return node.model_copy(update=changed) if changed else node


def pruned(condition: Condition, hit: Callable[[Condition], bool]) -> Condition | None:
    """Return ``condition`` without the parts that ``hit`` names, ``None`` if nothing is left."""
    if is_leaf(condition):
        return None if hit(condition) else condition
    if isinstance(condition, All | AnyOf):
        kept = [found for item in condition.conditions if (found := pruned(item, hit)) is not None]
        if len(kept) < 2:  # noqa: PLR2004 - one or none
            return kept[0] if kept else None
        if tuple(kept) == condition.conditions:
            return condition
        return condition.model_copy(update={"conditions": tuple(kept)})
    within = cast("Ago | Within | Streak | Not", condition)
    inner = pruned(within.condition, hit)
    if inner is None or inner is within.condition:
        return None if inner is None else condition
    return within.model_copy(update={"condition": inner})


def is_leaf(condition: Condition) -> bool:
    """Tell whether a condition holds no other."""
    return not isinstance(condition, (All, AnyOf, *_INNER))


def leaves_of(condition: Condition) -> list[Condition]:
    """Return the conditions inside ``condition`` that hold no other."""
    return [node for node in walk(condition) if _condition(node) and is_leaf(node)]  # type: ignore[arg-type, misc]


def _condition(node: Document) -> bool:
    return getattr(node, "kind", "") in _KINDS


_KINDS = frozenset(
    {"compare", "cross", "between", "trend", "pattern", "time_of_day", "day_of_week"}
)


def joined(condition: Condition, other: Condition) -> All:
    """Return that both hold."""
    first = condition.conditions if isinstance(condition, All) else (condition,)
    second = other.conditions if isinstance(other, All) else (other,)
    return All(conditions=(*first, *(item for item in second if item not in first)))


def with_rule(rules: tuple[Rule, ...], name: str, when: Condition | None) -> tuple[Rule, ...]:
    """Return ``rules`` with another condition for the one of that name, or without it."""
    kept = (
        rule
        if rule.name != name
        else None
        if when is None
        else rule.model_copy(update={"when": when})
        for rule in rules
    )
    return tuple(rule for rule in kept if rule is not None)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return what must hold for ``condition`` to hold, one by one."""
    return condition.conditions if isinstance(condition, All) else (condition,)


def free_name(base: str, taken: set[str]) -> str:
    """Return ``base``, with a number if that is taken."""
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base} {count}"
    return name

"""Tunables for a strategy that names none: its own numbers, a quarter up and down.

What a sweep needs is a neighbourhood. Somebody who wrote "RSI below 30" chose 30 among 25 and 35,
whether they tried those or not.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from hypertrade.domain.errors import Invalid
from hypertrade.strategy.spec import read_spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.spec import StrategySpec

REACH = 0.25
"""How far each number is varied, as a share of itself."""

_STEPS = 3
"""Steps at most in each direction."""

_PLAN = ("take_profit", "stop_loss", "roi", "atr_stop", "trailing_stop", "break_even", "time_limit")
_RULES = ("filters", "entries", "exits")

_FIXED = {"shift", "name", "penetration", "params", "param", "kind"}
"""Parts of a rule that are not moved; parameters of indicators are, by their own way."""

_SIDES = {"entries": "entry", "exits": "exit", "filters": "filter"}

Path = tuple[str | int, ...]


class _Place(NamedTuple):
    """Where a number stands, what makes it the same as another, what to call it."""

    path: Path
    value: float
    key: str
    label: str


@dataclass(slots=True)
class _Number:
    """One number of the strategy, and every place where it stands."""

    name: str
    value: float
    whole: bool
    places: list[Path] = field(default_factory=list)


def suggest(spec: StrategySpec) -> StrategySpec:
    """Return ``spec`` with a tunable for each number in its rules and exits, same at the defaults.

    Each varies by up to a quarter in either direction, whole numbers in whole steps. The same
    parameter of the same indicator is one tunable wherever it stands. Numbers that a quarter does
    not move (0, a period of 2) stay, and so do money, leverage and protections. A spec that has
    tunables, or no number to vary, comes back as it is.
    """
    if spec.parameters:
        return spec
    document = spec.model_dump(mode="json", exclude_none=True)
    current = spec
    for number in _numbers(document):
        for steps in range(_STEPS, 0, -1):
            widened = _with(document, number, steps)
            if widened is None:
                continue
            try:
                current = read_spec(widened)
            except Invalid:
                continue  # out of a range of the spec: fewer steps, or none
            document = widened
            break
    return current


def _with(document: dict[str, Any], number: _Number, steps: int) -> dict[str, Any] | None:
    """Return the document with ``number`` made tunable, ``None`` if it cannot be moved so far."""
    step = _step(number)
    if step is None:
        return None
    default = Decimal(str(number.value))
    reach = Decimal(str(REACH)) * abs(default)
    if steps * step > reach and steps > 1:
        return None
    low, high = default - steps * step, default + steps * step
    parameter = {
        "name": _free(number.name, document),
        "low": _plain(low, whole=number.whole),
        "high": _plain(high, whole=number.whole),
        "step": _plain(step, whole=number.whole),
        "default": number.value,
    }
    changed = document | {"parameters": [*document.get("parameters", []), parameter]}
    for place in number.places:
        changed = _replaced(changed, place, {"param": parameter["name"]})
    return changed


def _step(number: _Number) -> Decimal | None:
    """Return the step of the grid: an eighth of the number, whole or of two digits."""
    size = abs(Decimal(str(number.value))) * Decimal(str(REACH)) / 2
    if number.whole:
        return Decimal(max(1, math.floor(size))) if abs(number.value) * REACH >= 1 else None
    if not size:
        return None
    return size.quantize(Decimal(1).scaleb(size.adjusted() - 1), ROUND_DOWN).normalize()


def _plain(value: Decimal, *, whole: bool) -> float:
    return int(value) if whole else float(value)


def _numbers(document: dict[str, Any]) -> list[_Number]:
    found: dict[str, _Number] = {}
    for role in (*_RULES, *_PLAN):
        if document.get(role) is None:
            continue
        for place in _walk(document[role], (role,), role):
            whole = isinstance(place.value, int)
            known = found.setdefault(place.key, _Number(place.label, place.value, whole))
            known.places.append(place.path)
    return list(found.values())


def _walk(node: Any, path: Path, role: str) -> Iterator[_Place]:
    """Yield each number below ``node``."""
    if isinstance(node, list):
        for at, item in enumerate(node):
            yield from _walk(item, (*path, at), role)
    elif isinstance(node, dict):
        yield from _indicator(node, path) if node.get("kind") == "indicator" else ()
        for name, child in node.items():
            if name in _FIXED:
                continue
            if isinstance(child, dict) and child.get("kind") == "number":
                place = (*path, name, "value")
                label = f"{_SIDES.get(role, role)}_{_about(node, name)}"
                yield from _literal(child["value"], place, label)
            else:
                yield from _walk(child, (*path, name), role)
    else:
        words = "_".join(str(part) for part in path if not isinstance(part, int))
        yield from _literal(node, path, words)


def _indicator(node: dict[str, Any], path: Path) -> Iterator[_Place]:
    """Yield an indicator's parameters; the same one elsewhere has the same identity."""
    for name, value in node["params"].items():
        label = f"{node['name']}_{name}"
        for one in _literal(value, (*path, "params", name), label):
            yield one._replace(key=f"{label} {value} {node.get('timeframe', '')}")


def _literal(value: Any, path: Path, label: str) -> Iterator[_Place]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield _Place(path, value, str(path), label)


def _about(node: dict[str, Any], name: str) -> str:
    """Return what a constant is compared with, such as ``rsi``; else the field it stands in."""
    for other, child in node.items():
        if other == name or not isinstance(child, dict):
            continue
        about = child.get("name") or child.get("field") or child.get("kind")
        if about and about != "number":
            return str(about)
    return name


def _free(wanted: str, document: dict[str, Any]) -> str:
    """Return ``wanted`` as a parameter may be called, with a number if it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_")[:36]
    plain = plain if plain[:1].isalpha() else f"n_{plain}"[:36]
    taken = {item["name"] for item in document.get("parameters", [])}
    names = [plain, *(f"{plain}_{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _replaced(node: Any, place: Path, value: Any) -> Any:
    if not place:
        return value
    head, rest = place[0], place[1:]
    if isinstance(node, list):
        return [
            _replaced(item, rest, value) if at == head else item for at, item in enumerate(node)
        ]
    return {**node, head: _replaced(node[head], rest, value)}

"""Parameters in the place of a strategy's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.engine.differential.strategies import SpecDraw

Json = dict[str, Any]

_MOST_SHARE = 0.5
_INNER = (
    ("time_limit", "value", "limit"),
    ("atr_stop", "multiple", "atr_x"),
    ("atr_stop", "period", "atr_n"),
    ("scale_in", "move", "move"),
    ("scale_in", "size", "size"),
    ("scale_in", "times", "times"),
    ("break_even", "trigger", "trigger"),
    ("trailing_stop", "after", "after"),
    ("stake", "amount", "amount"),
    ("stake", "fraction", "fraction"),
)
"""Parts of a strategy, numbers in them, and what a parameter in their place is called."""


def tune(spec: Json, draft: SpecDraw) -> None:
    """Put parameters in the place of some numbers of ``spec``."""
    for field, most in (("take_profit", 100), ("stop_loss", 0.2), ("leverage", 25)):
        if spec.get(field) and spec[field] <= most:
            spec[field] = draft.tunable(field[:4], spec[field], percent=60)
    for part, field, name in _INNER:
        value = (spec.get(part) or {}).get(field)
        if value and (field != "fraction" or value <= _MOST_SHARE):
            spec[part][field] = draft.tunable(name, value, percent=40)
    _tune_items(spec, draft)
    if draft.chance(15) and (spec.get("stake") or {}).get("kind") != "fixed":
        spec["max_open_trades"] = draft.tunable("slots", draft.random.randint(1, 3))
    for rule in spec["entries"]:
        _tune_rule(rule["when"], draft)


def _tune_items(spec: Json, draft: SpecDraw) -> None:
    for index, step in enumerate(spec.get("roi", ())):
        if step["profit"] > 0:
            step["profit"] = draft.tunable(f"roi_{index}", step["profit"], percent=30)
    for index, item in enumerate(spec.get("protections", ())):
        if "trades" in item:
            item["trades"] = draft.tunable(f"guard_{index}", item["trades"], percent=40)


def _tune_rule(when: Json, draft: SpecDraw) -> None:
    left = when.get("left", {})
    params = left.get("params", {})
    if "period" in params and not isinstance(params["period"], dict) and draft.chance(60):
        params["period"] = draft.tunable(f"n_{len(draft.parameters)}", params["period"])

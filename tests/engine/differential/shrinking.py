"""Making a failing case small: fewer pairs, fewer candles, fewer settings, the same failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tests.engine.differential.case import Candlestick, Case
from tests.engine.differential.judging import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

_ALWAYS: Json = {
    "kind": "compare",
    "left": {"kind": "price", "field": "volume"},
    "op": ">=",
    "right": {"kind": "number", "value": 0},
}
_TAME: Json = {
    "start": None,
    "stop": None,
    "window": False,
    "fee": 0.0,
    "stake": 100.0,
    "balance": 1000.0,
    "max_open_trades": 1,
    "detail_timeframe": None,
    "tunables": {},
}
_SHAPES = ("missing", "jump", "flat", "silent", "funding")
_LIMITS = ("min_amount", "max_amount", "min_cost", "max_cost")


def shrink(verdict: Verdict, trials: int = 200) -> Verdict:
    """Return the smallest case found within ``trials`` runs that fails as ``verdict`` does."""
    best = verdict
    place = 0
    since = 0
    while trials > 0:
        steps = list(_smaller(best.case))
        if since >= len(steps):
            # Once around without any that fails: nothing smaller is left.
            break
        trials -= 1
        found = _try(steps[place % len(steps)])
        if found is not None and _alike(found, verdict):
            # Its own place now holds what came after it.
            best, since = found, 0
        else:
            place, since = place + 1, since + 1
    return best


def _try(document: Json) -> Verdict | None:
    try:
        return judge(Case.model_validate(document))
    except (ValidationError, ValueError, AssertionError, KeyError, IndexError):
        # No valid case: not every part can be left out.
        return None


def _alike(found: Verdict, wanted: Verdict) -> bool:
    if found.outcome != wanted.outcome:
        return False
    if wanted.fields:
        return bool(set(found.fields) & set(wanted.fields))
    return found.signature == wanted.signature


def _smaller(case: Case) -> Iterator[Json]:
    """Yield documents a step smaller than ``case``, the greatest steps first."""
    whole = case.model_dump(mode="json")
    if len(case.pairs) > 1:
        for index in range(len(case.pairs)):
            yield whole | {"pairs": [p for i, p in enumerate(whole["pairs"]) if i != index]}
    for spec in _smaller_specs(whole["spec"]):
        yield whole | {"spec": spec}
    yield from _fewer_settings(whole)
    yield from _shorter(case, whole)
    yield from _tamer_markets(case, whole)


def _shorter(case: Case, whole: Json) -> Iterator[Json]:
    """Yield ``whole`` with fewer candles: from the end, then from the start."""
    longest = max((p.candles.last or p.candles.rows) - p.candles.first for p in case.pairs)
    for share in (2, 4, 8, 16, 40):
        cut = longest // share
        if cut < 1:
            break
        for end in ("last", "first"):
            pairs = [_cut(pair, cut, end) for pair in whole["pairs"]]
            if all(pairs):
                yield whole | {"pairs": pairs}


def _cut(pair: Json, rows: int, end: str) -> Json | None:
    candles = dict(pair["candles"])
    last = candles["last"] or candles["rows"]
    if end == "last":
        candles["last"] = last - rows
    else:
        candles["first"] += rows
    if (candles["last"] or candles["rows"]) - candles["first"] < 3:
        return None
    return pair | {"candles": candles}


def _fewer_settings(whole: Json) -> Iterator[Json]:
    for name, value in _TAME.items():
        if whole[name] != value:
            yield whole | {name: value}


def _smaller_specs(spec: Json) -> Iterator[Json]:
    for name, value in spec.items():
        if name not in {"name", "timeframe", "entries", "version"} and value:
            yield from _without(spec, name, value)
    if len(spec["entries"]) > 1:
        for index in range(len(spec["entries"])):
            entries = [each for i, each in enumerate(spec["entries"]) if i != index]
            sides = {each["side"] for each in entries}
            exits = [each for each in spec.get("exits", ()) if each["side"] in sides]
            yield spec | {"entries": entries, "exits": exits}
    for name in ("entries", "exits"):
        for index, rule in enumerate(spec.get(name, ())):
            for when in _smaller_conditions(rule["when"]):
                rules = list(spec[name])
                rules[index] = rule | {"when": when}
                yield spec | {name: rules}


def _without(spec: Json, name: str, value: Any) -> Iterator[Json]:
    """Yield ``spec`` without ``name``, or without one item of it."""
    if not isinstance(value, list):
        yield {key: each for key, each in spec.items() if key != name}
        return
    for index, item in enumerate(value):
        rest = [each for i, each in enumerate(value) if i != index]
        kept = _filled(spec, item["name"], item["default"]) if name == "parameters" else spec
        yield kept | {name: rest}


def _smaller_conditions(when: Json) -> Iterator[Json]:
    if when != _ALWAYS:
        yield _ALWAYS
    if "condition" in when:
        yield when["condition"]
    yield from when.get("conditions", ())


def _filled(node: Any, name: str, value: float) -> Any:
    if isinstance(node, dict):
        if node.get("param") == name:
            return value
        return {key: _filled(each, name, value) for key, each in node.items()}
    if isinstance(node, list):
        return [_filled(each, name, value) for each in node]
    return node


def _tamer_markets(case: Case, whole: Json) -> Iterator[Json]:
    for index, each in enumerate(case.pairs):
        pair = whole["pairs"][index]
        tamer = []
        if isinstance(each.candles, Candlestick):
            tamer += [
                pair | {"candles": pair["candles"] | {name: 0}}
                for name in _SHAPES
                if pair["candles"][name]
            ]
        tamer += [
            pair | {"rules": pair["rules"] | {name: None}}
            for name in _LIMITS
            if pair["rules"][name] is not None
        ]
        for smaller in tamer:
            pairs = list(whole["pairs"])
            pairs[index] = smaller
            yield whole | {"pairs": pairs}

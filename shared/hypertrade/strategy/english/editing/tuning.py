"""Making a number tunable: "tune the RSI level between 20 and 40 in steps of 2"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import ValidationError

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.editing import sites as at
from hypertrade.strategy.english.editing.amending import (
    Amount,
    amounts_in,
    grouped,
    number,
    sites_named,
)
from hypertrade.strategy.english.editing.model import Bench, place_of
from hypertrade.strategy.english.editing.naming import scoped
from hypertrade.strategy.english.tuning import TUNING
from hypertrade.strategy.spec import Indicator, Parameter, ParameterRef

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.requests import Request
    from hypertrade.strategy.english.editing.sites import Site

_BEFORE = frozenset({"between", "from", "within", "in", "range", "of", "over", "make", "and"})
_RANGE = 2


def tune(bench: Bench, request: Request) -> bool:
    """Make the number that is named tunable; tell whether that was asked for.

    Raises:
        Unsure: it names no number or several, or no range around it.
    """
    words = request.words
    verb = next((index for index, item in enumerate(words) if item.key in TUNING), None)
    amounts = amounts_in(words)
    if verb is None:
        return False
    if len(amounts) < _RANGE:
        raise Unsure(f"“{bench.said(request.whole)}”: in which range?", (), place_of(request.whole))
    before = words[: amounts[0].first]
    target = [item for item in before if item.key not in TUNING | _BEFORE]
    target, scope = scoped(target, bench.spec)
    groups = grouped(sites_named(bench, target, scope, to=True))
    if len(groups) != 1:
        raise Unsure(
            f"“{bench.said(request.whole)}”: which number is that?", (), place_of(request.whole)
        )
    made = _parameter(bench, request, groups[0][0], amounts)
    fields = {"parameters": (*(i for i in bench.spec.parameters if i.name != made.name), made)}
    spec = bench.spec
    for site in groups[0]:
        spec = spec.model_copy(update=at.root(spec, site.path, ParameterRef(param=made.name)))
    kept = {name: getattr(spec, name) for name in type(spec).model_fields if name != "parameters"}
    bench.change(request.whole, **kept, **fields)
    return True


def _parameter(bench: Bench, request: Request, site: Site, amounts: list[Amount]) -> Parameter:
    low, high = (Decimal(str(item.on(site))) for item in amounts[:_RANGE])
    if isinstance(site.value, ParameterRef):
        name = site.value.param
        default = next(item.default for item in bench.spec.parameters if item.name == name)
    else:
        name, default = _name(bench, site), site.value
    if len(amounts) > _RANGE:
        step = Decimal(str(amounts[_RANGE].on(site)))
    else:
        whole = all(item == item.to_integral_value() for item in (low, high))
        step = Decimal(1) if whole else (high - low) / 10
        bench.assume(f"Steps of the tunable: {step.normalize():f}")
    try:
        return Parameter(
            name=name, low=number(low), high=number(high), step=number(step), default=default
        )
    except ValidationError as error:
        problem = error.errors()[0]["msg"].removeprefix("Value error, ").rstrip(".")
        raise Unsure(
            f"“{bench.said(request.whole)}”: {problem}. Which range is meant?",
            (),
            place_of(request.whole),
        ) from error


def _name(bench: Bench, site: Site) -> str:
    if isinstance(site.owner, Indicator):
        base = f"{site.owner.name}_{site.kind}"
    else:
        base = str(site.path[0]) if site.role is None else f"{site.role}_{site.kind}"
    taken = {item.name for item in bench.spec.parameters}
    return at.free_name(base[:36], taken).replace(" ", "_")

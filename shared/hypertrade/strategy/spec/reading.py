"""Reading a strategy document, and saying in one sentence what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import ValidationError, model_validator

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.spec import conditions, operands, plan
from hypertrade.strategy.spec.document import StrategySpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REMEDY = "docs/strategy-spec.md shows every part of a strategy, with examples."

_TAGS = {
    model.model_fields["kind"].default
    for module in (conditions, operands, plan)
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, Document) and "kind" in model.model_fields
}
_UNION_MEMBERS = _TAGS | {"float", "int", "str"}

_NUMBER = {"float_type", "float_parsing", "int_type", "int_parsing", "int_from_float"}
_OR_PARAMETER = 'or a parameter: {"param": NAME}'


def read_spec(data: Any) -> StrategySpec:
    """Return the spec that ``data`` (decoded JSON, or JSON text) holds.

    Raises:
        Invalid: it is not a spec; names the first wrong field and what was wrong with it.
    """
    try:
        if isinstance(data, str | bytes):
            return StrategySpec.model_validate_json(data)
        return StrategySpec.model_validate(data)
    except ValidationError as error:
        raise _invalid(error) from error


def spec_problems(data: Any) -> list[Invalid]:
    """Return everything that is wrong with ``data`` (decoded JSON); nothing if it is a spec.

    What spans the whole document is judged once every part of it is right.
    """
    try:
        parts = _Parts.model_validate(data)
    except ValidationError as error:
        found = _by_field(error)
        return [
            Invalid(_problem(items), field=field or "spec", remedy=_REMEDY)
            for field, items in found.items()
        ]
    whole = StrategySpec.model_construct(**dict(parts))
    return [
        Invalid(
            error.message(),
            field=str((error.context or {}).get("field") or "spec"),
            remedy=_REMEDY,
        )
        for error in whole.problems()
    ]


class _Parts(StrategySpec):
    """A document whose parts are right, whatever the whole is."""

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        return self


def _invalid(error: ValidationError) -> Invalid:
    found = _by_field(error)
    fields = list(found)
    others = len(fields) - 1
    also = f" ({others} more: {', '.join(fields[1:4])})" if others else ""
    problem = _problem(found[fields[0]])
    return Invalid(f"{problem}{also}", field=fields[0] or "spec", remedy=_REMEDY)


def _by_field(error: ValidationError) -> dict[str, list[Mapping[str, Any]]]:
    """Return the errors by field, each told once."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in error.errors(include_url=False):
        field = str(item.get("ctx", {}).get("field") or _path(item["loc"]))
        found.setdefault(field, []).append(item)
    # A list whose item is wrong is also reported as too short, a union once for each member.
    return {
        field: items
        for field, items in found.items()
        if not any(_inside(other, field) for other in found if other != field)
    }


def _inside(field: str, other: str) -> bool:
    """Tell whether ``field`` is a part of ``other``."""
    return field != other and (not other or field.startswith((f"{other}.", f"{other}[")))


def _path(loc: Iterable[int | str]) -> str:
    """Return pydantic's location as ``entries[0].when``, without the names of union members."""
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part}]"
        elif part.isidentifier() and part.islower() and part not in _UNION_MEMBERS:
            text += f".{part}" if text else part
    return text


def _problem(  # noqa: C901, PLR0911 - one case for each kind of error
    errors: list[Mapping[str, Any]],
) -> str:
    first = errors[0]
    kinds = {str(item["type"]) for item in errors}
    context = first.get("ctx", {})
    if "finite_number" in kinds:
        return "must be a finite number"
    if kinds & _NUMBER:
        return _wrong_number(errors, kinds)
    match first["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is unknown: remove it, or correct its spelling"
        case "literal_error":
            return f"must be {context['expected']}, not {first['input']!r}"
        case "union_tag_invalid":
            return f"unknown kind {context['tag']!r}: choose one of {context['expected_tags']}"
        case "union_tag_not_found":
            return 'needs a "kind" that says what it is'
        case "too_short":
            return f"needs at least {context['min_length']}, has {context['actual_length']}"
        case "string_pattern_mismatch":
            return f"{first['input']!r} has another form than {context['pattern']}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"must be an object with named fields, not {first['input']!r}"
        case _:
            return str(first["msg"]).removeprefix("Value error, ")


def _wrong_number(errors: list[Mapping[str, Any]], kinds: set[str]) -> str:
    whole = not any(kind.startswith("float") for kind in kinds)
    what = "a whole number" if whole else "a number"
    parameter = any("ParameterRef" in item["loc"] for item in errors)
    return f"must be {what}{f' {_OR_PARAMETER}' if parameter else ''}, not {errors[0]['input']!r}"

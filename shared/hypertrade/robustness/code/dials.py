"""The hyperopt parameters of a Freqtrade file as a grid, and a point of it as a parameter file."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from hypertrade.domain.telling import Said
from hypertrade.robustness import sentences as say
from hypertrade.robustness.space import Axis, Space

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.strategy.code import CodeInspection, CodeParameter, Setting

MOST_STEPS = 20
"""A parameter's range is cut into so many steps at most: a neighbour must differ by something."""


@dataclass(frozen=True, slots=True)
class Dial:
    """One parameter that can be varied: ``settings`` in the order of its axis's values."""

    name: str
    space: str
    axis: Axis
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Dials:
    """What can be varied about a file, and what its author declared but cannot be: name -> why.

    ``given`` is the parameter file beside it, if any, ``class_name`` the strategy.
    """

    class_name: str
    given: dict[str, Any] | None
    dials: tuple[Dial, ...]
    fixed: dict[str, Said]
    current: dict[str, Setting]

    @property
    def space(self) -> Space:
        """The grid of all of them."""
        return Space(tuple(dial.axis for dial in self.dials))

    def parameters(self, values: Mapping[str, float] | None) -> dict[str, Any] | None:
        """Return the parameter file that sets ``values``; ``None`` where the job's own does.

        Only what differs from the strategy as it is stands in it, beside what was given.
        """
        chosen = dict(values or {})
        changed = [
            (dial, dial.axis.values.index(chosen[dial.name]))
            for dial in self.dials
            if dial.name in chosen
        ]
        changed = [(dial, at) for dial, at in changed if at != dial.axis.default]
        if not changed:
            return None
        document = deepcopy(self.given) or {"strategy_name": self.class_name, "params": {}}
        for dial, at in changed:
            spaces = document.setdefault("params", {})
            spaces.setdefault(dial.space, {})[dial.name] = dial.settings[at]
        return document

    def settings(self, values: Mapping[str, float] | None) -> dict[str, Setting]:
        """Return every declared parameter that could be read, as ``values`` set it."""
        chosen = dict(values or {})
        found = dict(self.current)
        for dial in self.dials:
            if dial.name in chosen:
                found[dial.name] = dial.settings[dial.axis.values.index(chosen[dial.name])]
        return found


def dials_of(inspection: CodeInspection, given: dict[str, Any] | None) -> Dials:
    """Return the parameters that ``inspection`` found, set as the parameter file ``given`` says."""
    dials, fixed, current = [], {}, {}
    for parameter in inspection.parameters:
        value = _current(parameter, given)
        current[parameter.name] = value
        found = _dial(parameter, value)
        if isinstance(found, Said):
            fixed[parameter.name] = found
        else:
            dials.append(found)
    return Dials(inspection.class_name or "", given, tuple(dials), fixed, current)


def _current(parameter: CodeParameter, given: dict[str, Any] | None) -> Setting:
    """Return what a run uses: the parameter file's value, else what the file itself says.

    Source: ``HyperStrategyMixin.ft_load_hyper_params``.
    """
    spaces = (given or {}).get("params")
    mine = spaces.get(parameter.space) if isinstance(spaces, dict) else None
    if isinstance(mine, dict) and parameter.load and parameter.name in mine:
        value: Setting = mine[parameter.name]
        return value
    return parameter.value


def _dial(parameter: CodeParameter, value: Setting) -> Dial | Said:
    """Return the dial of ``parameter``, or why it cannot be varied."""
    if not parameter.optimize:
        return say.OPTIMIZE_OFF()
    if not parameter.load:
        return say.LOAD_OFF()
    if parameter.space is None:
        return say.NO_SPACE()
    if parameter.kind in {"boolean", "categorical"}:
        found = _choices(parameter, value)
    else:
        found = _numbers(parameter, value)
    if found is None:
        return say.COMPUTED()
    axis, settings = found
    if len(settings) < 2:  # noqa: PLR2004 - one value is no choice
        return say.ONE_VALUE()
    return Dial(parameter.name, parameter.space, axis, settings)


def _numbers(parameter: CodeParameter, value: Setting) -> tuple[Axis, tuple[Setting, ...]] | None:
    """Return the values from low to high in even steps from the current one, which is among them.

    A step is a multiple of what the parameter can tell apart.
    """
    low, high = parameter.low, parameter.high
    if low is None or high is None or not _is_number(value):
        return None
    # In decimals: 0.1 + 0.2 is 0.3 there.
    bottom, top, here = (Decimal(str(each)) for each in (low, high, value))
    least = _least(parameter, top - bottom)
    if least <= 0:
        return None
    step = least * max(1, ceil((top - bottom) / (least * MOST_STEPS)))
    below = int((here - bottom) // step) if here > bottom else 0
    above = int((top - here) // step) if top > here else 0
    values = [here + step * at for at in range(-below, above + 1)]
    if here < bottom:
        values = [here, *_from(bottom, top, step)]
    elif here > top:
        values = [*_from(bottom, top, step), here]
    whole = parameter.kind == "int"
    plain = tuple(int(each) if whole else float(each) for each in values)
    axis = Axis(parameter.name, tuple(map(float, plain)), values.index(here))
    return axis, plain


def _from(bottom: Decimal, top: Decimal, step: Decimal) -> list[Decimal]:
    return [bottom + step * at for at in range(int((top - bottom) // step) + 1)]


def _least(parameter: CodeParameter, reach: Decimal) -> Decimal:
    """Return the smallest step that ``parameter`` knows."""
    if parameter.kind == "int":
        return Decimal(1)
    if parameter.kind == "decimal":
        return Decimal(1).scaleb(-(3 if parameter.decimals is None else parameter.decimals))
    return reach / MOST_STEPS


def _choices(parameter: CodeParameter, value: Setting) -> tuple[Axis, tuple[Setting, ...]] | None:
    """Return the choices: numbers in ascending order, anything else by its place and its name."""
    choices = [False, True] if parameter.kind == "boolean" else list(parameter.choices)
    # Python takes 1 for True: kinds are compared as well.
    same = [each == value and type(each) is type(value) for each in choices]
    if not any(same):
        return None
    if not all(map(_is_number, choices)):
        places = tuple(float(number) for number in range(len(choices)))
        labels = tuple(map(str, choices))
        return Axis(parameter.name, places, same.index(True), labels), tuple(choices)
    numbers = {float(each): each for each in choices if each is not None}
    values = tuple(sorted(numbers))
    settings = tuple(numbers[each] for each in values)
    return Axis(parameter.name, values, settings.index(value)), settings


def _is_number(value: Setting) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

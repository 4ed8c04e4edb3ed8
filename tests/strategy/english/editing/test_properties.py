"""What holds for every strategy: a line of explain sets what it says, and touches nothing else."""

from __future__ import annotations

from typing import Any

from hypertrade.strategy.english import changes, edit, explain, parse
from hypertrade.strategy.english.explain_plan import plan_sentences
from hypertrade.strategy.spec import Compare, Constant, Price, Rule, StrategySpec
from hypothesis import HealthCheck, Phase, assume, given, settings

from tests.strategy.generators import specs

_TERMS = (
    "take_profit",
    "roi",
    "stop_loss",
    "atr_stop",
    "trailing_stop",
    "break_even",
    "time_limit",
    "exit_only_in_profit",
    "ignore_roi_while_entry_holds",
    "leverage",
    "stake",
    "max_open_trades",
    "scale_in",
)
_SOME = settings(
    max_examples=40,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _fields(spec: StrategySpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in StrategySpec.model_fields}


def _line(other: StrategySpec, term: str) -> str | None:
    """Return what explain says about one term of ``other``."""
    value = getattr(other, term)
    if value == StrategySpec.model_fields[term].default and term != "stop_loss":
        return None
    when = Compare(left=Price(), op=">", right=Constant(value=0))
    entries = (Rule(name="x", when=when),)
    bare = {
        "name": "x",
        "timeframe": other.timeframe,
        "parameters": other.parameters,
        "entries": entries,
    }
    alone = StrategySpec.model_validate(bare | {term: value})
    lines = list(plan_sentences(alone))
    return lines[-1] if term == "stop_loss" else next(x for x in lines if x != "No stop-loss.")


@_SOME
@given(specs(depth=1), specs(depth=1, parameters=False, higher=False))
def test_a_line_of_a_setting_sets_it_and_nothing_else(
    spec: StrategySpec, other: StrategySpec
) -> None:
    for term in _TERMS:
        line = _line(other, term)
        if line is None:
            continue
        edited = edit(line, spec)
        assert edited.question is None, (line, edited.question)
        assert edited.spec is not None
        assert _fields(edited.spec) == _fields(spec) | {term: getattr(other, term)}, line


@_SOME
@given(specs(depth=1), specs(depth=2, parameters=False, higher=False, timeframes=("1h",)))
def test_a_line_of_a_rule_sets_that_rule_and_nothing_else(
    spec: StrategySpec, other: StrategySpec
) -> None:
    for rule in other.entries:
        edited = edit(f'Enter {rule.side} "{rule.name}" when {_when(other, rule)}.', spec)
        kept = {item.name: item for item in spec.entries}
        kept[rule.name] = rule
        opened = {item.side for item in kept.values()}
        if not opened >= {item.side for item in spec.exits}:
            assert edited.question is not None  # an exit would close what nothing opens
            continue
        assert edited.spec is not None
        assert edited.spec.entries == tuple(kept.values())
        assert _fields(edited.spec) | {"entries": ()} == _fields(spec) | {"entries": ()}


def _when(spec: StrategySpec, rule: Rule) -> str:
    start = f'Enter {rule.side} "{rule.name}" when '
    line = next(line for line in explain(spec).splitlines() if line.startswith(start))
    return line.removeprefix(start).removesuffix(".")


@_SOME
@given(specs(depth=1), specs(depth=1))
def test_a_whole_text_of_explain_is_a_new_strategy(spec: StrategySpec, other: StrategySpec) -> None:
    text = explain(other)
    edited = edit(text, spec)
    assert edited.spec == parse(text).spec
    assert edited.replaced == (edited.question is None)


@_SOME
@given(specs(depth=1), specs(depth=1))
def test_changes_are_silent_about_equal_strategies_alone(
    spec: StrategySpec, other: StrategySpec
) -> None:
    assert changes(spec, spec) == ()
    assert bool(changes(spec, other)) == (spec != other)


@_SOME
@given(specs(depth=1))
def test_every_field_that_differs_is_told(spec: StrategySpec) -> None:
    empty = {"parameters": (), "filters": (), "exits": (), "protections": ()}
    for name, value in _fields(spec).items():
        default = empty.get(name, StrategySpec.model_fields[name].default)
        if name in {"version", "name", "timeframe", "entries", "parameters"} or value == default:
            continue
        without = spec.model_copy(update={name: default})
        assert changes(spec, without), name
        assert changes(without, spec), name


@_SOME
@given(specs(depth=1, timeframes=("1h", "4h")))
def test_setting_what_is_so_already_changes_nothing(spec: StrategySpec) -> None:
    assume(spec.stop_loss is not None)
    line = _line(spec, "stop_loss")
    assert line is not None
    edited = edit(line, spec)
    assert edited.spec == spec
    assert edited.changed == ()
    assert edited.assumed == (f"Already so: “{line.removesuffix('.')}”",)

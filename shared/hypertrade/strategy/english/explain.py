"""A strategy in plain English: complete, so that reading it gives the same strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.explain_plan import plan_sentences
from hypertrade.strategy.english.explain_rules import condition_text, number_text

if TYPE_CHECKING:
    from hypertrade.strategy.spec import Parameter, StrategySpec


def explain(spec: StrategySpec) -> str:
    """Return ``spec`` in English, one sentence a line; ``parse`` of it gives ``spec`` again."""
    lines = [f'Strategy "{spec.name}" on {spec.timeframe} candles.']
    lines += [_parameter(item) for item in spec.parameters]
    lines += [f"Only trade when {condition_text(item)}." for item in spec.filters]
    lines += [
        f'Enter {rule.side} "{rule.name}" when {condition_text(rule.when)}.'
        for rule in spec.entries
    ]
    lines += [
        f'Exit {rule.side} "{rule.name}" when {condition_text(rule.when)}.' for rule in spec.exits
    ]
    lines += plan_sentences(spec)
    return "\n".join(lines)


def _parameter(item: Parameter) -> str:
    low, high, step, default = map(number_text, (item.low, item.high, item.step, item.default))
    return f"Parameter ${item.name}: {default}, from {low} to {high} in steps of {step}."

"""Walk-forward windows: what is chosen on one stretch of time is judged on the next.

Pardo (2008), "The Evaluation and Optimization of Trading Strategies", chapter 11. The embargo after
each in-sample part is López de Prado's (2018), "Advances in Financial Machine Learning", 7.4.2:
what was known at the end of the one part must not decide at the beginning of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hypertrade.domain.errors import Invalid
from hypertrade.robustness.simulator import Span

if TYPE_CHECKING:
    from hypertrade.robustness.plan import Plan

Mode = Literal["rolling", "anchored"]

MODES: tuple[Mode, ...] = ("rolling", "anchored")
"""Rolling: every in-sample part has the same length. Anchored: all begin with the data."""

LEAST_CANDLES = 20
"""Fewer candles out of sample than this decide nothing."""


@dataclass(frozen=True, slots=True)
class Split:
    """One window: chosen on ``inside``, judged on ``outside``."""

    inside: Span
    outside: Span


def splits(span: Span, candle_ms: int, plan: Plan, mode: Mode) -> list[Split]:
    """Return the windows of ``span`` in order of time; their outer parts follow each other.

    Bounds fall on candles. Each outer part begins ``plan.embargo_minutes`` after its inner part.

    Raises:
        Invalid: the span is too short for so many windows.
    """
    candles = (span.stop - span.start) // candle_ms
    outer = int(candles / (plan.windows + plan.train))
    inner = candles - outer * plan.windows
    gap = -(-plan.embargo_minutes * 60_000 // candle_ms)
    if outer - gap < LEAST_CANDLES:
        raise Invalid(
            f"{candles:,} candles are too few for {plan.windows} walk-forward windows with "
            f"{gap:,} candles of embargo each",
            field="--windows",
            remedy="Test over a longer time, or ask for fewer windows or a shorter embargo.",
        )
    found = []
    for number in range(plan.windows):
        edge = inner + number * outer
        begin = number * outer if mode == "rolling" else 0
        found.append(
            Split(
                Span(span.start + begin * candle_ms, span.start + edge * candle_ms),
                Span(
                    span.start + (edge + gap) * candle_ms, span.start + (edge + outer) * candle_ms
                ),
            )
        )
    return found

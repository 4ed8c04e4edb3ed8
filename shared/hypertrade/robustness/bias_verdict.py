"""What the findings about lookahead and warm-up mean, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.words import percent, plural
from hypertrade.robustness.report import Bias
from hypertrade.robustness.statistics.verdict import Verdict, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.robustness.bias import BiasFinding
    from hypertrade.robustness.units import BiasDone

SLIGHT = 0.01
"""A warm-up may change an indicator by this fraction before it is worth a doubt."""

OFTEN = 0.05
"""Signals that change at more than this share of places make the warm-up too short."""

_NAMED = 4
"""Columns named in one sentence."""

_TRADES = ("signal", "condition")


def bias_of(done: Sequence[BiasDone]) -> Bias:
    """Return the findings of every pair and their two verdicts."""
    places = sum(one.places for one in done)
    found = [finding for one in done for finding in one.findings]
    if not places:
        nothing = unknown("There are too few candles to cut any off.")
        return Bias(pairs=tuple(done), lookahead=nothing, warmup=nothing)
    ahead = [one for one in found if one.test == "lookahead"]
    warm = [one for one in found if one.test == "warmup"]
    startup = max(one.startup for one in done)
    return Bias(
        pairs=tuple(done),
        lookahead=_lookahead(ahead, places),
        warmup=_warmup(warm, places, startup),
    )


def _lookahead(found: Sequence[BiasFinding], places: int) -> Verdict:
    if not found:
        text = f"Nothing changed when later candles were taken away, at {plural(places, 'place')}."
        return Verdict(level="good", text=text)
    # The trades hang on conditions: they name the fault better than what they are made of.
    worst = max(found, key=lambda one: (one.role == "condition", one.changed))
    names = list(dict.fromkeys(one.about for one in found if one is not worst))
    more = " and more" if len(names) > _NAMED else ""
    also = f" So do: {', '.join(names[:_NAMED])}{more}." if names else ""
    text = (
        f'"{worst.about}" on {worst.pair} looks at least {plural(worst.ahead, "candle")} ahead: '
        f"it changed at {worst.changed} of {worst.checked} places when later candles were taken "
        f"away. Live, it will not see them.{also}"
    )
    return Verdict(level="bad", text=text)


def _warmup(found: Sequence[BiasFinding], places: int, startup: int) -> Verdict:
    candles = plural(startup, "candle")
    trading = [one for one in found if one.role in _TRADES]
    if trading:
        worst = max(trading, key=lambda one: one.changed)
        share = worst.changed / worst.checked
        text = (
            f'With its warm-up of {candles} alone, "{worst.about}" on {worst.pair} comes out '
            f"differently at {percent(share, 0)} of the places than with all the history."
        )
        return Verdict(level="bad" if share > OFTEN else "doubtful", text=text)
    most = max(found, key=lambda one: one.most or 0.0, default=None)
    if most is not None and (most.most or 0.0) >= SLIGHT:
        text = (
            f"With its warm-up of {candles} alone, {most.about} on {most.pair} changes by up to "
            f"{percent(most.most, 1)}; no condition changed."
        )
        return Verdict(level="doubtful", text=text)
    text = f"A warm-up of {candles} gives the same conditions as all the history, at {places:,}"
    return Verdict(level="good", text=f"{text} {'place' if places == 1 else 'places'}.")

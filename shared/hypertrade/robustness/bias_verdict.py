"""What the findings about lookahead and warm-up mean, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.telling import counted, english, listed, name, percent
from hypertrade.robustness import sentences as say
from hypertrade.robustness.report import Bias
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.telling import Part, Said
    from hypertrade.robustness.bias import BiasFinding
    from hypertrade.robustness.statistics.verdict import Verdict
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
        nothing = unknown(say.TOO_FEW_CANDLES())
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
        return judged("good", say.NOTHING_CHANGED(count=counted(places)))
    # The trades hang on conditions: they name the fault better than what they are made of.
    worst = max(found, key=lambda one: (one.role == "condition", one.changed))
    said = [
        say.LOOKS_AHEAD(
            about=_about(worst),
            pair=name(worst.pair),
            count=counted(worst.ahead),
            changed=counted(worst.changed, grouped=False),
            checked=counted(worst.checked, grouped=False),
        )
    ]
    others = {one.about: _about(one) for one in found if one is not worst}
    if others:
        also = say.SO_DO_MORE if len(others) > _NAMED else say.SO_DO
        said.append(also(names=listed(list(others.values())[:_NAMED], "comma")))
    return judged("bad", *said)


def _warmup(found: Sequence[BiasFinding], places: int, startup: int) -> Verdict:
    candles = counted(startup)
    trading = [one for one in found if one.role in _TRADES]
    if trading:
        worst = max(trading, key=lambda one: one.changed)
        share = worst.changed / worst.checked
        said = say.DIFFERS(
            count=candles, about=_about(worst), pair=name(worst.pair), share=percent(share, 0)
        )
        return judged("bad" if share > OFTEN else "doubtful", said)
    most = max(found, key=lambda one: one.most or 0.0, default=None)
    if most is not None and (most.most or 0.0) >= SLIGHT:
        said = say.CHANGES(
            count=candles,
            about=_about(most),
            pair=name(most.pair),
            most=percent(most.most, 1),
        )
        return judged("doubtful", said)
    said = say.ENOUGH(candles=say.CANDLES(count=candles), count=counted(places))
    return judged("good", said)


def _about(finding: BiasFinding) -> Part | Said:
    """Return what changed: a signal, a column by its name, or a condition in its own words."""
    signal = say.SIGNALS.get(finding.column)
    if signal is not None and signal.words == finding.about:
        return signal()
    return (name if finding.about == finding.column else english)(finding.about)

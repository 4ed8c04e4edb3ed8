"""One line a check: its verdict and its most telling figure."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from hypertrade.domain.telling import Said, counted, name, percent
from hypertrade.robustness import sentences as say
from hypertrade.robustness.overall import DECISIVE
from hypertrade.robustness.report import Check
from hypertrade.robustness.statistics.verdict import Verdict, worst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.robustness.plan import CheckName
    from hypertrade.robustness.report import Report

TITLES: dict[CheckName, str] = {name: title.words for name, title in say.CHECKS.items()}
"""How each check is called wherever people read it."""


def checks_of(report: Report) -> tuple[Check, ...]:
    """Return the summary of every check that ``report`` holds."""
    found = []
    for check, line in _LINES.items():
        figure, verdicts = line(report)
        if verdicts:
            found.append(
                Check(
                    name=check,
                    title=TITLES[check],
                    figure=figure.text,
                    figure_told=figure.value,
                    verdict=_together(verdicts),
                    decisive=check in DECISIVE,
                )
            )
    return tuple(found)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the weightiest of ``verdicts``, followed by what others of its weight say."""
    level = worst(*(one.level for one in verdicts))
    if level == "good":
        return verdicts[0]
    told = {one.text: one.told for one in verdicts if one.level == level}
    return Verdict(level=level, text=" ".join(told), told=tuple(chain(*told.values())))


Line = tuple[Said, list[Verdict]]
NOTHING: Line = say.NO_FIGURE(), []


def _bias(report: Report) -> Line:
    if report.bias is None:
        return NOTHING
    found = [one for pair in report.bias.pairs for one in pair.findings]
    columns = len({one.column for one in found if one.test == "lookahead"})
    figure = say.AHEAD(count=counted(columns)) if columns else say.NONE_AHEAD()
    return figure, [report.bias.lookahead, report.bias.warmup]


def _significance(report: Report) -> Line:
    found = report.significance
    if found is None:
        return NOTHING
    figure = say.NO_FIGURE() if found.dsr is None else say.NOT_LUCK(share=percent(found.dsr, 1))
    return figure, [found.verdict]


def _sweep(report: Report) -> Line:
    found = report.sweep
    if found is None:
        return NOTHING
    figure = say.EARN(share=percent(found.earning, 0), count=counted(len(found.table.points)))
    return figure, [found.plateau.verdict, found.overfitting.verdict]


def _walk(report: Report) -> Line:
    if not report.walks:
        return NOTHING
    shares = [one.result.efficiency for one in report.walks]
    known = [one for one in shares if one is not None]
    figure = say.KEEPS(share=percent(min(known), 0)) if known else say.NO_FIGURE()
    return figure, [one.result.verdict for one in report.walks]


def _monte_carlo(report: Report) -> Line:
    if not report.monte_carlo:
        return NOTHING
    deepest = max((one.drawdown.high for one in report.monte_carlo if one.drawdown), default=None)
    figure = say.NO_FIGURE() if deepest is None else say.DEEPEST(share=percent(deepest, 1))
    return figure, [one.verdict for one in report.monte_carlo]


def _noise(report: Report) -> Line:
    found = report.noise
    if found is None:
        return NOTHING
    figure = say.NO_FIGURE() if found.kept is None else say.KEEPS(share=percent(found.kept, 0))
    return figure, [found.verdict]


def _costs(report: Report) -> Line:
    found = report.costs
    if found is None:
        return NOTHING
    figure = say.NO_FIGURE()
    if found.break_even_slippage is not None:
        figure = say.BREAKS_EVEN(slippage=percent(found.break_even_slippage, 3))
    return figure, [found.verdict]


def _regimes(report: Report) -> Line:
    found = report.regimes
    if found is None:
        return NOTHING
    figure = say.NO_FIGURE()
    if found.best is not None and found.best_share is not None:
        best = name(found.best.name)
        figure = say.FROM_BEST(share=percent(found.best_share, 0), quarter=best)
    return figure, [found.verdict]


def _dependence(report: Report) -> Line:
    found = report.dependence
    if found is None:
        return NOTHING
    figure = say.NO_FIGURE()
    if found.trades_to_zero is not None:
        few = counted(found.trades_to_zero)
        figure = say.CARRY(count=few, trades=counted(found.trades))
    return figure, [found.verdict]


_LINES: dict[CheckName, Callable[[Report], Line]] = {
    "bias": _bias,
    "significance": _significance,
    "sweep": _sweep,
    "walkforward": _walk,
    "montecarlo": _monte_carlo,
    "noise": _noise,
    "costs": _costs,
    "regimes": _regimes,
    "dependence": _dependence,
}

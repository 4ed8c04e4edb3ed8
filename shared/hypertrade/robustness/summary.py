"""One line a check: its verdict and its most telling figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.words import NONE, number, percent, plural
from hypertrade.robustness.overall import DECISIVE
from hypertrade.robustness.report import Check
from hypertrade.robustness.statistics.verdict import Verdict, worst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.robustness.plan import CheckName
    from hypertrade.robustness.report import Report

TITLES: dict[CheckName, str] = {
    "bias": "Lookahead and warm-up",
    "significance": "Skill or luck",
    "sweep": "Parameters",
    "walkforward": "Walk-forward",
    "montecarlo": "Monte Carlo",
    "noise": "Candle noise",
    "costs": "Costs",
    "regimes": "Market regimes",
    "dependence": "A handful of trades",
}
"""How each check is called wherever people read it."""


def checks_of(report: Report) -> tuple[Check, ...]:
    """Return the summary of every check that ``report`` holds."""
    found = []
    for name, line in _LINES.items():
        figure, verdicts = line(report)
        if verdicts:
            found.append(
                Check(
                    name=name,
                    title=TITLES[name],
                    figure=figure,
                    verdict=_together(verdicts),
                    decisive=name in DECISIVE,
                )
            )
    return tuple(found)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the weightiest of ``verdicts``, followed by what others of its weight say."""
    level = worst(*(one.level for one in verdicts))
    texts = dict.fromkeys(one.text for one in verdicts if one.level == level)
    return Verdict(level=level, text=" ".join(texts) if level != "good" else verdicts[0].text)


Line = tuple[str, list[Verdict]]


def _bias(report: Report) -> Line:
    if report.bias is None:
        return "", []
    found = [one for pair in report.bias.pairs for one in pair.findings]
    columns = len({one.column for one in found if one.test == "lookahead"})
    figure = f"{plural(columns, 'column')} ahead" if columns else "none ahead"
    return figure, [report.bias.lookahead, report.bias.warmup]


def _significance(report: Report) -> Line:
    found = report.significance
    if found is None:
        return "", []
    figure = NONE if found.dsr is None else f"{percent(found.dsr, 1)} not luck"
    return figure, [found.verdict]


def _sweep(report: Report) -> Line:
    found = report.sweep
    if found is None:
        return "", []
    figure = f"{percent(found.earning, 0)} of {plural(len(found.table.points), 'variant')} earn"
    return figure, [found.plateau.verdict, found.overfitting.verdict]


def _walk(report: Report) -> Line:
    if not report.walks:
        return "", []
    shares = [one.result.efficiency for one in report.walks]
    known = [one for one in shares if one is not None]
    figure = f"keeps {percent(min(known), 0)}" if known else NONE
    return figure, [one.result.verdict for one in report.walks]


def _monte_carlo(report: Report) -> Line:
    if not report.monte_carlo:
        return "", []
    deepest = max((one.drawdown.high for one in report.monte_carlo if one.drawdown), default=None)
    figure = NONE if deepest is None else f"{percent(deepest, 1)} drawdown in 1 of 20"
    return figure, [one.verdict for one in report.monte_carlo]


def _noise(report: Report) -> Line:
    found = report.noise
    if found is None:
        return "", []
    figure = NONE if found.kept is None else f"keeps {percent(found.kept, 0)}"
    return figure, [found.verdict]


def _costs(report: Report) -> Line:
    found = report.costs
    if found is None:
        return "", []
    figure = NONE
    if found.break_even_slippage is not None:
        figure = f"{percent(found.break_even_slippage, 3)} slippage breaks even"
    return figure, [found.verdict]


def _regimes(report: Report) -> Line:
    found = report.regimes
    if found is None:
        return "", []
    figure = NONE
    if found.best is not None and found.best_share is not None:
        figure = f"{percent(found.best_share, 0)} from {found.best.name}"
    return figure, [found.verdict]


def _dependence(report: Report) -> Line:
    found = report.dependence
    if found is None:
        return "", []
    figure = NONE
    if found.trades_to_zero is not None:
        figure = f"{plural(found.trades_to_zero, 'trade')} of {number(found.trades, 0)} carry it"
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

"""The robustness page: one file that needs nothing else, in the look of the backtest's report."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hypertrade.robustness.page import charts, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.robustness.report import Report


@cache
def _environment() -> Environment:
    """Return the templates of this page over those of the backtest's: everything escaped."""
    return Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("hypertrade.robustness.page"),
                PackageLoader("hypertrade.results"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> Markup:
    loader = _environment().loader
    assert loader is not None  # noqa: S101 - given in _environment()
    source = loader.get_source(_environment(), name)[0]
    return Markup(source)  # noqa: S704 - shipped in the package: never anything a user wrote


@cache
def _script_hash() -> str:
    digest = hashlib.sha256(_asset("robustness.js").encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def render_page(report: Report, *, files: Sequence[str], report_page: str | None = None) -> str:
    """Return the page of ``report``.

    Everything that comes from the strategy is escaped, and a content security policy lets no script
    run but the page's own, which switches between light and dark.

    Args:
        report: the outcome.
        files: names of files beside the page, to link.
        report_page: the backtest's own page, where there is one to go back to.
    """
    context: dict[str, Any] = {
        "report": report,
        "report_page": report_page,
        "meta": view.meta(report),
        "word": view.OVERALL_WORDS[report.overall],
        "lines": view.lines(report),
        "tiles": view.tiles(report),
        "verdicts": {one.name: one.verdict for one in report.checks},
        "titles": {one.name: one.title for one in report.checks},
        "level_words": view.LEVEL_WORDS,
        "findings": view.findings(report),
        "significance": view.significance(report),
        "heat": view.heat(report),
        "variants": view.best_variants(report),
        "sweep_figures": view.sweep_figures(report),
        "walks": [
            {
                "title": "Rolling windows" if walk.mode == "rolling" else "Anchored windows",
                "verdict": walk.result.verdict,
                "bars": charts.walk_bars(walk),
                "curve": charts.walk_curve(walk),
                "rows": view.walk_rows(report, walk),
            }
            for walk in report.walks
        ],
        "fans": _fans(report),
        "bands": view.bands(report),
        "costs": charts.cost_chart(report.costs, report.fee_runs) if report.costs else None,
        "cost_figures": view.cost_figures(report),
        "regimes": charts.regime_chart(report.regimes.axes) if report.regimes else None,
        "quarters": charts.quarter_chart(report.regimes.quarters) if report.regimes else None,
        "without": charts.without_chart(report.dependence) if report.dependence else None,
        "dependence_figures": view.dependence_figures(report),
        "how": view.how(report),
        "identity": view.identity(report),
        "files": files,
        "style": _asset("report.css"),
        "own_style": _asset("robustness.css"),
        "script": _asset("robustness.js"),
        "script_hash": _script_hash(),
    }
    return _environment().get_template("robustness.html.j2").render(context)


def _fans(report: Report) -> list[dict[str, Any]]:
    titles = {
        "shuffle": "The same trades in another order",
        "resample": "As many trades drawn again, by trade",
        "blocks": "Days drawn again in blocks, by day",
    }
    found = [
        (one.method, charts.fan_chart(one, report.market.currency)) for one in report.monte_carlo
    ]
    # A shuffle ends where the run ended: its fan says little, its drawdowns are in the table.
    return [
        {"title": titles[method], "chart": chart}
        for method, chart in found
        if chart is not None and method != "shuffle"
    ]

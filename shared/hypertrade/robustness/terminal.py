"""The checks on a terminal: a line each, then the verdict; 80 columns, plain when piped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hypertrade.results.words import NONE, clean, percent, plain_ascii, plural, ratio
from hypertrade.robustness.page.view import LEVEL_WORDS, OVERALL_WORDS, meta

if TYPE_CHECKING:
    from rich.console import Console

    from hypertrade.robustness.report import Report

WIDTH = 80
_STYLE = {"good": "green", "doubtful": "yellow", "bad": "red", "unknown": "dim"}
_OVERALL = {"passes": "bold green", "doubtful": "bold yellow", "fails": "bold red"}


def render_summary(report: Report, console: Console) -> None:
    """Print what was examined, one line a check, and the overall verdict with its reasons.

    Nothing of the strategy's own text is taken for markup or for control codes.
    """
    unicode = console.encoding.lower().startswith("utf")
    width = min(console.width, WIDTH) if console.is_terminal else WIDTH

    def text(words: str, style: str = "") -> Text:
        shown = clean(words)
        return Text(shown if unicode else plain_ascii(shown), style=style)

    def write(what: Text | Table) -> None:
        console.print(Padding(what, (0, 0, 0, 2), expand=False), width=width, soft_wrap=False)

    console.print()
    if report.market.synthetic:
        warning = " SYNTHETIC DATA: these candles were made up by a generator "
        write(text(warning, "bold white on red"))
        console.print()
    where, _, when = meta(report).rpartition(" · ")
    write(text(report.strategy.name, "bold"))
    write(text(where, "dim"))
    write(text(when, "dim"))
    base = report.base
    tried = NONE if report.significance is None else f"{report.significance.trials:,}"
    write(
        text(
            f"{plural(base.trades, 'trade')}, {percent(base.profit, signed=True)}, drawdown "
            f"{percent(base.drawdown)}, Sharpe {ratio(base.sharpe_year)} (daily), {tried} tried",
            "dim",
        )
    )
    console.print()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ellipsis")
    for one in report.checks:
        level = one.verdict.level
        table.add_row(text(one.title), text(LEVEL_WORDS[level], _STYLE[level]), text(one.figure))
    write(table)
    console.print()
    write(text(OVERALL_WORDS[report.overall], _OVERALL[report.overall]))
    reasons = Table.grid(padding=(0, 1, 0, 0))
    reasons.add_column(no_wrap=True)
    reasons.add_column(overflow="fold")
    for reason in report.reasons:
        reasons.add_row(text("-", "dim"), text(reason))
    write(reasons)

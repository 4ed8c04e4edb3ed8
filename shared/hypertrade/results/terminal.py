"""The figures on a terminal after a backtest: trade count first, 80 columns, plain when piped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hypertrade.results.charts import sparkline
from hypertrade.results.view import meta, synthetic
from hypertrade.results.words import (
    NONE,
    amount,
    clean,
    duration,
    factor,
    money,
    number,
    percent,
    plain_ascii,
    ratio,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from hypertrade.results.document import BacktestResult, Extreme, Group

WIDTH = 80
MOST_ROWS = 8
_INDENT = (0, 0, 0, 2)


def render_summary(result: BacktestResult, console: Console) -> None:
    """Print the figures of ``result`` to ``console``.

    Nothing of the strategy's own text is taken for markup or for control codes, and an output that
    cannot take Unicode gets its nearest in ASCII.
    """
    page = _Page(console)
    page.banner(result)
    page.figures(result)
    page.equity(result)
    if result.diagnosis.few_trades:
        title = "Why so few trades?" if result.trades else "Why didn't it trade?"
        page.lines(title, [(line, False) for line in result.diagnosis.findings])
    if result.trades and len(result.by_pair) > 1:
        page.groups(result, "Pair", result.by_pair)
    if result.trades:
        page.groups(result, "Exit reason", result.by_exit_reason)
    if result.caveats:
        page.lines(
            "Before you trust this", [(one.text, one.level == "warning") for one in result.caveats]
        )


class _Page:
    """A console, and how to write to it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._unicode = console.encoding.lower().startswith("utf")
        self._width = min(console.width, WIDTH) if console.is_terminal else WIDTH

    def text(self, words: str, style: str = "") -> Text:
        """Return ``words`` as they may be shown: no control codes, no markup."""
        shown = clean(words)
        return Text(shown if self._unicode else plain_ascii(shown), style=style)

    def banner(self, result: BacktestResult) -> None:
        """Say first what was tested, and that it is synthetic if it is."""
        self._console.print()
        warning = synthetic(result)
        if warning:
            self._write(self.text(f" SYNTHETIC DATA: {warning} ", "bold white on red"))
            self._console.print()
        self._write(self.text(result.strategy.name, "bold"))
        where, _, when = meta(result).rpartition(" · ")
        self._write(self.text(where, "dim"))
        self._write(self.text(when, "dim"))
        self._console.print()

    def figures(self, result: BacktestResult) -> None:
        """Print the figures in two columns."""
        table = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(2):
            table.add_column(no_wrap=True, style="dim")
            table.add_column(no_wrap=True)
        left, right = _left(result), _right(result)
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            value = self.text(*one[1:])
            if row == 0 and result.metrics.low_sample:
                value.append("  ").append(" low sample ", "bold black on yellow")
            table.add_row(self.text(one[0]), value, self.text(other[0]), self.text(*other[1:]))
        self._write(table)

    def equity(self, result: BacktestResult) -> None:
        """Print the balance as a line of blocks, where they can be shown."""
        if not result.trades or not self._unicode:
            return
        start, currency = result.metrics.starting_balance, result.settings.stake_currency
        ends = (amount(start, currency), money(result.metrics.final_balance, currency))
        width = max(self._width - sum(map(len, ends)) - 14, 10)
        line = self.text("").append("Equity  ", "dim").append(f"{ends[0]} ")
        line.append(sparkline([start, *result.series.equity], width), "cyan")
        self._console.print()
        self._write(line.append(f" {ends[1]}"))

    def lines(self, title: str, lines: Sequence[tuple[str, bool]]) -> None:
        """Print a titled list; a true flag marks a line as a warning."""
        self._console.print()
        self._write(self.text(title, "bold"))
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for line, warning in lines:
            mark = self.text("!" if warning else "-", "bold yellow" if warning else "dim")
            table.add_row(mark, self.text(line))
        self._write(table)

    def groups(self, result: BacktestResult, title: str, rows: Sequence[Group]) -> None:
        """Print the trades by pair or exit reason; of many, the best and the worst."""
        currency = result.settings.stake_currency
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
        table.add_column(title, overflow="ellipsis", no_wrap=True, max_width=24)
        for head in ("Trades", f"Profit {currency}", "Profit", "Win rate", "Held"):
            table.add_column(head, justify="right", no_wrap=True)
        half = MOST_ROWS // 2
        shown = list(rows) if len(rows) <= MOST_ROWS else [*rows[:half], *rows[-half:]]
        for row in shown:
            style = _style(row.profit_total_abs)
            cells = [
                self.text(row.key or "(none)"),
                self.text(f"{row.trades:,}"),
                self.text(amount(row.profit_total_abs, currency, signed=True), style),
                self.text(percent(row.profit_total, signed=True), style),
                self.text(percent(row.winrate, 1) if row.trades else NONE),
                self.text(duration(row.duration_avg_minutes) if row.trades else NONE),
            ]
            table.add_row(*cells)
        self._console.print()
        self._write(table)
        if len(shown) < len(rows):
            self._write(self.text(f"... best and worst {half} of {len(rows)}", "dim"))

    def _write(self, what: Text | Table) -> None:
        # Wrapped here, whatever the console's own way with long lines is.
        self._console.print(
            Padding(what, _INDENT, expand=False), width=self._width, soft_wrap=False
        )


Row = tuple[str, str] | tuple[str, str, str]


def _left(result: BacktestResult) -> list[Row]:
    metrics, currency = result.metrics, result.settings.stake_currency
    some = bool(metrics.total_trades)
    profit = percent(metrics.profit_total, signed=True)
    trades = f"{metrics.total_trades:,}"
    if not metrics.low_sample:
        trades += f" ({number(metrics.trades_per_day)} a day)"
    return [
        ("Trades", trades, "bold"),
        ("Total profit", profit, f"bold {_style(metrics.profit_total)}"),
        ("", money(metrics.profit_total_abs, currency, signed=True)),
        ("Market change", percent(metrics.market_change, signed=True)),
        ("CAGR", percent(metrics.cagr, signed=True)),
        ("Max drawdown", percent(metrics.max_relative_drawdown)),
        ("Sharpe", ratio(metrics.sharpe) if some else NONE),
        ("Sortino", ratio(metrics.sortino) if some else NONE),
        ("Calmar", ratio(metrics.calmar) if some else NONE),
    ]


def _right(result: BacktestResult) -> list[Row]:
    metrics, currency = result.metrics, result.settings.stake_currency
    some = bool(metrics.total_trades)
    split = f"({metrics.wins} / {metrics.draws} / {metrics.losses})"
    return [
        ("Win rate", f"{percent(metrics.winrate, 1)} {split}" if some else NONE),
        ("Profit factor", factor(metrics.profit_factor, metrics.losses, metrics.wins)),
        ("Expectancy", money(metrics.expectancy, currency, signed=True) if some else NONE),
        ("SQN", ratio(metrics.sqn) if some else NONE),
        ("Held, average", duration(metrics.holding_avg_s / 60) if some else NONE),
        ("Time in market", percent(metrics.exposure, 1)),
        ("Fees paid", money(metrics.fees_paid, currency)),
        ("Best pair", _extreme(metrics.best_pair if some else None)),
        ("Worst pair", _extreme(metrics.worst_pair if some else None)),
    ]


def _extreme(one: Extreme | None) -> str:
    return NONE if one is None else f"{one.key} {percent(one.profit, signed=True)}"


def _style(value: float | None) -> str:
    return "green" if value and value > 0 else "red" if value and value < 0 else ""

"""How candles, imports and downloads are shown: tables on a terminal, plain columns when piped."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from hypertrade.cli.console import err, out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from hypertrade.candles.downloading import DownloadProgress
    from hypertrade.candles.series import SeriesInfo
    from hypertrade.domain.quality import CandleQuality

SYNTHETIC = "synthetic"
_NUMBERS = {"candles", "gaps", "absent", "removed", "rounded", "outliers", "added", "replaced"}


def show_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their names; piped, in columns that ``cut`` and ``awk`` can read."""
    if out.is_terminal:
        table = Table(box=None, header_style="dim", pad_edge=False)
        for name in names:
            table.add_column(name, justify="right" if name in _NUMBERS else "left")
        for row in rows:
            table.add_row(*(_styled(cell) for cell in row))
        out.print(table)
        return
    widths = [max(len(name), *(len(row[at]) for row in rows)) for at, name in enumerate(names)]
    for row in (names, *rows):
        cells = (
            cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
            for cell, name, width in zip(row, names, widths, strict=True)
        )
        out.print("  ".join(cells).rstrip(), markup=False)


def _styled(cell: str) -> str:
    return f"[magenta]{cell}[/]" if cell == SYNTHETIC else escape(cell)


def day(moment: datetime | None) -> str:
    """Return a UTC opening time for people, without a midnight's zeros."""
    if moment is None:
        return "-"
    return f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")


def show_series(infos: Sequence[SeriesInfo]) -> None:
    """Print what a store holds."""
    show_columns(
        ("exchange", "pair", "timeframe", "candles", "first", "last", "kind", "source"),
        [
            (
                info.exchange,
                info.pair,
                info.timeframe,
                f"{info.candles:,}",
                day(info.first),
                day(info.last),
                SYNTHETIC if info.synthetic else "real" if info.kind == "candles" else info.kind,
                info.source,
            )
            for info in infos
        ],
    )


def show_qualities(reports: Sequence[CandleQuality]) -> None:
    """Print quality reports, a line each, and what is remarkable under them."""
    show_columns(
        (
            "exchange", "pair", "timeframe", "candles", "first", "last", "gaps", "absent",
            "longest", "removed", "rounded", "outliers", "kind",
        ),
        [
            (
                report.exchange,
                report.pair,
                report.timeframe,
                f"{report.candles:,}",
                day(report.first),
                day(report.last),
                f"{report.gaps:,}",
                f"{report.filled:,}",
                span(report.longest_gap_minutes),
                f"{_removed(report):,}",
                f"{report.rounded_to_tick:,}",
                f"{report.outliers:,}",
                SYNTHETIC if report.synthetic else "real",
            )
            for report in reports
        ],
    )  # fmt: skip
    for report in reports:
        for note in notes(report):
            out.print(f"[bold]{report.pair} {report.timeframe}[/] {escape(note)}")


def _removed(report: CandleQuality) -> int:
    return report.duplicates_removed + report.impossible_removed + report.half_open_removed


def notes(report: CandleQuality) -> list[str]:
    """Return what was done to the candles and what is odd about them, a sentence each."""
    counted = (
        (report.duplicates_removed, "duplicates removed"),
        (report.reordered, "out of order, put in order"),
        (report.rounded_to_tick, "with float noise rounded to the tick"),
        (report.half_open_removed, "still open, left out"),
    )
    lines = [f"{count:,} {what}" for count, what in counted if count]
    lines += report.remarks
    if report.outliers:
        dates = ", ".join(day(date) for date in report.outlier_dates[:3])
        more = ", ..." if report.outliers > 3 else ""  # noqa: PLR2004 - those named above
        lines.append(f"{report.outliers:,} unusually wide candles, kept ({dates}{more})")
    return lines


def span(minutes: int) -> str:
    """Return a duration for people: ``45m``, ``3h 10m``, ``2d``."""
    if not minutes:
        return "-"
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{count}{unit}" for count, unit in ((days, "d"), (hours, "h"), (left, "m")) if count]
    return " ".join(parts[:2])


def gaps_line(report: CandleQuality) -> str:
    """Return the gaps in one sentence."""
    if not report.gaps:
        return "no gaps"
    return (
        f"{report.filled:,} candles absent in {report.gaps:,} gaps, the longest "
        f"{span(report.longest_gap_minutes)}; a backtest fills them flat, as Freqtrade does"
    )


@contextmanager
def follow_download(*, quiet: bool) -> Iterator[Callable[[DownloadProgress], None]]:
    """Yield a progress callback: a bar a series on a terminal, a line a series when piped."""
    if quiet:
        yield lambda _progress: None
    elif err.is_terminal:
        with _bars() as bars:
            yield _on_bars(bars)
    else:
        yield _on_lines()


def _bars() -> Progress:
    return Progress(
        TextColumn("{task.description:<24}"),
        BarColumn(bar_width=28),
        TaskProgressColumn(),
        TextColumn("{task.fields[candles]:>12} candles"),
        TimeRemainingColumn(),
        console=err,
    )


def _on_bars(bars: Progress) -> Callable[[DownloadProgress], None]:
    tasks = {}

    def show(progress: DownloadProgress) -> None:
        key = progress.key
        if key not in tasks:
            tasks[key] = bars.add_task(f"{key.pair} {key.timeframe}", total=1.0, candles="0")
        bars.update(tasks[key], completed=progress.share, candles=f"{progress.candles:,}")

    return show


def _on_lines() -> Callable[[DownloadProgress], None]:
    said: dict[object, int] = {}

    def show(progress: DownloadProgress) -> None:
        # Every quarter of the way, not every page.
        quarter = int(progress.share * 4)
        if said.get(progress.key) != quarter:
            said[progress.key] = quarter
            reached = f"{progress.share:.0%}, {progress.candles:,} candles"
            err.print(f"{progress.key}: {reached}", markup=False)

    return show

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
    from hypertrade.candles.importing import Imported
    from hypertrade.candles.series import SeriesInfo, SeriesKey
    from hypertrade.domain.quality import CandleQuality

SYNTHETIC = "synthetic"
_NUMBERS = {"candles", "gaps", "absent", "removed", "rounded", "outliers", "added", "replaced"}
# Left out of a narrow table in this order; all of it is in the notes below or in --json.
_SPARE = ("source", "rounded", "removed", "longest", "gaps", "outliers")


def show_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their names; piped, in columns that ``cut`` and ``awk`` can read.

    A narrow terminal gets fewer columns rather than cut-off cells.
    """
    if not out.is_terminal:
        widths = _widths(names, rows)
        for row in (names, *rows):
            cells = (
                cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
                for cell, name, width in zip(row, names, widths, strict=True)
            )
            out.print("  ".join(cells).rstrip(), markup=False)
        return
    names, rows = _fitting(names, rows, out.width)
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in names:
        table.add_column(name, justify="right" if name in _NUMBERS else "left")
    for row in rows:
        table.add_row(*(_styled(cell) for cell in row))
    out.print(table)


def _widths(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(len(name), *(len(row[at]) for row in rows)) for at, name in enumerate(names)]


def _fitting(
    names: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Shorten times to days, then leave out what matters least, until the table fits."""

    def fits() -> bool:
        return sum(_widths(names, rows)) + 2 * (len(names) - 1) <= width

    if not fits():
        days = {at for at, name in enumerate(names) if name in {"first", "last"}}
        rows = [[cell[:10] if at in days else cell for at, cell in enumerate(row)] for row in rows]
    for spare in _SPARE:
        if spare in names and not fits():
            at = list(names).index(spare)
            names = [*names[:at], *names[at + 1 :]]
            rows = [[*row[:at], *row[at + 1 :]] for row in rows]
    return names, rows


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


def show_qualities(reports: Sequence[CandleQuality], *, explain: bool = True) -> None:
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
    for report in reports if explain else ():
        for note in notes(report):
            out.print(f"{report.pair} {report.timeframe}: {note}", markup=False)


def _removed(report: CandleQuality) -> int:
    return report.duplicates_removed + report.impossible_removed + report.half_open_removed


def show_import(key: SeriesKey, done: Imported) -> None:
    """Print what an import did: how each file was read, what came in, what was repaired."""
    for name, form in done.formats:
        out.print(f"read {name} as {form}", markup=False, style="dim")
    written, quality = done.written, done.quality
    out.print(
        f"{key}: {counted(written.added)} added, {written.total:,} in all "
        f"(given: {day(quality.first)} to {day(quality.last)})",
        markup=False,
        style="bold",
    )
    lines = [gaps_line(quality), *notes(quality)]
    if written.replaced:
        dates = _dates(written.replaced_dates, written.replaced)
        lines.append(f"{counted(written.replaced)} stored with other values, replaced ({dates})")
    if written.unchanged:
        lines.append(f"{counted(written.unchanged)} stored already")
    for line in lines:
        out.print(f"  - {line}", markup=False)


def notes(report: CandleQuality) -> list[str]:
    """Return what was done to the candles and what is odd about them, a sentence each."""
    done = (
        (report.duplicates_removed, "given more than once, one kept"),
        (report.reordered, "out of order, put in order"),
        (report.rounded_to_tick, "with float noise, rounded to the tick"),
        (report.half_open_removed, "still open, left out"),
    )
    lines = [f"{counted(count)} {what}" for count, what in done if count]
    lines += report.remarks
    if report.outliers:
        dates = _dates(report.outlier_dates, report.outliers)
        lines.append(f"{counted(report.outliers)} unusually wide, kept ({dates})")
    return lines


def counted(count: int) -> str:
    """Return ``1 candle``, ``2,000 candles``."""
    return f"{count:,} candle{'' if count == 1 else 's'}"


def _dates(dates: Sequence[datetime], count: int, shown: int = 3) -> str:
    named = ", ".join(day(date) for date in dates[:shown])
    return f"{named}, ..." if count > shown else named


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
        f"{counted(report.filled)} absent in {report.gaps:,} gap{'' if report.gaps == 1 else 's'}, "
        f"the longest {span(report.longest_gap_minutes)}; a backtest fills them flat, as Freqtrade "
        "does"
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

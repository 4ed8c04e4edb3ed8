"""Live progress of a run: a bar on a terminal, a line per stage when piped; Ctrl-C cancels."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from hypertrade.cli.console import err

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from hypertrade.domain.backtest import Progress as Reached

LABELS = {
    "preparing": "preparing candles",
    "loading": "starting Freqtrade",
    "indicators": "computing indicators",
    "trading": "trading",
    "report": "writing the report",
}


@contextmanager
def follow(*, quiet: bool) -> Iterator[tuple[Callable[[Reached], None], Callable[[], bool]]]:
    """Yield ``(on_progress, cancelled)`` while a run goes on; Ctrl-C makes ``cancelled`` true."""
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        if quiet:
            yield _ignore, lambda: bool(stopped)
        elif err.is_terminal:
            with _bar() as bar:
                yield _on_bar(bar), lambda: bool(stopped)
        else:
            yield _on_lines(), lambda: bool(stopped)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore(_reached: Reached) -> None:
    """Say nothing."""


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description:<20}"),
        BarColumn(bar_width=32),
        TextColumn("{task.fields[reached]:<24}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )


def _on_bar(bar: Progress) -> Callable[[Reached], None]:
    task = bar.add_task("starting", total=None, reached="")

    def show(reached: Reached) -> None:
        date = f"{reached.date:%Y-%m-%d}" if reached.date else ""
        counted = f"{reached.done:,}/{reached.total:,}" if reached.total else ""
        bar.update(
            task,
            description=LABELS[reached.stage],
            total=reached.total or None,
            completed=reached.done,
            reached=f"{counted} {date}".strip(),
        )

    return show


def _on_lines() -> Callable[[Reached], None]:
    said: set[str] = set()

    def show(reached: Reached) -> None:
        if reached.stage not in said:
            said.add(reached.stage)
            err.print(LABELS[reached.stage])

    return show

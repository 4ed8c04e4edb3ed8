"""``hypertrade robustness``: how far to trust a strategy's result, with a certificate of it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hypertrade.cli.console import err, print_json
from hypertrade.cli.console import out as console
from hypertrade.cli.job_options import JobOptions, read_job, takes_job
from hypertrade.cli.options import AsJson, DataDir, Server, data_folder
from hypertrade.cli.progress import follow
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import timeframe_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.robustness.examine import Reached
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.report import Report
    from hypertrade.services.robustness import Robustness, Watch

FAILED = 1
"""The exit code of a strategy that fails its check: everything worked, and the answer is no."""

Jobs = Annotated[int | None, typer.Option(min=1, help="Processes at once; default: one per core.")]


@takes_job
def robustness(
    request: JobOptions,
    *,
    checks: Annotated[
        str,
        typer.Option(
            help="Comma-separated: bias, significance, sweep, walkforward, montecarlo, noise, "
            "costs, regimes, dependence."
        ),
    ] = "all",
    trials: Annotated[int, typer.Option(help="Variants to try at most.")] = 200,
    search: Annotated[
        str, typer.Option(help="How variants are found: auto, grid, random, optuna.")
    ] = "auto",
    objective: Annotated[
        str, typer.Option(help="What is best: sharpe, profit, calmar, profit-drawdown.")
    ] = "sharpe",
    min_trades: Annotated[
        int, typer.Option(help="A variant with fewer trades is never the best.")
    ] = 10,
    windows: Annotated[int, typer.Option(help="Out-of-sample parts of a walk-forward.")] = 5,
    embargo: Annotated[
        str, typer.Option(help="Left out before each of them: 12h, 1d, or 20c for candles.")
    ] = "1d",
    heat: Annotated[
        str | None, typer.Option("--map", help="Two tunables for the map; default: by weight.")
    ] = None,
    reruns: Annotated[int, typer.Option(help="Reruns on jittered candles.")] = 40,
    seed: Annotated[int, typer.Option(help="Another number draws other variants and noise.")] = 1,
    jobs: Jobs = None,
    data: DataDir = None,
    server: Server = None,
    out: Annotated[Path, typer.Option(help="The folder to write page and certificate to.")],
    json: AsJson = False,
) -> int:
    """Check how far to trust a strategy: luck, overfitting, lookahead, costs, time and markets."""
    from hypertrade.robustness.plan import read_checks, read_embargo
    from hypertrade.services.robustness import CERTIFICATE, PAGE

    job = read_job(request, as_json=json)
    if job is None:
        return 2
    plan = _plan(
        checks=read_checks(checks),
        trials=trials,
        walk_trials=min(trials, 60),
        search=search,
        objective=objective,
        min_trades=min_trades,
        windows=windows,
        embargo_minutes=read_embargo(embargo, timeframe_minutes(job.timeframe)),
        heat=_two(heat),
        noise_reruns=reruns,
        seed=seed,
    )
    if server is None:
        with watching(jobs, quiet=json) as watch:
            report = service(data).run(job, plan, out, watch=watch, now=datetime.now(UTC))
    else:
        report = _examined_there(server, request, plan, out, quiet=json)
    if json:
        files = {"page": str(out / PAGE), "certificate": str(out / CERTIFICATE)}
        print_json(report.model_dump(mode="json") | {"files": files})
    else:
        from hypertrade.robustness.terminal import render_summary

        render_summary(report, console)
        console.print(f"\nreport: [bold]{out / PAGE}[/]")
    return FAILED if report.overall == "fails" else 0


def _examined_there(
    server: str, request: JobOptions, plan: Plan, out: Path, *, quiet: bool
) -> Report:
    from hypertrade.cli.remote.runs import order_of, run_there
    from hypertrade.robustness.certificate import Certificate
    from hypertrade.services.robustness import CERTIFICATE

    order = order_of(request, kind="robustness", plan=plan.model_dump(mode="json"))
    with follow(quiet=quiet) as (on_progress, cancelled):
        run_there(server, order, out, on_progress=on_progress, cancelled=cancelled)
    return Certificate.model_validate_json((out / CERTIFICATE).read_bytes()).report


def service(data: Path | None) -> Robustness:
    """Return the use case over the folder ``data``, or the one that settings name."""
    from hypertrade.bootstrap import bootstrap
    from hypertrade.settings import read_settings

    settings = read_settings().model_copy(update={"data": data_folder(data)})
    return bootstrap(settings).robustness


@contextmanager
def watching(jobs: int | None, *, quiet: bool) -> Iterator[Watch]:
    """Yield how a check is heard of: a line that is rewritten, or a line a stage when piped."""
    from hypertrade.robustness.pool import cores
    from hypertrade.services.robustness import Watch

    with follow(quiet=True) as (_, cancelled):
        show = _silent if quiet else _on_terminal() if err.is_terminal else _on_lines()
        try:
            yield Watch(jobs=jobs or cores(), on_progress=show, cancelled=cancelled)
        finally:
            if err.is_terminal and not quiet:
                err.file.write("\r\x1b[K")
                err.file.flush()


def _silent(_reached: Reached) -> None:
    """Say nothing."""


def _on_terminal() -> Callable[[Reached], None]:
    # Written by hand: a live display of rich's runs a thread, and workers are forked here.
    width = 24

    def show(reached: Reached) -> None:
        share = reached.done / reached.total if reached.total else 0.0
        bar = "━" * round(share * width) + "╌" * (width - round(share * width))
        counted = f"{bar} {reached.done:,}/{reached.total:,}" if reached.total else ""
        err.file.write(f"\r\x1b[K{reached.stage:<24} {counted}")
        err.file.flush()

    return show


def _on_lines() -> Callable[[Reached], None]:
    said: set[str] = set()

    def show(reached: Reached) -> None:
        if reached.stage not in said:
            said.add(reached.stage)
            err.print(reached.stage)

    return show


def _two(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    names = [part.strip() for part in text.split(",")]
    if len(names) != 2:  # noqa: PLR2004 - a map has two sides
        raise Invalid(
            f"{text!r} are not two tunables",
            field="--map",
            remedy="Name two, such as --map rsi_period,entry_rsi.",
        )
    return names[0], names[1]


def _plan(**values: object) -> Plan:
    from pydantic import ValidationError

    from hypertrade.robustness.plan import Plan

    try:
        return Plan.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]).replace("_", "-")
        raise Invalid(
            first["msg"].removeprefix("Value error, "),
            field=f"--{_OPTIONS.get(name, name)}",
            remedy="`hypertrade robustness --help` shows what each option takes.",
        ) from error


_OPTIONS = {"noise-reruns": "reruns", "embargo-minutes": "embargo", "walk-trials": "trials"}

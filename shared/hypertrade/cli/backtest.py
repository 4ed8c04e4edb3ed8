"""``hypertrade backtest``: a strategy, a market and money in; a report out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hypertrade.cli.console import out as console
from hypertrade.cli.console import print_json
from hypertrade.cli.job_options import JobOptions, read_job, takes_job
from hypertrade.cli.options import DataDir, Server

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob, Progress, Verification


class Engine(StrEnum):
    """What trades: ``domain.backtest.EngineChoice`` as an option."""

    AUTO = "auto"
    FAST = "fast"
    FREQTRADE = "freqtrade"


@takes_job
def backtest(
    request: JobOptions,
    *,
    engine: Annotated[
        Engine,
        typer.Option(
            help="fast: HyperTrade's own; freqtrade; auto: fast where it can, which gives the same."
        ),
    ] = Engine.AUTO,
    verify: Annotated[
        bool, typer.Option("--verify", help="Run Freqtrade as well and compare every trade.")
    ] = False,
    data: DataDir = None,
    server: Server = None,
    out: Annotated[Path, typer.Option(help="The folder to write the report to.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> int:
    """Backtest a strategy as Freqtrade would and write the report."""
    if server is not None:
        return _run_there(server, request, engine, out, as_json=json, verify=verify)
    job = read_job(request, as_json=json)
    if job is None:
        return 2
    job = job.model_copy(update={"engine": engine.value})
    return _run(job, data, out, as_json=json, verify=verify)


def _run(job: BacktestJob, data: Path | None, folder: Path, *, as_json: bool, verify: bool) -> int:
    from hypertrade.bootstrap import bootstrap
    from hypertrade.cli.progress import follow
    from hypertrade.settings import read_settings

    settings = read_settings()
    if data is not None:
        settings = settings.model_copy(update={"data": data})
    backtests = bootstrap(settings).backtests
    said: Verification | None = None
    with follow(quiet=as_json) as (on_progress, cancelled):

        def heard(reached: Progress) -> None:
            on_progress(reached)
            if reached.stage == "trading":
                # What shows the result takes a quarter of a second to import: nobody waits now.
                import hypertrade.results.document
                import hypertrade.results.terminal  # noqa: F401 - for _show

        if verify:
            path, said = backtests.verify(job, folder, on_progress=heard, cancelled=cancelled)
        else:
            path = backtests.run(job, folder, on_progress=heard, cancelled=cancelled)
    _show(path, as_json=as_json)
    if said is None:
        return 0
    if not as_json:
        from hypertrade.cli.verdict import show_verification

        show_verification(said)
    return 0 if said.agrees else 1


def _run_there(
    server: str, request: JobOptions, engine: Engine, out: Path, *, as_json: bool, verify: bool
) -> int:
    from hypertrade.cli.progress import follow
    from hypertrade.cli.remote.runs import order_of, run_there
    from hypertrade.domain.errors import Invalid

    if verify:
        raise Invalid(
            "a platform runs one engine at a time",
            field="--verify",
            remedy="Leave --server out, or compare two runs: --engine fast, --engine freqtrade.",
        )
    order = order_of(request, kind="backtest", engine=engine.value)
    with follow(quiet=as_json) as (on_progress, cancelled):
        folder = run_there(server, order, out, on_progress=on_progress, cancelled=cancelled)
    _show(folder / "result.json", as_json=as_json)
    return 0


def _show(path: Path, *, as_json: bool) -> None:
    import json

    content = path.read_bytes()
    if as_json:
        result: dict[str, Any] = json.loads(content)
        files = {"result": str(path), "report": str(path.parent / "report.html")}
        print_json(result | {"files": files})
        return
    from hypertrade.results.document import BacktestResult
    from hypertrade.results.terminal import render_summary

    result_shown = BacktestResult.model_validate_json(content)
    render_summary(result_shown, console)
    mark = result_shown.fingerprint
    console.print(f"\nengine: {mark.engine} {mark.engine_version}", markup=False, end="")
    console.print(f" ({mark.engine_reason})" if mark.engine_reason else "", markup=False)
    console.print(f"report: [bold]{path.parent / 'report.html'}[/]")

"""``hypertrade certificate``: what a robustness certificate is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hypertrade.cli.console import out as console
from hypertrade.cli.console import print_json
from hypertrade.cli.files import read_text
from hypertrade.cli.options import AsJson, DataDir
from hypertrade.cli.robustness import Jobs, service, watching

app = typer.Typer(
    help="Verify certificates of robustness.", no_args_is_help=True, rich_markup_mode="rich"
)


@app.callback()
def _group() -> None:
    """Keep `verify` a command of its own group, though it is the only one."""


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A certificate.json.")],
    *,
    rerun: Annotated[
        bool, typer.Option("--rerun", help="Compute every figure again, from the same candles.")
    ] = False,
    jobs: Jobs = None,
    data: DataDir = None,
    json: AsJson = False,
) -> int:
    """Check a certificate's hash and signature, and with --rerun every figure in it."""
    checks = service(data)
    found = checks.verify(read_text(file), field=str(file))
    certificate = found.certificate
    if rerun:
        with watching(jobs, quiet=json) as watch:
            checks.rerun(certificate, watch=watch)
    report = certificate.report
    if json:
        print_json(
            {
                "valid": True,
                "own_key": found.own,
                "reproduced": True if rerun else None,
                "overall": report.overall,
                "strategy": report.strategy.name,
                "created": certificate.created,
                "sha256": certificate.sha256,
                "public_key": certificate.public_key,
            }
        )
        return 0
    whose = {
        True: "signed by this installation",
        False: "signed by another installation",
        None: "signed by another installation (this one has no key yet)",
    }[found.own]
    console.print(f"[green]unchanged[/], {whose}: {certificate.public_key}")
    if rerun:
        console.print("[green]reproduced[/]: every figure came out the same")
    console.print(report.strategy.name, style="bold", markup=False)
    console.print(f"{report.overall}, certified {certificate.created:%Y-%m-%d %H:%M} UTC")
    return 0

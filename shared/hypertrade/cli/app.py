"""The command's root: its groups, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import gc
import sys

import typer

from hypertrade import __version__
from hypertrade.cli import backtest, certificate, data, operator, preview, robustness, strategy
from hypertrade.cli.console import exit_code, report_error
from hypertrade.cli.embedded.up import up
from hypertrade.cli.remote.login import login, logout
from hypertrade.domain.errors import HyperTradeError, Invalid

app = typer.Typer(
    name="hypertrade",
    help="Describe a crypto-trading strategy, backtest it with Freqtrade, read the report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(strategy.app, name="strategy")
app.add_typer(data.app, name="data")
app.command("backtest")(backtest.backtest)
app.command("preview")(preview.preview)
app.command("robustness")(robustness.robustness)
app.add_typer(certificate.app, name="certificate")
app.command("up")(up)
app.add_typer(operator.app, name="operator")
app.command("login")(login)
app.command("logout")(logout)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hypertrade {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Take the options that stand before any command."""


def main() -> None:
    """Run the command; every expected failure ends in one message and its exit code."""
    try:
        code = app(standalone_mode=False)
    except HyperTradeError as error:
        report_error(error, as_json="--json" in sys.argv)
        sys.exit(exit_code(error))
    except typer.Abort:
        sys.exit(130)
    except typer.TyperException as error:
        # Typer's own: an unknown command, a missing option, a value of the wrong kind.
        # Called without arguments it has shown its help already, and has no message.
        if problem := error.format_message():
            command = getattr(getattr(error, "ctx", None), "command_path", "hypertrade")
            usage = Invalid(problem, remedy=f"`{command} --help` shows what it takes.")
            report_error(usage, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our pipe went away: what it wanted it has.
        sys.stderr.close()
        sys.exit(0)
    # Python's end looks for garbage among everything there is, which takes as long as the summary.
    gc.freeze()
    sys.exit(code if isinstance(code, int) else 0)

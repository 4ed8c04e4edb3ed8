"""``hypertrade strategy``: words, specs, Freqtrade source, and checks on users' own Python."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from hypertrade.cli.console import err, out, print_json
from hypertrade.cli.files import read_spec_file, read_text, write_text
from hypertrade.cli.words import parsing_json, show_parsing, show_question
from hypertrade.domain.errors import Invalid

app = typer.Typer(
    no_args_is_help=True, help="Read, explain, compile and check strategies.", rich_markup_mode=None
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
SpecFile = Annotated[Path, typer.Argument(metavar="SPEC.json", help="A strategy spec.")]


@app.command()
def parse(
    text: Annotated[str, typer.Argument(help='The strategy in words; "-" reads standard input.')],
    *,
    timeframe: Annotated[
        str | None, typer.Option(help="The timeframe, where the text names none.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="What to call the strategy.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the spec to this file.")
    ] = None,
    json: Json = False,
) -> int:
    """Turn a sentence into a strategy; exits 2 where it first has to ask a question."""
    from hypertrade.strategy.english import parse as parse_words

    parsing = parse_words(sys.stdin.read() if text == "-" else text, timeframe=timeframe, name=name)
    if json:
        print_json(parsing_json(parsing))
    elif parsing.spec is None:
        show_question(parsing)
    else:
        show_parsing(parsing)
    if parsing.spec is None:
        return 2
    if output is not None:
        write_text(output, parsing.spec.model_dump_json(indent=2) + "\n")
        err.print(f"[dim]spec written to {escape(str(output))}[/]")
    return 0


@app.command()
def explain(spec: SpecFile, *, json: Json = False) -> None:
    """Say in plain English what a spec does, completely."""
    from hypertrade.strategy.english import explain as explain_spec

    text = explain_spec(read_spec_file(spec))
    if json:
        print_json({"text": text})
    else:
        out.print(text, markup=False)


@app.command("compile")
def compile_(
    spec: SpecFile,
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The .py file to write; without it, print it."),
    ] = None,
    json: Json = False,
) -> None:
    """Write the Freqtrade strategy file that a spec stands for."""
    from hypertrade.strategy.compile import compile_spec

    compiled = compile_spec(read_spec_file(spec))
    if output is not None:
        write_text(output, compiled.source)
    if json:
        print_json(
            {
                "class_name": compiled.class_name,
                "startup_candles": compiled.startup_candles,
                "source": compiled.source,
                "file": None if output is None else str(output),
            }
        )
    elif output is None:
        sys.stdout.write(compiled.source)
    else:
        out.print(f"{compiled.class_name} written to {escape(str(output))}")
        out.print(f"[dim]run it with: freqtrade backtesting --strategy {compiled.class_name}[/]")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE.py", help="A Freqtrade strategy file.")],
    *,
    class_name: Annotated[
        str | None, typer.Option("--class", help="Which class, where the file holds several.")
    ] = None,
    json: Json = False,
) -> int:
    """Check a Freqtrade file without running it: lookahead, unsafe imports, missing columns."""
    from hypertrade.cli.check import show_inspection
    from hypertrade.strategy.code import inspect_code

    if file.suffix != ".py":
        raise Invalid(
            f"{file.name} is no Python file",
            field="FILE.py",
            remedy="Give a Freqtrade strategy file ending in .py.",
        )
    inspection = inspect_code(read_text(file), filename=file.name, class_name=class_name)
    if json:
        print_json(inspection.model_dump(mode="json"))
    else:
        show_inspection(inspection)
    return 2 if any(finding.severity == "error" for finding in inspection.findings) else 0

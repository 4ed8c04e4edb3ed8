"""How a reading of words is shown: what became what, what was assumed, and the one question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from hypertrade.cli.console import out

if TYPE_CHECKING:
    from hypertrade.strategy.english import Parsing


def parsing_json(parsing: Parsing) -> dict[str, Any]:
    """Return ``{"spec", "reading", "assumptions", "question"}``."""
    shown: dict[str, Any] = json.loads(parsing.to_json())
    return shown


def show_parsing(parsing: Parsing) -> None:
    """Show the strategy in plain English, how each part was read, and every assumption."""
    from hypertrade.strategy.english import explain

    spec = parsing.spec
    if spec is None:
        msg = "a parsing with an open question has no strategy to show"
        raise ValueError(msg)
    out.print(f"[bold]{escape(spec.name)}[/]  [dim]{spec.timeframe}, {spec.direction}[/]\n")
    out.print(explain(spec), markup=False)
    table = Table("your words", "read as", box=None, header_style="dim", pad_edge=False)
    for part in parsing.reading:
        table.add_row(escape(part.text), escape(part.became))
    out.print()
    out.print(table)
    if parsing.assumptions:
        out.print("\n[bold]Assumed[/] [dim](say otherwise to change it)[/]")
        for assumption in parsing.assumptions:
            out.print(f"  - {escape(assumption)}")


def show_question(parsing: Parsing) -> None:
    """Show the one open question and its choices."""
    question = parsing.question
    if question is None:
        msg = "there is no open question"
        raise ValueError(msg)
    out.print(f"[bold yellow]?[/] [bold]{escape(question.text)}[/]")
    for choice in question.choices:
        out.print(f"  - {escape(choice.label)}", end="")
        out.print(f"  [dim]add: {escape(choice.text)}[/]" if choice.text else "")
    out.print("\n[dim]Answer by adding one of these to your text.[/]")

"""How the findings on a user's own file are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from hypertrade.cli.console import out

if TYPE_CHECKING:
    from hypertrade.strategy.code import CodeInspection

_COLOURS = {"error": "bold red", "warning": "yellow"}


def show_inspection(inspection: CodeInspection) -> None:
    """Show what the file declares, then each finding as ``line:column severity message``."""
    out.print(f"[bold]{escape(inspection.class_name or inspection.filename)}[/]")
    facts = {
        "timeframe": inspection.timeframe,
        "candles to warm up": inspection.startup_candle_count,
        "parameters": ", ".join(item.name for item in inspection.parameters) or "none",
        "callbacks": ", ".join(inspection.callbacks) or "none",
    }
    for name, value in facts.items():
        out.print(f"  [dim]{name}:[/] {escape(str(value))}")
    for finding in inspection.findings:
        colour = _COLOURS[finding.severity]
        out.print(
            f"{escape(inspection.filename)}:{finding.line}:{finding.column}: "
            f"[{colour}]{finding.severity}[/] {escape(finding.message)} [dim]\\[{finding.code}][/]"
        )
        if finding.remedy:
            out.print(f"    [dim]{escape(finding.remedy)}[/]")
    if not inspection.findings:
        out.print("[green]no findings[/]")

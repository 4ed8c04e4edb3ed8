"""How a comparison with Freqtrade is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from hypertrade.cli.console import out

if TYPE_CHECKING:
    from hypertrade.domain.backtest import Verification


def show_verification(said: Verification) -> None:
    """Print one line if both engines agree, else a table of the first differences."""
    if said.agrees:
        trades = f"{said.trades:,} trade{'' if said.trades == 1 else 's'}"
        out.print(f"[green]Freqtrade agrees:[/] {trades}, every field equal")
        return
    out.print(f"[bold red]Freqtrade disagrees[/] in {said.different:,} values:")
    table = Table("where", "HyperTrade", "Freqtrade", box=None, header_style="dim", pad_edge=False)
    for one in said.differences:
        table.add_row(escape(one.where), escape(one.ours), escape(one.theirs))
    out.print(table)
    if said.different > len(said.differences):
        out.print(f"[dim]and {said.different - len(said.differences):,} more[/]")
    out.print("[dim]Freqtrade is right: please report this, with the strategy and the candles.[/]")

"""The command that asks an exchange for its trading rules: ``hypertrade data markets``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from hypertrade.cli.console import out, print_json
from hypertrade.cli.options import AsJson, DataDir, data_folder

if TYPE_CHECKING:
    from hypertrade.markets.rules import ExchangeRules


def markets(
    *,
    exchange: Annotated[
        str,
        typer.Option("--exchange", metavar="E", help="The exchange, as ccxt names it: binance."),
    ],
    show: Annotated[
        bool, typer.Option("--show", help="Show the rules in use; ask the exchange nothing.")
    ] = False,
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Fetch an exchange's precision, limits and fees, which backtests then use.

    Rules of the usual pairs come with HyperTrade, approximately; the exchange's own override them.
    """
    from hypertrade.markets.refresh import fetch_rules, open_client
    from hypertrade.markets.snapshots import load_rules, path_of, save_rules

    folder = data_folder(data)
    if show:
        rules = load_rules(exchange, folder)
        path = path_of(exchange, folder)
        saved = str(path) if path.is_file() else None
    else:
        rules = fetch_rules(open_client(exchange), datetime.now(UTC).date())
        saved = str(save_rules(rules, folder))
    if as_json:
        print_json({"file": saved, **rules.model_dump(mode="json", exclude_none=True)})
        return
    _print(rules, saved)


def _print(rules: ExchangeRules, saved: str | None) -> None:
    futures = sum(":" in market.symbol for market in rules.markets)
    counting = rules.precision_mode.replace("_", " ")
    out.print(f"[bold]{rules.exchange}[/], as of {rules.as_of}: {rules.source}")
    out.print(f"  {len(rules.markets) - futures} spot markets, {futures} perpetual futures")
    out.print(f"  fees {rules.taker:.3%} taker, {rules.maker:.3%} maker; precision in {counting}")
    if saved:
        out.print(f"  kept in {saved}", markup=False)

"""Walking a strategy's methods as Freqtrade calls them, and columns read that nobody wrote."""

from __future__ import annotations

import ast
import difflib
import re
from typing import TYPE_CHECKING

from hypertrade.strategy.code.flow import Flow
from hypertrade.strategy.code.folding import fold
from hypertrade.strategy.code.settings import argument, decorator_calls
from hypertrade.strategy.code.tables import Merge, Read, Stage, Table
from hypertrade.strategy.code.values import Kind, Value

if TYPE_CHECKING:
    from hypertrade.strategy.code.module import Function, StrategyClass
    from hypertrade.strategy.code.report import Report

_STAGES = {
    "populate_indicators": Stage.INDICATORS,
    "populate_entry_trend": Stage.ENTRY,
    "populate_buy_trend": Stage.ENTRY,
    "populate_exit_trend": Stage.EXIT,
    "populate_sell_trend": Stage.EXIT,
}
_FEATURES = (
    "feature_engineering_expand_all",
    "feature_engineering_expand_basic",
    "feature_engineering_standard",
)
_CALLBACKS = (
    "custom_exit",
    "custom_stoploss",
    "custom_stake_amount",
    "custom_entry_price",
    "custom_exit_price",
    "custom_roi",
    "confirm_trade_entry",
    "confirm_trade_exit",
    "adjust_trade_position",
    "adjust_entry_price",
    "adjust_exit_price",
    "adjust_order_price",
    "leverage",
    "order_filled",
)
_LISTED = 8


def check_candles(strategy: StrategyClass, report: Report) -> None:
    """Follow the candles through the class; report lookahead and missing columns."""
    flow = Flow(strategy, report)
    for method in strategy.methods.values():
        calls = decorator_calls(strategy, method)
        if calls:
            _walk_informative(flow, method, calls)
    _walk_methods(flow)
    for table in flow.tables:
        for read in table.reads:
            _check_read(table, read, report)


def _walk_methods(flow: Flow) -> None:
    """Walk what Freqtrade calls, in its order.

    FreqAI feeds the feature methods frames of its own; its targets may look ahead, so that
    ``set_freqai_targets`` is left out.
    """
    strategy = flow.strategy
    for name in _FEATURES:
        if name in strategy.methods:
            _walk(flow, strategy.methods[name], Table(open=True), Stage.INDICATORS)
    for name, stage in _STAGES.items():
        if name in strategy.methods:
            _walk(flow, strategy.methods[name], flow.main, stage)
    for name in _CALLBACKS:
        if name in strategy.methods:
            flow.call(strategy.methods[name], {}, Stage.CALLBACK, name)


def _walk(flow: Flow, method: Function, table: Table, stage: Stage) -> None:
    names = [each.arg for each in method.args.args]
    if names and names[0] == "self":
        names = names[1:]
    if names:
        back = flow.call(method, {names[0]: Value(Kind.FRAME, table)}, stage, method.name)
        table.open = table.open or back.table is not table


def _walk_informative(flow: Flow, method: Function, calls: list[ast.Call]) -> None:
    table = flow.new_table()
    _walk(flow, method, table, Stage.INDICATORS)
    for call in calls:
        merge = _merge_of(flow.strategy, call, table)
        if merge:
            flow.main.merges.append(merge)
        else:
            flow.main.open = True


def _merge_of(strategy: StrategyClass, call: ast.Call, table: Table) -> Merge | None:
    """Return how ``@informative`` names its columns; ``None`` if only running it would tell."""
    timeframe = fold(argument(call, 0, "timeframe"), strategy.lookup_in_body)
    asset_node, fmt_node = argument(call, 1, "asset"), argument(call, 2, "fmt")
    asset = fold(asset_node, strategy.lookup_in_body) if asset_node else ""
    fmt = fold(fmt_node, strategy.lookup_in_body) if fmt_node else None
    if not isinstance(timeframe, str) or not isinstance(asset, str):
        return None
    if fmt_node is not None and not isinstance(fmt, str):
        if not (isinstance(fmt_node, ast.Constant) and fmt_node.value is None):
            return None
        fmt = None
    if not fmt:
        fmt = ("{base}_{quote}_" if asset else "") + "{column}_{timeframe}"
    before, found, after = fmt.partition("{column}")
    if not found:
        return None
    return Merge(table, _filled(before, timeframe, asset), _filled(after, timeframe, asset))


def _filled(part: str, timeframe: str, asset: str) -> str:
    """Return a piece of a column format as a regular expression."""
    base, _, quote = asset.partition("/")
    known = {"timeframe": timeframe, "asset": asset}
    for name, text in (("base", base), ("quote", quote.partition(":")[0])):
        if text and "{" not in text:
            known |= {name: text.lower(), name.upper(): text.upper()}
    pieces = re.split(r"(\{\w+\})", part)
    return "".join(
        re.escape(known[piece[1:-1]])
        if piece[1:-1] in known and piece.startswith("{") and "{" not in known[piece[1:-1]]
        else (".+?" if piece.startswith("{") else re.escape(piece))
        for piece in pieces
    )


def _check_read(table: Table, read: Read, report: Report) -> None:
    if table.has(read.name, read.stage):
        return
    later = table.columns.get(read.name)
    if later is not None:
        report.error(
            "missing-column",
            read.node,
            f"`{read.where}` reads the column {read.name!r} before it is written",
            "Write it in populate_indicators.",
        )
        return
    close = difflib.get_close_matches(read.name, table.names(), n=1, cutoff=0.75)
    hint = f"Did you mean {close[0]!r}?" if close else _columns_hint(table)
    report.error(
        "missing-column",
        read.node,
        f"`{read.where}` reads the column {read.name!r}, which nothing writes",
        hint,
    )


def _columns_hint(table: Table) -> str:
    names = [name for name in table.names() if name in table.columns]
    if not names:
        return "Write it in populate_indicators."
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"Write it in populate_indicators; it writes {', '.join(names[:_LISTED])}{more}."

"""What an editor offers for users' Python: members of Freqtrade, TA-Lib and pandas as installed.

``python -m hypertrade_jobs.completions`` prints the file that the library ships
(``strategy/code/completions.json``); a test makes it again and compares, so that an upgrade of a
package shows.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Described = dict[str, str]

LONGEST_TEXT = 400
_PARAGRAPH_ENDS = re.compile(r"\n\s*\n|\n\s*:\w|\n\s*(?:Parameters|Returns)\n")

_INTERNAL = re.compile(
    r"_|ft_|advise_|analyze|get_|load_|gather_|enumerate_|min_roi|should_exit|ignore_expired"
    r"|feature_engineering|set_freqai|populate_any|market_direction|INTERFACE|disable_dataframe"
)
"""Members of IStrategy that Freqtrade calls itself, and those of FreqAI, which is not run here."""

_COLUMNS = {
    "date": "When the candle opens, UTC.",
    "open": "The first price of the candle.",
    "high": "The highest price of the candle.",
    "low": "The lowest price of the candle.",
    "close": "The last price of the candle.",
    "volume": "What was traded, in base currency.",
    "enter_long": "1 where a long position is to be opened at the next candle.",
    "exit_long": "1 where a long position is to be closed at the next candle.",
    "enter_short": "1 where a short position is to be opened at the next candle.",
    "exit_short": "1 where a short position is to be closed at the next candle.",
    "enter_tag": "Why it is entered, as the report names it.",
    "exit_tag": "Why it is left, as the report names it.",
}

_WORDS = {
    "use_custom_roi": "Whether custom_roi is asked.",
    "trailing_stop_positive": "How far the stop trails once in profit, as a fraction.",
    "trailing_stop_positive_offset": "The profit from which on it does, as a fraction.",
    "trailing_only_offset_is_reached": "Whether the stop trails only from that profit on.",
    "use_custom_stoploss": "Whether custom_stoploss is asked.",
    "use_exit_signal": "Whether signals close positions.",
    "exit_profit_only": "Whether signals close only what is in profit.",
    "exit_profit_offset": "The profit above which exit_profit_only lets signals close.",
    "ignore_roi_if_entry_signal": "Whether an entry signal keeps a position from its ROI exit.",
    "max_entry_position_adjustment": "How often a position is added to at most; -1: any number.",
    "wallets": "What money there is: see get_total and get_free.",
    "minimal_roi": "The profit (a fraction) at which a position is closed, by minutes since entry.",
    "stoploss": "The loss at which a position is closed, as a negative fraction: -0.1 is 10 %.",
    "max_open_trades": "How many positions may be open at once; -1: any number.",
    "timeframe": "The length of the candles that signals are made on, such as 5m or 1h.",
    "can_short": "Whether it opens short positions, which takes a futures market.",
    "trailing_stop": "Whether the stop follows the best price.",
    "position_adjustment_enable": "Whether adjust_trade_position is asked.",
    "process_only_new_candles": "Whether indicators are computed once per candle, not more often.",
    "startup_candle_count": "Candles that indicators need before their first true value.",
    "protections": "What pauses trading after losses: a list of Freqtrade's protections.",
    "order_types": "Which orders are sent for entries, exits and stops.",
    "order_time_in_force": "How long orders for entries and exits stand.",
    "stake_currency": "The currency that positions are paid in; the run says it.",
    "dp": "Candles of other pairs and timeframes: get_pair_dataframe(pair, timeframe).",
    "crossed_above": "True where the first rises through the second, a column or a number.",
    "crossed_below": "True where the first falls through the second, a column or a number.",
    "crossed": "True where the first passes the second, in either direction.",
}
"""What is said of what its package leaves undocumented, or explains by its own name."""

_TABLE_FIELDS = ("columns", "empty", "iloc", "index", "loc", "shape")

_TABLE = re.compile(
    r"_|plot|hist|boxplot|style|sparse|to_|from_|read_|set_flags|info$|memory_usage|eval$|isetitem"
    r"|r(?:add|sub|mul|div|truediv|floordiv|mod|pow)$"
)
"""Members of a table that draw, read or write, which a strategy has no need of."""

_PROVIDER = re.compile(
    r"_|add_pairlist|clear_cache|refresh|send_msg|get_producer|check_delisting|get_required_startup"
)
"""Members of the data provider that a bot works with, or that a backtest does not have."""

_TRADE = re.compile(
    r"_|bt_|add_bt|close_bt|remove_bt|commit|rollback|delete$|from_json|get_(?!custom_data)|query"
    r"|session|metadata|registry|recalc|reset|fee_updated|update|adjust_|validate|use_db|to_json"
    r"|record_version|sell_reason|buy_tag|nr_of_successful_(?:buys|sells)|set_(?!custom_data)"
    r"|stoploss_reinit|close$|total_open"
)
"""Members of a trade that Freqtrade itself works with."""


def completions() -> dict[str, Any]:
    """Return what is known of the installed packages, as the API tells it."""
    import freqtrade
    import freqtrade.strategy
    import pandas as pd
    import talib
    from freqtrade.data.dataprovider import DataProvider
    from freqtrade.persistence import Trade
    from freqtrade.strategy import IStrategy
    from technical import qtpylib

    return {
        "versions": {
            "freqtrade": freqtrade.__version__,
            "talib": talib.__version__,
            "pandas": pd.__version__,
        },
        "strategy_members": [*_methods(IStrategy, _INTERNAL), *_attributes(IStrategy)],
        "functions": [
            {**item, "module": "freqtrade.strategy"}
            for item in _functions(freqtrade.strategy, "freqtrade")
        ],
        "columns": [{"name": name, "documentation": _COLUMNS[name]} for name in _columns()],
        "modules": [
            _module("ta", "import talib.abstract as ta", _indicators()),
            _module("qtpylib", "from technical import qtpylib", _functions(qtpylib, "qtpylib")),
            _module(
                "dataframe",
                "",
                [*_methods(pd.DataFrame, _TABLE, "pandas"), *_table_fields(pd.DataFrame)],
            ),
            _module("trade", "", [*_methods(Trade, _TRADE), *_fields(Trade, _TRADE)]),
            _module("dp", "", _methods(DataProvider, _PROVIDER)),
        ],
    }


def completions_text() -> str:
    """Return the text of the shipped file."""
    return json.dumps(completions(), indent=1, ensure_ascii=False) + "\n"


def _module(name: str, imported: str, members: Iterable[Described]) -> dict[str, Any]:
    """Return a name and its members; ``imported`` is the line that brings it into a file."""
    return {"name": name, "imported": imported, "members": list(members)}


def _columns() -> list[str]:
    """Return the columns that Freqtrade gives and takes."""
    from freqtrade.constants import DEFAULT_DATAFRAME_COLUMNS
    from freqtrade.enums import SignalTagType, SignalType

    signals = [kind.value for kind in (*SignalType, *SignalTagType)]
    return [*DEFAULT_DATAFRAME_COLUMNS, *signals]


def _methods(owner: type, without: re.Pattern[str], package: str = "") -> Iterator[Described]:
    """Return methods that are still to be used; others' additions to ``package`` are left out."""
    for name, member in inspect.getmembers(owner, inspect.isroutine):
        text = _documentation(member)
        foreign = not (getattr(member, "__module__", None) or package).startswith(package)
        if foreign or without.match(name) or text.lower().startswith("deprecated"):
            continue
        arguments, returned = _heading(member)
        yield {
            "name": name,
            "kind": "method",
            "signature": f"{name}({arguments}){returned}",
            "documentation": text,
            "insert": f"def {name}({arguments}){returned}:\n    $0",
        }


def _attributes(owner: type) -> Iterator[Described]:
    """Return the settings of a strategy, with the comments that stand above them."""
    source = textwrap.dedent(inspect.getsource(owner))
    lines = source.splitlines()
    [tree] = ast.parse(source).body
    for node in tree.body if isinstance(tree, ast.ClassDef) else ():
        target: ast.expr
        if isinstance(node, ast.AnnAssign):
            target, kind = node.target, f": {ast.unparse(node.annotation)}"
        elif isinstance(node, ast.Assign):
            [target], kind = node.targets, ""
        else:
            continue
        if not isinstance(target, ast.Name) or _INTERNAL.match(target.id):
            continue
        default = f" = {ast.unparse(node.value)}" if node.value is not None else ""
        yield {
            "name": target.id,
            "kind": "attribute",
            "signature": f"{target.id}{kind}{default}",
            "documentation": _WORDS.get(target.id) or _comment_above(lines, node.lineno - 1),
            "insert": f"{target.id} = $0",
        }


def _comment_above(lines: list[str], at: int) -> str:
    found: list[str] = []
    while at > 0 and (line := lines[at - 1].strip()).startswith("#"):
        found.insert(0, line.lstrip("# "))
        at -= 1
    return " ".join(found)


def _table_fields(table: type) -> Iterator[Described]:
    for name in _TABLE_FIELDS:
        text = _documentation(getattr(table, name))
        yield {
            "name": name,
            "kind": "attribute",
            "signature": name,
            "documentation": text,
            "insert": name,
        }


def _fields(owner: type, without: re.Pattern[str]) -> Iterator[Described]:
    """Return what a trade has, by its columns and properties."""
    for name, member in inspect.getmembers(owner):
        if without.match(name) or inspect.isroutine(member) or name in {"strategy", "orders"}:
            continue
        kind = str(owner.__annotations__.get(name, ""))
        text = re.sub(r"(?:\w+\.)+(?=\w)", "", re.sub(r"Mapped\[(.*)\]", r"\1", kind))
        yield {
            "name": name,
            "kind": "attribute",
            "signature": f"{name}: {text}" if text else name,
            "documentation": _documentation(member) if isinstance(member, property) else "",
            "insert": name,
        }


def _functions(module: Any, package: str) -> Iterator[Described]:
    """Return the functions and decorators of a module that are of ``package`` itself."""
    for name, member in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("_") or package not in member.__module__.split("."):
            continue
        arguments, returned = _heading(member)
        yield {
            "name": name,
            "kind": "function",
            "signature": f"{name}({arguments}){returned}",
            "documentation": _documentation(member) or _WORDS.get(name, ""),
            "insert": f"{name}($0)",
        }


def _indicators() -> Iterator[Described]:
    """Return TA-Lib's functions as ``talib.abstract`` calls them: with a table of candles."""
    import talib
    import talib.abstract

    for name in sorted(talib.get_functions()):
        told = talib.abstract.Function(name).info
        given = [f"{key}={value}" for key, value in told["parameters"].items()]
        # A single column may be chosen; several are taken by their names.
        given += [f"{key}={of!r}" for key, of in told["input_names"].items() if key == "price"]
        stops = [f"{key}=${{{at}:{told['parameters'][key]}}}" for at, key in _counted(told)]
        outputs = told["output_names"]
        gives = "a column" if len(outputs) == 1 else f"a table of {', '.join(outputs)}"
        yield {
            "name": name,
            "kind": "function",
            "signature": f"{name}({', '.join(['dataframe', *given])})",
            "documentation": f"{told['display_name']} ({told['group']}). "
            f"Reads {', '.join(_read(told['input_names']))}; gives {gives}.",
            "insert": f"{name}({', '.join(['dataframe', *stops])})",
        }


def _counted(told: dict[str, Any]) -> Iterable[tuple[int, str]]:
    return enumerate(told["parameters"], start=1)


def _read(names: dict[str, Any]) -> Iterator[str]:
    for value in names.values():
        yield from [value] if isinstance(value, str) else value


def _heading(member: Callable[..., Any]) -> tuple[str, str]:
    """Return the arguments and what is returned, as the source writes them."""
    try:
        found = ast.parse(textwrap.dedent(inspect.getsource(member))).body[0]
    except (OSError, TypeError, SyntaxError):
        found = None  # made by a decorator, or compiled
    if not isinstance(found, ast.FunctionDef):
        return str(inspect.signature(member))[1:].rpartition(")")[0], ""
    returned = f" -> {ast.unparse(found.returns)}" if found.returns is not None else ""
    return ast.unparse(found.args), returned


def _documentation(member: Any) -> str:
    """Return the first paragraph of a docstring, on one line."""
    text = inspect.getdoc(member) or ""
    first = _PARAGRAPH_ENDS.split(f"\n{text}")[0]
    return textwrap.shorten(first, LONGEST_TEXT, placeholder=" …")


if __name__ == "__main__":
    sys.stdout.write(completions_text())

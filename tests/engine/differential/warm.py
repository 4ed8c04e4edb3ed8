"""A process that has imported Freqtrade and forks one child for each backtest.

    python warm.py

Each line of standard input is a JSON list ``[FOLDER, OUTPUT]``: the case staged in ``FOLDER`` is
backtested by the installed Freqtrade, unchanged but for the network: the exchange's markets, and
the leverage tiers that Freqtrade does not ship, come from files. ``OUTPUT`` receives JSON: trades
and counts as Freqtrade reports them, or the error that it ended in. A line answers each.
Nothing of HyperTrade is imported.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import Any

from ccxt.async_support import Exchange as AsyncExchange
from freqtrade.commands import Arguments
from freqtrade.commands.optimize_commands import setup_optimize_configuration
from freqtrade.enums import RunMode
from freqtrade.exchange import Exchange, exchange
from freqtrade.optimize.backtesting import Backtesting
from freqtrade.system import gc_set_threshold
from freqtrade.util import get_dry_run_wallet
from sqlalchemy.orm import configure_mappers

from bench.plain_freqtrade import feed_markets

COUNTS = (
    "rejected_signals",
    "timedout_entry_orders",
    "timedout_exit_orders",
    "canceled_trade_entries",
    "canceled_entry_orders",
    "replaced_entry_orders",
    "final_balance",
)


FLAGS = frozenset({"enable_protections"})
NAMES = {"userdir": "user_data_dir", "cache": "backtest_cache"}
"""Options that are called otherwise once they are parsed."""

LATE = (
    "freqtrade.data.history.datahandlers.featherdatahandler",
    "freqtrade.plugins.pairlist.StaticPairList",
    "freqtrade.plugins.protections.cooldown_period",
    "freqtrade.plugins.protections.max_drawdown_protection",
    "freqtrade.strategy",
    "pyarrow.dataset",
    "pyarrow.feather",
    "talib.abstract",
    "technical.qtpylib",
)


def main() -> None:
    """Answer until standard input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    # What Freqtrade imports and sets up during a backtest, once for all of them.
    for name in LATE:
        importlib.import_module(name)
    configure_mappers()
    _command()
    gc.collect()
    gc.freeze()
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        folder, output = map(Path, json.loads(line))
        child = os.fork()
        if child == 0:
            _answer(folder, output)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        answers.write(f"{status}\n")
        answers.flush()


def _answer(folder: Path, output: Path) -> None:
    try:
        result = backtest(folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the referee's answer
        result = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
    output.write_text(json.dumps(result))


def backtest(folder: Path) -> dict[str, Any]:
    """Run the backtest in ``folder`` as ``freqtrade backtesting`` does, without its report."""
    feed_markets(json.loads((folder / "markets.json").read_text()))
    _remember_nothing_else()
    _feed_tiers(json.loads((folder / "tiers.json").read_text()))
    arguments = json.loads((folder / "arguments.json").read_text())
    # As freqtrade.main.main and start_backtesting do.
    gc_set_threshold()
    config = setup_optimize_configuration(parsed(arguments), RunMode.BACKTEST)
    logging.getLogger("freqtrade").setLevel(logging.ERROR)
    backtesting = Backtesting(config)
    with backtesting.progress:
        data, timerange = backtesting.load_bt_data()
        (strategy,) = backtesting.strategylist
        start, stop = backtesting.backtest_one_strategy(strategy, data, timerange)
    content = backtesting.all_bt_content[strategy.get_strategy_name()]
    rows = content["results"].drop(columns=["open_date", "close_date"]).to_dict(orient="records")
    return {
        "trades": rows,
        "fee": backtesting.fee,
        "starting_balance": get_dry_run_wallet(config),
        "locks": len(content["locks"]),
        "start": int(start.timestamp() * 1000),
        "stop": int(stop.timestamp() * 1000),
        **{name: content[name] for name in COUNTS},
    }


@cache
def _command() -> dict[str, Any]:
    """Return what Freqtrade makes of a ``backtesting`` without options."""
    known: dict[str, Any] = Arguments(["backtesting"]).get_parsed_arg()
    return known


def parsed(arguments: list[str]) -> dict[str, Any]:
    """Return what ``Arguments`` makes of ``arguments``.

    Its parser of all commands takes a third of a short backtest to build, so it is asked once, and
    the options, each with one value or none, are put in here.
    """
    found = dict(_command())
    words = iter(arguments[1:])
    for option in words:
        name = option.removeprefix("--").replace("-", "_")
        if name in FLAGS:
            found[name] = True
            continue
        value = next(words)
        found[NAMES.get(name, name)] = [value] if name == "config" else value
    return found


def _remember_nothing_else() -> None:
    """Leave empty what an exchange's own ``fetch_markets`` notes beside the markets."""
    load_markets = AsyncExchange.load_markets

    async def load(self: Any, reload: bool = False, params: dict[str, Any] | None = None) -> Any:
        for name in self.options.get("marketHelperProps", ()):
            self.options.setdefault(name, None)
        return await load_markets(self, reload, params)

    AsyncExchange.load_markets = load


def _feed_tiers(tiers: dict[str, Any]) -> None:
    """Answer for the leverage that exchanges allow; Binance's is a file of Freqtrade's own."""

    def load_leverage_tiers(self: Any) -> dict[str, Any]:
        return tiers if self.trading_mode == exchange.TradingMode.FUTURES else {}

    for each in (Exchange, *Exchange.__subclasses__()):
        if "load_leverage_tiers" in vars(each) and each.__name__ != "Binance":
            each.load_leverage_tiers = load_leverage_tiers


if __name__ == "__main__":
    main()

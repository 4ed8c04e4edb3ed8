"""The lean start changes when modules load, not what they are."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

_QUESTIONS = """
import inspect, json, sys
import ccxt, ccxt.async_support, ccxt.pro
import ccxt.async_support.binanceusdm
from ccxt import TICK_SIZE, Precise, kraken as by_name
from freqtrade.exchange import exchange_utils
answers = {
    "version": ccxt.__version__,
    "exchanges": [ccxt.exchanges, ccxt.async_support.exchanges, ccxt.pro.exchanges],
    "all": [len(ccxt.__all__), len(ccxt.async_support.__all__)],
    "constants": [TICK_SIZE, ccxt.SIGNIFICANT_DIGITS, ccxt.ROUND_UP],
    "errors": sorted(
        n for n, c in vars(ccxt).items() if inspect.isclass(c) and issubclass(c, Exception)
    ),
    "by name": by_name.__name__ + str(inspect.isclass(by_name)),
    "classes": [
        [p.__name__, name, inspect.isclass(getattr(p, name)), getattr(p, name).__module__,
         [c.__module__ for c in getattr(p, name).__mro__], getattr(p, name)().precisionMode]
        for p in (ccxt, ccxt.async_support, ccxt.pro)
        for name in ("binance", "binanceusdm", "bitfinex", "kraken", "okx", "bybit", "gate")
    ],
    "has": ccxt.bitfinex().has,
    "features": ccxt.pro.binance().features,
    "missing": [hasattr(ccxt, "nosuch"), hasattr(ccxt.pro, "nosuch")],
    "known": exchange_utils.is_exchange_known_ccxt("bitfinex"),
}
import scipy.stats, aiohttp
answers["later"] = [
    scipy.stats.norm.cdf(0.0), aiohttp.ClientSession.__name__, aiohttp.WSMsgType.TEXT.name
]
print(json.dumps(answers, default=str))
"""


def _ask(prelude: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", prelude + _QUESTIONS],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def test_everything_imported_leanly_is_what_it_was() -> None:
    lean = _ask(
        "from hypertrade_jobs.run import lean\nlean.prepare()\n"
        "import freqtrade.optimize.backtesting\nlean.settle()\n"
    )
    plain = _ask("import freqtrade.optimize.backtesting\n")
    assert lean == plain


@pytest.mark.parametrize(
    "module",
    ["ccxt.binance", "ccxt.pro.kraken", "scipy.stats._stats_py", "aiohttp.client", "telegram"],
)
def test_what_a_backtest_never_uses_is_not_imported(module: str) -> None:
    code = (
        "from hypertrade_jobs.run import lean; lean.prepare()\n"
        "import hypertrade_jobs.run.child, sys\n"
        f"sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_collector_is_back_after_the_start() -> None:
    code = (
        "from hypertrade_jobs.run import lean; lean.prepare()\n"
        "import gc, sys, freqtrade.optimize.backtesting\n"
        "assert not gc.isenabled()\nlean.settle()\n"
        "sys.exit(not (gc.isenabled() and gc.get_freeze_count() > 10_000))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

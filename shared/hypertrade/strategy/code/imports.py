"""Modules and builtins that a strategy has no need of, and modules that are not there.

The check informs; what protects is the confinement in which code strategies run.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.strategy.code.module import Module
    from hypertrade.strategy.code.report import Report
from hypertrade.strategy.code.vocabulary import words

KNOWN_MODULES = words(
    """
    freqtrade talib technical pandas numpy pandas_ta scipy joblib cachetools dateutil
    pytz typing_extensions
    """
)
"""Third-party modules that strategies use and the backtest brings along."""

_REASONS = {
    "reaches the machine it runs on": """
        os sys subprocess ctypes _ctypes signal resource fcntl mmap pty runpy site atexit gc
        faulthandler posix nt psutil
    """,
    "reads or writes files": """
        pathlib shutil tempfile glob io fileinput sqlite3 shelve dbm zipfile tarfile gzip bz2 lzma
        sqlalchemy h5py
    """,
    "talks to the network": """
        socket ssl requests urllib urllib3 http httpx aiohttp websocket websockets ftplib smtplib
        imaplib poplib telnetlib xmlrpc socketserver asyncio select selectors webbrowser ccxt
        telegram paramiko grpc yfinance tweepy
    """,
    "loads code from data": "pickle marshal dill cloudpickle joblib",
    "changes what the interpreter does": """
        importlib builtins imp pkgutil zipimport code codeop
    """,
    "starts threads or processes": "threading multiprocessing concurrent _thread",
}
_REASON_OF = {name: reason for reason, names in _REASONS.items() for name in names.split()}

_UNSAFE_CALLS = words(
    """
    open eval exec compile __import__ input breakpoint globals vars exit quit
    """
)
_UNSAFE_ATTRIBUTES = words(
    """
    __subclasses__ __globals__ __builtins__ __bases__ __base__ __mro__ __code__ __closure__
    __getattribute__ __reduce__ __reduce_ex__ __loader__ __spec__ __import__ __func__
    f_globals f_locals f_back f_builtins gi_frame tb_frame __subclasshook__
    """
)
_FILE_METHODS = re.compile(
    r"^(read_(csv|pickle|parquet|feather|json|excel|hdf|sql|table|html|xml)"
    r"|to_(csv|pickle|parquet|feather|excel|hdf|sql)|savetxt|loadtxt|genfromtxt|memmap)$"
)
_CONFINED = (
    "It runs confined, without files or network, so this will fail; compute it from candles."
)


def check_imports(module: Module, report: Report) -> None:
    """Report unsafe and missing modules, and uses of builtins and attributes that reach outside."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                _check_module(alias.name, node, report)
        elif isinstance(node, ast.ImportFrom):
            _check_from(node, report)
        elif isinstance(node, ast.Call):
            _check_call(module, node, report)
        elif isinstance(node, ast.Attribute) and node.attr in _UNSAFE_ATTRIBUTES:
            _warn_dunder(node, node.attr, report)
        elif isinstance(node, ast.Name) and node.id == "__builtins__":
            _warn_dunder(node, node.id, report)


def _check_from(node: ast.ImportFrom, report: Report) -> None:
    if node.level:
        report.error(
            "missing-module",
            node,
            f"`from {'.' * node.level}{node.module or ''} import ...` needs a file beside this one",
            "A strategy is one file: put what it needs into it.",
        )
    elif node.module:
        _check_module(node.module, node, report)


def _check_module(name: str, node: ast.stmt, report: Report) -> None:
    top = name.partition(".")[0]
    reason = _REASON_OF.get(top)
    if reason:
        report.warning("unsafe-import", node, f"`{name}` {reason}", _CONFINED)
    if not _available(top):
        report.error(
            "missing-module",
            node,
            f"there is no module `{top}` where backtests run",
            "Use pandas, numpy, talib, technical or pandas_ta, or put the code in the file.",
        )


@cache
def _available(top: str) -> bool:
    """Tell whether a top-level module can be imported; looking it up executes nothing of it."""
    if top in sys.stdlib_module_names or top in KNOWN_MODULES:
        return True
    try:
        return importlib.util.find_spec(top) is not None
    except (ImportError, ValueError):
        return False


def _check_call(module: Module, node: ast.Call, report: Report) -> None:
    func = node.func
    if isinstance(func, ast.Name) and func.id in _UNSAFE_CALLS and _is_builtin(module, func.id):
        report.warning(
            "unsafe-call",
            node,
            f"`{func.id}()` has no place in a strategy",
            _CONFINED,
        )
    elif isinstance(func, ast.Name) and func.id in {"getattr", "setattr", "hasattr", "delattr"}:
        for word in node.args[1:2]:
            if isinstance(word, ast.Constant) and word.value in _UNSAFE_ATTRIBUTES:
                _warn_dunder(node, str(word.value), report)
    elif isinstance(func, ast.Attribute) and _FILE_METHODS.match(func.attr):
        report.warning("unsafe-call", node, f"`{func.attr}()` reads or writes a file", _CONFINED)


def _is_builtin(module: Module, name: str) -> bool:
    return hasattr(builtins, name) and name not in module.functions and name not in module.origins


def _warn_dunder(node: ast.AST, name: str, report: Report) -> None:
    report.warning(
        "unsafe-attribute",
        node,
        f"`{name}` reaches into Python's own machinery",
        "A strategy has no need of it: remove it.",
    )

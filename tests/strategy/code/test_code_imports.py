"""Modules and builtins that reach outside are listed, with their line."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import pytest
from hypertrade.strategy.code import inspect_code
from hypertrade.strategy.code.imports import KNOWN_MODULES

Build = Callable[..., str]


def codes(source: str) -> list[tuple[str, str, int]]:
    found = inspect_code(source).findings
    return [(each.code, each.severity.value, each.line) for each in found]


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "import sys",
        "import subprocess",
        "import socket",
        "import requests",
        "from urllib.request import urlopen",
        "import http.client",
        "import ctypes",
        "import pickle as p",
        "import importlib",
        "import threading",
        "from multiprocessing import Pool",
        "from concurrent.futures import ThreadPoolExecutor",
        "from pathlib import Path",
        "import asyncio",
        "import builtins",
        "import joblib",
    ],
)
def test_an_unsafe_import_is_a_warning(build: Build, line: str) -> None:
    assert codes(build(top=line + "\n")) == [("unsafe-import", "warning", 1)]


@pytest.mark.parametrize(
    "line",
    [
        "import math, logging, functools, typing, datetime, json, re, random, time, warnings",
        "from __future__ import annotations",
        "import scipy.stats",
        "import pandas_ta as pta",
        "import talib",
        "import technical.indicators as ftt",
        "from freqtrade.persistence import Trade, PairLocks",
        "import freqtrade.vendor.qtpylib.indicators as qtpylib",
        "from cachetools import TTLCache",
    ],
)
def test_what_strategies_need_is_fine(build: Build, line: str) -> None:
    assert codes(build(top=line + "\n")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import no_such_module",
        "from no_such_module.part import x",
        "from . import mine",
        "from .a import b",
    ],
)
def test_a_module_that_is_not_there_is_an_error(build: Build, line: str) -> None:
    assert codes(build(top=line + "\n")) == [("missing-module", "error", 1)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("open('/etc/passwd')", "unsafe-call"),
        ("x = eval('1')", "unsafe-call"),
        ("exec('x = 1')", "unsafe-call"),
        ("compile('1', '', 'eval')", "unsafe-call"),
        ("x = __import__('os')", "unsafe-call"),
        ("x = globals()", "unsafe-call"),
        ("x = pd.read_csv('x.csv')", "unsafe-call"),
        ("dataframe.to_csv('x.csv')", "unsafe-call"),
        ("x = ().__class__.__bases__", "unsafe-attribute"),
        ("x = object.__subclasses__()", "unsafe-attribute"),
        ("x = self.bot_start.__globals__", "unsafe-attribute"),
        ("x = getattr(object, '__subclasses__')", "unsafe-attribute"),
        ("x = __builtins__", "unsafe-attribute"),
    ],
)
def test_reaching_outside_is_a_warning(build: Build, line: str, code: str) -> None:
    assert codes(build(line)) == [(code, "warning", 13)]


@pytest.mark.parametrize(
    "line",
    [
        "name = self.__class__.__name__",
        "x = dataframe['open']",
        "dataframe['x'] = dataframe.eval('close > open')",
        "x = getattr(ta, 'RSI')",
        "x = super().populate_indicators",
    ],
)
def test_harmless_look_alikes_are_fine(build: Build, line: str) -> None:
    assert codes(build(line)) == []


def test_an_own_function_of_a_builtin_s_name_is_fine(build: Build) -> None:
    assert codes(build("x = compile(1)", top="def compile(x):\n    return x\n")) == []


def test_imports_inside_functions_count(build: Build) -> None:
    assert codes(build("import os")) == [("unsafe-import", "warning", 13)]


@pytest.mark.parametrize("name", sorted(KNOWN_MODULES))
def test_what_is_promised_is_installed(name: str) -> None:
    assert find_spec(name)

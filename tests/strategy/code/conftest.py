"""Strategy files to inspect."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

import pytest

Build = Callable[..., str]
HEAD = """\
import numpy as np
import pandas as pd
import talib.abstract as ta
from freqtrade.strategy import IStrategy, IntParameter, informative, merge_informative_pair
from technical import qtpylib

class Example(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "1h"
    stoploss = -0.1
"""


@pytest.fixture
def build() -> Build:
    """Give a function that builds a strategy file around a few lines."""

    def make(
        indicators: str = "",
        *,
        entry: str = "",
        leave: str = "",
        body: str = "",
        top: str = "",
    ) -> str:
        parts = [top, HEAD, indent(body, "    ")]
        for name, lines in (
            ("indicators", indicators),
            ("entry_trend", entry),
            ("exit_trend", leave),
        ):
            parts += [
                f"\n    def populate_{name}(self, dataframe, metadata):\n",
                indent(lines.rstrip("\n") + "\n", "        ") if lines else "",
                "        return dataframe\n",
            ]
        return "".join(parts)

    return make

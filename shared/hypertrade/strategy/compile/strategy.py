"""Putting the compiled file together."""

from __future__ import annotations

import re
from typing import Literal, cast

from hypertrade.domain.market import timeframe_minutes
from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.callbacks import Callbacks
from hypertrade.strategy.compile.frames import Frame
from hypertrade.strategy.compile.helpers import HELPERS
from hypertrade.strategy.compile.names import Namespace, class_name
from hypertrade.strategy.compile.operands import Operands
from hypertrade.strategy.compile.parameters import declarations, tuned_indicators
from hypertrade.strategy.compile.result import CompiledStrategy
from hypertrade.strategy.compile.settings import NO_STOP, Settings, attribute
from hypertrade.strategy.compile.signals import Signals
from hypertrade.strategy.compile.startup import Startup
from hypertrade.strategy.compile.values import Numbers, literal
from hypertrade.strategy.spec import Indicator, Price, ShareStake, StrategySpec

_COLUMNS = (
    *("date", "open", "high", "low", "close", "volume", "date_merge"),
    *("enter_long", "enter_short", "exit_long", "exit_short", "enter_tag", "exit_tag"),
    *("buy", "sell", "buy_tag"),
)
"""Columns Freqtrade itself uses."""
_FREQTRADE = (
    "CategoricalParameter",
    "DecimalParameter",
    "IntParameter",
    "IStrategy",
    "Trade",
    "informative",
    "stoploss_from_absolute",
    "stoploss_from_open",
    "timeframe_to_prev_date",
)


def compile_spec(spec: StrategySpec, *, trace: bool = False) -> CompiledStrategy:
    """Return the Freqtrade file of ``spec``; the same spec always gives the same text.

    With ``trace`` the file also stores every condition as a boolean column, for diagnosis; its
    signals are the same.
    """
    return _Compiler(spec, trace=trace).compile()


class _Compiler:
    def __init__(self, spec: StrategySpec, *, trace: bool) -> None:
        self._spec = spec
        self._numbers = Numbers(spec.parameters)
        self._helpers: set[str] = set()
        columns = Namespace(_COLUMNS)
        used = [getattr(node, "timeframe", None) for node in spec.nodes() if node is not spec]
        higher = sorted({str(name) for name in used if name}, key=timeframe_minutes)
        self._frames: dict[str | None, Frame] = {
            timeframe: Frame(timeframe, self._numbers, columns, self._helpers)
            for timeframe in (None, *higher)
        }
        for name in ("open", "high", "low", "close", "volume", "date"):
            for timeframe in higher:
                columns.claim(f"{name}_{timeframe}")
        self._settings = Settings(spec, self._numbers)
        self._operands = Operands(self._numbers, self._frames)
        self._signals = Signals(spec, self._operands, trace=trace)

    def compile(self) -> CompiledStrategy:
        spec = self._spec
        atr = self._expect()
        entry, leaving = self._signals.entries(), self._signals.exits()
        column = self._frames[None].source(atr) if atr else None
        startup = Startup(spec, self._numbers).of(spec)
        callbacks = Callbacks(spec, self._numbers, self._settings, column)
        name = class_name(spec.name)
        methods = [*self._populate(), entry, leaving, *callbacks.all()]
        lines = [
            f"class {name}(IStrategy):",
            *self._docstring(),
            "",
            *layout.blocks([*self._attributes(max(startup.values())), *methods]),
        ]
        source = self._file(lines)
        return CompiledStrategy(
            class_name=name,
            source=source,
            startup_candles=max(startup.values()),
            informative_timeframes=tuple(list(startup)[1:]),
            startup_by_timeframe=startup,
            can_short=spec.direction != "long",
            parameters=self._numbers.attributes,
            stake_amount=cast("float | Literal['unlimited'] | None", self._settings.stake()),
            trace=tuple(self._signals.trace),
        )

    def _expect(self) -> Indicator | None:
        """Tell each timeframe what will be asked of it; return the ATR stop's indicator."""
        atr = None
        if self._spec.atr_stop is not None:
            atr = Indicator(name="atr", params={"period": self._spec.atr_stop.period})
            self._frames[None].expect(atr)
        nested = {id(node.source) for node in self._spec.nodes() if isinstance(node, Indicator)}
        for node in self._spec.nodes():
            if isinstance(node, Indicator | Price) and id(node) not in nested:
                self._frames[node.timeframe].expect(node)
        return atr

    # The class

    def _docstring(self) -> list[str]:
        spec = self._spec
        first = f'    """{spec.name}: {spec.direction} on {spec.timeframe} candles.'
        return [
            first,
            "",
            "    Compiled by HyperTrade from a typed strategy; it needs Freqtrade alone.",
            '    """',
        ]

    def _attributes(self, startup: int) -> list[list[str]]:
        spec = self._spec
        short = spec.direction != "long"
        basics = [
            "    INTERFACE_VERSION = 3",
            "",
            f'    timeframe = "{spec.timeframe}"',
            f"    can_short = {short}",
            f"    startup_candle_count = {startup}",
            "    process_only_new_candles = True",
            "    use_exit_signal = True",
            f"    exit_profit_only = {spec.exit_only_in_profit}",
            f"    ignore_roi_if_entry_signal = {spec.ignore_roi_while_entry_holds}",
        ]
        plan: list[str] = []
        for item in self._settings.all():
            if item.name == "minimal_roi" and item.default != "{}":
                plan += layout.comment("Profit to close at, from that many minutes on", 4)
            if item.name == "stoploss" and item.default == NO_STOP:
                plan += layout.comment("Freqtrade wants a stop loss; this one is all but none", 4)
            plan += attribute(item.name, item.default, 4)
        if self._settings.custom_stop:
            plan.append("    use_custom_stoploss = True")
        tunables = declarations(spec, self._numbers)
        if tunables:
            head = layout.comment("Tunable parameters", 4)
            if tuned_indicators(spec):
                note = "Some stand inside indicators: hyperopt them with --analyze-per-epoch."
                head = layout.comment(f"Tunable parameters. {note}", 4)
            tunables = [*head, *tunables]
        return [basics, plan, self._stake(), tunables]

    def _stake(self) -> list[str]:
        stake = self._settings.stake()
        if stake is None:
            return []
        note = "The configuration's stake_amount wins over this one: set it to the same."
        if isinstance(self._spec.stake, ShareStake):
            note = "The share is taken in custom_stake_amount; set the configuration to the same."
        value = '"unlimited"' if stake == "unlimited" else literal(float(stake))
        return [*layout.comment(note, 4), f"    stake_amount = {value}"]

    def _populate(self) -> list[list[str]]:
        methods: list[list[str]] = []
        arguments = "(self, dataframe: DataFrame, metadata: dict) -> DataFrame:"
        for timeframe, frame in self._frames.items():
            name = f"populate_indicators{f'_{timeframe}' if timeframe else ''}"
            lines = [f'    @informative("{timeframe}")'] if timeframe else []
            lines.append(f"    def {name}{arguments}")
            body = frame.lines()
            lines += (
                [*body, "", "        return dataframe"] if body else ["        return dataframe"]
            )
            methods.append(lines)
        return [*methods[1:], methods[0]]

    # The file

    def _file(self, body: list[str]) -> str:
        helpers = [HELPERS[name].rstrip("\n").split("\n") for name in sorted(self._helpers)]
        text = "\n".join(line for group in [*helpers, body] for line in group)
        parts = [*self._imports(text)]
        for group in [*helpers, body]:
            parts += ["", "", *group]
        return "\n".join(parts) + "\n"

    def _imports(self, text: str) -> list[str]:
        standard = [name for name in ("datetime", "timedelta") if _names(text, name)]
        pandas = ["DataFrame"] + (["Series"] if _names(text, "Series") else [])
        lines = [f"from datetime import {', '.join(standard)}", ""] if standard else []
        if "np." in text:
            lines.append("import numpy as np")
        if "pd." in text:
            lines.append("import pandas as pd")
        if "ta." in text:
            lines.append("import talib.abstract as ta")
        freqtrade = [name for name in _FREQTRADE if _names(text, name)]
        line = f"from freqtrade.strategy import {', '.join(freqtrade)}"
        if len(line) <= layout.WIDTH:
            lines.append(line)
        else:
            lines += ["from freqtrade.strategy import (", *(f"    {n}," for n in freqtrade), ")"]
        lines.append(f"from pandas import {', '.join(pandas)}")
        if "qtpylib." in text:
            lines.append("from technical import qtpylib")
        return lines


def _names(text: str, name: str) -> bool:
    """Tell whether the source ``text`` uses ``name`` as a word of its own."""
    return re.search(rf"(?<![\w.\"]){name}\b(?!\")", text) is not None

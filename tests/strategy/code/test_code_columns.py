"""Columns that nothing writes are found; names that only running the file would tell are not."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypertrade.strategy.code import inspect_code
from hypertrade.strategy.code.vocabulary import FRAME_ATTRIBUTES

Build = Callable[..., str]
USE = "dataframe.loc[dataframe['{}'] > 0, 'enter_long'] = 1"


def missing(source: str) -> list[tuple[int, str]]:
    found = inspect_code(source).findings
    return [(each.line, each.message) for each in found if each.code == "missing-column"]


WRITES = {
    "plain": ("dataframe['rsi'] = ta.RSI(dataframe)", "rsi", "rsl"),
    "attribute": ("dataframe['rsi'] = ta.RSI(dataframe)\nx = dataframe.rsi", "rsi", "rsi2"),
    "loc": ("dataframe.loc[dataframe['close'] > 1, 'up'] = 1", "up", "down"),
    "loc list": ("dataframe.loc[:, ['a', 'b']] = 0", "b", "c"),
    "list": (
        "dataframe[['a', 'b']] = ta.BBANDS(dataframe)[['upperband', 'lowerband']]",
        "b",
        "upperband",
    ),
    "tuple": ("dataframe['a'], dataframe['b'] = 1, 2", "a", "z"),
    "unpacked": ("dataframe['m'], dataframe['s'], _ = ta.MACD(dataframe['close'])", "s", "h"),
    "constant": ("name = 'ema_' + str(20)\ndataframe[name] = 1", "ema_20", "ema_21"),
    "format": ("n = 5\ndataframe[f'ema_{n}'] = 1", "ema_5", "ema_6"),
    "class attribute": ("dataframe[f'ema_{self.slow}'] = 1", "ema_200", "ema_100"),
    "loop": ("for n in (5, 9):\n    dataframe[f'ema_{n}'] = 1", "ema_9", "sma_9"),
    "percent": ("for n in (5, 9):\n    dataframe['ema_%d' % n] = 1", "ema_9", "sma_9"),
    "braces": ("for n in (5, 9):\n    dataframe['ema_{}'.format(n)] = 1", "ema_9", "sma_9"),
    "parameter": ("dataframe[f'ema_{self.fast.value}'] = 1", "ema_12", "sma_12"),
    "assign": ("dataframe = dataframe.assign(a=1)", "a", "b"),
    "insert": ("dataframe.insert(0, 'a', 1)", "a", "b"),
    "rename": ("dataframe['q'] = 1\ndataframe = dataframe.rename(columns={'q': 'a'})", "a", "b"),
    "copy": ("df = dataframe.copy()\ndf['a'] = 1\ndataframe = df", "a", "b"),
    "method": ("dataframe = self.helper(dataframe)", "helped", "help"),
    "in place": ("self.helper(dataframe)", "helped", "help"),
    "function": ("dataframe = outside(dataframe)", "outer", "inner"),
    "asked keys": (
        "if 'a' in list(dataframe.keys()) + []:\n    pass\nif 'a' in dataframe.keys():\n    pass",
        "a",
        "b",
    ),
    "asked": ("if 'a' not in dataframe.columns:\n    pass", "a", "b"),
    "merged": (
        (
            "inf = self.dp.get_pair_dataframe(metadata['pair'], '4h')\ninf['rsi'] = ta.RSI(inf)\n"
            "dataframe = merge_informative_pair(dataframe, inf, self.timeframe, '4h', ffill=True)"
        ),
        "rsi_4h",
        "rsi",
    ),
    "merged base": (
        (
            "inf = self.dp.get_pair_dataframe(metadata['pair'], '4h')\n"
            "dataframe = merge_informative_pair(dataframe, inf, self.timeframe, '4h', ffill=True)"
        ),
        "close_4h",
        "close_8h",
    ),
    "decorated": ("pass", "rsi_1d", "rsi_4h"),
    "decorated base": ("pass", "close_1d", "open_1w"),
    "decorated asset": ("pass", "btc_usdt_sma_1d", "btc_sma_1d"),
    "decorated format": ("pass", "eth-ema", "eth-sma"),
}
BODY = """\
slow = 200
fast = IntParameter(5, 20, default=12, space="buy")

@informative("1d")
def populate_indicators_1d(self, dataframe, metadata):
    dataframe["rsi"] = ta.RSI(dataframe)
    return dataframe

@informative("1d", "BTC/{stake}")
def populate_indicators_btc(self, dataframe, metadata):
    dataframe["sma"] = ta.SMA(dataframe)
    return dataframe

@informative("1d", "ETH/USDT", fmt="{base}-{column}")
def populate_indicators_eth(self, dataframe, metadata):
    dataframe["ema"] = ta.EMA(dataframe)
    return dataframe

def helper(self, frame):
    frame["helped"] = 1
    return frame
"""
TOP = "def outside(df):\n    df['outer'] = 1\n    return df\n\n"


@pytest.mark.parametrize("way", WRITES)
def test_a_written_column_is_known_and_its_neighbour_is_not(build: Build, way: str) -> None:
    lines, there, absent = WRITES[way]
    assert missing(build(lines, entry=USE.format(there), body=BODY, top=TOP)) == []
    source = build(lines, entry=USE.format(absent), body=BODY, top=TOP)
    row = next(n for n, text in enumerate(source.splitlines(), 1) if f"'{absent}'] > 0" in text)
    found = missing(source)
    assert [line for line, _ in found] == [row]
    assert f"`populate_entry_trend` reads the column '{absent}'" in found[0][1]


UNCLEAR = [
    "dataframe = add_everything(dataframe)",
    "dataframe = other.enrich(dataframe, 5)",
    "other.enrich(dataframe)",
    "for name in self.names:\n    dataframe[name] = 1",
    "dataframe[metadata['pair']] = 1",
    "dataframe = pd.concat([dataframe, more], axis=1)",
    "dataframe = dataframe.join(more)",
    "dataframe = dataframe.merge(more, on='date')",
    "dataframe.ta.strategy('all')",
    "dataframe.ta.ema(length=10, append=True)",
    "dataframe = dataframe.rename(columns=str.lower)",
    "dataframe.columns = names",
    "dataframe = dataframe.assign(**more)",
    "dataframe = self.unknown(dataframe)",
    "dataframe = dataframe.pipe(something)",
    (
        "inf = self.dp.get_pair_dataframe(metadata['pair'], '4h')\n"
        "dataframe = merge_informative_pair(dataframe, inf, self.timeframe, '4h', ffill=True, "
        "append_timeframe=False)"
    ),
    "dataframe = self.freqai.start(dataframe, metadata, self)",
    "work = [dataframe]\nwork[0]['anything'] = 1",
]


@pytest.mark.parametrize("lines", UNCLEAR)
def test_what_is_not_clear_raises_no_alarm(build: Build, lines: str) -> None:
    assert missing(build(lines, entry=USE.format("anything"))) == []


def test_a_foreign_base_class_raises_no_alarm(build: Build) -> None:
    source = build(entry=USE.format("anything")).replace("(IStrategy)", "(Base)")
    assert missing("from elsewhere import Base\n" + source) == []


READS = [
    "x = dataframe['nope']",
    "x = dataframe[['close', 'nope']]",
    "x = dataframe.nope",
    "x = dataframe.loc[dataframe['close'] > 1, 'nope']",
    "x = dataframe['nope'].shift(1) > 0",
    "x = ta.EMA(dataframe, timeperiod=5, price='nope')",
    "x = qtpylib.crossed_above(dataframe['close'], dataframe['nope'])",
    "dataframe['x'] += dataframe['nope']\ndataframe['x'] = 1",
    "x = [dataframe['nope']]",
    "x = lambda: dataframe['nope']",
    "x = dataframe.copy()['nope']",
    "x = dataframe.iloc[5]['nope']",
]


@pytest.mark.parametrize("lines", READS)
def test_every_way_of_reading_counts(build: Build, lines: str) -> None:
    assert [message for _, message in missing(build(lines))] == [
        "`populate_indicators` reads the column 'nope', which nothing writes"
    ]


def test_a_column_written_only_later_is_missing(build: Build) -> None:
    found = missing(build(entry=USE.format("late"), leave="dataframe['late'] = 1"))
    assert found == [(16, "`populate_entry_trend` reads the column 'late' before it is written")]


def test_an_exit_sees_what_the_entry_wrote(build: Build) -> None:
    leave = "dataframe.loc[(dataframe['a'] > 0) & (dataframe['enter_long'] == 0), 'exit_long'] = 1"
    assert missing(build(entry="dataframe['a'] = 1", leave=leave)) == []


def test_a_handler_for_the_missing_column_is_respected(build: Build) -> None:
    lines = "try:\n    x = dataframe['nope']\nexcept KeyError:\n    x = 0"
    assert missing(build(lines)) == []


def test_callbacks_are_read_too(build: Build) -> None:
    body = """\
def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
    dataframe, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)
    last = dataframe.iloc[-1].squeeze()
    return last["rsi"] > 70 and last["nope"] > 1
"""
    found = missing(build("dataframe['rsi'] = 1", body=body))
    assert [message for _, message in found] == [
        "`custom_exit` reads the column 'nope', which nothing writes"
    ]


def test_other_tables_keep_their_columns_to_themselves(build: Build) -> None:
    lines = "bands = ta.BBANDS(dataframe)\nx = bands['upperband']\nd = {}\ny = d['key']"
    assert missing(build(lines)) == []
    assert len(missing(build(lines + "\nz = dataframe['upperband']"))) == 1


def test_the_remedy_names_the_likely_column(build: Build) -> None:
    source = build("dataframe['ema_slow'] = 1", entry=USE.format("ema_slwo"))
    (found,) = [each for each in inspect_code(source).findings if each.code == "missing-column"]
    assert found.remedy == "Did you mean 'ema_slow'?"


def test_every_attribute_of_a_dataframe_is_known() -> None:
    # qtpylib, once imported by anybody, adds methods of its own to every frame.
    public = {
        name
        for name in dir(pd.DataFrame)
        if not name.startswith("_")
        and getattr(getattr(pd.DataFrame, name), "__module__", "pandas").startswith("pandas")
    }
    assert len(public) > 150
    assert public <= FRAME_ATTRIBUTES

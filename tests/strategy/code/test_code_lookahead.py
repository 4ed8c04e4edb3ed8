"""Lookahead is found where it is, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypertrade.strategy.code import inspect_code

Build = Callable[..., str]

AHEAD = {
    "lookahead-shift": [
        "dataframe['x'] = dataframe['close'].shift(-1)",
        "dataframe['x'] = dataframe['close'].shift(periods=-3)",
        "n = 2\ndataframe['x'] = dataframe['close'].shift(-n)  # !",
        "n = -(1 + 1)\ndataframe['x'] = ta.RSI(dataframe).shift(n)  # !",
        "dataframe['x'] = dataframe['close'].shift(self.ahead)",
        "dataframe['x'] = dataframe['close'].shift(-self.horizon.value)",
        "dataframe['x'] = dataframe['close'].shift(-metadata['n'])",
        "dataframe['x'] = dataframe['close'].pct_change(-5)",
        "dataframe['x'] = dataframe['close'].diff(periods=-1)",
        "dataframe['x'] = np.roll(dataframe['close'], -1)",
        "dataframe['x'] = np.where(dataframe['close'].shift(-1) > dataframe['close'], 1, 0)",
        "dataframe['x'] = (\n    dataframe['close']\n    .shift(-1)  # !\n)",
        "dataframe['x'] = self.helper(dataframe)\n# found in the helper",
        "ichi = qtpylib.ichimoku(dataframe)\ndataframe['x'] = ichi['chikou_span']  # !",
        "for n in (1, 2):\n    dataframe[f'x{n}'] = dataframe['close'].shift(-n)  # !",
    ],
    "lookahead-aggregate": [
        "dataframe['x'] = dataframe['close'] / dataframe['close'].max()",
        "x = (dataframe['close'] - dataframe.close.mean()) / dataframe.close.std()  # !2",
        "mean = dataframe['volume'].mean()  # !\ndataframe['x'] = dataframe['volume'] > mean",
        "dataframe['x'] = dataframe['close'] > np.percentile(dataframe['close'], 90)",
        "dataframe['x'] = dataframe['close'] > max(dataframe['close'])",
        "dataframe['x'] = dataframe['close'].rank(pct=True)",
        "dataframe['x'] = dataframe['close'] > dataframe['close'].quantile(0.9)",
        "rsi = ta.RSI(dataframe)\ndataframe['x'] = rsi > rsi.median()  # !",
        "dataframe['x'] = (dataframe['high'] - dataframe['low']).abs().sum()",
        "dataframe['x'] = dataframe['close'].fillna(dataframe['close'].mean())",
        "dataframe['x'] = dataframe['close'].values.max()",
        "dataframe['x'] = dataframe[['open', 'close']].max().max()",
        (
            "inf = self.dp.get_pair_dataframe(metadata['pair'], '1d')\n"
            "dataframe['x'] = inf['close'].max()  # !"
        ),
    ],
    "lookahead-last-row": [
        "dataframe['x'] = dataframe['close'] / dataframe['close'].iloc[-1]",
        "dataframe['x'] = dataframe['close'] > dataframe.iloc[-1]['close']",
        "last = dataframe.tail(1)['close']  # !\ndataframe['x'] = last",
        "dataframe['x'] = dataframe['close'].values[-1]",
        "dataframe['x'] = dataframe['close'].to_numpy()[-1]",
        "dataframe['x'] = dataframe.loc[dataframe.index[-1], 'close']",
        "dataframe['x'] = dataframe['close'].iat[-2]",
        "dataframe['x'] = dataframe['close'].iloc[-20:].mean()",
        "dataframe['x'] = dataframe['close'].iloc[len(dataframe) - 1]",
    ],
    "lookahead-centred-window": [
        "dataframe['x'] = dataframe['close'].rolling(5, center=True).mean()",
        "dataframe['x'] = dataframe['close'].rolling(5, 1, True).max()",
        "dataframe['x'] = np.gradient(dataframe['close'])",
        "dataframe['x'] = np.convolve(dataframe['close'], [1, 1, 1], mode='same')",
        "dataframe['x'] = dataframe['low'].rolling(FixedForwardWindowIndexer(window_size=3)).min()",
        (
            "from scipy.signal import argrelextrema\n"
            "i = argrelextrema(dataframe['close'].values, np.greater, order=5)  # !"
        ),
    ],
    "lookahead-backfill": [
        "dataframe['x'] = dataframe['close'].bfill()",
        "dataframe = dataframe.bfill()",
        "dataframe['x'] = dataframe['close'].fillna(method='bfill')",
        "dataframe['x'] = dataframe['close'].interpolate()",
        "dataframe['x'] = dataframe['close'].backfill()",
    ],
    "lookahead-reversed": [
        "dataframe['x'] = dataframe['close'][::-1].rolling(5).max()",
        "dataframe['x'] = dataframe['close'].iloc[::-1].cummax()",
        "late = dataframe.sort_values('date', ascending=False)  # !\nx = late['close']",
    ],
    "lookahead-fit": [
        (
            "from sklearn.preprocessing import MinMaxScaler\n"
            "dataframe['x'] = MinMaxScaler().fit_transform(dataframe[['close']])  # !"
        ),
        "dataframe['x'] = pd.qcut(dataframe['close'], 4, labels=False)",
        "dataframe['x'] = pd.cut(dataframe['close'], 10)",
    ],
    "lookahead-group": [
        "dataframe['x'] = dataframe.groupby(dataframe['date'].dt.date)['high'].transform('max')",
    ],
    "lookahead-resample": [
        "dataframe['x'] = dataframe.resample('4h', on='date')['close'].last()",
    ],
    "lookahead-merge": [
        (
            "inf = self.dp.get_pair_dataframe(metadata['pair'], '4h')\n"
            "dataframe = pd.merge(dataframe, inf, on='date', how='left')  # !"
        ),
        (
            "inf = self.dp.get_pair_dataframe(metadata['pair'], '4h')\n"
            "dataframe = dataframe.merge(inf, on='date', how='left')  # !"
        ),
        "dataframe = pd.merge_asof(dataframe, dataframe, on='date', direction='nearest')",
    ],
}
HELPER = """\
ahead = -4
horizon = IntParameter(1, 10, default=3, space="buy")

def helper(self, frame):
    return frame["close"].shift(-2)  # helper
"""

FINE = [
    "dataframe['x'] = dataframe[['open', 'close']].max(1)",
    "dataframe['x'] = np.mean(dataframe[['open', 'close']], 1)",
    "dataframe['x'] = dataframe['close'].rolling(9).corr(dataframe['volume'])",
    "x = sum([dataframe['close'] > 1, dataframe['open'] > 1])",
    (
        "inf = self.dp.get_pair_dataframe('BTC/USDT', self.timeframe)\n"
        "dataframe = dataframe.merge(inf, on='date', how='left')"
    ),
    "x = dataframe['close'].to_numpy()\nfor i in range(9, len(x)):\n    y = max(x[i - 9 : i + 1])",
    "x = dataframe['close'].values.shape[-1]",
    "dataframe['x'] = dataframe['close'].shift(1)",
    "dataframe['x'] = dataframe['close'].shift()",
    "n = 3\ndataframe['x'] = dataframe['close'].shift(n)",
    "dataframe['x'] = dataframe['close'].shift(self.horizon.value)",
    "dataframe['x'] = dataframe['close'].rolling(20).mean()",
    "dataframe['x'] = dataframe['close'].rolling(20, center=False).max()",
    "dataframe['x'] = dataframe['close'].expanding().max()",
    "dataframe['x'] = dataframe['close'].ewm(span=10).mean()",
    "dataframe['x'] = dataframe[['open', 'close']].max(axis=1)",
    "dataframe['x'] = dataframe[['open', 'close']].mean(axis='columns')",
    "dataframe['x'] = np.max([dataframe['open'], dataframe['close']], axis=0)",
    "dataframe['x'] = np.maximum(dataframe['open'], dataframe['close'])",
    "dataframe['x'] = max(len(dataframe), 5)",
    "dataframe['x'] = ta.MAX(dataframe['close'], 10)",
    "dataframe['x'] = dataframe['close'].rolling(9).apply(lambda w: w[-1] - w.mean(), raw=True)",
    "dataframe['x'] = dataframe['close'].rolling(100).rank(pct=True)",
    "dataframe['x'] = dataframe.groupby(dataframe['date'].dt.date)['high'].cummax()",
    "dataframe['x'] = dataframe['close'].ffill().fillna(0)",
    "dataframe['x'] = dataframe['close'].fillna(method='ffill')",
    "dataframe['x'] = dataframe['close'].iloc[0]",
    "dataframe['x'] = np.diff(dataframe['close'][:-1], prepend=0)[0]",
    "logger.info('last %s', dataframe['close'].iloc[-1])",
    "print(dataframe.tail(3), dataframe['close'].max())",
    "last = dataframe['close'].iloc[-1]\nlogger.info(last)",
    "if self.dp.runmode.value in ('live', 'dry_run'):\n    self.last = dataframe['close'].iloc[-1]",
    "names = ['a', 'b']\ndataframe['x'] = names[-1]",
    "stop = [-0.1, -0.2]\ndataframe['x'] = stop[-1] + min(stop) + sum(stop)",
    "dataframe['x'] = dataframe['date'].dt.hour\ndataframe['y'] = dataframe['x'].isin([1, 2])",
    (
        "inf = self.dp.get_pair_dataframe(metadata['pair'], '4h')\n"
        "inf['date'] = inf['date'] + pd.to_timedelta('3h')\n"
        "dataframe = pd.merge(dataframe, inf, on='date', how='left')"
    ),
    "dataframe['x'] = dataframe.resample('4h', on='date', label='right')['close'].last()",
    "dataframe['x'] = pd.cut(dataframe['close'], [0, 10, 100])",
    "dataframe['x'] = np.roll(dataframe['close'], 1)",
    "dataframe['x'] = np.convolve(dataframe['close'], [1, 1], mode='valid')[0]",
]


def findings(source: str, prefix: str = "lookahead") -> list[tuple[str, int]]:
    found = inspect_code(source).findings
    return [(each.code, each.line) for each in found if each.code.startswith(prefix)]


def expected_lines(source: str, lines: str) -> list[int]:
    """Return the marked lines, else the last line of the snippet."""
    rows = source.splitlines()
    marked = [row + 1 for row, text in enumerate(rows) if "# !" in text]
    if "self.helper" in lines:
        return [row + 1 for row, text in enumerate(rows) if "# helper" in text]
    if marked:
        return marked
    return [row + 1 for row, text in enumerate(rows) if lines.splitlines()[-1] in text]


@pytest.mark.parametrize(
    ("code", "lines"), [(code, each) for code, snippets in AHEAD.items() for each in snippets]
)
def test_lookahead_is_found_on_its_line(build: Build, code: str, lines: str) -> None:
    source = build(lines, body=HELPER)
    found = findings(source)
    assert {each for each, _ in found} == {code}
    assert sorted({line for _, line in found}) == expected_lines(source, lines)
    if "# !2" in lines:
        assert len(found) == 2


@pytest.mark.parametrize("lines", FINE)
def test_what_sees_only_the_past_is_left_alone(build: Build, lines: str) -> None:
    body = HELPER + "\ndef unused(self, frame):\n    return frame.shift(-1)\n"
    assert findings(build(lines, body=body)) == []


@pytest.mark.parametrize("place", ["entry", "leave"])
def test_entries_and_exits_are_checked_too(build: Build, place: str) -> None:
    line = "dataframe.loc[dataframe['close'] > dataframe['close'].shift(-1), 'enter_long'] = 1"
    assert [code for code, _ in findings(build(**{place: line}))] == ["lookahead-shift"]


def test_informative_methods_are_checked_too(build: Build) -> None:
    body = """\
@informative("4h")
def populate_indicators_4h(self, dataframe, metadata):
    dataframe["high_ever"] = dataframe["high"].max()
    return dataframe
"""
    assert [code for code, _ in findings(build(body=body))] == ["lookahead-aggregate"]


def test_a_callback_may_look_at_the_last_candle(build: Build) -> None:
    body = """\
def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
    dataframe, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)
    if dataframe["close"].iloc[-1] > dataframe["close"].max() * 0.9:
        return "top"
    return None
"""
    assert findings(build(body=body)) == []


def test_freqai_targets_may_look_ahead(build: Build) -> None:
    body = """\
def set_freqai_targets(self, dataframe, metadata, **kwargs):
    dataframe["&-target"] = dataframe["close"].shift(-5)
    return dataframe
"""
    assert findings(build(body=body)) == []


def test_module_functions_are_followed(build: Build) -> None:
    top = """\
def scaled(series):
    return (series - series.min()) / (series.max() - series.min())

"""
    source = build("dataframe['x'] = scaled(dataframe['close'])", top=top)
    assert findings(source) == [("lookahead-aggregate", 2)] * 3


def test_a_window_handed_to_a_function_is_no_column(build: Build) -> None:
    body = "def score(self, window):\n    return window[-1] - window.mean()\n"
    assert (
        findings(
            build("dataframe['x'] = dataframe['close'].rolling(5).apply(self.score)", body=body)
        )
        == []
    )


def test_severity_says_what_is_certain(build: Build) -> None:
    sure, maybe = (
        inspect_code(build(f"dataframe['x'] = dataframe['close'].shift({step})")).findings[0]
        for step in ("-1", "-metadata['n']")
    )
    assert (sure.severity, maybe.severity) == ("error", "warning")
    assert sure.column == len("        dataframe['x'] = dataframe['close'].") + 1


@pytest.mark.parametrize(
    "line",
    [
        "dataframe['close'][dataframe['close'] > 5] = 1",
        "dataframe['close'].loc[dataframe['close'] > 5] = 1",
        "dataframe['close'].iloc[0] = 1",
    ],
)
def test_assigning_to_a_copy_is_found(build: Build, line: str) -> None:
    assert findings(build(line), "chained") == [("chained-assignment", 13)]


def test_assigning_through_loc_is_fine(build: Build) -> None:
    lines = "dataframe.loc[dataframe['close'] > 5, 'x'] = 1\nd = {}\nd['a'] = {}\nd['a']['b'] = 1"
    assert findings(build(lines), "chained") == []

"""How each indicator of the catalogue is computed in the compiled file.

TA-Lib's own function where there is one; plain pandas, or a helper function copied into the file,
where there is none. No formula reads a later candle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Params = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Talib:
    """``ta.FUNCTION(dataframe, ...)``: TA-Lib's argument by parameter, its column by output."""

    function: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rolling:
    """``source.rolling(period).method()``."""

    method: str
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """A function of ``helpers``: ``takes`` names its leading arguments, parameters follow in order.

    ``dataframe`` passes all columns, ``price`` the source's column name, ``source`` the source
    column, any other name that column. ``table`` tells that it returns one column per output.
    """

    function: str
    takes: tuple[str, ...] = ("dataframe",)
    table: bool = False


@dataclass(frozen=True, slots=True)
class Bollinger:
    """TA-Lib's bands, and the width and %b derived from them."""


Method = Talib | Rolling | Helper | Bollinger


@dataclass(frozen=True, slots=True)
class Formula:
    """One indicator: ``stem`` starts its column names.

    ``window`` is the number of candles the first value needs. ``settle`` is how many a recursive
    formula needs until its start no longer matters (0: its window suffices). ``gaps`` says that it
    may be undefined on a candle in the middle (no volume, no range).
    """

    stem: str
    method: Method
    window: Callable[[Params], float]
    settle: Callable[[Params], float] = lambda _: 0
    gaps: bool = False


_PERIOD = {"period": "timeperiod"}
_EXPONENTIAL = 4
_WILDER = 8


def _period(factor: float = 1, more: float = 0) -> Callable[[Params], float]:
    return lambda params: factor * params["period"] + more


def _fixed(candles: float) -> Callable[[Params], float]:
    return lambda _: candles


def _simple(function: str, stem: str, more: float = 0) -> Formula:
    """Return a TA-Lib function of one period that looks at its window only."""
    return Formula(stem, Talib(function, _PERIOD), _period(1, more))


def _recursive(function: str, stem: str, depth: float, settle: float) -> Formula:
    """Return a TA-Lib function of one period whose start fades after ``settle`` periods."""
    return Formula(stem, Talib(function, _PERIOD), _period(depth, 1), _period(settle))


def _oscillator(function: str, stem: str) -> Formula:
    """Return a difference of two exponential averages."""
    pair = {"fast": "fastperiod", "slow": "slowperiod"}
    return Formula(
        stem,
        Talib(function, pair, extra=("matype=1",)),
        lambda params: max(params["fast"], params["slow"]),
        lambda params: _EXPONENTIAL * max(params["fast"], params["slow"]),
    )


FORMULAS: dict[str, Formula] = {
    "sma": Formula("sma", Talib("SMA", _PERIOD), _period()),
    "ema": _recursive("EMA", "ema", 1, _EXPONENTIAL),
    "wma": _simple("WMA", "wma"),
    "dema": _recursive("DEMA", "dema", 2, 6),
    "tema": _recursive("TEMA", "tema", 3, 8),
    "trima": _simple("TRIMA", "trima"),
    "t3": Formula(
        "t3",
        Talib("T3", _PERIOD | {"vfactor": "vfactor"}),
        _period(6),
        _period(10),
    ),
    "kama": Formula("kama", Talib("KAMA", _PERIOD), _period(1, 1), _period(4, 250)),
    "hma": Formula("hma", Helper("hull_average", ("source",)), _period(1.5, 2)),
    "zlema": Formula(
        "zlema", Helper("zero_lag_average", ("source",)), _period(1.5), _period(_EXPONENTIAL + 0.5)
    ),
    "rma": Formula("rma", Helper("wilder_average", ("source",)), _period(), _period(_WILDER)),
    "vwma": Formula(
        "vwma", Helper("volume_weighted_average", ("source", "volume")), _period(), gaps=True
    ),
    "midpoint": _simple("MIDPOINT", "midpoint"),
    "linreg": _simple("LINEARREG", "linreg"),
    "ht_trendline": Formula("ht_trendline", Talib("HT_TRENDLINE"), _fixed(64), _fixed(200)),
    "rsi": _recursive("RSI", "rsi", 1, _WILDER),
    "macd": Formula(
        "macd",
        Talib(
            "MACD",
            {"fast": "fastperiod", "slow": "slowperiod", "signal": "signalperiod"},
            {"macd": "macd", "signal": "macdsignal", "histogram": "macdhist"},
        ),
        lambda params: max(params["fast"], params["slow"]) + params["signal"],
        lambda params: _EXPONENTIAL * (max(params["fast"], params["slow"]) + params["signal"]),
    ),
    "ppo": _oscillator("PPO", "ppo"),
    "apo": _oscillator("APO", "apo"),
    "stochastic": Formula(
        "stoch",
        Talib(
            "STOCH",
            {"period": "fastk_period", "smooth": "slowk_period", "signal": "slowd_period"},
            {"k": "slowk", "d": "slowd"},
            extra=("slowk_matype=0", "slowd_matype=0"),
        ),
        lambda params: params["period"] + params["smooth"] + params["signal"],
    ),
    "stochastic_fast": Formula(
        "stoch_fast",
        Talib(
            "STOCHF",
            {"period": "fastk_period", "signal": "fastd_period"},
            {"k": "fastk", "d": "fastd"},
            extra=("fastd_matype=0",),
        ),
        lambda params: params["period"] + params["signal"],
    ),
    "stochastic_rsi": Formula(
        "stoch_rsi",
        Helper("stochastic_rsi", ("dataframe", "price"), table=True),
        lambda params: 1 + sum(params.values()),
        lambda params: sum(params.values()) + (_WILDER - 1) * params["period"],
        gaps=True,
    ),
    "cci": _simple("CCI", "cci"),
    "mfi": _simple("MFI", "mfi", 1),
    "williams_r": _simple("WILLR", "williams_r"),
    "roc": _simple("ROC", "roc", 1),
    "momentum": _simple("MOM", "momentum", 1),
    "trix": _recursive("TRIX", "trix", 3, 8),
    "cmo": _recursive("CMO", "cmo", 1, _WILDER),
    "ultimate_oscillator": Formula(
        "ultimate_oscillator",
        Talib("ULTOSC", {"short": "timeperiod1", "medium": "timeperiod2", "long": "timeperiod3"}),
        lambda params: max(params.values()) + 1,
    ),
    "bop": Formula("bop", Talib("BOP"), _fixed(1)),
    "adx": _recursive("ADX", "adx", 2, _WILDER + 2),
    "adxr": _recursive("ADXR", "adxr", 3, _WILDER + 3),
    "dx": _recursive("DX", "dx", 1, _WILDER),
    "plus_di": _recursive("PLUS_DI", "plus_di", 1, _WILDER),
    "minus_di": _recursive("MINUS_DI", "minus_di", 1, _WILDER),
    "aroon": Formula(
        "aroon",
        Talib("AROON", _PERIOD, {"up": "aroonup", "down": "aroondown"}),
        _period(1, 1),
    ),
    "aroon_oscillator": _simple("AROONOSC", "aroon_oscillator", 1),
    "parabolic_sar": Formula(
        "sar",
        Talib("SAR", {"acceleration": "acceleration", "maximum": "maximum"}),
        _fixed(2),
        _fixed(200),
    ),
    "supertrend": Formula(
        "supertrend", Helper("supertrend", table=True), _period(1, 1), _period(1, 200)
    ),
    "ichimoku": Formula(
        "ichimoku",
        Helper("ichimoku", table=True),
        lambda params: (
            max(params["conversion"], params["base"], params["span"]) + params["displacement"]
        ),
    ),
    "linreg_slope": _simple("LINEARREG_SLOPE", "linreg_slope"),
    "linreg_angle": _simple("LINEARREG_ANGLE", "linreg_angle"),
    "bollinger": Formula("bb", Bollinger(), _period(), gaps=True),
    "keltner": Formula(
        "kc",
        Helper("keltner_channel", ("dataframe", "price"), table=True),
        lambda params: max(params["period"], params["atr_period"] + 1),
        lambda params: max(_EXPONENTIAL * params["period"], _WILDER * params["atr_period"]),
    ),
    "donchian": Formula("dc", Helper("donchian_channel", table=True), _period()),
    "atr": _recursive("ATR", "atr", 1, _WILDER),
    "natr": _recursive("NATR", "natr", 1, _WILDER),
    "true_range": Formula("true_range", Talib("TRANGE"), _fixed(2)),
    "choppiness": Formula("choppiness", Helper("choppiness_index"), _period(1, 1), gaps=True),
    "obv": Formula("obv", Talib("OBV"), _fixed(1)),
    "ad_line": Formula("ad_line", Talib("AD"), _fixed(1)),
    "ad_oscillator": Formula(
        "ad_oscillator",
        Talib("ADOSC", {"fast": "fastperiod", "slow": "slowperiod"}),
        lambda params: max(params.values()),
        lambda params: _EXPONENTIAL * max(params.values()),
    ),
    "cmf": Formula("cmf", Helper("chaikin_money_flow"), _period(), gaps=True),
    "vwap": Formula(
        "vwap",
        Helper("volume_weighted_average", ("hlc3", "volume")),
        _period(),
        gaps=True,
    ),
    "session_vwap": Formula("session_vwap", Helper("session_vwap"), _fixed(0), gaps=True),
    "highest": Formula("highest", Rolling("max"), _period()),
    "lowest": Formula("lowest", Rolling("min"), _period()),
    "mean": Formula("mean", Rolling("mean"), _period()),
    "median": Formula("median", Rolling("median"), _period()),
    "total": Formula("total", Rolling("sum"), _period()),
    "deviation": Formula("deviation", Rolling("std"), _period()),
    "zscore": Formula("zscore", Helper("standard_score", ("source",)), _period(), gaps=True),
    "percent_rank": Formula("percent_rank", Rolling("rank", "100 * "), _period()),
    "heikin_ashi": Formula("ha", Helper("heikin_ashi", table=True), _fixed(1), _fixed(60)),
}
"""By catalogue name; tested to be complete."""

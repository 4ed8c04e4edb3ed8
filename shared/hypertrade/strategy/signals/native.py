"""TA-Lib's C functions, called directly on NumPy arrays.

The package ``talib`` imports pandas on its way in, which costs a command more time than all its
indicators. Its compiled extension is linked against the C library, so the very same functions
are reached through it with ctypes: the same code on the same numbers gives the same bits as
``talib.abstract`` does in a compiled strategy. Leading missing values are skipped, and the head
of an output is missing, as in ``talib`` (its ``_func.pxi``).
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.domain.errors import Unavailable
from hypertrade.strategy.catalogue import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

PRICE = "price"
"""The input that is a source of the caller's choice."""

REAL = {"vfactor", "acceleration", "maximum", "nbdevup", "nbdevdn", "penetration"}
"""The options that are no whole numbers."""

# TA_INTEGER_DEFAULT and TA_REAL_DEFAULT in ta_defs.h: take the documented default.
_DEFAULT, _REAL_DEFAULT = -(2**31), -4e37
_REMEDY = "Install HyperTrade's requirements again: TA-Lib is one of them."

_P = (PRICE,)
_HL = ("high", "low")
_HLC = (*_HL, "close")
_HLCV = (*_HLC, "volume")
_OHLC = ("open", *_HLC)
_PERIOD = ("timeperiod",)
_VALUE = ("value",)


@dataclass(frozen=True, slots=True)
class Function:
    """A C function: its inputs, options and outputs, each in the order C has them."""

    inputs: tuple[str, ...]
    options: tuple[str, ...] = ()
    outputs: tuple[str, ...] = _VALUE


FUNCTIONS: dict[str, Function] = {
    **{
        name: Function(_P, _PERIOD)
        for name in (
            *("SMA", "EMA", "WMA", "DEMA", "TEMA", "TRIMA", "KAMA", "MIDPOINT"),
            *("LINEARREG", "LINEARREG_SLOPE", "LINEARREG_ANGLE"),
            *("RSI", "ROC", "MOM", "TRIX", "CMO"),
        )
    },
    **{
        name: Function(_HLC, _PERIOD)
        for name in (*("CCI", "WILLR", "ADX", "ADXR", "DX", "PLUS_DI", "MINUS_DI", "ATR", "NATR"),)
    },
    **{name: Function(_P, ("fastperiod", "slowperiod", "matype")) for name in ("PPO", "APO")},
    "T3": Function(_P, ("timeperiod", "vfactor")),
    "HT_TRENDLINE": Function(_P),
    "MACD": Function(
        _P, ("fastperiod", "slowperiod", "signalperiod"), ("macd", "macdsignal", "macdhist")
    ),
    "BBANDS": Function(
        _P,
        ("timeperiod", "nbdevup", "nbdevdn", "matype"),
        ("upperband", "middleband", "lowerband"),
    ),
    "STOCH": Function(
        _HLC,
        ("fastk_period", "slowk_period", "slowk_matype", "slowd_period", "slowd_matype"),
        ("slowk", "slowd"),
    ),
    "STOCHF": Function(_HLC, ("fastk_period", "fastd_period", "fastd_matype"), ("fastk", "fastd")),
    "ULTOSC": Function(_HLC, ("timeperiod1", "timeperiod2", "timeperiod3")),
    "TRANGE": Function(_HLC),
    "AROON": Function(_HL, _PERIOD, ("aroondown", "aroonup")),
    "AROONOSC": Function(_HL, _PERIOD),
    "SAR": Function(_HL, ("acceleration", "maximum")),
    "BOP": Function(_OHLC),
    "MFI": Function(_HLCV, _PERIOD),
    "AD": Function(_HLCV),
    "ADOSC": Function(_HLCV, ("fastperiod", "slowperiod")),
    "OBV": Function((PRICE, "volume")),
    **{
        known.function: Function(_OHLC, () if known.penetration is None else ("penetration",))
        for known in PATTERNS.values()
    },
}
"""Every function that a catalogued indicator or pattern is computed by."""


@cache
def _library() -> ctypes.CDLL:
    """Load the C library through the extension that ``talib`` ships.

    Raises:
        Unavailable: TA-Lib is not installed.
    """
    spec = find_spec("talib")
    folders = [Path(item) for item in (spec and spec.submodule_search_locations) or ()]
    paths = [folder / f"_ta_lib{suffix}" for folder in folders for suffix in EXTENSION_SUFFIXES]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise Unavailable("the library TA-Lib is not installed", remedy=_REMEDY)
    library = ctypes.CDLL(str(path))
    if "talib" not in sys.modules:  # it initialises the library, once for the process
        library.TA_Initialize()
    return library


@cache
def _handles(name: str) -> tuple[Any, Any]:
    """Return C's function of that name, and the one that tells its lookback."""
    function, library = FUNCTIONS[name], _library()
    options = [ctypes.c_double if item in REAL else ctypes.c_int for item in function.options]
    run, lookback = library[f"TA_{name}"], library[f"TA_{name}_Lookback"]
    counter = ctypes.POINTER(ctypes.c_int)
    inputs = [ctypes.c_void_p] * len(function.inputs)
    outputs = [ctypes.c_void_p] * len(function.outputs)
    run.argtypes = [ctypes.c_int, ctypes.c_int, *inputs, *options, counter, counter, *outputs]
    lookback.argtypes = options
    return run, lookback


def call(
    name: str, columns: Mapping[str, NDArray[np.float64]], options: Mapping[str, float]
) -> dict[str, NDArray[Any]]:
    """Return the outputs of ``TA_name`` over ``columns``, by TA-Lib's names of them.

    ``columns`` are contiguous float64 arrays of one shape (n,), by name of input; an option left
    out takes TA-Lib's default. Outputs have shape (n,): float64, int32 for candlestick patterns.

    Raises:
        ValueError: an option is outside what TA-Lib allows.
    """
    function = FUNCTIONS[name]
    inputs = [np.ascontiguousarray(columns[item], dtype=np.float64) for item in function.inputs]
    whole = name.startswith("CDL")
    rows = len(inputs[0])
    if rows == 0:
        return {item: np.empty(0, np.int32 if whole else np.float64) for item in function.outputs}
    run, lookback = _handles(name)
    arguments = [
        options.get(item, _REAL_DEFAULT if item in REAL else _DEFAULT) for item in function.options
    ]
    begin = _first_present(inputs)
    head = begin + int(lookback(*arguments))
    outputs = [_blank(rows, head, whole=whole) for _ in function.outputs]
    start, count = ctypes.c_int(), ctypes.c_int()
    code = run(
        0,
        rows - begin - 1,
        *(item.ctypes.data + begin * item.itemsize for item in inputs),
        *arguments,
        ctypes.byref(start),
        ctypes.byref(count),
        *(item.ctypes.data + head * item.itemsize for item in outputs),
    )
    if code != 0:
        text = ", ".join(f"{item} {value}" for item, value in options.items())
        raise ValueError(f"TA-Lib refuses {name} with {text or 'these candles'} (code {code})")
    return dict(zip(function.outputs, outputs, strict=True))


def _first_present(inputs: list[NDArray[np.float64]]) -> int:
    """Return the first row where no input is missing; the last row if there is none."""
    if all(item[0] == item[0] for item in inputs):
        return 0
    missing = np.isnan(inputs[0])
    for item in inputs[1:]:
        missing |= np.isnan(item)
    first = int(missing.argmin())
    return len(missing) - 1 if missing[first] else first


def _blank(rows: int, head: int, *, whole: bool) -> NDArray[Any]:
    """Return an output whose first ``head`` rows are missing (0 for a pattern)."""
    output: NDArray[Any] = np.empty(rows, np.int32 if whole else np.float64)
    output[:head] = 0 if whole else np.nan
    return output

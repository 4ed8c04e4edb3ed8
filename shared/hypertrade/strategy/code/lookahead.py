"""Patterns that let a strategy see candles which, at that time, had not happened yet."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from hypertrade.strategy.code.folding import UNKNOWN, fold
from hypertrade.strategy.code.settings import argument
from hypertrade.strategy.code.tables import Stage
from hypertrade.strategy.code.values import Kind, Value
from hypertrade.strategy.code.vocabulary import AGGREGATES, NUMPY_AGGREGATES

if TYPE_CHECKING:
    from hypertrade.strategy.code.calls import CallFlow


_NUMPY_CENTRED = {"gradient": "reads the next candle", "convolve": "is centred"}
_SCIPY_CENTRED = {
    "argrelextrema": "order",
    "argrelmax": "order",
    "argrelmin": "order",
    "find_peaks": "",
    "savgol_filter": "",
    "filtfilt": "",
    "sosfiltfilt": "",
    "detrend": "",
    "hilbert": "",
    "gaussian_filter1d": "",
    "medfilt": "",
    "zscore": "",
    "linregress": "",
    "lowess": "",
}
_MOVES = {"shift": "periods", "diff": "periods", "pct_change": "periods"}
_FITS = {"fit", "fit_transform", "fit_predict", "partial_fit"}
_SCALES = {"scale", "minmax_scale", "normalize", "robust_scale", "qcut"}
_BACKFILLS = {"bfill", "backfill"}
_WHOLE_GROUP = {
    "max",
    "min",
    "mean",
    "sum",
    "last",
    "std",
    "median",
    "size",
    "count",
    "var",
    "rank",
}

_ROLL = "Use a window that ends at the candle: `.rolling(n)` or `.expanding()`."
_PAST = "Use past candles only: a positive shift."
_LAST = "Work on whole columns, with `.shift(n)` for earlier candles; one candle is for callbacks."


def check_call(walk: CallFlow, node: ast.Call, owner: Value, values: list[Value]) -> None:
    """Report a call that looks ahead."""
    if _ignored(walk):
        return
    func = node.func
    if isinstance(func, ast.Attribute):
        _check_moves(walk, node, func.attr)
        _check_windows(walk, node, func.attr)
        _check_fills(walk, node, func.attr)
        _check_tail(walk, node, func.attr, owner)
        _check_sorting(walk, node, func.attr, owner)
        _check_groups(walk, node, func.attr)
        _check_resample(walk, node, func.attr, owner)
        if func.attr in AGGREGATES and owner.whole and not is_by_row(walk, node):
            _aggregate(walk, node, f"`.{func.attr}()`")
        if func.attr in _FITS and any(value.whole for value in values):
            _whole(walk, node, f"`.{func.attr}()` learns from all candles at once")
    _check_merge(walk, node, owner, values)
    if any(value.whole for value in values):
        _check_function(walk, node, values)


def _ignored(walk: CallFlow) -> bool:
    """Callbacks see only the past, and logging harms nobody."""
    return walk.stage is Stage.CALLBACK or bool(getattr(walk, "quiet", 0))


def is_by_row(walk: CallFlow, node: ast.Call) -> bool:
    """Return whether a call works along each candle: ``axis=1``, by name or in its place."""
    axis = next((word.value for word in node.keywords if word.arg == "axis"), None)
    if axis is None and isinstance(node.func, ast.Attribute):
        numpy = walk.origin(node.func).startswith("numpy.")
        place = 1 if numpy else 0
        takes_axis = node.func.attr not in {"quantile", "percentile", "nlargest", "nsmallest"}
        axis = node.args[place] if takes_axis and len(node.args) > place else None
    return walk.fold(axis) in (1, "columns") if axis else False


def _report_error(walk: CallFlow, code: str, node: ast.AST, message: str, remedy: str) -> None:
    walk.flow.report.error(code, node, message, remedy)


def _aggregate(walk: CallFlow, node: ast.Call, what: str) -> None:
    _report_error(
        walk,
        "lookahead-aggregate",
        node,
        f"{what} of a whole column counts candles that had not happened yet",
        _ROLL,
    )


def _whole(walk: CallFlow, node: ast.Call, message: str) -> None:
    _report_error(walk, "lookahead-fit", node, f"{message}, later ones included", _ROLL)


# -- moving --------------------------------------------------------------------------------------


def _check_moves(walk: CallFlow, node: ast.Call, name: str) -> None:
    if name in _MOVES:
        step = argument(node, 0, _MOVES[name])
    elif name == "roll" and walk.origin(node.func).startswith("numpy."):
        step = argument(node, 1, "shift")
    else:
        return
    sign = _negative(walk, step)
    if sign is None:
        return
    text = ast.unparse(step) if step else ""
    message = f"`{name}({text})` reads later candles"
    if sign:
        _report_error(walk, "lookahead-shift", node, message, _PAST)
    else:
        message = f"`{name}({text})` reads later candles where that is negative"
        walk.flow.report.warning("lookahead-shift", node, message, _PAST)


def _negative(walk: CallFlow, node: ast.expr | None) -> bool | None:
    """Return True if surely negative, False if it looks so, None if it does not."""
    value = _with_defaults(walk, node)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True if value < 0 else None
    looks = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    return False if looks else None


def _with_defaults(walk: CallFlow, node: ast.expr | None) -> Any:
    """Fold ``node``, hyperopt parameters standing for their defaults."""
    parameters = walk.flow.parameter_values

    def lookup(part: ast.expr) -> Any:
        if isinstance(part, ast.Attribute) and part.attr == "value":
            inner = part.value
            if isinstance(inner, ast.Attribute) and ast.unparse(inner.value) == "self":
                return parameters.get(inner.attr, UNKNOWN)
        return walk.fold(part)

    return fold(node, lookup)


# -- windows, fills, order -----------------------------------------------------------------------


def _check_windows(walk: CallFlow, node: ast.Call, name: str) -> None:
    if name != "rolling":
        return
    centred = walk.fold(argument(node, 2, "center"))
    window = argument(node, 0, "window")
    forward = window is not None and "FixedForwardWindowIndexer" in ast.unparse(window)
    if (centred is not UNKNOWN and centred) or forward:
        which = "forward-looking" if forward else "centred"
        _report_error(
            walk,
            "lookahead-centred-window",
            node,
            f"a {which} window reaches into later candles",
            "Leave `center` out: the window then ends at the candle.",
        )


def _check_fills(walk: CallFlow, node: ast.Call, name: str) -> None:
    method = walk.fold(next((w.value for w in node.keywords if w.arg == "method"), None))
    filled = name in _BACKFILLS or (name in {"fillna", "reindex"} and method in _BACKFILLS)
    straight = name == "interpolate" and method not in {"ffill", "pad"}
    if filled or straight:
        what = "interpolates between this and later candles" if straight else "takes later values"
        _report_error(
            walk,
            "lookahead-backfill",
            node,
            f"`{name}` {what}",
            "Fill forward with `.ffill()`, or leave the gap.",
        )


def _check_tail(walk: CallFlow, node: ast.Call, name: str, owner: Value) -> None:
    if name == "tail" and owner.whole:
        _last_row(walk, node, "`.tail()`")


def _check_sorting(walk: CallFlow, node: ast.Call, name: str, owner: Value) -> None:
    if name not in {"sort_values", "sort_index"} or not owner.whole:
        return
    ascending = next((word.value for word in node.keywords if word.arg == "ascending"), None)
    if walk.fold(ascending) is False:
        _reversed(walk, node)


def _reversed(walk: CallFlow, node: ast.expr) -> None:
    _report_error(
        walk,
        "lookahead-reversed",
        node,
        "candles in reverse order turn every window into one of later candles",
        "Keep the order of time.",
    )


def _check_groups(walk: CallFlow, node: ast.Call, name: str) -> None:
    inner = node.func.value if isinstance(node.func, ast.Attribute) else None
    grouped = inner is not None and any(
        isinstance(part, ast.Attribute) and part.attr == "groupby" for part in ast.walk(inner)
    )
    if name != "transform" or not grouped or not node.args:
        return
    if walk.fold(node.args[0]) in _WHOLE_GROUP:
        walk.flow.report.warning(
            "lookahead-group",
            node,
            "a group's value counts the group's later candles",
            "Use the running form: `.cummax()`, `.cumsum()`, or `.expanding()` within the group.",
        )


def _check_resample(walk: CallFlow, node: ast.Call, name: str, owner: Value) -> None:
    if name != "resample" or not owner.whole:
        return
    if walk.fold(next((w.value for w in node.keywords if w.arg == "label"), None)) != "right":
        walk.flow.report.warning(
            "lookahead-resample",
            node,
            "a resampled candle carries its opening time and holds what happened until its end",
            'Use `@informative("4h")`, or `label="right"` before merging it back.',
        )


# -- functions -----------------------------------------------------------------------------------


def _check_function(walk: CallFlow, node: ast.Call, values: list[Value]) -> None:
    origin = walk.origin(node.func)
    top, _, name = origin.rpartition(".")
    whole_first = bool(node.args) and values[0].whole
    if isinstance(node.func, ast.Name) and not origin:
        if node.func.id in {"max", "min", "sum", "sorted"} and len(node.args) == 1 and whole_first:
            _aggregate(walk, node, f"`{node.func.id}()`")
    elif top == "numpy" and name in NUMPY_AGGREGATES and whole_first:
        if not is_by_row(walk, node):
            _aggregate(walk, node, f"`np.{name}()`")
    elif top == "numpy" and name in _NUMPY_CENTRED and whole_first:
        if name != "convolve" or walk.fold(argument(node, 2, "mode")) == "same":
            _centred(walk, node, name, _NUMPY_CENTRED[name])
    elif top.startswith("scipy") and name in _SCIPY_CENTRED:
        _centred(walk, node, name, "looks at the candles on both sides")
    elif (name in _SCALES and whole_first) or _cuts_by_range(walk, node, name):
        _whole(walk, node, f"`{name}()` scales by all candles")


def _cuts_by_range(walk: CallFlow, node: ast.Call, name: str) -> bool:
    return (
        name == "cut"
        and walk.origin(node.func) == "pandas.cut"
        and isinstance(walk.fold(argument(node, 1, "bins")), int)
    )


def _centred(walk: CallFlow, node: ast.Call, name: str, why: str) -> None:
    _report_error(
        walk,
        "lookahead-centred-window",
        node,
        f"`{name}` {why}",
        "Use a window that ends at the candle.",
    )


def _check_merge(walk: CallFlow, node: ast.Call, owner: Value, values: list[Value]) -> None:
    func = node.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    is_pandas = walk.origin(func).startswith("pandas.")
    if name == "merge_asof" and is_pandas:
        if walk.fold(argument(node, 10, "direction")) in {"forward", "nearest"}:
            _report_error(
                walk, "lookahead-merge", node, "`merge_asof` joins later rows", "Merge backward."
            )
            return
    elif not (name in {"merge", "join"} and (is_pandas or owner.kind is Kind.FRAME)):
        return
    others = [value for value in values if value.provider and value.table]
    if any(value.table and not value.table.mergeable for value in others):
        walk.flow.report.warning(
            "lookahead-merge",
            node,
            "candles merged by their opening time show what happened until their end",
            "Use `@informative(...)` or `merge_informative_pair(...)`.",
        )


# -- subscripts ----------------------------------------------------------------------------------


def check_subscript(walk: CallFlow, node: ast.Subscript, owner: Value) -> None:
    """Report a subscript that takes the last candle, or turns time round."""
    if _ignored(walk) or walk.fold(node.slice) == "chikou_span":
        if not _ignored(walk) and owner.kind is Kind.COLUMN:
            walk.flow.report.warning(
                "lookahead-shift",
                node,
                "Ichimoku's chikou span is the close shifted back from later candles",
                "Compare the close with earlier candles instead: `.shift(26)`.",
            )
        return
    if not (owner.whole or owner.kind is Kind.ROWS):
        return
    rows = (
        node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
    )
    if isinstance(rows, ast.Slice):
        if walk.fold(rows.step) == -1:
            _reversed(walk, node)
        elif _from_end(walk, rows.lower):
            _last_row(walk, node, f"`[{ast.unparse(rows)}]`")
    elif owner.kind is not Kind.FRAME and _from_end(walk, rows):
        _last_row(walk, node, f"`[{ast.unparse(rows)}]`")


def _from_end(walk: CallFlow, node: ast.expr | None) -> bool:
    """Tell ``-1`` and ``len(dataframe) - 1``."""
    value = walk.fold(node)
    if isinstance(value, int) and not isinstance(value, bool):
        return value < 0
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub)
        and isinstance(node.left, ast.Call)
        and getattr(node.left.func, "id", "") == "len"
        and bool(node.left.args)
        and walk.value(node.left.args[0]).whole
    )


def _last_row(walk: CallFlow, node: ast.AST, what: str) -> None:
    _report_error(
        walk,
        "lookahead-last-row",
        node,
        f"{what} is the last candle of the whole backtest here, not the current one",
        _LAST,
    )


def check_chained(walk: CallFlow, node: ast.Subscript) -> None:
    """Report ``frame["x"][mask] = 1``, which changes a copy that nobody keeps."""
    direct = node.value.value if isinstance(node.value, ast.Attribute) else node.value
    if isinstance(direct, ast.Subscript):
        _report_error(
            walk,
            "chained-assignment",
            node,
            "this changes a copy: pandas 3 leaves the dataframe as it was",
            'Write `dataframe.loc[mask, "column"] = value`.',
        )

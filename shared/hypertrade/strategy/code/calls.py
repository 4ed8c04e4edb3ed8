"""What calls give back: pandas, indicator libraries, Freqtrade's helpers, own functions."""

from __future__ import annotations

import ast
import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from hypertrade.strategy.code import lookahead
from hypertrade.strategy.code.folding import UNKNOWN
from hypertrade.strategy.code.settings import argument, timeframe_of
from hypertrade.strategy.code.tables import Merge, Stage, Table
from hypertrade.strategy.code.values import COLUMN, NOTHING, WINDOW, Kind, Value
from hypertrade.strategy.code.vocabulary import AGGREGATES, SAME_FRAME, words

if TYPE_CHECKING:
    from hypertrade.strategy.code.flow import Flow
    from hypertrade.strategy.code.module import Function, StrategyClass

WINDOWS = {"rolling", "expanding", "ewm", "groupby", "resample"}
LIBRARIES = (
    "talib",
    "technical",
    "freqtrade",
    "numpy",
    "pandas",
    "pandas_ta",
    "scipy",
    "math",
    "functools",
    "sklearn",
)
_SCALARS = words("len int float bool str list set tuple sum min max any")
_OPENING = {"merge", "join", "pipe", "eval", "add_suffix", "add_prefix", "update", "combine_first"}
_ONE_VALUE = AGGREGATES | {"head", "tail", "item", "any", "all", "count", "items", "keys"}
_PROVIDED = {"get_pair_dataframe", "historic_ohlcv", "ohlcv"}
_ANY_TIMEFRAME = r"\d+[smhdwMy]"


class CallFlow(ABC):
    """The part of a walk that follows calls."""

    flow: Flow
    strategy: StrategyClass
    function: Function | ast.Lambda
    stage: Stage
    where: str
    locals: dict[str, Function]

    @abstractmethod
    def value(self, node: ast.expr) -> Value:
        """Walk an expression; return what it is."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, source: ast.expr) -> None:
        """Bind ``value`` to a target."""

    @abstractmethod
    def fold(self, node: ast.expr | None) -> Any:
        """Return the constant that ``node`` is here, or ``UNKNOWN``."""

    @abstractmethod
    def template(self, node: ast.expr) -> tuple[str | None, ...]:
        """Return the text template that ``node`` is here."""

    @abstractmethod
    def read(self, table: Table, name: str, node: ast.AST) -> None:
        """Note that a column is read."""

    def origin(self, node: ast.expr) -> str:
        """Return the dotted origin of a function, such as ``numpy.where``."""
        return self.strategy.module.origin(node)

    def _value_call(self, node: ast.Call) -> Value:
        func = node.func
        if isinstance(func, ast.Attribute):
            owner = self.value(func.value)
        else:
            owner = NOTHING if isinstance(func, ast.Name) else self.value(func)
        values = [self.value(each) for each in (*node.args, *(k.value for k in node.keywords))]
        lookahead.check_call(self, node, owner, values)
        own = self._own_function(func)
        if own is not None:
            return self._call_own(node, own, values)
        self._walk_references(node)
        return self._outside_call(node, owner, values)

    def _outside_call(self, node: ast.Call, owner: Value, values: list[Value]) -> Value:
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        special = self._freqtrade_call(node, name, values)
        if special is not None:
            return special
        if owner.kind is not Kind.UNKNOWN:
            return self._method(node, name, owner)
        return self._foreign_call(node, name, values)

    # -- own functions ---------------------------------------------------------------------------

    def _own_function(self, func: ast.expr) -> Function | None:
        """Return the function of this file that ``func`` means."""
        if isinstance(func, ast.Name):
            return self.locals.get(func.id) or self.strategy.module.functions.get(func.id)
        return self._own_method(func) if isinstance(func, ast.Attribute) else None

    def _own_method(self, func: ast.Attribute) -> Function | None:
        """Return what ``self.f``, ``super().f`` or ``Helper.f`` means."""
        owner = func.value
        if isinstance(owner, ast.Call) and ast.unparse(owner.func) == "super":
            if isinstance(self.function, ast.Lambda):
                return None
            return self.strategy.method_above(self.function, func.attr)
        if not isinstance(owner, ast.Name):
            return None
        if owner.id in {"self", "cls", self.strategy.name}:
            return self.strategy.methods.get(func.attr)
        helper = self.strategy.module.classes.get(owner.id)
        for each in helper.body if helper else []:
            if isinstance(each, ast.FunctionDef) and each.name == func.attr:
                return each
        return None

    def _call_own(self, node: ast.Call, own: Function, values: list[Value]) -> Value:
        names = [each.arg for each in (*own.args.posonlyargs, *own.args.args)]
        if names and names[0] in {"self", "cls"}:
            names = names[1:]
        bound = dict(zip(names, values[: len(node.args)], strict=False))
        for word, value in zip(node.keywords, values[len(node.args) :], strict=True):
            if word.arg:
                bound[word.arg] = value
        bound = {name: value for name, value in bound.items() if value.kind is not Kind.UNKNOWN}
        return self.flow.call(own, bound, self.stage, own.name)

    def _walk_references(self, node: ast.Call) -> None:
        """Walk own functions handed to somebody else, as in ``frame.apply(self.score, axis=1)``."""
        for each in (*node.args, *(word.value for word in node.keywords)):
            own = self._own_function(each) if isinstance(each, ast.Name | ast.Attribute) else None
            if own is not None:
                self.flow.call(own, {}, self.stage, own.name)

    # -- Freqtrade -------------------------------------------------------------------------------

    def _freqtrade_call(self, node: ast.Call, name: str, values: list[Value]) -> Value | None:
        if name in _PROVIDED:
            table = self.flow.table_at(node)
            timeframe = self.fold(argument(node, 1, "timeframe"))
            table.mergeable |= timeframe == timeframe_of(self.strategy)
            return Value(Kind.FRAME, table, provider=True)
        if name == "get_analyzed_dataframe":
            return Value(Kind.FRAME, self.flow.main if self.stage is Stage.CALLBACK else None)
        if name == "merge_informative_pair":
            return self._merge_informative(node, values)
        price = next((word.value for word in node.keywords if word.arg == "price"), None)
        if price and self.origin(node.func).startswith("talib.abstract") and values:
            column = self.fold(price)
            if values[0].table and isinstance(column, str):
                self.read(values[0].table, column, price)
        return None

    def _merge_informative(self, node: ast.Call, values: list[Value]) -> Value:
        base = values[0] if values else NOTHING
        other = values[1] if len(values) > 1 else NOTHING
        if base.table is None:
            return base
        append = self.fold(argument(node, 5, "append_timeframe"))
        suffix = argument(node, 7, "suffix")
        timeframe = self.fold(argument(node, 3, "timeframe_inf"))
        if append is False and suffix is None:
            base.table.open = True
            return base
        ending = re.escape(timeframe) if isinstance(timeframe, str) else _ANY_TIMEFRAME
        if suffix is not None:
            folded = self.fold(suffix)
            ending = re.escape(folded) if isinstance(folded, str) else ".+"
        base.table.merges.append(Merge(other.table, "", f"_{ending}"))
        return base

    # -- methods of frames, columns and windows --------------------------------------------------

    def _method(self, node: ast.Call, name: str, owner: Value) -> Value:
        if name in WINDOWS:
            return WINDOW
        if owner.kind is Kind.WINDOW:
            return COLUMN
        if owner.kind in {Kind.ROW, Kind.ROWS}:
            same = owner.kind is Kind.ROW and name in {"squeeze", "copy"}
            return owner if same else NOTHING
        if owner.kind is Kind.FRAME:
            return self._frame_method(node, name, owner)
        by_row = lookahead.is_by_row(self, node)
        return NOTHING if name in _ONE_VALUE and not by_row else COLUMN

    def _frame_method(self, node: ast.Call, name: str, owner: Value) -> Value:
        table = owner.table
        if name in SAME_FRAME:
            return owner
        if name == "squeeze":
            return Value(Kind.ROW, table)
        if name in {"assign", "insert", "rename", *_OPENING}:
            if table:
                self._new_columns(node, name, table)
            return owner if name != "insert" else COLUMN
        if name in {"apply", "eq", "gt", "lt", "ge", "le"} or lookahead.is_by_row(self, node):
            return COLUMN
        return NOTHING if name in _ONE_VALUE else COLUMN

    def _new_columns(self, node: ast.Call, name: str, table: Table) -> None:
        names: list[str | None] = []
        if name == "assign":
            names = [word.arg for word in node.keywords]
        elif name == "insert" and len(node.args) > 1:
            table.add(self.template(node.args[1]), self.stage)
            return
        elif name == "rename":
            renamed = self.fold(argument(node, 4, "columns"))
            values = renamed.values() if isinstance(renamed, dict) else [None]
            names = [each if isinstance(each, str) else None for each in values]
        else:
            names = [None]
        for each in names:
            table.add((each,), self.stage)

    # -- everything else -------------------------------------------------------------------------

    def _foreign_call(self, node: ast.Call, name: str, values: list[Value]) -> Value:
        whole = [value for value in values if value.whole]
        origin = self.origin(node.func)
        if origin.startswith("pandas.") and name in {"merge", "merge_asof", "concat"} and whole:
            if whole[0].table:
                whole[0].table.open = True
            return whole[0] if whole[0].kind is Kind.FRAME else COLUMN
        if origin.partition(".")[0] in LIBRARIES:
            if name == "DataFrame" and not whole:
                return NOTHING
            return COLUMN if whole else NOTHING
        if isinstance(node.func, ast.Name) and name in _SCALARS:
            return NOTHING
        if not isinstance(node.func, ast.Name) or node.func.id not in {"type", "id", "isinstance"}:
            self._open_frames(values)
        return NOTHING

    @staticmethod
    def _open_frames(values: list[Value]) -> None:
        """Take it that a function which nobody sees adds columns to the frames it is given."""
        for value in values:
            if value.kind is Kind.FRAME and value.table:
                value.table.open = True

    def open_arguments(self, node: ast.Call) -> None:
        """Take it that a call made for its effect alone adds columns, unless its source is here."""
        if self._own_function(node.func) is None:
            self._open_frames([self.value(each) for each in node.args])

    def replaced_frame(self, before: Value, source: ast.expr) -> Value:
        """Return what a frame's name holds after it was bound to something not understood."""
        if isinstance(source, ast.Constant):
            return NOTHING
        if before.table:
            before.table.open = True
        return before

    def part_of(self, value: Value, known: ast.expr | None, index: int) -> Value:
        """Return what one target of an unpacking gets."""
        if known is not None:
            return self.value(known)
        if value.kind is Kind.FRAME:  # get_analyzed_dataframe gives a frame and a time
            return value if index == 0 else NOTHING
        return value if value.kind is Kind.COLUMN else NOTHING

    def known(self, node: ast.expr | None) -> Any:
        """Return a folded constant or ``None``."""
        value = self.fold(node)
        return None if value is UNKNOWN else value

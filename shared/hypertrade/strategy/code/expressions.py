"""What expressions are: frames, columns, windows, rows."""

from __future__ import annotations

import ast

from hypertrade.strategy.code import lookahead
from hypertrade.strategy.code.calls import CallFlow
from hypertrade.strategy.code.tables import Read, Stage, Table
from hypertrade.strategy.code.values import COLUMN, NOTHING, WINDOW, Kind, Value
from hypertrade.strategy.code.vocabulary import FRAME_ATTRIBUTES

_INDEXERS = {"loc", "iloc", "at", "iat"}
_WHOLE_ATTRIBUTES = {"values", "array", "dt", "str", "index", "T", "cat"}


class ExpressionFlow(CallFlow):
    """The part of a walk that follows expressions."""

    env: dict[str, Value]

    def value(self, node: ast.expr) -> Value:
        """Walk an expression; return what it is."""
        handler = getattr(self, f"_value_{type(node).__name__.lower()}", None)
        if handler:
            result: Value = handler(node)
            return result
        parts = [
            self.value(part) for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)
        ]
        arithmetic = isinstance(
            node, ast.BinOp | ast.UnaryOp | ast.Compare | ast.BoolOp | ast.IfExp
        )
        return COLUMN if arithmetic and any(part.whole for part in parts) else NOTHING

    def _value_name(self, node: ast.Name) -> Value:
        return self.env.get(node.id, NOTHING)

    def _value_namedexpr(self, node: ast.NamedExpr) -> Value:
        value = self.value(node.value)
        self.assign(node.target, value, node.value)
        return value

    def _value_ifexp(self, node: ast.IfExp) -> Value:
        self.value(node.test)
        first, second = self.value(node.body), self.value(node.orelse)
        return first if first.kind is not Kind.UNKNOWN else second

    def _value_compare(self, node: ast.Compare) -> Value:
        values = [self.value(part) for part in (node.left, *node.comparators)]
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            self._assume_column(node)
            return NOTHING
        return COLUMN if any(value.whole for value in values) else NOTHING

    def _assume_column(self, node: ast.Compare) -> None:
        """Take ``"x" in dataframe.columns`` as word that the column may be there."""
        for container in node.comparators:
            owner = container
            while isinstance(owner, ast.Attribute | ast.Call):  # .columns, .keys(), .tolist()
                owner = owner.value if isinstance(owner, ast.Attribute) else owner.func
            value = self.value(owner)
            if value.kind is Kind.FRAME and value.table:
                value.table.add(self.template(node.left), Stage.INDICATORS)

    def _value_lambda(self, node: ast.Lambda) -> Value:
        names = {each.arg for each in node.args.args}
        bound = {name: value for name, value in self.env.items() if name not in names}
        self.flow.call(node, bound, self.stage, self.where)
        return NOTHING

    def _comprehension(self, node: ast.expr) -> Value:
        for part in getattr(node, "generators", []):
            self.value(part.iter)
            self.assign(part.target, NOTHING, part.iter)
            for test in part.ifs:
                self.value(test)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.value(getattr(node, name))
        return NOTHING

    _value_listcomp = _value_setcomp = _value_generatorexp = _value_dictcomp = _comprehension

    def _value_attribute(self, node: ast.Attribute) -> Value:
        owner = self.value(node.value)
        if not owner.whole:
            return WINDOW if owner.kind is Kind.WINDOW else NOTHING
        if node.attr == "ta" and owner.table:  # pandas_ta appends columns of its own naming
            owner.table.open = True
            return NOTHING
        if node.attr in _INDEXERS:
            return Value(Kind.ROWS, owner.table, of_column=owner.kind is Kind.COLUMN)
        if node.attr in _WHOLE_ATTRIBUTES:
            return COLUMN
        if owner.kind is Kind.FRAME and node.attr not in FRAME_ATTRIBUTES:
            if owner.table:
                self.read(owner.table, node.attr, node)
            return COLUMN
        sized = node.attr in {"shape", "strides", "size", "ndim", "dtype", "name"}
        return COLUMN if owner.kind is Kind.COLUMN and not sized else NOTHING

    def _value_subscript(self, node: ast.Subscript) -> Value:
        owner = self.value(node.value)
        key = self.value(node.slice)
        lookahead.check_subscript(self, node, owner)
        if owner.kind is Kind.FRAME:
            return self._column_or_frame(node.slice, owner, key)
        if owner.kind is Kind.ROWS:
            return self._rows(node.slice, owner)
        if owner.kind is Kind.ROW and owner.table:
            self._read_key(owner.table, node.slice)
            return NOTHING
        if owner.kind is Kind.WINDOW:
            return WINDOW
        part = isinstance(node.slice, ast.Slice) and bool(node.slice.lower or node.slice.upper)
        return COLUMN if owner.kind is Kind.COLUMN and not part else NOTHING

    def _column_or_frame(self, key: ast.expr, owner: Value, mask: Value) -> Value:
        if isinstance(key, ast.Slice) or mask.whole:
            return owner
        if owner.table:
            self._read_key(owner.table, key)
        return owner if isinstance(key, ast.List) else COLUMN

    def _rows(self, key: ast.expr, owner: Value) -> Value:
        rows = key.elts[0] if isinstance(key, ast.Tuple) and key.elts else key
        if isinstance(key, ast.Tuple) and len(key.elts) > 1 and owner.table and not owner.of_column:
            self._read_key(owner.table, key.elts[1])
            return COLUMN if isinstance(rows, ast.Slice) and rows.lower is None else NOTHING
        if isinstance(rows, ast.Slice):
            return NOTHING
        return Value(Kind.ROW, owner.table) if not owner.of_column else NOTHING

    def _read_key(self, table: Table, key: ast.expr) -> None:
        value = self.fold(key)
        for name in value if isinstance(value, tuple) else (value,):
            if isinstance(name, str):
                self.read(table, name, key)

    def read(self, table: Table, name: str, node: ast.AST) -> None:
        """Note that a column is read."""
        table.reads.append(Read(name, node, self.stage, self.where))

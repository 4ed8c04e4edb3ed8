"""Following candles through the code: which expression is a frame, a column, a window, a row.

An abstract interpretation in the order of the source: no branch is chosen, loops run once, and
what is not understood is unknown, which silences every check that would need it.
"""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypertrade.strategy.code import lookahead
from hypertrade.strategy.code.expressions import ExpressionFlow
from hypertrade.strategy.code.folding import UNKNOWN, fold, template
from hypertrade.strategy.code.module import Function, StrategyClass, once_assigned
from hypertrade.strategy.code.settings import parameters_of
from hypertrade.strategy.code.tables import Stage, Table
from hypertrade.strategy.code.values import COLUMN, NOTHING, Kind, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.strategy.code.report import Report

_LOGGING = ("logger.", "logging.", "log.", "self.dp.send_msg", "print")


def _loads(body: Sequence[ast.stmt]) -> Counter[str]:
    """Return how often each name is read."""
    return Counter(
        part.id
        for statement in body
        for part in ast.walk(statement)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)
    )


def _is_logging(node: ast.Expr) -> bool:
    """Tell a statement that only writes to the log, or to the user's messenger."""
    return isinstance(node.value, ast.Call) and ast.unparse(node.value.func).startswith(_LOGGING)


class Flow:
    """What all walks over one class share: the report, the tables, and who was walked already."""

    def __init__(self, strategy: StrategyClass, report: Report) -> None:
        """Start with the pair's candles as Freqtrade hands them over."""
        self.strategy = strategy
        self.report = report
        self.main = Table(open=strategy.foreign_base)
        self.tables: list[Table] = [self.main]
        self.parameter_values = {each.name: each.value for each in parameters_of(strategy)}
        self._walked: dict[tuple[Any, ...], Value] = {}
        self._provided: dict[ast.Call, Table] = {}

    def new_table(self) -> Table:
        """Return a table for another pair's or timeframe's candles."""
        table = Table()
        self.tables.append(table)
        return table

    def table_at(self, node: ast.Call) -> Table:
        """Return the table of the candles that one call of the data provider gives."""
        if node not in self._provided:
            self._provided[node] = self.new_table()
        return self._provided[node]

    def call(
        self, function: Function | ast.Lambda, bound: dict[str, Value], stage: Stage, where: str
    ) -> Value:
        """Walk a function with its arguments bound; return what it gives back."""
        key = (function, stage, tuple(sorted(bound.items(), key=lambda item: item[0])))
        if key not in self._walked:
            self._walked[key] = NOTHING  # for recursion
            walk = Walk(self, function, bound, stage, where)
            self._walked[key] = walk.run()
        return self._walked[key]


class Walk(ExpressionFlow):
    """One walk through one function."""

    def __init__(
        self,
        flow: Flow,
        function: Function | ast.Lambda,
        bound: dict[str, Value],
        stage: Stage,
        where: str,
    ) -> None:
        """Bind the arguments; the walk starts with ``run``."""
        self.flow = flow
        self.strategy = flow.strategy
        self.function = function
        self.stage = stage
        self.where = where
        self.env: dict[str, Value] = dict(bound)
        self.locals: dict[str, Function] = {}
        self.returned = NOTHING
        self.quiet = 0
        """Above 0 where lookahead cannot matter: in logging, and in branches for live trading."""
        arguments = function.args
        self._shadowed = {each.arg for each in (*arguments.args, *arguments.kwonlyargs)}
        body = function.body if isinstance(function.body, list) else []
        self._constants = once_assigned(body, self._outer_lookup)
        self._uses = _loads(body)
        self._logged_uses = _loads(
            [
                part
                for statement in body
                for part in ast.walk(statement)
                if isinstance(part, ast.Expr) and _is_logging(part)
            ]
        )
        self._rebound = {
            part.id
            for statement in body
            for part in ast.walk(statement)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        }

    def run(self) -> Value:
        """Walk the body."""
        if isinstance(self.function.body, list):
            self.block(self.function.body)
        else:
            self.returned = self.value(self.function.body)
        return self.returned

    # -- constants -------------------------------------------------------------------------------

    def _outer_lookup(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Name) and node.id in self._shadowed:
            return UNKNOWN
        return self.strategy.lookup(node)

    def lookup(self, node: ast.expr) -> Any:
        """Resolve a name as this function sees it."""
        if isinstance(node, ast.Name) and node.id in self._rebound:
            return self._constants.get(node.id, UNKNOWN)
        return self._outer_lookup(node)

    def fold(self, node: ast.expr | None) -> Any:
        """Return the constant that ``node`` is here, or ``UNKNOWN``."""
        return fold(node, self.lookup)

    def template(self, node: ast.expr) -> tuple[str | None, ...]:
        """Return the text template that ``node`` is here."""
        return template(node, self.lookup)

    # -- statements ------------------------------------------------------------------------------

    def block(self, body: list[ast.stmt]) -> None:
        """Walk statements in order."""
        for statement in body:
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        """Walk one statement."""
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler:
            handler(node)
            return
        for child in ast.iter_child_nodes(node):
            self._walk_child(child)

    def _walk_child(self, child: ast.AST) -> None:
        if isinstance(child, ast.stmt):
            self.statement(child)
        elif isinstance(child, ast.expr):
            self.value(child)
        else:  # a handler, a case, a with-item
            for part in ast.iter_child_nodes(child):
                self._walk_child(part)

    def _functiondef(self, node: ast.FunctionDef) -> None:
        self.locals[node.name] = node
        names = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
        seen = {name: value for name, value in self.env.items() if name not in names}
        self.flow.call(node, seen, self.stage, self.where)

    _asyncfunctiondef = _functiondef

    def _classdef(self, node: ast.ClassDef) -> None:
        """A class inside a function is too rare to follow."""

    def _return(self, node: ast.Return) -> None:
        if node.value:
            value, before = self.value(node.value), self.returned
            for first, second in ((value, before), (before, value)):
                if first.table and first.table is not second.table and second is not NOTHING:
                    first.table.open = True  # one of several frames comes back: nobody knows which
            self.returned = value if value.table or not before.table else before

    def _if(self, node: ast.If) -> None:
        test = ast.unparse(node.test)
        live_only = "runmode" in test and ("live" in test or "dry_run" in test)
        self.value(node.test)
        self.quiet += live_only
        self.block(node.body)
        self.quiet -= live_only
        self.block(node.orelse)

    def _try(self, node: ast.Try) -> None:
        guarded = bool(node.handlers)
        before = {table: len(table.reads) for table in self.flow.tables}
        self.block(node.body)
        if guarded:  # a missing column may be what the handler is there for
            for table in self.flow.tables:
                del table.reads[before.get(table, 0) :]
        for handler in node.handlers:
            self.block(handler.body)
        self.block(node.orelse)
        self.block(node.finalbody)

    def _expr(self, node: ast.Expr) -> None:
        logging = _is_logging(node)
        self.quiet += logging
        value = self.value(node.value)
        self.quiet -= logging
        if not logging and isinstance(node.value, ast.Call) and value.kind is Kind.UNKNOWN:
            self.open_arguments(node.value)

    def _for(self, node: ast.For) -> None:
        self.value(node.iter)
        self.assign(node.target, NOTHING, node.iter)
        self.block(node.body)
        self.block(node.orelse)

    def _augassign(self, node: ast.AugAssign) -> None:
        value = self.value(node.value)
        self.read_target(node.target)
        if isinstance(node.target, ast.Name):
            before = self.env.get(node.target.id, NOTHING)
            self.env[node.target.id] = COLUMN if value.whole or before.whole else NOTHING

    def _annassign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.assign(node.target, self.value(node.value), node.value)

    def _assign(self, node: ast.Assign) -> None:
        only_logged = self._only_logged(node)
        self.quiet += only_logged
        value = self.value(node.value)
        self.quiet -= only_logged
        for target in node.targets:
            self.assign(target, value, node.value)

    def _only_logged(self, node: ast.Assign) -> bool:
        """Tell whether the assigned name is used for nothing but logging."""
        if len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
            return False
        name = node.targets[0].id
        return 0 < self._uses[name] == self._logged_uses[name]

    # -- assignment ------------------------------------------------------------------------------

    def assign(self, target: ast.expr, value: Value, source: ast.expr) -> None:
        """Bind ``value`` to a target."""
        if isinstance(target, ast.Name):
            before = self.env.get(target.id)
            made = value.kind is Kind.UNKNOWN or isinstance(source, ast.Call)
            if made and value.kind is not Kind.FRAME and before and before.kind is Kind.FRAME:
                value = self.replaced_frame(before, source)
            self.env[target.id] = value
        elif isinstance(target, ast.Tuple | ast.List):
            sources = source.elts if isinstance(source, ast.Tuple | ast.List) else []
            for index, part in enumerate(target.elts):
                known = sources[index] if len(sources) == len(target.elts) else None
                self.assign(part, self.part_of(value, known, index), known or source)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, NOTHING, source)
        elif isinstance(target, ast.Subscript):
            self._assign_subscript(target)
        elif isinstance(target, ast.Attribute):
            self._assign_attribute(target)

    def _assign_attribute(self, target: ast.Attribute) -> None:
        owner = self.value(target.value)
        if owner.kind is Kind.FRAME and owner.table:
            if target.attr == "columns":
                owner.table.open = True
            else:
                owner.table.add((target.attr,), self.stage)

    def _assign_subscript(self, target: ast.Subscript) -> None:
        owner = self.value(target.value)
        if owner.kind is Kind.COLUMN or (owner.kind is Kind.ROWS and owner.of_column):
            lookahead.check_chained(self, target)
        elif owner.kind is Kind.FRAME and owner.table:
            self._write(owner.table, target.slice)
        elif owner.kind is Kind.ROWS and owner.table and isinstance(target.slice, ast.Tuple):
            self.value(target.slice.elts[0])
            if len(target.slice.elts) > 1:
                self._write(owner.table, target.slice.elts[1])
            return
        elif owner.kind is Kind.UNKNOWN and any(self.template(target.slice)):
            self._write(self.flow.main, target.slice)  # rather know a column too many
        self.value(target.slice)

    def _write(self, table: Table, key: ast.expr) -> None:
        value = self.fold(key)
        names = key.elts if isinstance(key, ast.List | ast.Tuple) else [key]
        if isinstance(value, tuple):
            for name in value:
                table.add((name if isinstance(name, str) else None,), self.stage)
            return
        if isinstance(key, ast.Compare | ast.BoolOp | ast.UnaryOp) or self.value(key).whole:
            return  # a mask: it writes cells, not columns
        for name in names:
            table.add(self.template(name), self.stage)

    def read_target(self, target: ast.expr) -> None:
        """Walk a target that is read before it is written: ``frame["x"] += 1``."""
        loaded = ast.parse(ast.unparse(target), mode="eval").body
        for part in ast.walk(loaded):
            if isinstance(part, ast.expr):
                ast.copy_location(part, target)
        self.value(loaded)

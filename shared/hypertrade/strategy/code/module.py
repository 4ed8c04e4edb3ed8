"""A parsed strategy file: its classes, functions, constants and imports."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

from hypertrade.strategy.code.folding import UNKNOWN, Lookup, fold

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """The top level of a file."""

    tree: ast.Module
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """Imported name -> dotted origin: ``ta`` -> ``talib.abstract``."""

    @classmethod
    def of(cls, tree: ast.Module) -> Module:
        """Collect what ``tree`` defines, branches of ``if`` and ``try`` included."""
        module = cls(tree)
        for node in ast.walk(tree):
            module._note_import(node)
        for node in _top_level(tree.body):
            if isinstance(node, ast.ClassDef):
                module.classes[node.name] = node
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                module.functions[node.name] = node
        module.constants = once_assigned(tree.body, module.lookup)
        return module

    def _note_import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                self.origins[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                self.origins[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"

    def lookup(self, node: ast.expr) -> Any:
        """Resolve a module-level constant."""
        return self.constants.get(node.id, UNKNOWN) if isinstance(node, ast.Name) else UNKNOWN

    def origin(self, node: ast.expr) -> str:
        """Return the dotted origin of an expression: ``ta.RSI`` -> ``talib.abstract.RSI``."""
        if isinstance(node, ast.Attribute):
            base = self.origin(node.value)
            return f"{base}.{node.attr}" if base else ""
        return self.origins.get(node.id, "") if isinstance(node, ast.Name) else ""


@dataclass
class StrategyClass:
    """The chosen class with its ancestors in the same file, nearest first."""

    module: Module
    chain: tuple[ast.ClassDef, ...]
    foreign_base: bool
    """Whether an ancestor comes from another file: then not all is known."""
    methods: dict[str, Function] = field(default_factory=dict)
    attributes: dict[str, ast.expr] = field(default_factory=dict)
    changing: frozenset[str] = frozenset()
    """Attributes that some method assigns, so that the class-level value is only the first one."""

    def __post_init__(self) -> None:
        """Collect methods and attributes, the nearest class winning."""
        for node in reversed(self.chain):
            for statement in _top_level(node.body):
                if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                    self.methods[statement.name] = statement
                    self.attributes.pop(statement.name, None)
                for name, value in _bindings(statement):
                    self.attributes[name] = value
        self.changing = frozenset(
            part.attr
            for node in self.chain
            for part in ast.walk(node)
            if isinstance(part, ast.Attribute)
            and isinstance(part.ctx, ast.Store)
            and isinstance(part.value, ast.Name)
            and part.value.id == "self"
        )

    @property
    def name(self) -> str:
        """Return the class's name."""
        return self.chain[0].name

    def method_above(self, owner: Function, name: str) -> Function | None:
        """Return the method that ``super().name`` means inside ``owner``, if it is in the file."""
        seen = False
        for node in self.chain:
            if seen:
                for statement in _top_level(node.body):
                    if isinstance(statement, Function) and statement.name == name:
                        return statement
            seen = seen or owner in node.body
        return None

    def lookup(self, node: ast.expr) -> Any:
        """Resolve ``self.x``, ``ClassName.x`` and names of the class body or the module."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in {"self", "cls", *(each.name for each in self.chain)}:
                return self.attribute(node.attr)
            return UNKNOWN
        return self.module.lookup(node)

    def lookup_in_body(self, node: ast.expr) -> Any:
        """Resolve names as the class body itself sees them."""
        if isinstance(node, ast.Name) and node.id in self.attributes:
            return self.attribute(node.id)
        return self.lookup(node)

    def attribute(self, name: str) -> Any:
        """Return the constant value of a class attribute, or ``UNKNOWN``."""
        value = self.attributes.get(name)
        if value is None or name in self.changing or _mentions(value, name):
            return UNKNOWN
        return fold(value, self.lookup_in_body)

    def declared(self, name: str) -> Any:
        """Return the class-level value of a setting, even if a method changes it later."""
        value = self.attributes.get(name)
        return UNKNOWN if value is None else fold(value, self.lookup_in_body)


def _mentions(node: ast.expr, name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))


def _top_level(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements of a body, those inside ``if``, ``try`` and ``with`` included."""
    found: list[ast.stmt] = []
    for node in body:
        found.append(node)
        if isinstance(node, ast.If | ast.Try | ast.With):
            for part in ("body", "orelse", "finalbody"):
                found += _top_level(getattr(node, part, []))
            for handler in getattr(node, "handlers", []):
                found += _top_level(handler.body)
    return found


def _bindings(node: ast.stmt) -> list[tuple[str, ast.expr]]:
    """Return ``name = value`` pairs of one statement, unpacking ``a, b = 1, 2``."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        return [(node.target.id, node.value)]
    if not isinstance(node, ast.Assign):
        return []
    pairs: list[tuple[str, ast.expr]] = []
    for target in node.targets:
        if isinstance(target, ast.Name):
            pairs.append((target.id, node.value))
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs += [
                (name.id, value)
                for name, value in zip(target.elts, node.value.elts, strict=False)
                if isinstance(name, ast.Name)
            ]
    return pairs


def once_assigned(body: list[ast.stmt], lookup: Lookup) -> dict[str, Any]:
    """Return the constants among names that ``body`` binds exactly once, and not in a loop."""
    stores: dict[str, int] = {}
    for statement in body:
        for part in ast.walk(statement):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                stores[part.id] = stores.get(part.id, 0) + 1
    known: dict[str, Any] = {}

    def resolve(node: ast.expr) -> Any:
        if isinstance(node, ast.Name) and node.id in stores:
            return known.get(node.id, UNKNOWN)
        return lookup(node)

    for statement in _top_level(body):
        for name, value in _bindings(statement):
            if stores.get(name) == 1:
                known[name] = fold(value, resolve)
    return {name: value for name, value in known.items() if value is not UNKNOWN}

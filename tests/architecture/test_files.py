"""Rules on every file: size, no machine's paths, no registry, no hidden failures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import files, python_files, shown, syntax

LONGEST = {".py": 400, ".tsx": 300}

# In pieces, so that this file is not itself a finding.
REGISTRY = re.compile(
    r"(py)(pi)\.org|(python)(hosted)\.|(npm)(js)\.org|(registry)\.(yarn)(pkg)\."
    r"|(deb|security)\.(deb)(ian)\.|(archive)\.(ubun)(tu)\."
    r"|(--)(index-url|extra-index-url|find-links)"
)
# Not /tmp: a confined strategy has its own, and ruff (S108) watches ours.
MACHINE = re.compile(r"(?<![\w.}])/(work|farm|root|home|Users)/[A-Za-z]")


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return list(enumerate(text.splitlines(), start=1))


def _findings(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(path)}:{number}: {line.strip()[:120]}"
        for path in files()
        for number, line in _lines(path)
        if pattern.search(line)
    ]


def test_no_file_is_a_long_room() -> None:
    long = {
        shown(path): lines
        for path in files()
        if path.suffix in LONGEST and (lines := len(_lines(path))) > LONGEST[path.suffix]
    }
    assert not long, f"split by meaning: {long}"


def test_no_file_names_a_package_registry() -> None:
    found = _findings(REGISTRY)
    assert not found, "\n".join(found)


def test_no_file_carries_a_path_of_some_machine() -> None:
    found = _findings(MACHINE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["see /" + "home/ann/x", "cd /" + "work/main", "=/" + "root/x"])
def test_a_machine_path_is_recognised(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize(
    "line", ["a/work/main", "https://x.org/home/y", "./tmp/x", "f'/proc/{pid}/root/x'"]
)
def test_other_paths_are_not_a_machines(line: str) -> None:
    assert not MACHINE.search(line)


BLIND = {"Exception", "BaseException"}


def _hides(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler of every exception neither raises nor looks at what it caught."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    if not any(kind is None or ast.unparse(kind) in BLIND for kind in kinds):
        return False
    inside = [node for statement in handler.body for node in ast.walk(statement)]
    raises = any(isinstance(node, ast.Raise) for node in inside)
    looks = handler.name is not None and any(
        isinstance(node, ast.Name) and node.id == handler.name for node in inside
    )
    return not (raises or looks)


def _hidden(tree: ast.Module) -> list[int]:
    found = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _hides(node)
    ]
    found += [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("suppress")
        and any(ast.unparse(arg) in BLIND for arg in node.args)
    ]
    return found


def test_no_handler_hides_what_it_catches() -> None:
    hidden = [
        f"{shown(path)}:{line}"
        for path in python_files(tests=False)
        for line in _hidden(syntax(path))
    ]
    assert not hidden, "\n".join(["re-raise, or say what was caught:", *hidden])


@pytest.mark.parametrize(
    ("source", "hides"),
    [
        ("try: f()\nexcept Exception: pass", True),
        ("try: f()\nexcept: g()", True),
        ("try: f()\nexcept (OSError, BaseException) as e: g()", True),
        ("with suppress(Exception): f()", True),
        ("try: f()\nexcept Exception as e: report(e)", False),
        ("try: f()\nexcept Exception as e: raise X from e", False),
        ("try: f()\nexcept OSError: pass", False),
        ("with suppress(OSError): f()", False),
    ],
)
def test_a_hiding_handler_is_recognised(source: str, hides: bool) -> None:
    assert bool(_hidden(ast.parse(source))) is hides


EXCUSE = re.compile(r"# (noqa|type: ignore)(?P<codes>: ?[A-Z]+\d+(, ?[A-Z]+\d+)*|\[[\w, -]+\])?")


def test_every_excused_rule_is_named_with_a_reason() -> None:
    bare = []
    for path in python_files():
        for number, line in _lines(path):
            found = EXCUSE.search(line)
            if found is None or path == Path(__file__):
                continue
            reasoned = "ignore" in found[1] or " - " in line[found.end() :]
            if not found["codes"] or not reasoned:
                bare.append(f"{shown(path)}:{number}: {line.strip()[:120]}")
    advice = "write `# noqa: RULE - reason`, `# type: ignore[code]`:"
    assert not bare, "\n".join([advice, *bare])


LEFT = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|\bNotImplementedError\b")


def test_nothing_is_left_to_do() -> None:
    left = [
        f"{shown(path)}:{number}: {line.strip()[:120]}"
        for path in python_files()
        for number, line in _lines(path)
        if LEFT.search(line) and path != Path(__file__)
    ]
    assert not left, "\n".join(left)

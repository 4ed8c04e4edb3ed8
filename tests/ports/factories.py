"""The adapters that every behaviour suite runs on, by name: what makes a port's adapter.

A suite asks for ``subject``, a port made by each adapter that has a factory for it. An adapter
registers in a module of this folder, named in ``MODULES``::

    @factory("google", "documents", marks=[pytest.mark.emulator])
    def documents(request: pytest.FixtureRequest) -> Documents: ...

``request`` reaches every fixture by name (``request.getfixturevalue("firestore")``), skips, and
takes finalizers. A factory is called anew for each test, and what it returns is empty.

Some suites need to see from outside what an adapter did. An adapter registers how, in the same way,
under the name of a helper; each is a function whose first argument is the subject:

- ``fetch``: ``(blobs, url) -> bytes``, what a browser gets there; raises ``Denied`` if refused.
- ``deliver``: ``(tasks, queue, seconds) -> list[Task]``, what is delivered (and acknowledged)
  within so many seconds, which may be those of a clock that the helper moves.
- ``meddle``: ``(secrets, name, other) -> None``, puts what is kept under ``other`` in the place of
  what is kept under ``name``; with ``other=None`` changes one bit of what is kept under ``name``.
- ``listen``: ``(events) -> list[Event]``, all that was heard since the subject was made.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Make = Callable[[pytest.FixtureRequest], Any]

MODULES = ("tests.ports.local", "tests.ports.google", "tests.ports.identities")


@dataclass(frozen=True)
class Factory:
    """What makes one port's adapter, and the marks of the tests that use it."""

    adapter: str
    make: Make
    marks: Sequence[pytest.MarkDecorator] = ()


FACTORIES: dict[str, list[Factory]] = {}
"""By port: ``documents``, ``blobs``, ``analytics``, ``tasks``, ``secrets``, ``events``..."""

HELPERS: dict[tuple[str, str], Callable[..., Any]] = {}
"""By adapter and name."""


def factory(
    adapter: str, port: str, *, marks: Sequence[pytest.MarkDecorator] = ()
) -> Callable[[Make], Make]:
    """Register the decorated function as what makes ``port`` of ``adapter``."""

    def register(make: Make) -> Make:
        FACTORIES.setdefault(port, []).append(Factory(adapter, make, marks))
        return make

    return register


def helper(adapter: str, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register the decorated function as the helper ``name`` of ``adapter``."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        HELPERS[adapter, name] = function
        return function

    return register


def parameters(port: str) -> list[Any]:
    """Return the parameters of the suite of ``port``: a factory each, by its adapter's name."""
    for module in MODULES:
        if importlib.util.find_spec(module) is not None:
            importlib.import_module(module)
    return [
        pytest.param(made, id=made.adapter, marks=list(made.marks))
        for made in FACTORIES.get(port, [])
    ]

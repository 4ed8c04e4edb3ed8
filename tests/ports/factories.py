"""The adapters that every behaviour suite runs on, by name: what makes a port's adapter.

A suite asks for ``subject``, a port made by each adapter that has a factory for it. An adapter
registers in a module of this folder, named in ``MODULES``::

    @factory("google", "documents", marks=[pytest.mark.emulator])
    def documents(request: pytest.FixtureRequest) -> Documents: ...

``request`` reaches every fixture by name (``request.getfixturevalue("firestore")``), skips, and
``addfinalizer``s. A factory is called anew for each test and returns an adapter that is empty, or
whose names nobody else uses.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Make = "Callable[[pytest.FixtureRequest], Any]"

MODULES = ("tests.ports.local", "tests.ports.google")


@dataclass(frozen=True)
class Factory:
    """What makes one port's adapter, and the marks of the tests that use it."""

    adapter: str
    make: Callable[[pytest.FixtureRequest], Any]
    marks: Sequence[pytest.MarkDecorator] = ()


FACTORIES: dict[str, list[Factory]] = {}
"""By port: ``documents``, ``blobs``, ``analytics``, ``tasks``, ``secrets``, ``events``..."""


def factory(
    adapter: str, port: str, *, marks: Sequence[pytest.MarkDecorator] = ()
) -> Callable[
    [Callable[[pytest.FixtureRequest], Any]], Callable[[pytest.FixtureRequest], Any]
]:
    """Register the decorated function as what makes ``port`` of ``adapter``."""

    def register(
        make: Callable[[pytest.FixtureRequest], Any],
    ) -> Callable[[pytest.FixtureRequest], Any]:
        FACTORIES.setdefault(port, []).append(Factory(adapter, make, marks))
        return make

    return register


def parameters(port: str) -> list[Any]:
    """Return the parameters of the suite of ``port``: a factory each, by its adapter's name."""
    _load()
    return [
        pytest.param(made, id=made.adapter, marks=list(made.marks))
        for made in FACTORIES.get(port, [])
    ]


def _load() -> None:
    for module in MODULES:
        if importlib.util.find_spec(module) is not None:
            importlib.import_module(module)

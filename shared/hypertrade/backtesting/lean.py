"""Numba without what it loads in case somebody compiles linear algebra or calls into C.

On its way in Numba imports SciPy's linear algebra to see whether matrix products could be compiled,
cffi to see whether its functions could be called, and YAML for a file of settings: together a
quarter of its start, and of a fast backtest's start. The engine needs none of it. Imported before
the engine, this module makes them look absent while Numba is imported; everybody else, and Numba's
users that came before, find them as ever.
"""

from __future__ import annotations

import importlib
import sys

_OPTIONAL = ("scipy.linalg.cython_blas", "cffi", "yaml")
"""Each is imported by Numba inside a ``try`` that takes its absence for an answer."""

_NUMBA = ("numba", "numba.core.typing.cffi_utils", "numba.np.arraymath")
"""The modules that look for them (Numba 0.62 and later)."""


def _import_numba() -> None:
    if "numba" in sys.modules:
        return
    hidden = [name for name in _OPTIONAL if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        for name in _NUMBA:
            importlib.import_module(name)
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


_import_numba()

"""A lean start: what Freqtrade imports and a backtest never uses is loaded only if it is used.

Plain Freqtrade imports every exchange of ccxt three times over (synchronous, asynchronous, with web
sockets), SciPy's statistics for one number of the report, and an HTTP client. All of that stays
importable and behaves as before: only the moment of loading moves. Call :func:`prepare` before
anything imports Freqtrade.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import re
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

CCXT_PACKAGES = ("ccxt", "ccxt.async_support", "ccxt.pro")
"""The packages whose ``__init__`` imports every exchange class."""

LAZY_MODULES: dict[str, tuple[str, ...]] = {
    "scipy.stats": (),
    # ccxt's web socket client and Freqtrade's downloads name these two while they are imported.
    "aiohttp": ("WSMsgType", "ClientSession"),
}
"""Modules loaded when an attribute of them is first asked for.

The named attributes answer ``None`` until :func:`settle`: importers bind them and do not use them.
"""

_ABSENT = ("aiohttp_fast_zlib", "aiohttp._websocket.reader_py")
"""Parts of an HTTP client that ccxt takes if there: absent while it is imported."""


def prepare() -> None:
    """Install the lazy imports and hold the garbage collector until Freqtrade is imported."""
    # Importing makes hundreds of thousands of objects and no garbage: scanning them is a third of
    # the time. ``settle`` switches the collector on again.
    gc.disable()
    for name in _ABSENT:
        sys.modules[name] = None  # type: ignore[assignment]
    sys.meta_path.insert(0, _LeanFinder())


def settle() -> None:
    """Switch the collector on, Freqtrade's way, and keep it away from what was imported."""
    from freqtrade.system import gc_set_threshold

    for name in _ABSENT:
        sys.modules.pop(name, None)
    for name, placeholders in LAZY_MODULES.items():
        module = sys.modules.get(name)
        if isinstance(module, _LazyModule):
            for placeholder in placeholders:
                del module.__dict__[placeholder]
    gc.freeze()
    gc_set_threshold()
    gc.enable()


def scipy_functions() -> ModuleType:
    """Return SciPy's special functions themselves, without the package around them.

    ``scipy.special`` imports wrappers for arrays of other libraries: 0.2 s for one function.
    """
    name = "scipy.special"
    if name in sys.modules:
        return sys.modules[name]
    found = importlib.util.find_spec(name)
    if found is None:
        raise ModuleNotFoundError(name=name)
    # A bare package with the same files stands in its place for a moment.
    sys.modules[name] = importlib.util.module_from_spec(found)
    try:
        return importlib.import_module(f"{name}._ufuncs")
    finally:
        del sys.modules[name]


class _LeanFinder(MetaPathFinder):
    """Finds the packages above with loaders that put work off."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname in CCXT_PACKAGES:
            found = PathFinder.find_spec(fullname, path, target)
            if found is not None and found.loader is not None:
                found.loader = _CcxtLoader(found.loader)
            return found
        if fullname in LAZY_MODULES:
            found = PathFinder.find_spec(fullname, path, target)
            if found is not None and found.loader is not None:
                found.loader = _LazyLoader(found.loader, LAZY_MODULES[fullname])
            return found
        return None


class _CcxtPackage(ModuleType):
    """A ccxt package whose exchange classes are imported when first named."""

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("_exchanges", ()):
            module = importlib.import_module(f"{self.__name__}.{name}")
            return getattr(module, name)
        msg = f"module {self.__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system binds a submodule's name to the module; in ccxt that name is the class.
        if isinstance(value, ModuleType) and name in self.__dict__.get("_exchanges", ()):
            value = getattr(value, name)
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.__dict__.get("_exchanges", ())})


class _CcxtLoader(Loader):
    """Runs a ccxt package's own ``__init__`` without its one line per exchange."""

    def __init__(self, wrapped: Loader) -> None:
        self.wrapped = wrapped

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _CcxtPackage(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        source: str = self.wrapped.get_source(name)  # type: ignore[attr-defined]
        line = re.compile(rf"^from {re.escape(name)}\.(\w+)\s+import \1\b.*$", re.MULTILINE)
        module.__dict__["_exchanges"] = frozenset(line.findall(source))
        code = compile(line.sub("", source), str(module.__file__), "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 - the installed package's own source


class _LazyModule(ModuleType):
    """A module that runs when an attribute of it is first asked for, then an ordinary one."""

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name.startswith("__") or name in own:
            # The import system's own questions (__spec__, __path__) and submodules already loaded.
            return object.__getattribute__(self, name)
        object.__setattr__(self, "__class__", ModuleType)
        own.pop("_later")(self)
        return getattr(self, name)


class _LazyLoader(Loader):
    """Makes the module at once and runs it later."""

    def __init__(self, wrapped: Loader, placeholders: tuple[str, ...]) -> None:
        self.wrapped = wrapped
        self.placeholders = placeholders

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = _LazyModule(spec.name)
        module.__dict__["_later"] = self.wrapped.exec_module
        module.__dict__.update(dict.fromkeys(self.placeholders))
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""

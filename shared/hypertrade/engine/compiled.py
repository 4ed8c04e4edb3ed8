"""One way to compile for the whole engine: machine code that is kept, and thrown away when stale.

Numba keeps the machine code of a function beside its source and forgets it when *that* file
changes; code inlined from other files would go stale unseen. Here the stamp is the content of the
file and of every file of the engine that it imports, directly or not: a change compiles afresh
what stands on it and nothing else, and a checkout, a copy or an image that leaves the content
alone compiles nothing.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numba
import numba.extending
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.lowering import Lower
from numba.core.typed_passes import NativeLowering

from hypertrade.engine.keeping import keep

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

ENGINE = Path(__file__).parent
IMPORT = re.compile(rb"^from hypertrade\.engine\.?([\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
NAME = re.compile(r"\w+")


INLINE_BELOW = 130
"""Functions of fewer bytes of bytecode than this may be inlined; the others are called."""


class _OutlinedLower(Lower):  # type: ignore[misc]
    """Marks the function as not to be inlined."""

    def setup_function(self, fndesc: Any) -> None:
        """Declare the function for LLVM."""
        super().setup_function(fndesc)
        self.function.attributes.add("noinline")


@register_pass(mutates_CFG=True, analysis_only=False)
class _OutlinedLowering(NativeLowering):  # type: ignore[misc]
    """Numba's last pass, with the mark."""

    _name = "outlined_lowering"

    @property
    def lowering_class(self) -> type[Lower]:
        """Return what turns typed code into LLVM's."""
        return _OutlinedLower


class _Outlined(CompilerBase):  # type: ignore[misc]
    """Numba's compiler for functions that are called, not inlined.

    LLVM would copy decimal arithmetic into every place that rounds a price, and optimise each copy
    again for every function above it: minutes of compiling for no gain at all.
    """

    def define_pipelines(self) -> list[Any]:
        """Return Numba's own passes with the last one exchanged."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.passes = [
            (_OutlinedLowering if each is NativeLowering else each, text)
            for each, text in passes.passes
        ]
        passes.finalize()
        return [passes]


@cache
def _imports(path: Path) -> tuple[bytes, tuple[Path, ...]]:
    """Return a file of the engine and the engine's files that it imports when it runs."""
    source = path.read_bytes()
    found: list[Path] = []
    for module, names in IMPORT.findall(source):
        place = ENGINE.joinpath(*NAME.findall(module.decode()))
        for each in (place, *(place / name for name in NAME.findall(names.decode()))):
            files = (each.with_suffix(".py"), each / "__init__.py")
            found += [file for file in files if file.is_file()]
    return source, tuple(found)


@cache
def _stamp(path: Path) -> str:
    """Return a digest of a file and of all of the engine that it stands on."""
    reached = {path}
    waiting = [path, Path(__file__)]
    while waiting:
        for file in _imports(waiting.pop())[1]:
            if file not in reached:
                reached.add(file)
                waiting.append(file)
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(reached):
        digest.update(_imports(file)[0])
    return digest.hexdigest()


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` with Numba at its first call and keep the machine code on disk.

    Strict IEEE arithmetic: never fastmath, no contraction, so results are those of Python's own
    floats bit by bit. Division follows NumPy (x / 0 is inf or nan, no exception): guard it where
    Freqtrade would raise. The global interpreter lock is released.
    """
    options: dict[str, Any] = {}
    if len(function.__code__.co_code) >= INLINE_BELOW:
        options["pipeline_class"] = _Outlined
    dispatcher = numba.njit(error_model="numpy", nogil=True, no_cfunc_wrapper=True, **options)(
        function
    )
    keep(dispatcher, _stamp(Path(function.__code__.co_filename)))
    # A call with a constant (``nearest(digits, 1, 1, places)``) would compile the callee, and all
    # that it calls, once more for each constant: one version for every whole number is enough.
    resolve = dispatcher.get_call_template
    dispatcher.get_call_template = lambda args, keywords: resolve(
        tuple(numba.types.unliteral(each) for each in args),
        {name: numba.types.unliteral(each) for name, each in keywords.items()},
    )
    return dispatcher  # type: ignore[no-any-return]


@numba.extending.intrinsic  # type: ignore[untyped-decorator]
def fused(_context: Any, left: Any, right: Any, summand: Any) -> Any:
    """Return ``left * right + summand`` rounded once (IEEE 754 fusedMultiplyAdd), compiled only.

    One instruction where the processor has it, else the C library's exact function.
    """

    def generate(_generator: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.fma(*arguments)

    number = numba.types.float64
    for each in (left, right, summand):
        if each != number:
            return None
    return number(number, number, number), generate

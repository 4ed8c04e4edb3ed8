"""One way to compile for the whole engine: kept on disk, and called rather than inlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numba
import numba.extending
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.lowering import Lower
from numba.core.typed_passes import NativeLowering

from hypertrade.arrays.compiling import kept

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

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


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` as ``arrays.compiling.compiled`` does, the larger ones never inlined.

    A division by zero raises nothing: guard it where Freqtrade would raise.
    """
    options: dict[str, Any] = {}
    if len(function.__code__.co_code) >= INLINE_BELOW:
        options["pipeline_class"] = _Outlined
    dispatcher = kept(function, no_cfunc_wrapper=True, **options)
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

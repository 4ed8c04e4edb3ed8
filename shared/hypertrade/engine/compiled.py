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

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

ENGINE = Path(__file__).parent
IMPORT = re.compile(rb"^from hypertrade\.engine\.?([\w.]*) import", re.MULTILINE)


@cache
def _imports(path: Path) -> tuple[bytes, tuple[Path, ...]]:
    """Return a file of the engine and the engine's files that it imports."""
    source = path.read_bytes()
    found: list[Path] = []
    for name in IMPORT.findall(source):
        place = ENGINE.joinpath(*name.decode().split(".")) if name else ENGINE
        found += [
            file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()
        ]
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
    dispatcher = numba.njit(cache=True, error_model="numpy", nogil=True)(function)
    # The stamp that Numba compares before it trusts what it finds on disk (numba.core.caching,
    # IndexDataCacheFile): there is no public way to widen it beyond the function's own file.
    dispatcher._cache._cache_file._source_stamp = _stamp(Path(function.__code__.co_filename))  # noqa: SLF001 - as above
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

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = context.get_value_type(signature.return_type)
        return builder.fma(*(builder.bitcast(each, kind) for each in arguments))

    number = numba.types.float64
    for each in (left, right, summand):
        if each != number:
            return None
    return number(number, number, number), generate

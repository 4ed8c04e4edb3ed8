"""Loops compiled to machine code that is kept on disk, and thrown away when stale.

Numba keeps the machine code of a function beside its source and forgets it when *that* file
changes; code inlined from other files would go stale unseen. Here the stamp is the content of the
file and of every file of the library that it imports, directly or not: a change compiles afresh
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

from hypertrade.arrays.keeping import keep

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

LIBRARY = Path(__file__).parents[1]
IMPORT = re.compile(rb"^from hypertrade\.([\w.]+) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
NAME = re.compile(r"\w+")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` with Numba at its first call and keep the machine code on disk.

    Strict IEEE arithmetic: never fastmath, so results are those of Python's own floats, and of
    pandas' C code, bit by bit. Division follows NumPy (x / 0 is inf or nan, no exception). The
    global interpreter lock is released.
    """
    return kept(function)  # type: ignore[no-any-return]


def kept(function: Callable[..., Any], **options: Any) -> Any:
    """Return Numba's dispatcher of ``function``, which ``compiled`` describes, with ``options``."""
    dispatcher = numba.njit(error_model="numpy", nogil=True, **options)(function)
    keep(dispatcher, stamp(Path(function.__code__.co_filename)))
    return dispatcher


@cache
def imports(path: Path) -> tuple[bytes, tuple[Path, ...]]:
    """Return a file of the library and the library's files that it imports when it runs."""
    source = path.read_bytes()
    found: list[Path] = []
    for module, names in IMPORT.findall(source):
        place = LIBRARY.joinpath(*NAME.findall(module.decode()))
        for each in (place, *(place / name for name in NAME.findall(names.decode()))):
            files = (each.with_suffix(".py"), each / "__init__.py")
            found += [file for file in files if file.is_file()]
    return source, tuple(found)


@cache
def stamp(path: Path) -> str:
    """Return a digest of a file and of all of the library that it stands on."""
    reached = {path}
    waiting = [path]
    while waiting:
        for file in imports(waiting.pop())[1]:
            if file not in reached:
                reached.add(file)
                waiting.append(file)
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(reached):
        digest.update(imports(file)[0])
    return digest.hexdigest()

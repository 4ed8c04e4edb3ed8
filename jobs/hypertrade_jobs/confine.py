"""Confinement of user code: what a strategy's process sees, through bubblewrap.

The process gets its own user, mount, process, network, IPC and host-name spaces, no capability, an
environment of its own, a read-only root that holds the interpreter, its packages and the inputs, a
private ``/tmp`` in memory, and the files it may write. There is no ``/proc``, no ``/sys``, nothing
in ``/etc`` but the loader's cache, and a filter on system calls (``seccomp``) on top.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import hypertrade
from hypertrade.domain.errors import Denied

from hypertrade_jobs import seccomp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INPUTS = "/inputs"
OUTPUTS = "/outputs"
JOBS = "/jobs"
"""Where the process that forks confined workers sees the folders of all jobs; no worker does."""
OUTPUT_FILES = ("run.json", "freqtrade-export.zip", "signals.bin", "columns.bin")
"""The only files of the host a confined process can write; they exist, empty, before it starts."""

REMEDY = (
    "Install bubblewrap (apt-get install bubblewrap) and allow user namespaces; "
    "or, for code you trust as much as your own, say --confine off."
)

_SYSTEM_LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_TEMPORARY = "/tmp"  # noqa: S108 - the confined process's own
_SIZE_SINCE = (0, 7)
"""The version of bubblewrap that can limit the size of a tmpfs."""

_PROBE_SECONDS = 10
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "NUMBA_NUM_THREADS",
)


@dataclass(frozen=True)
class Availability:
    """Whether code can be confined here, and if not, why not."""

    ok: bool
    reason: str = ""


def environment(temporary: str) -> dict[str, str]:
    """Return the whole environment of a child: nothing of it comes from the caller's.

    Args:
        temporary: the folder that stands for home and for temporary files.
    """
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": temporary,
        "TMPDIR": temporary,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        # The order of sets of strings is part of "same job, same trades", as is the order in which
        # threads add floats.
        "PYTHONHASHSEED": "0",
        "PYTHONUNBUFFERED": "1",
        **dict.fromkeys(_ONE_THREAD, "1"),
    }


def bubblewrap() -> str:
    """Return the path of the ``bwrap`` program.

    Raises:
        Denied: there is none, or no filter of system calls is known for this processor.
    """
    program = shutil.which("bwrap")
    if program is None:
        raise refusal("bubblewrap is not installed")
    if not seccomp.supported():
        raise refusal("no system-call filter is known for this processor")
    return program


def refusal(reason: str) -> Denied:
    """Return the error that says why code does not run here, and what can be done."""
    return Denied(
        f"code strategies run confined, which is not possible here: {reason}",
        field="confine",
        remedy=REMEDY,
    )


def mounts(inputs: Path, outputs: Path) -> list[str]:
    """Return the arguments that show a run its folders.

    Args:
        inputs: seen, read-only, as ``/inputs``; what is put there later is seen as well.
        outputs: its ``OUTPUT_FILES``, made here, are seen, writable, in ``/outputs``; nothing can
            be put beside them, and they cannot be replaced by links.
    """
    arguments = ["--ro-bind", str(inputs), INPUTS]
    for name in OUTPUT_FILES:
        (outputs / name).touch(mode=0o600)
        arguments += ["--bind", str(outputs / name), f"{OUTPUTS}/{name}"]
    return arguments


def command(
    argv: Sequence[str], *, filter_fd: int, folders: Sequence[str], temporary_mb: int
) -> list[str]:
    """Return the command that runs ``argv`` confined.

    Args:
        argv: the program and its arguments, in the paths of the confined process.
        filter_fd: a descriptor to read the system-call filter from, inherited by the command.
        folders: what ``mounts`` returned.
        temporary_mb: the most that ``/tmp`` can hold, in MiB.

    Raises:
        Denied: confinement cannot be had here.
    """
    program = bubblewrap()
    size = ["--size", str(temporary_mb << 20)] if _version(program) >= _SIZE_SINCE else []
    # The size is that of the next tmpfs, the first of the places.
    return [program, *_walls(), *size, *_places(folders), "--seccomp", str(filter_fd), *argv]


def _walls() -> list[str]:
    return [
        # --unshare-all alone would make do without a user name space; this insists.
        *("--unshare-all", "--unshare-user"),
        *("--die-with-parent", "--new-session", "--hostname", "confined"),
        *("--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"),
    ]


def _places(folders: Sequence[str]) -> list[str]:
    """Return the arguments that make the root and the environment, ``folders`` among them."""
    arguments = [
        # First, since HyperTrade itself may be installed somewhere below it.
        *("--tmpfs", _TEMPORARY),
        *_interpreter(),
        *(item for path in _DEVICES for item in ("--dev-bind", path, path)),
        *folders,
        *("--remount-ro", "/", "--chdir", _TEMPORARY),
        "--clearenv",
    ]
    for name, value in (environment(_TEMPORARY) | _loader_path()).items():
        arguments += ["--setenv", name, value]
    return arguments


def zygote_command(argv: Sequence[str], *, jobs: Path) -> list[str]:
    """Return the command of the process that forks confined workers (``run/zygote.py``).

    It is confined as they are, but for the filter, which each of them takes on, and the capability
    to mount what each is to see. It runs no code of a strategy.

    Args:
        argv: the program and its arguments.
        jobs: the folder in which every job's folder stands.

    Raises:
        Denied: confinement cannot be had here.
    """
    places = ["--bind", str(jobs), JOBS, "--dir", INPUTS]
    for name in OUTPUT_FILES:
        places += ["--ro-bind", "/dev/null", f"{OUTPUTS}/{name}"]
    walls = [*_walls(), "--cap-add", "CAP_SYS_ADMIN"]
    return [bubblewrap(), *walls, *_places(places), *argv]


def kept_folders() -> list[str]:
    """Return the folders of packages that stand below the place of temporary files."""
    return [folder for folder in _packages() if Path(folder).is_relative_to(_TEMPORARY)]


def filter_pipe() -> int:
    """Return a descriptor to read the system-call filter from, once; the caller closes it."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as sink:
        # Two kilobytes: far below what a pipe holds, so this never waits for the reader.
        sink.write(seccomp.program())
    return reading


@lru_cache(maxsize=1)
def available() -> Availability:
    """Return whether code can be confined here, by confining the interpreter once for nothing."""
    try:
        bubblewrap()
        filter_fd = filter_pipe()
        try:
            nothing = [sys.executable, "-I", "-S", "-c", ""]
            argv = command(nothing, filter_fd=filter_fd, folders=(), temporary_mb=1)
            answer = subprocess.run(  # noqa: S603 - our own command line
                argv,
                pass_fds=(filter_fd,),
                env={},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PROBE_SECONDS,
                check=False,
            )
        finally:
            os.close(filter_fd)
    except Denied as denied:
        return Availability(ok=False, reason=denied.problem)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Availability(ok=False, reason=str(error))
    if answer.returncode == 0:
        return Availability(ok=True)
    return Availability(ok=False, reason=first_line(answer.stderr))


def first_line(said: bytes) -> str:
    """Return the first line of what a program said, for an error message."""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "it gave no reason"


def _version(program: str) -> tuple[int, ...]:
    answer = subprocess.run(  # noqa: S603 - the program found on the path
        [program, "--version"], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False
    )
    return tuple(int(part) for part in re.findall(r"\d+", answer.stdout))


def _interpreter() -> Iterator[str]:
    """Yield the arguments that show the interpreter, its libraries and its packages, read-only."""
    for name in _SYSTEM_LIBRARIES:
        path = Path(name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), name)
        elif path.is_dir():
            yield from ("--ro-bind", name, name)
    yield from ("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache")
    yield from ("--ro-bind-try", "/usr/share/zoneinfo", "/usr/share/zoneinfo")
    program = str(Path(sys.executable).resolve())
    yield from ("--ro-bind", program, program)
    if program != sys.executable:
        yield from ("--symlink", program, sys.executable)
    if sys.prefix != sys.base_prefix:
        settings = str(Path(sys.prefix) / "pyvenv.cfg")
        yield from ("--ro-bind", settings, settings)
    for folder in _packages():
        yield from ("--ro-bind", folder, folder)


def _packages() -> list[str]:
    """Return the folders of the standard library, the site packages and HyperTrade itself."""
    paths = sysconfig.get_paths()
    wanted = [
        str(Path(sys.base_prefix) / "lib"),
        paths["stdlib"],
        paths["purelib"],
        paths["platlib"],
        *hypertrade.__path__,
        str(Path(__file__).parent),
    ]
    shown = [*_SYSTEM_LIBRARIES]
    for folder in wanted:
        if Path(folder).is_dir() and not any(Path(folder).is_relative_to(seen) for seen in shown):
            shown.append(folder)
    return shown[len(_SYSTEM_LIBRARIES) :]


def _loader_path() -> dict[str, str]:
    """Return where the loader finds an interpreter's own libraries, if not in the system's places.

    Without ``/proc`` the loader cannot resolve a program's ``$ORIGIN``.
    """
    if sys.base_prefix in {"/usr", "/usr/local"}:
        return {}
    return {"LD_LIBRARY_PATH": str(Path(sys.base_prefix) / "lib")}

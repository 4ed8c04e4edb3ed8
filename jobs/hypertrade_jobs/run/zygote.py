"""Freqtrade, imported once and confined, that forks a worker of its own for every job.

Runs inside bubblewrap with one capability more than a strategy's process: it may mount, in name
spaces of its own. No strategy's code runs in here. Each fork is given name spaces for processes,
mounts and IPC, sees its own job's files and no other's, gives up the capability and takes on the
system-call filter; then it goes on as ``hypertrade_jobs.run`` does.

Between each worker and this process stands a monitor, whose end of a socket tells the worker's
exit code, and whose hanging up ends the worker with everything it started.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

from hypertrade_jobs import seccomp
from hypertrade_jobs.confine import INPUTS, JOBS, OUTPUT_FILES, OUTPUTS
from hypertrade_jobs.limits import Ceilings
from hypertrade_jobs.run import lean

if TYPE_CHECKING:
    from collections.abc import Callable

READY = b"ready"
_LONGEST_ORDER = 4096
_DESCRIPTORS = 4

# From the kernel's headers: sched.h, mount.h, prctl.h, capability.h.
_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWPID = 0x00020000, 0x08000000, 0x20000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_REMOUNT = 1, 2, 4, 32
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 1, 22, 2
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (("sets", ctypes.c_uint32 * 6),)


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def serve(control: socket.socket) -> None:
    """Fork a worker for every order that comes with its four descriptors, until nobody asks.

    An order is one message of JSON; its descriptors are the worker's standard streams and the
    socket of its monitor.
    """
    lean.prepare()
    # Freqtrade comes with it, leanly.
    from hypertrade_jobs.run.child import main

    gc.collect()
    gc.freeze()
    control.sendall(READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _LONGEST_ORDER, _DESCRIPTORS)
        _reap()
        if not message:
            return
        if not os.fork():
            control.close()
            _monitor(json.loads(message), descriptors, main)
        for descriptor in descriptors:
            os.close(descriptor)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _monitor(
    order: dict[str, Any], descriptors: list[int], run: Callable[[], NoReturn]
) -> NoReturn:
    """Start the worker, and end with it or end it."""
    _die_with_parent()
    *streams, line = descriptors
    status = socket.socket(fileno=line)
    _check(_libc.unshare(_CLONE_NEWNS | _CLONE_NEWPID | _CLONE_NEWIPC), "unshare")
    worker = os.fork()
    if not worker:
        status.close()
        _become(order, streams, run)
    for stream in streams:
        os.close(stream)
    # Whoever reads this learns this process's number in its own name space.
    status.sendall(READY)
    ended = os.pidfd_open(worker)
    ready, _, _ = select.select([ended, status.fileno()], [], [])
    if ended not in ready:
        os.kill(worker, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    with contextlib.suppress(OSError):
        status.sendall(f"{code}".encode())
    os._exit(0)


def _become(order: dict[str, Any], streams: list[int], run: Callable[[], NoReturn]) -> NoReturn:
    """Go on as the worker of ``order``: confined first, then what ``hypertrade_jobs.run`` does."""
    try:
        _die_with_parent()
        for target, stream in enumerate(streams):
            os.dup2(stream, target)
        os.closerange(len(streams), os.sysconf("SC_OPEN_MAX"))
        _see_only(str(order["job"]), int(order["temporary_mb"]), list(order["kept"]))
        Ceilings(**order["ceilings"]).apply()
        _give_up_capabilities()
        _refuse_calls()
        os.chdir("/tmp")  # noqa: S108 - the worker's own
        sys.stdin = os.fdopen(0)
        sys.argv = ["hypertrade_jobs.run", INPUTS, OUTPUTS]
        run()
    except BaseException as error:  # noqa: BLE001 - a fork must not return to its parent's loop
        traceback.print_exception(error)
        os._exit(1)


def _see_only(job: str, temporary_mb: int, kept: list[str]) -> None:
    """Mount the files of ``job`` in their places and hide everybody else's.

    ``kept`` are folders of packages that stand somewhere below the new ``/tmp``.
    """
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    folder = f"{JOBS}/{job}"
    _mount(f"{folder}/in", INPUTS, None, _MS_BIND)
    _mount("none", INPUTS, None, _MS_BIND | _MS_REMOUNT | _MS_RDONLY | _MS_NOSUID | _MS_NODEV)
    for name in OUTPUT_FILES:
        _mount(f"{folder}/out/{name}", f"{OUTPUTS}/{name}", None, _MS_BIND)
    _mount("tmpfs", JOBS, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=64k,mode=755")
    for number, place in enumerate(kept):
        os.mkdir(f"{JOBS}/{number}")  # noqa: PTH102 - pathlib has nothing to add in here
        _mount(place, f"{JOBS}/{number}", None, _MS_BIND | _MS_REC)
    private = f"size={temporary_mb}m,mode=1777"
    _mount("tmpfs", "/tmp", "tmpfs", _MS_NOSUID | _MS_NODEV, private)  # noqa: S108 - the worker's
    for number, place in enumerate(kept):
        os.makedirs(place)  # noqa: PTH103 - the same
        _mount(f"{JOBS}/{number}", place, None, _MS_BIND | _MS_REC)
        _mount("none", place, None, _MS_BIND | _MS_REMOUNT | _MS_RDONLY | _MS_NOSUID | _MS_NODEV)
    _mount("tmpfs", JOBS, "tmpfs", _MS_NOSUID | _MS_NODEV | _MS_RDONLY, "size=4k,mode=755")


def _give_up_capabilities() -> None:
    """Drop every capability; no later program can gain one, bubblewrap saw to that."""
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(_CapabilitySets())), "capset")


def _refuse_calls() -> None:
    program = ctypes.create_string_buffer(seccomp.program())
    length = (len(program) - 1) // seccomp.INSTRUCTION_BYTES
    taken = _Filter(length, ctypes.cast(program, ctypes.c_void_p))
    answer = _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(taken), 0, 0)
    _check(answer, "seccomp")


def _die_with_parent() -> None:
    _check(_libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")


def _mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    answer = _libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() if options else None,
    )
    _check(answer, f"mount on {target}")


def _check(answer: int, what: str) -> None:
    if answer:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

"""A confined script tries what a strategy that means harm would try; every attempt must fail."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import hypertrade
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Ending

pytestmark = pytest.mark.usefixtures("confinement")

ATTEMPTS = '''
import ctypes, json, mmap, os, signal, socket, subprocess, sys, threading

libc = ctypes.CDLL(None, use_errno=True)
results = {}


def attempt(function):
    """Note what came of it: 'refused: ...' or what was won."""
    try:
        won = function()
    except BaseException as error:
        results[function.__name__] = f"refused: {type(error).__name__}: {error}"
    else:
        results[function.__name__] = f"won: {won!r}"


def syscall(number, *arguments):
    ctypes.set_errno(0)
    answer = libc.syscall(number, *arguments)
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


def read(path):
    with open(path, "rb") as file:
        return file.read(100)


def write(path):
    with open(path, "ab") as file:
        return file.write(b"x")
'''
"""What every script of attempts begins with."""


@pytest.fixture
def attempts(supervise: Callable[..., Ending]) -> Callable[[str], dict[str, str]]:
    def run(script: str) -> dict[str, str]:
        body = ATTEMPTS + dedent(script) + "\njson.dump(results, open('/outputs/run.json', 'w'))\n"
        ending = supervise(body)
        assert ending.failure is None, (ending.failure, ending.log)
        found: dict[str, str] = json.loads(ending.output)
        return found

    return run


def assert_refused(results: dict[str, str], *names: str) -> None:
    assert set(results) == set(names)
    assert {name: said for name, said in results.items() if not said.startswith("refused")} == {}


def test_files_of_the_host_are_not_there(
    attempts: Callable[[str], dict[str, str]], tmp_path: Path
) -> None:
    secret = tmp_path / "candles.parquet"
    secret.write_text("candles")
    project = str(Path(hypertrade.__path__[0]).parents[1])
    results = attempts(f"""
        @attempt
        def passwd(): return read("/etc/passwd")
        @attempt
        def shadow(): return read("/etc/shadow")
        @attempt
        def home(): return os.listdir({str(Path.home())!r}).index(".bashrc")
        @attempt
        def candle_store(): return read({str(secret)!r})
        @attempt
        def project(): return os.listdir({project!r}).index("tests")
        @attempt
        def resolver(): return read("/etc/resolv.conf")
        @attempt
        def process_table(): return os.listdir("/proc")
        @attempt
        def parents_environment(): return read("/proc/1/environ")
        @attempt
        def own_root(): return os.listdir("/proc/self/root")
        @attempt
        def kernel(): return os.listdir("/sys")
        @attempt
        def disks():
            return (set(os.listdir("/dev")) - set("null zero full random urandom".split())).pop()
        @attempt
        def run_sockets(): return os.listdir("/run")
    """)
    assert_refused(
        results,
        *("passwd", "shadow", "home", "candle_store", "project", "resolver", "process_table"),
        *("parents_environment", "own_root", "kernel", "disks", "run_sockets"),
    )


def test_environment_holds_nothing_of_the_operators(supervise: Callable[..., Ending]) -> None:
    ending = supervise("""
        import json, os
        json.dump(dict(os.environ), open("/outputs/run.json", "w"))
    """)
    environment: dict[str, Any] = json.loads(ending.output)
    assert environment["HOME"] == "/tmp"  # noqa: S108 - the confined process's own
    assert environment["PYTHONHASHSEED"] == "0"
    assert "of-the-operator" not in environment.values()
    ours = {"PATH", "HOME", "TMPDIR", "LANG", "TZ", "PWD", "LD_LIBRARY_PATH", "LC_CTYPE"}
    assert {
        name for name in environment if not name.startswith("PYTHON") and "_NUM_THREADS" not in name
    } <= ours


def test_nothing_but_the_outputs_can_be_written(
    attempts: Callable[[str], dict[str, str]],
) -> None:
    results = attempts("""
        import pydantic, hypertrade
        @attempt
        def inputs(): return write("/inputs/script.py")
        @attempt
        def new_input(): return write("/inputs/new")
        @attempt
        def site_packages(): return write(pydantic.__file__)
        @attempt
        def packages(): return write(hypertrade.__file__)
        @attempt
        def interpreter(): return write(sys.executable)
        @attempt
        def standard_library(): return write(json.__file__)
        @attempt
        def root(): return write("/new")
        @attempt
        def devices(): return write("/dev/new")
        @attempt
        def shared_memory(): return write("/dev/shm/new")
        @attempt
        def beside_the_outputs(): return write("/outputs/new")
        @attempt
        def link_for_the_output():
            os.symlink("/etc/passwd", "/tmp/link")
            os.replace("/tmp/link", "/outputs/run.json")
        @attempt
        def remove_the_output(): os.unlink("/outputs/run.json")
        @attempt
        def remount():
            if libc.mount(b"none", b"/", None, 32, None):
                raise OSError(ctypes.get_errno(), "mount")
    """)
    assert_refused(
        results,
        *("inputs", "new_input", "site_packages", "packages", "interpreter", "standard_library"),
        *("root", "devices", "shared_memory", "beside_the_outputs", "link_for_the_output"),
        *("remove_the_output", "remount"),
    )


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[tuple[int, str, str]]:
    """Services of the host: a loopback port, a socket in the file system, an abstract one."""
    path, abstract = str(tmp_path / "service"), f"hypertrade-test-{os.getpid()}"
    with (
        socket.socket() as inet,
        socket.socket(socket.AF_UNIX) as unix,
        socket.socket(socket.AF_UNIX) as hidden,
    ):
        inet.bind(("127.0.0.1", 0))
        unix.bind(path)
        hidden.bind(f"\0{abstract}")
        for each in (inet, unix, hidden):
            each.listen()
        yield inet.getsockname()[1], path, abstract


def test_no_socket_leads_anywhere(
    attempts: Callable[[str], dict[str, str]], listener: tuple[int, str, str]
) -> None:
    port, path, abstract = listener
    results = attempts(f"""
        @attempt
        def loopback(): return socket.create_connection(("127.0.0.1", {port}), 1)
        @attempt
        def internet(): return socket.create_connection(("1.1.1.1", 53), 1)
        @attempt
        def metadata(): return socket.create_connection(("169.254.169.254", 80), 1)
        @attempt
        def names(): return socket.getaddrinfo("example.org", 80)
        @attempt
        def udp():
            return socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("1.1.1.1", 53))
        @attempt
        def unix(): socket.socket(socket.AF_UNIX).connect({path!r})
        @attempt
        def abstract(): socket.socket(socket.AF_UNIX).connect("\\0{abstract}")
        @attempt
        def netlink(): return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
        @attempt
        def packets(): return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        @attempt
        def virtual_machine(): return socket.socket(40, socket.SOCK_STREAM)
        @attempt
        def foreign_pair(): return socket.socketpair(socket.AF_INET)
        import asyncio
        asyncio.new_event_loop().close()  # a pair of joined ends stays possible
    """)
    assert_refused(
        results,
        *("loopback", "internet", "metadata", "names", "udp", "unix", "abstract", "netlink"),
        *("packets", "virtual_machine", "foreign_pair"),
    )


def test_no_process_can_be_started_or_touched(
    attempts: Callable[[str], dict[str, str]],
) -> None:
    results = attempts(f"""
        import multiprocessing
        @attempt
        def fork(): return os.fork()
        @attempt
        def vfork(): return syscall(58) if os.uname().machine == "x86_64" else os.fork()
        @attempt
        def clone(): return syscall(56 if os.uname().machine == "x86_64" else 220, 17, 0, 0, 0, 0)
        @attempt
        def clone3():
            arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
            return syscall(435, arguments, 88)
        @attempt
        def spawn(): return os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {{}})
        @attempt
        def run(): return subprocess.run([sys.executable, "-c", ""])
        @attempt
        def shell():
            if os.system("true") != 0:
                raise OSError("no shell")
        @attempt
        def worker(): return multiprocessing.get_context("fork").Process(target=print).start()
        @attempt
        def trace_parent():
            if libc.ptrace(16, os.getppid(), 0, 0):
                raise OSError(ctypes.get_errno(), "ptrace")
        @attempt
        def kill_supervisor(): os.kill({os.getpid()}, 0)
        @attempt
        def read_parent():
            number = 310 if os.uname().machine == "x86_64" else 270
            return syscall(number, os.getppid(), 0, 0, 0, 0, 0)
        threads = [threading.Thread(target=len, args=("",)) for _ in range(8)]
        [thread.start() for thread in threads]
    """)
    assert_refused(
        results,
        *("fork", "vfork", "clone", "clone3", "spawn", "run", "shell", "worker", "trace_parent"),
        *("kill_supervisor", "read_parent"),
    )


def test_the_rarer_rooms_of_the_kernel_are_shut(
    attempts: Callable[[str], dict[str, str]],
) -> None:
    results = attempts("""
        x86 = os.uname().machine == "x86_64"
        @attempt
        def user_space(): return syscall(272 if x86 else 97, 0x10000000)
        @attempt
        def mount_space(): return syscall(272 if x86 else 97, 0x00020000)
        @attempt
        def join_space(): return syscall(308 if x86 else 268, 0, 0)
        @attempt
        def new_root(): os.chroot("/tmp")
        @attempt
        def open_tree(): return syscall(428, -100, b"/", 1)
        @attempt
        def bpf(): return syscall(321 if x86 else 280, 0, 0, 0)
        @attempt
        def performance(): return syscall(298 if x86 else 241, 0, 0, -1, -1, 0)
        @attempt
        def page_faults(): return syscall(323 if x86 else 282, 0)
        @attempt
        def rings(): return syscall(425, 1, ctypes.create_string_buffer(120))
        @attempt
        def keys(): return syscall(250 if x86 else 219, 0, -3, 1)
        @attempt
        def hidden_memory(): return os.memfd_create("x")
        @attempt
        def system_five_memory(): return syscall(29 if x86 else 194, 0, 4096, 0o1600)
        @attempt
        def persona(): return syscall(135 if x86 else 92, 0x0040000)
        @attempt
        def module(): return syscall(313 if x86 else 273, 0, b"", 0)
        @attempt
        def next_kernel(): return syscall(182 if x86 else 105, b"x", 0)
        @attempt
        def file_handle(): return syscall(304 if x86 else 265, 0, 0, 0)
        @attempt
        def unknown_call(): return syscall(499)
        @attempt
        def set_name(): socket.sethostname("x")
        @attempt
        def become_root(): os.setuid(0)
    """)
    names = "user_space mount_space join_space new_root open_tree bpf performance page_faults rings"
    more = "keys hidden_memory system_five_memory persona module next_kernel file_handle"
    assert_refused(
        results, *names.split(), *more.split(), "unknown_call", "set_name", "become_root"
    )


def test_identity_is_nobodys(supervise: Callable[..., Ending]) -> None:
    ending = supervise("""
        import ctypes, json, os
        libc = ctypes.CDLL(None)
        told = [os.getuid(), os.getgid(), os.uname().nodename, libc.prctl(39, 0, 0, 0, 0)]
        told += [[libc.prctl(23, capability, 0, 0, 0) for capability in range(41)]]
        json.dump(told, open("/outputs/run.json", "w"))
    """)
    uid, gid, host, no_new_privileges, bounding = json.loads(ending.output)
    assert (uid, gid, host, no_new_privileges) == (65534, 65534, "confined", 1)
    assert set(bounding) <= {0}

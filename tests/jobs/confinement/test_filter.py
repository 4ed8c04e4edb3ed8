"""The assembled filter, run by a small interpreter of its own, for every architecture."""

from __future__ import annotations

import errno
import platform
import re
import struct
from pathlib import Path

import pytest
from hypertrade_jobs import seccomp

ALLOW, KILL = 0x7FFF0000, 0x80000000
EVERY = pytest.mark.parametrize("machine", sorted(seccomp.ARCHITECTURES))


def answer(machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    """Return what the filter says to a call, as the kernel would compute it."""
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    architecture = seccomp.ARCHITECTURES[machine].audit if audit is None else audit
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *padded)
    code = list(struct.iter_unpack("<HBBI", seccomp.program(machine)))
    loaded, at = 0, 0
    for _ in range(len(code)):
        operation, if_true, if_false, value = code[at]
        at += 1
        if operation == 0x20:
            loaded = struct.unpack_from("<I", data, value)[0]
        elif operation == 0x06:
            return int(value)
        else:
            holds = {
                0x15: loaded == value,
                0x25: loaded > value,
                0x45: bool(loaded & value),
            }[operation]
            at += if_true if holds else if_false
    pytest.fail("the filter has no end")


def refused(error: int) -> int:
    return 0x00050000 | error


@EVERY
def test_every_refused_call_is_refused(machine: str) -> None:
    numbers = seccomp.ARCHITECTURES[machine].numbers
    for name in seccomp.REFUSED & numbers.keys():
        assert answer(machine, numbers[name]) == refused(errno.EPERM), name


@EVERY
def test_calls_that_depend_on_their_arguments(machine: str) -> None:
    numbers = seccomp.ARCHITECTURES[machine].numbers
    thread, fork = 0x003D0F00, 0x01200011
    assert answer(machine, numbers["clone"], thread) == ALLOW
    assert answer(machine, numbers["clone"], fork) == refused(errno.EPERM)
    assert answer(machine, numbers["clone"], fork | 0x10000000) == refused(errno.EPERM)
    assert answer(machine, numbers["clone3"]) == refused(errno.ENOSYS)
    assert answer(machine, numbers["socketpair"], 1) == ALLOW
    assert answer(machine, numbers["socketpair"], 2) == refused(errno.EPERM)
    assert answer(machine, numbers["ioctl"], 0, 0x5413) == ALLOW
    for typing_into_a_terminal in (0x5412, 0x541C, 0x5412 | 1 << 32):
        call = answer(machine, numbers["ioctl"], 0, typing_into_a_terminal)
        assert call == refused(errno.EPERM)


@EVERY
def test_foreign_and_unknown_calls(machine: str) -> None:
    assert answer(machine, 0, audit=0x40000003) == KILL  # i386
    assert answer(machine, 451) == refused(errno.ENOSYS)
    assert answer(machine, 0x40000000 + 57) == refused(errno.ENOSYS)  # x32's fork
    assert answer(machine, -1) == refused(errno.ENOSYS)


@EVERY
def test_no_number_is_given_twice_or_forgotten(machine: str) -> None:
    numbers = seccomp.ARCHITECTURES[machine].numbers
    assert len(set(numbers.values())) == len(numbers)
    needed = {"clone", "clone3", "socketpair", "ioctl"}
    assert numbers.keys() - seccomp.REFUSED == needed
    legacy = {"fork", "vfork", "uselib", "modify_ldt", "ioperm", "iopl", "mknod", "sysfs", "ustat"}
    legacy |= {"_sysctl", "create_module"}
    # What aarch64 never had; x86_64 has had everything.
    assert seccomp.REFUSED - numbers.keys() <= (legacy if machine == "aarch64" else set())


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_numbers_are_the_kernels(machine: str, header: str) -> None:
    if not Path(header).is_file():
        pytest.skip(f"the kernel's headers are not installed: {header}")
    text = Path(header).read_text()
    known = {
        name: int(number) for name, number in re.findall(r"#define __NR_(\w+)\s+(\d+)\b", text)
    }
    for name, number in seccomp.ARCHITECTURES[machine].numbers.items():
        assert known.get(name, number) == number, name


def test_this_machine_is_supported_or_says_so() -> None:
    assert seccomp.supported() == (platform.machine() in {"x86_64", "aarch64"})
    assert not seccomp.supported("sparc")

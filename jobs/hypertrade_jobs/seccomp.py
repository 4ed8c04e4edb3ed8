"""The system-call filter of a confined strategy, assembled as classic BPF for bubblewrap.

A process under the filter can compute, read and write the files it was given and start threads. It
cannot start a process, open a socket, trace or signal outside itself, make name spaces or mounts,
or reach the parts of the kernel (bpf, io_uring, userfaultfd, perf, keys, modules) that break-outs
are made of. A refused call fails with an error number, as a library expects of an old kernel or a
lesser user; only a call through a foreign architecture kills, since nothing honest makes one.

Sources of the numbers: the kernel's ``unistd_64.h`` (x86_64), ``asm-generic/unistd.h`` (aarch64).
"""

from __future__ import annotations

import errno
import platform
import struct
from dataclasses import dataclass

INSTRUCTION_BYTES = 8
"""The length of one instruction, ``struct sock_filter``."""

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_JUMP_GREATER = 0x25  # BPF_JMP | BPF_JGT | BPF_K
_JUMP_SET = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K

_ALLOW = 0x7FFF0000
_KILL_PROCESS = 0x80000000
_ERRNO = 0x00050000

# Offsets in struct seccomp_data; an argument's low half is what 64-bit little-endian code passes.
_AT_NUMBER = 0
_AT_ARCHITECTURE = 4
_AT_ARGUMENT_0 = 16
_AT_ARGUMENT_1 = 24

_CLONE_THREAD = 0x00010000
_AF_UNIX = 1
_TIOCSTI = 0x5412
_TIOCLINUX = 0x541C
_LAST_KNOWN = 450
"""Any later call answers "no such call": what it may do was not looked at."""

_REFUSED = (
    # processes: threads come through clone, which is looked at on its own
    "fork vfork execveat "
    # the network; a pair of joined sockets stays, event loops need it
    "socket connect bind listen accept accept4 "
    # other processes
    "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp "
    "pidfd_open pidfd_getfd pidfd_send_signal "
    # memory that no process's size shows, and objects that outlive their maker
    "memfd_create memfd_secret shmget shmat shmctl semget msgget mq_open "
    # name spaces, mounts, roots
    "unshare setns mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount "
    "fspick mount_setattr open_by_handle_at name_to_handle_at fanotify_init fanotify_mark "
    # the kernel's rarer rooms
    "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register io_setup "
    "io_submit add_key request_key keyctl seccomp personality uselib modify_ldt ioperm iopl "
    "lookup_dcookie remap_file_pages vmsplice mbind migrate_pages move_pages set_mempolicy "
    "set_mempolicy_home_node nfsservctl sysfs ustat _sysctl "
    # the machine
    "kexec_load kexec_file_load init_module finit_module delete_module create_module reboot "
    "swapon swapoff acct quotactl quotactl_fd syslog vhangup sethostname setdomainname "
    "settimeofday clock_settime clock_adjtime adjtimex mknod mknodat"
)
REFUSED = frozenset(_REFUSED.split())
"""The calls that fail with "not permitted" whatever their arguments."""

_SHARED_NUMBERS = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "pidfd_open": 434,
    "clone3": 435,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "mount_setattr": 442,
    "quotactl_fd": 443,
    "memfd_secret": 447,
    "process_mrelease": 448,
    "set_mempolicy_home_node": 450,
}

_X86_64_NUMBERS = _SHARED_NUMBERS | {
    "ioctl": 16,
    "shmget": 29,
    "shmat": 30,
    "shmctl": 31,
    "socket": 41,
    "connect": 42,
    "accept": 43,
    "bind": 49,
    "listen": 50,
    "socketpair": 53,
    "clone": 56,
    "fork": 57,
    "vfork": 58,
    "semget": 64,
    "msgget": 68,
    "ptrace": 101,
    "syslog": 103,
    "mknod": 133,
    "uselib": 134,
    "personality": 135,
    "ustat": 136,
    "sysfs": 139,
    "vhangup": 153,
    "modify_ldt": 154,
    "pivot_root": 155,
    "_sysctl": 156,
    "adjtimex": 159,
    "chroot": 161,
    "acct": 163,
    "settimeofday": 164,
    "mount": 165,
    "umount2": 166,
    "swapon": 167,
    "swapoff": 168,
    "reboot": 169,
    "sethostname": 170,
    "setdomainname": 171,
    "iopl": 172,
    "ioperm": 173,
    "create_module": 174,
    "init_module": 175,
    "delete_module": 176,
    "quotactl": 179,
    "nfsservctl": 180,
    "io_setup": 206,
    "io_submit": 209,
    "lookup_dcookie": 212,
    "remap_file_pages": 216,
    "clock_settime": 227,
    "mbind": 237,
    "set_mempolicy": 238,
    "mq_open": 240,
    "kexec_load": 246,
    "add_key": 248,
    "request_key": 249,
    "keyctl": 250,
    "migrate_pages": 256,
    "mknodat": 259,
    "unshare": 272,
    "vmsplice": 278,
    "move_pages": 279,
    "accept4": 288,
    "perf_event_open": 298,
    "fanotify_init": 300,
    "fanotify_mark": 301,
    "name_to_handle_at": 303,
    "open_by_handle_at": 304,
    "clock_adjtime": 305,
    "setns": 308,
    "process_vm_readv": 310,
    "process_vm_writev": 311,
    "kcmp": 312,
    "finit_module": 313,
    "seccomp": 317,
    "memfd_create": 319,
    "kexec_file_load": 320,
    "bpf": 321,
    "execveat": 322,
    "userfaultfd": 323,
}

_AARCH64_NUMBERS = _SHARED_NUMBERS | {
    "io_setup": 0,
    "io_submit": 2,
    "lookup_dcookie": 18,
    "ioctl": 29,
    "mknodat": 33,
    "umount2": 39,
    "mount": 40,
    "pivot_root": 41,
    "nfsservctl": 42,
    "chroot": 51,
    "vhangup": 58,
    "quotactl": 60,
    "vmsplice": 75,
    "acct": 89,
    "personality": 92,
    "unshare": 97,
    "kexec_load": 104,
    "init_module": 105,
    "delete_module": 106,
    "clock_settime": 112,
    "syslog": 116,
    "ptrace": 117,
    "reboot": 142,
    "sethostname": 161,
    "setdomainname": 162,
    "settimeofday": 170,
    "adjtimex": 171,
    "mq_open": 180,
    "msgget": 186,
    "semget": 190,
    "shmget": 194,
    "shmctl": 195,
    "shmat": 196,
    "socket": 198,
    "socketpair": 199,
    "bind": 200,
    "listen": 201,
    "accept": 202,
    "connect": 203,
    "add_key": 217,
    "request_key": 218,
    "keyctl": 219,
    "clone": 220,
    "swapon": 224,
    "swapoff": 225,
    "remap_file_pages": 234,
    "mbind": 235,
    "set_mempolicy": 237,
    "migrate_pages": 238,
    "move_pages": 239,
    "perf_event_open": 241,
    "accept4": 242,
    "fanotify_init": 262,
    "fanotify_mark": 263,
    "name_to_handle_at": 264,
    "open_by_handle_at": 265,
    "clock_adjtime": 266,
    "setns": 268,
    "process_vm_readv": 270,
    "process_vm_writev": 271,
    "kcmp": 272,
    "finit_module": 273,
    "seccomp": 277,
    "memfd_create": 279,
    "bpf": 280,
    "execveat": 281,
    "userfaultfd": 282,
    "kexec_file_load": 294,
}


@dataclass(frozen=True)
class Architecture:
    """One processor architecture: the kernel's audit number for it and its call numbers."""

    audit: int
    numbers: dict[str, int]


ARCHITECTURES = {
    "x86_64": Architecture(audit=0xC000003E, numbers=_X86_64_NUMBERS),
    "aarch64": Architecture(audit=0xC00000B7, numbers=_AARCH64_NUMBERS),
}
"""The architectures a filter can be made for, by ``platform.machine()``."""


def supported(machine: str | None = None) -> bool:
    """Return whether a filter exists for ``machine`` (by default this one)."""
    return (machine or platform.machine()) in ARCHITECTURES


def program(machine: str | None = None) -> bytes:
    """Return the filter for ``machine`` (by default this one), as ``bwrap --seccomp`` reads it.

    Raises:
        KeyError: no call numbers are known for the architecture (ask ``supported`` first).
    """
    architecture = ARCHITECTURES[machine or platform.machine()]
    numbers = architecture.numbers
    refuse, unknown = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
    code = [
        _step(_LOAD, _AT_ARCHITECTURE),
        _step(_JUMP_EQUAL, architecture.audit, 1, 0),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _AT_NUMBER),
        # x32 calls carry bit 30 on x86_64 and are far above the last known call as well.
        _step(_JUMP_GREATER, _LAST_KNOWN, 0, 1),
        _step(_RETURN, unknown),
        # clone3 hides its flags behind a pointer: glibc falls back to clone when it is unknown.
        _step(_JUMP_EQUAL, numbers["clone3"], 0, 1),
        _step(_RETURN, unknown),
    ]
    for number in sorted(numbers[name] for name in REFUSED & numbers.keys()):
        code += [_step(_JUMP_EQUAL, number, 0, 1), _step(_RETURN, refuse)]
    code += [
        # clone is for threads only.
        _step(_JUMP_EQUAL, numbers["clone"], 0, 4),
        _step(_LOAD, _AT_ARGUMENT_0),
        _step(_JUMP_SET, _CLONE_THREAD, 1, 0),
        _step(_RETURN, refuse),
        _step(_RETURN, _ALLOW),
        # socketpair joins two ends inside the process, of the one family that cannot leave it.
        _step(_JUMP_EQUAL, numbers["socketpair"], 0, 4),
        _step(_LOAD, _AT_ARGUMENT_0),
        _step(_JUMP_EQUAL, _AF_UNIX, 1, 0),
        _step(_RETURN, refuse),
        _step(_RETURN, _ALLOW),
        # ioctl may not type into a terminal.
        _step(_JUMP_EQUAL, numbers["ioctl"], 0, 4),
        _step(_LOAD, _AT_ARGUMENT_1),
        _step(_JUMP_EQUAL, _TIOCSTI, 1, 0),
        _step(_JUMP_EQUAL, _TIOCLINUX, 0, 1),
        _step(_RETURN, refuse),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(code)


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return one instruction; jumps count the instructions to skip."""
    return struct.pack("<HBBI", operation, if_true, if_false, value)

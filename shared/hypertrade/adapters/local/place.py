"""The folder of everything that the embedded platform keeps: for one machine, and it says so."""

from __future__ import annotations

import logging
import secrets
import stat
from pathlib import Path

from hypertrade.adapters.local.files import drafted, settled
from hypertrade.domain.errors import Denied, Invalid

ONE_MACHINE = (
    "the embedded platform keeps everything on this one machine, below %s: nothing is replicated, "
    "no other machine can join, and the folder must not be shared over a network"
)
_LOG = logging.getLogger(__name__)
_ACROSS_MACHINES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs"})
_MOUNTS = Path("/proc/mounts")
_KEY_BYTES = 32


class Place:
    """Hands out files, folders and keys below one folder that nobody but its owner may enter.

    Every platform on it warns once, in its log, that it is for one machine.
    """

    def __init__(self, root: Path, *, production: bool = False, mounts: Path = _MOUNTS) -> None:
        """Take ``root``, which is made when the first of it is asked for.

        Raises:
            Denied: ``production`` needs more than one machine.
        """
        if production:
            raise Denied(
                "the embedded adapters are for one machine, not for production",
                field="HYPERTRADE_PLATFORM",
                remedy="Set HYPERTRADE_PLATFORM=gcp, or HYPERTRADE_ENV=development.",
            )
        self._root = root
        self._mounts = mounts
        self._claimed = False

    @property
    def root(self) -> Path:
        """The folder, which exists.

        Raises:
            Invalid: it lies on a file system of several machines: SQLite would lose data there.
        """
        if not self._claimed:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root.chmod(0o700)
            kind = _file_system(self._root.resolve(), self._mounts)
            if kind in _ACROSS_MACHINES:
                raise Invalid(
                    f"{self._root} lies on a network file system ({kind}), where locks do not hold",
                    field="HYPERTRADE_DATA",
                    remedy="Name a folder on a disk of this machine.",
                )
            _LOG.warning(ONE_MACHINE, self._root)
            self._claimed = True
        return self._root

    def file(self, name: str) -> Path:
        """Return the path of a file; it need not exist."""
        return self.root / name

    def folder(self, name: str) -> Path:
        """Return the path of a folder, which exists."""
        path = self.root / name
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def key(self, name: str) -> bytes:
        """Return a secret key of 32 bytes, made when it is first asked for.

        Raises:
            Denied: others may read its file, or it holds something else.
        """
        return private_key(self.folder("keys") / f"{name}.key")


def private_key(path: Path) -> bytes:
    """Return the 32 random bytes in ``path``; whoever asks first, of all processes, makes them.

    Raises:
        Denied: others than its owner may read the file, or it holds something else.
    """
    if not path.exists():
        with drafted(path.parent) as (draft, file):
            file.write(secrets.token_bytes(_KEY_BYTES))
            settled(file)
            try:
                # Unlike a rename, a link never replaces a key that somebody else made meanwhile.
                path.hardlink_to(draft)
            except FileExistsError:
                _LOG.debug("another process made %s", path.name)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Denied(
            f"others may read the key {path}",
            field="HYPERTRADE_DATA",
            remedy=f"Run: chmod 600 {path}; what it protects may be known.",
        )
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise Denied(
            f"the key {path} is damaged: {len(key)} bytes instead of {_KEY_BYTES}",
            field="HYPERTRADE_DATA",
            remedy="Restore it from a backup; what it sealed cannot be read without it.",
        )
    return key


def _file_system(path: Path, mounts: Path) -> str:
    """Return the kind of the file system that ``path`` lies on; empty where that is not known."""
    if not mounts.exists():
        return ""
    found, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, type_, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(found):
            found, kind = point, type_
    return kind

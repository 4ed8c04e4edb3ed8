"""The key that signs certificates, lent to the folder of one run."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from hypertrade.domain.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.ports.secrets import Secrets

SECRET = "certificate-key"  # noqa: S105 - the name of a secret


def lend_from_folder(data: Path, folder: Path) -> None:
    """Put the key of the data folder, which the command uses too, into ``folder``.

    The first to ask makes it.

    Raises:
        Unavailable: it cannot be made or read.
    """
    from hypertrade.robustness import signing

    signing.sign(data, b"")
    shutil.copy(data / signing.FILE, folder / signing.FILE)


def lend_from_secrets(secrets: Secrets, folder: Path) -> None:
    """Put the key that is kept as a secret into ``folder``; the first to ask makes it.

    Two that ask for the first time at the same moment may sign with two keys, of which one stays:
    certificates of the other still hold, as those of a key that is not known here.

    Raises:
        Unavailable: the keeper of secrets does not answer.
    """
    from hypertrade.robustness import signing

    path = folder / signing.FILE
    try:
        content = secrets.get(SECRET)
    except NotFound:
        signing.sign(folder, b"")
        secrets.put(SECRET, path.read_bytes())
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)

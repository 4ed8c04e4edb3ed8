"""Starting the process that runs one strategy: plain, in a cage of its own, or forked in one."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade_jobs import confine
from hypertrade_jobs.child import Child

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade_jobs.child import Worker
    from hypertrade_jobs.limits import Ceilings
    from hypertrade_jobs.warm import Zygote


@dataclass(frozen=True)
class Folders:
    """What stands in the folder of one run."""

    work: Path

    @property
    def inputs(self) -> Path:
        """What the child reads."""
        return self.work / "in"

    @property
    def outputs(self) -> Path:
        """What it leaves."""
        return self.work / "out"

    @property
    def temporary(self) -> Path:
        """Its temporary files, if it is not confined."""
        return self.work / "tmp"


def start(
    folders: Folders, ceilings: Ceilings, *, confined: bool, zygote: Zygote | None = None
) -> Worker:
    """Make ``folders`` and start a child in them, which imports Freqtrade and waits for ``go``.

    With a ``zygote`` it is forked from that, and confined.

    Raises:
        Denied: it must be confined and cannot be here.
        Unavailable: the zygote forked none.
    """
    for folder in (folders.inputs, folders.outputs, folders.temporary):
        folder.mkdir()
    # Somewhat more than the limit, so that crossing it is seen before writing fails.
    temporary_mb = ceilings.output_mb + ceilings.output_mb // 4 + 16
    if zygote is not None:
        return zygote.fork(folders.work, ceilings=ceilings, temporary_mb=temporary_mb)
    python = [sys.executable, "-s", "-P"]
    module = ["-m", "hypertrade_jobs.run"]
    if not confined:
        return Child(
            [*python, *module, str(folders.inputs), str(folders.outputs)],
            environment=confine.environment(str(folders.temporary)),
            folder=folders.temporary,
            ceilings=ceilings,
        )
    filter_fd = confine.filter_pipe()
    try:
        argv = confine.command(
            # Nothing there is writable: no byte code either.
            [*python, "-B", *module, confine.INPUTS, confine.OUTPUTS],
            filter_fd=filter_fd,
            folders=confine.mounts(folders.inputs, folders.outputs),
            temporary_mb=temporary_mb,
        )
        return Child(
            argv,
            environment={},
            folder=folders.temporary,
            ceilings=ceilings,
            inherited=(filter_fd,),
            binds_itself=True,
        )
    finally:
        os.close(filter_fd)

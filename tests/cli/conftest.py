"""The command, run in this process in an empty folder."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypertrade.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Ended(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return standard output, which must be JSON and nothing else."""
        return json.loads(self.out)


@pytest.fixture
def hypertrade(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ended]:
    """Return a runner of ``hypertrade ARGUMENTS...``."""
    monkeypatch.chdir(tmp_path)

    def runner(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["hypertrade", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfd.readouterr()
        return Ended(int(ended.value.code or 0), captured.out, captured.err)

    return runner

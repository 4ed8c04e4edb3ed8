from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade_jobs import confine

if TYPE_CHECKING:
    from collections.abc import Callable

DRIVER = Path(__file__).with_name("supervised.py")


@dataclass(frozen=True)
class Ending:
    """How a supervised script ended, and what it left."""

    failure: dict[str, Any] | None
    heard: list[str]
    log: str
    seconds: float
    folder: Path

    @property
    def output(self) -> str:
        return (self.folder / "out" / "run.json").read_text()


@pytest.fixture
def confinement() -> None:
    """Skip where code cannot be confined, saying why."""
    available = confine.available()
    if not available.ok:
        pytest.skip(f"code cannot be confined here: {available.reason}")


@pytest.fixture
def supervise(tmp_path: Path) -> Callable[..., Ending]:
    """Return what runs a script under supervision, by default confined."""

    def run(script: str, *, confined: bool = True, **limits: int) -> Ending:
        file = tmp_path / "script.py"
        file.write_text(dedent(script))
        folder = tmp_path / "run"
        folder.mkdir()
        how = "confined" if confined else "plain"
        answer = subprocess.run(
            [sys.executable, str(DRIVER), str(file), str(folder), json.dumps(limits), how],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=os.environ | {"A_SECRET": "of-the-operator"},
        )
        assert answer.returncode == 0, answer.stderr
        return Ending(folder=folder, **json.loads(answer.stdout))

    return run

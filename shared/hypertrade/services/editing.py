"""What an editor of users' Python asks for: a file put in form, and what may be written."""

from __future__ import annotations

import re
import subprocess
import tempfile
from importlib.resources import files

from hypertrade.domain.errors import Invalid, StrategyFailed
from hypertrade.domain.strategies import LONGEST_CODE
from hypertrade.services.strategies.contents import check_length

PATIENCE_SECONDS = 5.0
MOST_BYTES = 8 * LONGEST_CODE
"""What a formatted file may have: lines nested deeply grow long with blanks alone."""
_PLACE = re.compile(r":(\d+):\d+: ")
_SHOWN = 300


def completions_text() -> bytes:
    """Return what the installed Freqtrade, TA-Lib and pandas offer, as the JSON that is shipped.

    ``python -m hypertrade_jobs.completions`` makes it; nothing of them is imported here.
    """
    return files("hypertrade.strategy.code").joinpath("completions.json").read_bytes()


def formatted(source: str) -> str:
    """Return a strategy file in the one form that ``ruff format`` gives it; nothing is run.

    Raises:
        StrategyFailed: it is no Python; says on which line.
        Invalid: it is too long, would become so, or takes too long.
    """
    from hypertrade.strategy.code import Finding
    from hypertrade.strategy.code.parsing import parse_code

    check_length(source, field="source")
    # Python's own words about a mistake, and its bound on how deep brackets nest.
    found = parse_code(source)
    if isinstance(found, Finding):
        raise StrategyFailed(found.message, field="source", remedy=found.remedy, line=found.line)
    return _ruff(source.encode())


def _ruff(source: bytes) -> str:
    from ruff import find_ruff_bin

    # Isolated: no settings of this machine, and nothing left on its disk.
    command = [find_ruff_bin(), "format", "--isolated", "--no-cache", "--quiet"]
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 - our own tool; what users wrote is its input alone
                [*command, "--stdin-filename", "strategy.py", "-"],
                input=source,
                stdout=output,
                stderr=subprocess.PIPE,
                timeout=PATIENCE_SECONDS,
                check=False,
                env={},
            )
        except subprocess.TimeoutExpired as error:
            raise Invalid(
                "formatting took too long", field="source", remedy="Split the longest statements."
            ) from error
        if done.returncode != 0:
            raise _failed(done.stderr.decode(errors="replace"))
        if output.tell() > MOST_BYTES:
            raise Invalid(
                "the file would be far longer if it were formatted",
                field="source",
                remedy="Split what is nested deeply.",
            )
        output.seek(0)
        return output.read().decode()


def _failed(said: str) -> StrategyFailed:
    """Return why a file that Python reads cannot be formatted, and where if that is told."""
    place = _PLACE.search(said)
    return StrategyFailed(
        f"the file cannot be formatted: {said[place.end() if place else 0 :][:_SHOWN].strip()}",
        field="source",
        remedy="Mend the line.",
        line=int(place[1]) if place else None,
    )

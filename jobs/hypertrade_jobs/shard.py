"""One share of a robustness check, as a process of its own.

``python -m hypertrade_jobs.shard SHARD.json --data DIR --out FILE``: the first file is a
``robustness.shards.Shard``. As a task of a Cloud Run job it does the share that
``CLOUD_RUN_TASK_INDEX`` of ``CLOUD_RUN_TASK_COUNT`` names, so that all tasks are given one file.
A task that runs twice writes the same result; a task that fails writes none.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hypertrade.candles.store import CandleStore
from hypertrade.domain.errors import HyperTradeError, Invalid
from hypertrade.robustness.shards import Shard, run_shard
from pydantic import ValidationError

from hypertrade_jobs import events
from hypertrade_jobs.__main__ import say
from hypertrade_jobs.arguments import parsed
from hypertrade_jobs.signals.session import ConfinedSignals

if TYPE_CHECKING:
    from collections.abc import Mapping

_INDEX, _COUNT = "CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT"


def main() -> int:
    """Do the share and return the exit code."""
    parser = argparse.ArgumentParser(prog="hypertrade_jobs.shard", description="Do one share.")
    parser.add_argument("shard", type=Path, help="the shard, a JSON file")
    parser.add_argument("--data", type=Path, required=True, help="the candle store's folder")
    parser.add_argument("--out", type=Path, required=True, help="the file to write the result to")
    options = parsed(parser)
    try:
        shard = read_shard(options.shard, os.environ)
        signals = ConfinedSignals(options.data, options.confine)
        result = run_shard(shard, CandleStore(options.data), signals=signals)
        written = options.out.with_name(f".{options.out.name}.{os.getpid()}.partial")
        written.write_text(result.model_dump_json(), encoding="utf-8")
        written.replace(options.out)
    except HyperTradeError as error:
        say(events.failed_event(error))
        return events.EXIT_CODES[type(error).__name__]
    say(events.done_event(str(options.out)))
    return 0


def read_shard(path: Path, environment: Mapping[str, str]) -> Shard:
    """Return the shard in ``path``, its share being the one that ``environment`` names, if any.

    Raises:
        Invalid: the file or the environment is malformed.
    """
    try:
        shard = Shard.model_validate_json(path.read_bytes())
        if _COUNT in environment:
            share = {"index": environment.get(_INDEX, "0"), "count": environment[_COUNT]}
            shard = Shard.model_validate(shard.model_dump() | share)
    except (OSError, ValidationError) as error:
        where = "shard"
        if isinstance(error, ValidationError):
            where = ".".join(map(str, error.errors()[0]["loc"])) or where
        raise Invalid(
            f"the share of work cannot be read: {error}"[:500],
            field=where,
            remedy=f"Name a shard's JSON file; {_INDEX} and {_COUNT} are whole numbers.",
        ) from error
    return shard


if __name__ == "__main__":
    sys.exit(main())

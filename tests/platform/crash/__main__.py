"""The long crash test: ``python -m tests.platform.crash --runs 200 [--seed 1]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.platform.crash.checks import check
from tests.platform.crash.storm import Storm


def main() -> None:
    """Run a storm, check what is left of it, and say what it was."""
    parser = argparse.ArgumentParser(prog="tests.platform.crash", description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hypertrade-crash-") as folder:
        storm = Storm(Path(folder), options.runs, options.seed)
        ids = storm.rage(calm_start=False, rest_seconds=120)
        attempts = check(storm, ids)
    weather = storm.weather
    kills = ", ".join(f"{count} × {victim}" for victim, count in sorted(weather.kills.items()))
    sys.stdout.write(
        f"{options.runs} runs asked for, {options.runs} results, 0 lost, 0 doubled, 0 stuck\n"
        f"killed {weather.kills.total()} times in {weather.seconds:.0f} s: {kills}\n"
        f"attempts: {dict(sorted(attempts.items()))}; requests repeated: {weather.repeats}; "
        f"tasks delivered twice: {weather.delivered_twice}\n"
    )


if __name__ == "__main__":
    main()

"""How often the certificate is wrong: a hundred made-up markets a case.

Writes a line of JSON a market, so that it can be stopped and taken up again, and prints a table::

    python -m tests.robustness.truth.measure --seeds 100 --out build/robustness-truth.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.robustness.truth.cases import clairvoyant, faint, overfitted, sound, unlucky

CASES = {
    "sound": sound,
    "faint": faint,
    "unlucky": unlucky,
    "overfitted": overfitted,
    "clairvoyant": clairvoyant,
}
FIRST = 1000
"""Seeds of the suite's own tests are below: what is measured was not tuned on."""


def main() -> None:
    """Measure what is missing and print the table of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--cases", nargs="*", choices=list(CASES), default=list(CASES))
    parser.add_argument("--out", type=Path, default=Path("build/robustness-truth.jsonl"))
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.touch()
    rows = [json.loads(line) for line in options.out.read_text(encoding="utf-8").splitlines()]
    done = {(row["case"], row["seed"]) for row in rows}
    with options.out.open("a", encoding="utf-8") as file:
        for seed in range(FIRST, FIRST + options.seeds):
            for name in options.cases:
                if (name, seed) not in done:
                    rows.append(_measured(name, seed))
                    file.write(json.dumps(rows[-1]) + "\n")
                    file.flush()
    sys.stdout.write(table(rows))


def _measured(name: str, seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        report = CASES[name](Path(folder), seed)
    return {
        "case": name,
        "seed": seed,
        "overall": report.overall,
        "trades": report.base.trades,
        "profit": report.base.profit,
        "sharpe": report.base.sharpe_year,
        "checks": {one.name: one.verdict.level for one in report.checks},
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Return the verdicts as a table in Markdown."""
    lines = [
        "| truth | markets | passes | doubtful | fails | Sharpe ratio, median (range) |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name in CASES:
        mine = [row for row in rows if row["case"] == name]
        if mine:
            count = Counter(row["overall"] for row in mine)
            sharpes = sorted(row["sharpe"] for row in mine)
            lines.append(
                f"| {name} | {len(mine)} | {count['passes']} | {count['doubtful']} "
                f"| {count['fails']} | {sharpes[len(sharpes) // 2]:.1f} "
                f"({sharpes[0]:.1f} to {sharpes[-1]:.1f}) |"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

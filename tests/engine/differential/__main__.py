"""Hunt for differences between the engine and Freqtrade.

python -m tests.engine.differential --cases 5000 --seed 1 --jobs 2
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
import warnings
from collections import Counter, defaultdict
from pathlib import Path

from tests.engine.differential.case import Case
from tests.engine.differential.categories import CATEGORIES
from tests.engine.differential.drawing import draw
from tests.engine.differential.judging import Verdict, judge
from tests.engine.differential.shrinking import shrink

FAILED = ("differs", "crashed")


def main() -> int:
    """Run the cases that the command line asks for; 1 if any failed."""
    options = _options()
    if options.replay:
        return _replay(options.replay)
    chosen = options.category or list(CATEGORIES)
    orders = [
        (chosen[index % len(chosen)], options.seed + index // len(chosen))
        for index in range(options.cases)
    ]
    begin = time.perf_counter()
    verdicts = _run(orders, options)
    failed = sum(each.outcome in FAILED for each in verdicts)
    _say(_summary(verdicts))
    _say(f"{len(verdicts)} cases in {time.perf_counter() - begin:.0f} s, {failed} failed")
    return 1 if failed else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200, help="how many in all")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--category", action="append", choices=list(CATEGORIES))
    parser.add_argument("--out", type=Path, default=Path("build/differential"))
    parser.add_argument("--shrink", type=int, default=0, metavar="TRIALS", help="for each failure")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="CASE.json")
    parser.add_argument("--show", type=int, default=3, help="failures printed for each kind")
    return parser.parse_args()


def _run(orders: list[tuple[str, int]], options: argparse.Namespace) -> list[Verdict]:
    options.out.mkdir(parents=True, exist_ok=True)
    verdicts = []
    shown: Counter[str] = Counter()
    # Not forked: each process starts a referee of its own.
    context = multiprocessing.get_context("spawn")
    pool = context.Pool(options.jobs) if options.jobs > 1 else None
    results = pool.imap_unordered(_one, orders, chunksize=5) if pool else map(_one, orders)
    for verdict in results:
        kept = verdict
        if verdict.outcome in FAILED:
            shown[verdict.signature] += 1
            if options.shrink and shown[verdict.signature] <= options.show:
                kept = shrink(verdict, options.shrink)
            write(kept, options.out)
            if shown[verdict.signature] <= options.show:
                _say(f"{kept.report}\n")
        verdicts.append(kept)
        if len(verdicts) % 50 == 0:
            sys.stderr.write(f"{len(verdicts)} of {len(orders)} cases\n")
    if pool:
        pool.close()
        pool.join()
    return verdicts


def _one(order: tuple[str, int]) -> Verdict:
    warnings.simplefilter("ignore")
    return judge(draw(*order))


def write(verdict: Verdict, folder: Path) -> Path:
    """Keep a failure as a small document, and what was said of it beside."""
    path = folder / f"{verdict.case.name}.json"
    path.write_text(verdict.case.model_dump_json(exclude_defaults=True, indent=1) + "\n")
    path.with_suffix(".txt").write_text(verdict.report + "\n")
    return path


def _replay(paths: list[Path]) -> int:
    failed = 0
    for path in paths:
        verdict = judge(Case.model_validate_json(path.read_bytes()))
        failed += verdict.outcome in FAILED
        _say(verdict.report if verdict.outcome in FAILED else f"{path}: {verdict.outcome}")
    return 1 if failed else 0


def _summary(verdicts: list[Verdict]) -> str:
    by_category: dict[str, Counter[str]] = defaultdict(Counter)
    trades: Counter[str] = Counter()
    signatures: Counter[str] = Counter()
    for each in verdicts:
        by_category[each.case.category][each.outcome] += 1
        trades[each.case.category] += each.trades
        if each.outcome != "equal":
            signatures[each.signature] += 1
    lines = [
        f"{name:20} {dict(outcomes)}, {trades[name]} trades"
        for name, outcomes in by_category.items()
    ]
    lines += [f"{count:5} x {text}" for text, count in signatures.most_common()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

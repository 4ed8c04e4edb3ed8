"""The measurements as JSON and as the page ``docs/benchmarks.md``."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = """# Benchmarks

`make bench` runs the same backtests through `hypertrade backtest` (the whole command, report
included) and through plain `freqtrade backtesting`, and other backtesters from an environment of
their own, and writes `bench/out/benchmark.json`. Both sides must give the same trades. Plain
Freqtrade has its markets from a file, for want of a network, which only helps it. There are real
5-minute candles of four pairs; further pairs are made of them.

Measured on {date}: {machine}, Python {python}, Freqtrade {freqtrade}. Medians; less is better,
unless it says otherwise.
"""


def machine() -> dict[str, Any]:
    """Return what the numbers depend on."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{_processor()}, {psutil.cpu_count()} cores, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "python": platform.python_version(),
        "freqtrade": version("freqtrade"),
        "load_average": psutil.getloadavg(),
    }


def markdown(result: dict[str, Any]) -> str:
    """Return ``result`` as the page of the documentation; sections not measured are left out."""
    parts = [_HEAD.format(**result["machine"])]
    if "works" in result:
        parts.append(_whole(result["works"]))
    if "inside" in result:
        parts.append(_loops(result["inside"]["loops"], result.get("works", [])))
        parts.append(_sliders(result["inside"]))
    if "rivals" in result:
        parts.append(_rivals(result["rivals"]))
    if "growth" in result:
        parts.append(_growth(result["growth"]))
    if "keeping" in result:
        parts.append(_keeping(result["keeping"]))
    if "http" in result:
        parts.append(_http(result["http"]))
    if "web" in result:
        parts.append(_web(result["web"]))
    return "\n".join(parts)


def _whole(works: list[dict[str, Any]]) -> str:
    text = (
        "## Whole commands\n\n"
        "*Memory* is the peak of the resident memory of all processes, shared pages counted in "
        "each.\n\n"
    )
    rows = [
        (
            work["name"],
            f"{work['trades']:,}",
            *(
                f"{work['hypertrade'][key]:{form}} / {work['freqtrade'][key]:{form}} {unit} "
                f"({work['ratio'][key]:.2f})"
                for key, form, unit in (("wall", ".2f", "s"), ("peak_mb", ".0f", "MB"))
            ),
        )
        for work in works
    ]
    return text + _table(("work", "trades", "ours / Freqtrade", "memory"), rows)


def _loops(loops: list[dict[str, Any]], works: list[dict[str, Any]]) -> str:
    theirs = {
        (work["pairs"], work["protections"]): work["freqtrade_loop"]
        for work in works
        if work["engine"] == "fast"
    }
    rows = []
    for each in loops:
        plain = theirs.get((each["pairs"], each["protections"]))
        rows.append(
            (
                f"{each['pairs']}",
                "yes" if each["protections"] else "no",
                f"{each['seconds'] * 1000:.1f} ms",
                f"{plain:.2f} s" if plain else "not measured",
                f"{plain / each['seconds']:,.0f}" if plain else "",
                f"{each['seconds'] / each['candles'] * 1e9:.1f} ns",
                f"{each['seconds'] / each['one_pass']:.0f}",
            )
        )
    head = ("pairs", "protections", "ours", "Freqtrade", "times faster", "a pair-candle", "passes")
    return (
        "## The loop alone\n\n"
        "A year of 5-minute candles, signals made before. *Passes* is the distance to the physical "
        "limit: how many times the engine takes what reading the four price columns once takes "
        "(memory bandwidth).\n\n" + _table(head, rows)
    )


def _sliders(inside: dict[str, Any]) -> str:
    preview = inside["preview"]
    return (
        "## Sliders and sweeps\n\n"
        f"A preview of one pair and a year of 5-minute candles answers within "
        f"{preview['p50'] * 1000:.1f} ms at the median, {preview['p95'] * 1000:.1f} ms at the 95th "
        f"percentile. One process tries {inside['variants']['per_second']:,.0f} variants a second, "
        f"`freqtrade hyperopt -j 1` makes {inside['hyperopt']['per_second']:.2f} epochs a second: "
        f"{inside['variants_ratio']:,.0f} times as many.\n"
    )


def _rivals(rows: list[dict[str, Any]]) -> str:
    shown = [
        (
            each["name"],
            f"{each['pairs']}",
            f"{each['whole']:.2f} s",
            f"{each['warm'] * 1000:.1f} ms",
            f"{each['trades']:,}",
        )
        for each in sorted(rows, key=lambda each: (each["pairs"], each["whole"]))
    ]
    return (
        "## Other backtesters\n\n"
        "RSI(14) under 30 above EMA(200), out at RSI 70, a stop of 10 %, on a year of 5-minute "
        "candles. *Whole* is a process from start to end, ours with its report; *warm* is "
        "indicators, trades and figures again, candles loaded. The floor imports, loads, reads the "
        "columns once and computes the two indicators. Their rules of stops, stakes and fills "
        "differ from Freqtrade's, so their trades do too.\n\n"
        + _table(("who", "pairs", "whole", "warm", "trades"), shown)
    )


def _growth(rows: list[dict[str, Any]]) -> str:
    shown = [
        (f"{each['pairs']}", f"{each['seconds']:.2f} s", f"{each['peak_mb']:,.0f} MB",
         f"{each['trades']:,}")
        for each in rows
    ]  # fmt: skip
    return (
        "## Growth\n\n"
        "Two years of 5-minute candles (a random walk), from loading to trades, in one process.\n\n"
        + _table(("pairs", "seconds", "peak memory", "trades"), shown)
    )


def _keeping(rows: list[dict[str, Any]]) -> str:
    shown = [
        (each["name"], *(f"{each[key] * 1e3:.3f} ms" for key in ("p50", "p95"))) for each in rows
    ]
    return (
        "## Documents, tasks, tokens\n\n"
        "The embedded platform's own storage on one disk, with 100,000 documents in a collection; "
        "one caller, alone.\n\n" + _table(("work", "p50", "p95"), shown)
    )


def _http(load: dict[str, Any]) -> str:
    bare = load["bare"]["per_second"]

    def row(each: dict[str, Any], name: str, load: str, ratio: str) -> tuple[str, ...]:
        times = (f"{each[key]:.1f} ms" for key in ("p50", "p95", "p99"))
        return (name, load, f"{each['clients']}", f"{each['per_second']:,.0f}", *times, ratio)

    def closed(each: dict[str, Any], name: str) -> tuple[str, ...]:
        return row(each, name, "at once", f"{each['per_second'] / bare:.2f}")

    overload = load["overload"]
    rows = [
        *(closed(each, each["name"]) for each in (load["bare"], *load["reads"])),
        *(row(each, each["name"], "pausing", "") for each in load["paced"]),
        closed(overload, "a strategy, overloaded"),
    ]
    answers = ", ".join(
        f"{count:,} x {code}" for code, count in sorted(overload["statuses"].items())
    )
    shortest, longest = (pause / 1000 for pause in load["pauses"])
    head = ("read", "asks again", "clients", "a second", "p50", "p95", "p99", "ratio")
    return (
        "## The platform under load\n\n"
        "`wrk` on the same two cores, over connections that stay open. *At once*: every client "
        "asks again as soon as it was answered, so the platform is always full, and latency says "
        "how much it can do: clients divided by answers a second. *Pausing*: every client looks at "
        f"an answer for {shortest:g} to {longest:g} seconds, as people do, so latency says how "
        "long one of them waits while the others are there. *Ratio* is throughput beside a bare "
        "functions-framework handler in the same run; where clients pause it is theirs to "
        "decide.\n\n"
        + _table(head, rows, words=2)
        + f"\nOverloaded, the answers were {answers}; {overload['silent']:,} refusals did not say "
        f"when to come back, {overload['broken']:,} connections broke.\n"
    )


def _web(budget: dict[str, Any]) -> str:
    machine = budget["machine"]

    def shown(value: float, unit: str) -> str:
        return f"{value:,.{0 if value >= 100 else 2}f} {unit}".rstrip()  # noqa: PLR2004 - digits

    rows = [
        (
            each["name"],
            shown(each["median"], each["unit"]),
            shown(each["p90"], each["unit"]),
            shown(each["budget"], each["unit"]) if "budget" in each else "",
        )
        for each in budget["figures"]
    ]
    return (
        "## The web app\n\n"
        f"`make web-bench`, on a platform started for it: {machine['processor']}, "
        f"{machine['cores']} cores, {machine['browser']} without a graphics card. The first load "
        "is the sign-in; a slider is timed from the key to the frame in which its curve and tiles "
        "were painted.\n\n" + _table(("figure", "median", "p90", "aim, at most"), rows)
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, words: int = 1) -> str:
    """Return a table whose first ``words`` columns are words, and the others numbers."""
    lines = [head, tuple("---" if at < words else "---:" for at in range(len(head))), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()

"""What the robustness page says in words and tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypertrade.results.view import Tile, tone
from hypertrade.results.words import NONE, money, number, percent, plural, ratio
from hypertrade.robustness.objectives import WORDS

if TYPE_CHECKING:
    from hypertrade.robustness.report import Overall, Report, Walk
    from hypertrade.robustness.statistics.documents import Band, Interval
    from hypertrade.robustness.statistics.verdict import Level

Items = list[tuple[str, str]]

LEVEL_WORDS: dict[Level, str] = {
    "good": "good",
    "doubtful": "doubtful",
    "bad": "bad",
    "unknown": "cannot tell",
}
OVERALL_WORDS: dict[Overall, str] = {
    "passes": "Passes",
    "doubtful": "Doubtful",
    "fails": "Fails",
}
_BEST = 10


@dataclass(frozen=True)
class Line:
    """One row of the summary: anchor, title, verdict and figure."""

    anchor: str
    title: str
    level: str
    word: str
    figure: str
    text: str


def meta(report: Report) -> str:
    """Return the line under the title: what was examined, where and when."""
    market, most = report.market, 6
    pairs = ", ".join(market.pairs[:most])
    if len(market.pairs) > most:
        pairs += f" and {len(market.pairs) - most} more"
    return (
        f"{pairs} · {market.timeframe} candles · {market.exchange} {market.trading_mode} · "
        f"{market.start:%Y-%m-%d} to {market.stop:%Y-%m-%d}"
    )


def lines(report: Report) -> list[Line]:
    """Return the summary, a row a check."""
    return [
        Line(
            anchor=one.name,
            title=one.title,
            level=one.verdict.level,
            word=LEVEL_WORDS[one.verdict.level],
            figure=one.figure,
            text=one.verdict.text,
        )
        for one in report.checks
    ]


def tiles(report: Report) -> list[Tile]:
    """Return the figures of the run that everything is compared with."""
    base, market = report.base, report.market
    tried = report.significance.trials if report.significance else None
    return [
        Tile("Trades", f"{base.trades:,}", badge="low sample" if base.trades < 30 else ""),  # noqa: PLR2004 - results.document.LOW_SAMPLE says why
        Tile(
            "Total profit",
            percent(base.profit, signed=True),
            money(base.profit_abs, market.currency, signed=True),
            tone=tone(base.profit),
        ),
        Tile("Max drawdown", percent(base.drawdown), "when trades close"),
        Tile("Sharpe", ratio(base.sharpe_year), "of daily returns, a year"),
        Tile("Variants tried", NONE if tried is None else f"{tried:,}", "ever, this one included"),
        Tile("Fee", percent(market.fee, 3), "per side"),
    ]


def how(report: Report) -> Items:
    """Return how the check was made."""
    plan = report.plan
    return [
        ("Variants at most", f"{plan.trials:,}, {plan.search}"),
        ("Best by", WORDS[plan.objective]),
        ("Trades needed to count", f"{plan.min_trades:,}"),
        ("Walk-forward windows", f"{plan.windows} rolling, {plan.windows} anchored"),
        ("In sample per out of sample", f"{number(plan.train, 1)} times"),
        ("Embargo", f"{plan.embargo_minutes / 1440:g} days"),
        ("Reruns on jittered candles", f"{plan.noise_reruns:,}"),
        ("Jitter", f"{percent(plan.noise_strength, 0)} of each candle's range"),
        ("Simulated histories", f"{plan.paths:,}"),
        ("Seed", str(plan.seed)),
        ("Slippage", percent(report.market.slippage, 3) if report.market.slippage else "none"),
    ]


def significance(report: Report) -> Items:
    """Return the figures of skill against luck."""
    found = report.significance
    if found is None:
        return []
    best = None if found.expected_best is None else found.expected_best * 365**0.5
    return [
        ("Sharpe ratio a year", _interval(found.sharpe_year)),
        ("Probability that it is above 0", percent(found.psr, 1)),
        ("Variants tried", f"{found.trials:,}"),
        ("Independent ones among them", number(found.effective_trials, 1)),
        ("Best of them expected by luck", ratio(best)),
        ("Probability that it is above that", percent(found.dsr, 1)),
        ("Sharpe ratio less a haircut", ratio(found.haircut_sharpe_year)),
        ("Days of returns", f"{found.days:,}"),
        ("Days needed, as one try", _days(found.min_days)),
        ("Days needed, for all tries", _days(found.min_days_deflated)),
        ("p-value of the mean trade", number(found.p_value, 4)),
        ("p-value by bootstrap", number(found.p_bootstrap, 4)),
        ("Win rate", _interval(found.winrate, share=True)),
        ("Skewness of daily returns", number(found.skewness)),
        ("Kurtosis of daily returns", number(found.kurtosis)),
    ]


def heat(report: Report) -> dict[str, Any] | None:
    """Return the map's cells, best and median, coloured by how good they are."""
    sweep = report.sweep
    if sweep is None or sweep.heat is None:
        return None
    found = sweep.heat
    return {
        "x_name": found.x_name,
        "y_name": found.y_name,
        "x": found.x,
        "objective": WORDS[report.plan.objective],
        "share": report.plan.objective in {"profit", "profit-drawdown"},
        "maps": [
            {"id": name, "title": title, "rows": _rows(found, cells, report)}
            for name, title, cells in (
                ("median", "Median", found.median),
                ("best", "Best", found.best),
            )
        ],
    }


def _rows(found: Any, cells: Any, report: Report) -> list[dict[str, Any]]:
    scores = [abs(score) for row in cells for score in row if score is not None]
    most = max(scores, default=0.0) or 1.0
    share = report.plan.objective in {"profit", "profit-drawdown"}
    rows = []
    for row, (label, values) in enumerate(zip(found.y, cells, strict=True)):
        shown = []
        for column, score in enumerate(values):
            count = found.count[row][column]
            text = NONE
            kind = "none"
            if score is not None:
                text = percent(score, 0) if share else number(score)
                kind = f"{'p' if score > 0 else 'n'}{1 + min(int(abs(score) / most * 4), 3)}"
            elif not count:
                text = ""
            shown.append(
                {
                    "text": text,
                    "kind": kind + (" chosen" if (row, column) == found.chosen else ""),
                    "title": plural(count, "variant"),
                }
            )
        rows.append({"label": label, "cells": shown})
    return rows


def best_variants(report: Report) -> dict[str, Any] | None:
    """Return the strategy as it is and the best variants, with their tunables."""
    sweep = report.sweep
    if sweep is None or not sweep.axes:
        return None
    table = sweep.table
    order = sorted(
        (at for at, score in enumerate(table.score) if score is not None),
        key=lambda at: -(table.score[at] or 0.0),
    )
    rows = [
        {
            "name": "as it is" if at == 0 else f"{order.index(at) + 1}.",
            "values": [
                _value(report, axis.name, axis.values[index])
                for axis, index in zip(sweep.axes, table.points[at], strict=True)
            ],
            "trades": f"{table.trades[at]:,}",
            "profit": percent(table.profit[at], signed=True),
            "tone": tone(table.profit[at]),
            "drawdown": percent(table.drawdown[at]),
            "sharpe": ratio(table.sharpe[at]),
        }
        for at in [0, *(at for at in order[:_BEST] if at)]
    ]
    return {"names": [axis.name for axis in sweep.axes], "rows": rows}


def sweep_figures(report: Report) -> Items:
    """Return how the variants fared, the plateau and the chance of having overfitted."""
    sweep = report.sweep
    if sweep is None:
        return []
    plateau, over = sweep.plateau, sweep.overfitting
    items = [
        ("Variants tried", f"{len(sweep.table.points):,} of {sweep.grid:,}, {sweep.search}"),
        ("Variants that earn", percent(sweep.earning, 0)),
    ]
    for name, around in (("One step away", plateau.near), ("Two steps away", plateau.far)):
        if around is not None and around.variants:
            earn = f"{percent(around.earning, 0)} of {around.variants:,}"
            items += [
                (f"{name}, earning", earn),
                (f"{name}, score kept", percent(around.kept, 0)),
            ]
    return [
        *items,
        ("Probability of backtest overfitting", percent(over.pbo, 0)),
        ("Chance that the picked one loses", percent(over.loss, 0)),
        ("Its Sharpe where it was picked", _band(over.in_sample)),
        ("Its Sharpe on the other days", _band(over.out_of_sample)),
    ]


def walk_rows(report: Report, walk: Walk) -> list[dict[str, str]]:
    """Return the windows of one walk-forward as a table."""
    return [
        {
            "inside": f"{one.in_start:%Y-%m-%d} to {one.in_stop:%Y-%m-%d}",
            "outside": f"{one.out_start:%Y-%m-%d} to {one.out_stop:%Y-%m-%d}",
            "in_profit": percent(one.in_profit, signed=True),
            "in_tone": tone(one.in_profit),
            "out_profit": percent(one.out_profit, signed=True),
            "out_tone": tone(one.out_profit),
            "as_is": percent(default, signed=True),
            "as_is_tone": tone(default),
            "trades": f"{one.out_trades:,}",
            "values": ", ".join(
                f"{name} {_value(report, name, value)}" for name, value in one.values.items()
            )
            or "as it is",
        }
        for one, default in zip(walk.result.windows, walk.default_profit, strict=True)
    ]


def _value(report: Report, name: str, value: float) -> str:
    """Return a tunable's value as people read it: a number, or the name of what is none."""
    labels = report.strategy.labels.get(name)
    return labels[int(value)] if labels else f"{value:g}"


def bands(report: Report) -> list[dict[str, str]]:
    """Return the Monte Carlo simulations and the noise reruns as a table."""
    names = {
        "shuffle": "Trades in another order",
        "resample": "Trades drawn again",
        "blocks": "Blocks of days drawn again",
    }
    rows = [
        {
            "name": names[one.method],
            "paths": f"{one.paths:,}",
            "profit": _band(one.profit, share=True),
            "drawdown": _band(one.drawdown, share=True),
            "losing": percent(one.losing_paths, 1),
            "ruin": percent(one.ruin, 1),
        }
        for one in report.monte_carlo
    ]
    if report.noise is not None:
        noise = report.noise
        losing = None if noise.earning is None else 1 - noise.earning
        rows.append(
            {
                "name": "Jittered candles",
                "paths": f"{noise.reruns:,}",
                "profit": _band(noise.profit, share=True),
                "drawdown": _band(noise.drawdown, share=True),
                "losing": percent(losing, 1),
                "ruin": NONE,
            }
        )
    return rows


def findings(report: Report) -> list[dict[str, str]]:
    """Return the columns that other data changed."""
    if report.bias is None:
        return []
    return [
        {
            "pair": one.pair,
            "column": one.about,
            "test": "looks ahead" if one.test == "lookahead" else "depends on warm-up",
            "changed": f"{one.changed} of {one.checked}",
            "ahead": plural(one.ahead, "candle") if one.ahead else NONE,
            "most": NONE if one.most is None else percent(one.most, 2),
            "first": f"{datetime.fromtimestamp(one.first / 1000, UTC):%Y-%m-%d %H:%M}",
        }
        for pair in report.bias.pairs
        for one in pair.findings
    ]


def cost_figures(report: Report) -> Items:
    """Return the break-even costs."""
    found = report.costs
    if found is None:
        return []
    currency = report.market.currency
    multiple = found.break_even_multiple
    return [
        ("Profit before any cost", money(found.gross_profit_abs, currency, signed=True)),
        ("Turnover", money(found.turnover, currency)),
        ("Fills", f"{found.fills:,}"),
        ("Fee per fill", percent(found.fee, 3)),
        ("Slippage that takes all profit", percent(found.break_even_slippage, 3)),
        ("Fee that takes all profit", percent(found.break_even_fee, 3)),
        ("Both costs may grow", NONE if multiple is None else f"{number(multiple, 1)} times"),
    ]


def dependence_figures(report: Report) -> Items:
    """Return how much hangs on a few trades."""
    found = report.dependence
    if found is None:
        return []
    return [
        ("Best trades that carry all profit", _count(found.trades_to_zero)),
        ("Wins that count, effectively", number(found.effective_wins, 1)),
        ("Gini coefficient of the wins", number(found.gini)),
        ("Profit without the best pair", percent(found.without_best_pair, signed=True)),
        ("Longest losing streak", plural(found.losing_streak, "trade")),
        ("Such a streak by chance", number(found.expected_streak, 1)),
        ("Chance of one at least as long", percent(found.streak_chance, 0)),
    ]


def identity(report: Report) -> list[tuple[str, str, bool]]:
    """Return what the result depends on; a true flag marks a hash."""
    known = report.identity
    return [
        ("Strategy", known.strategy, True),
        ("Family of variants", known.family, True),
        ("Candles", known.candles, True),
        ("Settings", known.settings, True),
        ("Plan", known.plan, True),
        ("Engine", f"{known.engine} {known.engine_version}", False),
        ("HyperTrade", known.hypertrade_version, False),
    ]


def _count(value: int | None) -> str:
    return NONE if value is None else f"{value:,}"


def _days(value: float | None) -> str:
    return NONE if value is None else f"{value:,.0f}"


def _band(found: Band | None, *, share: bool = False) -> str:
    if found is None:
        return NONE
    words = percent if share else number
    return " / ".join(words(one, 1) for one in (found.low, found.middle, found.high))


def _interval(found: Interval | None, *, share: bool = False) -> str:
    if found is None:
        return NONE
    if share:
        return f"{percent(found.value, 1)} ({percent(found.low, 1)} to {percent(found.high, 1)})"
    return f"{ratio(found.value)} ({ratio(found.low)} to {ratio(found.high)})"

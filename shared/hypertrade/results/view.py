"""What the page says in words: tiles, figures, settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.results.words import (
    NONE,
    amount,
    duration,
    factor,
    money,
    number,
    percent,
    plural,
    ratio,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.backtest import Verification
    from hypertrade.results.document import BacktestResult, Extreme

Items = list[tuple[str, str]]


@dataclass(frozen=True)
class Tile:
    """One key figure: its name, its value, a line that puts it in proportion."""

    label: str
    value: str
    sub: str = ""
    badge: str = ""
    tone: str = ""


def tone(value: float | None) -> str:
    """Return the class that colours a gain or a loss."""
    return "gain" if value and value > 0 else "loss" if value and value < 0 else ""


def meta(result: BacktestResult) -> str:
    """Return the line under the title: what was tested, where and when."""
    settings = result.settings
    shown = 6
    pairs = ", ".join(settings.pairs[:shown])
    if len(settings.pairs) > shown:
        pairs += f" and {len(settings.pairs) - shown} more"
    return (
        f"{pairs} · {settings.timeframe} candles · {settings.exchange} {settings.trading_mode} · "
        f"{settings.backtest_start:%Y-%m-%d} to {settings.backtest_end:%Y-%m-%d}"
    )


def synthetic(result: BacktestResult) -> str:
    """Return the banner's sentence, empty on real candles."""
    if not result.data_quality.synthetic:
        return ""
    some = [one for one in result.data_quality.candles if not one.synthetic]
    which = "some of these candles were" if some else "these candles were"
    return f"{which} made up by a generator; the result says nothing about a real market"


def sections(result: BacktestResult) -> Items:
    """Return the anchors of the page, in its order."""
    found = [("caveats", "Caveats")] if result.caveats else []
    if result.metrics.low_sample:
        found.append(("why", "Why so few trades" if result.trades else "Why no trades"))
    found += [("charts", "Equity"), ("months", "Months"), ("strategy", "Strategy")]
    found += [("figures", "Figures"), ("pairs", "Pairs")]
    if result.trades:
        found += [("tags", "Entry tags"), ("exits", "Exit reasons")]
        found += [("periods", "Periods"), ("trades", "Trades")]
    return [*found, ("data", "Data quality"), ("fingerprint", "Fingerprint"), ("files", "Files")]


def tiles(result: BacktestResult) -> list[Tile]:
    """Return the key figures, the number of trades first."""
    metrics, currency = result.metrics, result.settings.stake_currency
    trades = bool(metrics.total_trades)
    return [
        Tile(
            "Trades",
            f"{metrics.total_trades:,}",
            f"{number(metrics.trades_per_day)} a day",
            badge="low sample" if metrics.low_sample else "",
        ),
        Tile(
            "Total profit",
            percent(metrics.profit_total, signed=True),
            money(metrics.profit_total_abs, currency, signed=True),
            tone=tone(metrics.profit_total),
        ),
        Tile(
            "Market change",
            percent(metrics.market_change, signed=True),
            "buying and holding",
            tone=tone(metrics.market_change),
        ),
        Tile(
            "CAGR",
            percent(metrics.cagr, signed=True),
            f"a year, over {plural(result.settings.backtest_days, 'day')}",
            tone=tone(metrics.cagr),
        ),
        Tile(
            "Max drawdown",
            percent(metrics.max_relative_drawdown),
            f"{money(metrics.max_drawdown_abs, currency)} at most",
        ),
        Tile("Sharpe", ratio(metrics.sharpe) if trades else NONE, "return per deviation"),
        Tile("Sortino", ratio(metrics.sortino) if trades else NONE, "per deviation of losses"),
        Tile("Calmar", ratio(metrics.calmar) if trades else NONE, "return per drawdown"),
        Tile(
            "Profit factor",
            factor(metrics.profit_factor, metrics.losses, metrics.wins),
            "won per lost",
        ),
        Tile(
            "Expectancy",
            amount(metrics.expectancy, currency, signed=True) if trades else NONE,
            f"{currency} a trade"
            + (f", {number(metrics.expectancy_ratio)} per risked" if metrics.losses else ""),
            tone=tone(metrics.expectancy),
        ),
        Tile("SQN", ratio(metrics.sqn) if trades else NONE, "system quality"),
        Tile(
            "Win rate",
            percent(metrics.winrate, 1) if trades else NONE,
            f"{metrics.wins}\u00a0won, {metrics.draws}\u00a0even, {metrics.losses}\u00a0lost",
        ),
    ]


def equity_note(result: BacktestResult) -> str:
    """Return what the curves count, and what they do not."""
    text = (
        "One value a day (UTC). Equity moves when a trade closes; open profit is not in it. "
        "Buying and holding puts equal parts of the starting balance into every pair, without fees."
    )
    if result.metrics.drawdown_end and result.metrics.max_drawdown_abs:
        text += (
            f" The largest loss from a peak ran from {when(result.metrics.drawdown_start)} to "
            f"{when(result.metrics.drawdown_end)}."
        )
    return text


def settings(result: BacktestResult) -> Items:
    """Return what was asked for."""
    asked, currency = result.settings, result.settings.stake_currency
    stake = asked.stake if asked.stake == "unlimited" else money(asked.stake, currency)
    limit = "no limit" if asked.max_open_trades < 0 else str(asked.max_open_trades)
    source = "set" if asked.fee_overridden else "the exchange's"
    fee = f"{percent(asked.fee, 3)} per side, {source}"
    usual = "as the strategy says" if result.strategy.kind == "spec" else "off"
    protections = {None: usual, True: "on", False: "off"}[asked.protections]
    return [
        ("Exchange", f"{asked.exchange}, {asked.trading_mode}"),
        ("Timeframe", asked.timeframe),
        *([("Detail timeframe", asked.detail_timeframe)] if asked.detail_timeframe else []),
        ("From", when(asked.backtest_start)),
        ("To", when(asked.backtest_end)),
        ("Starting balance", money(asked.balance, currency)),
        ("Stake", str(stake)),
        ("Open-trade limit", limit),
        ("Fee", fee),
        ("Slippage", percent(asked.slippage, 3) if asked.slippage else "none"),
        ("Protections", protections),
    ]


def figures(result: BacktestResult) -> list[tuple[str, Items]]:
    """Return every figure, by subject."""
    found = [("Profit", _profit(result)), ("Risk", _risk(result)), ("Trades", _trades(result))]
    return [*found, ("Best and worst", _extremes(result)), ("Costs and orders", _orders(result))]


def _profit(result: BacktestResult) -> Items:
    metrics, currency = result.metrics, result.settings.stake_currency
    sides: Items = []
    if metrics.trade_count_short:
        for side in ("long", "short"):
            total = getattr(metrics, f"profit_total_{side}_abs")
            share = getattr(metrics, f"profit_total_{side}")
            sides.append(
                (
                    f"{side.capitalize()} trades' profit",
                    f"{money(total, currency, signed=True)} ({percent(share, signed=True)})",
                )
            )
    return [
        ("Starting balance", money(metrics.starting_balance, currency)),
        ("Final balance", money(metrics.final_balance, currency)),
        *sides,
        ("Average trade", percent(metrics.profit_mean, signed=True)),
        ("Median trade", percent(metrics.profit_median, signed=True)),
        ("Average stake", money(metrics.avg_stake_amount, currency)),
        ("Lowest balance after a trade", money(metrics.csum_min or None, currency)),
        ("Highest balance after a trade", money(metrics.csum_max or None, currency)),
        ("p-value of the average trade", number(metrics.p_value, 4)),
    ]


def _risk(result: BacktestResult) -> Items:
    metrics, currency = result.metrics, result.settings.stake_currency
    return [
        ("Deepest drawdown of the account", percent(metrics.max_relative_drawdown)),
        ("… from", when(metrics.relative_drawdown_start)),
        ("… to", when(metrics.relative_drawdown_end)),
        ("Largest loss from a peak", money(metrics.max_drawdown_abs, currency)),
        ("… as a share of that peak", percent(metrics.max_drawdown_account)),
        ("… lasted", duration(metrics.drawdown_duration_s / 60)),
        ("Longest time under a peak", duration(metrics.longest_underwater_s / 60)),
        ("Drawdown at the end", percent(metrics.current_drawdown)),
        ("Value at risk, 95%, a day", percent(metrics.var_95)),
        ("Conditional value at risk", percent(metrics.cvar_95)),
    ]


def _trades(result: BacktestResult) -> Items:
    metrics = result.metrics
    return [
        ("Long / short", f"{metrics.trade_count_long} / {metrics.trade_count_short}"),
        ("Time in the market", percent(metrics.exposure, 1)),
        ("Open trades, average", number(metrics.avg_open_trades)),
        ("Open trades, most", str(metrics.most_open_trades)),
        ("Held, average", _lasting(metrics.holding_avg_s)),
        ("Held, winners", _lasting(metrics.winner_holding_avg_s)),
        ("Held, losers", _lasting(metrics.loser_holding_avg_s)),
        ("Longest run of wins", str(metrics.max_consecutive_wins)),
        ("Longest run of losses", str(metrics.max_consecutive_losses)),
        (
            "Days won / even / lost",
            f"{metrics.winning_days} / {metrics.draw_days} / {metrics.losing_days}",
        ),
    ]


def _extremes(result: BacktestResult) -> Items:
    metrics, currency = result.metrics, result.settings.stake_currency

    def item(one: Extreme | None) -> str:
        if one is None:
            return NONE
        return f"{one.key}: {money(one.profit_abs, currency, signed=True)}"

    return [
        ("Best pair", item(metrics.best_pair)),
        ("Worst pair", item(metrics.worst_pair)),
        ("Best trade", item(metrics.best_trade)),
        ("Worst trade", item(metrics.worst_trade)),
        ("Best day", item(metrics.best_day)),
        ("Worst day", item(metrics.worst_day)),
    ]


def _orders(result: BacktestResult) -> Items:
    metrics, currency = result.metrics, result.settings.stake_currency
    found = [
        ("Fees paid", money(metrics.fees_paid, currency)),
        ("Traded, fees included", money(metrics.total_volume, currency)),
        ("Signals without a free slot", f"{metrics.rejected_signals:,}"),
        ("Entry orders timed out", f"{metrics.timed_out_entries:,}"),
        ("Exit orders timed out", f"{metrics.timed_out_exits:,}"),
        ("Entries cancelled", f"{metrics.canceled_entries:,}"),
        ("Locks by protections", f"{metrics.locks:,}"),
    ]
    if result.settings.trading_mode == "futures":
        found.insert(1, ("Funding", money(metrics.funding_fees, currency, signed=True)))
    return found


def fingerprint(result: BacktestResult) -> list[tuple[str, str, bool]]:
    """Return what the result depends on: name, value, and whether it is a hash to shorten."""
    mark = result.fingerprint
    return [
        ("Strategy", mark.strategy, True),
        ("Candles", mark.candles, True),
        ("Settings", mark.settings, True),
        ("Market rules", mark.markets, True),
        *([("Market rules of", mark.markets_source, False)] if mark.markets_source else []),
        ("Engine", f"{mark.engine} {mark.engine_version}", False),
        *([("Why Freqtrade", mark.engine_reason, False)] if mark.engine_reason else []),
        *_verified(result.verification),
        ("HyperTrade", mark.hypertrade_version, False),
        ("Python", mark.python_version, False),
        ("Confined", "yes" if mark.confined else "no", False),
        *([("Image", mark.image, False)] if mark.image else []),
    ]


def _verified(said: Verification | None) -> list[tuple[str, str, bool]]:
    """Return whether Freqtrade came to the same, if it was asked."""
    if said is None:
        return []
    return [(f"Freqtrade {said.engine_version}", verdict_of(said), False)]


def verdict_of(said: Verification) -> str:
    """Return what Freqtrade said about a result."""
    compared = f"{said.trades:,} trades and {said.figures:,} figures"
    if said.agrees:
        return f"agrees: {compared}, every value equal"
    return f"disagrees in {said.different:,} values of {compared}"


def files_note(result: BacktestResult, files: Sequence[str]) -> str:
    """Return what is missing among ``files`` and why, or nothing."""
    if "freqtrade-export.zip" in files:
        return ""
    return (
        f"Freqtrade's own export is made where Freqtrade trades; this run was "
        f"{result.fingerprint.engine}'s. Run it with --engine freqtrade, or --verify, to get one."
    )


def _lasting(seconds: float) -> str:
    return duration(seconds / 60) if seconds else NONE

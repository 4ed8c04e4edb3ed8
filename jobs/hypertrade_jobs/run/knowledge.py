"""What Freqtrade's own refusals mean, and the way out of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypertrade.domain.errors import HyperTradeError, Invalid, StrategyFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade_jobs.run.request import RunRequest

_SHORT_ON_SPOT = "Short strategies cannot run in spot markets"


def explain(error: BaseException, request: RunRequest) -> HyperTradeError:
    """Return Freqtrade's refusal ``error`` in the domain's words."""
    text = " ".join(str(error).split())
    for pattern, answer in _KNOWN:
        match = re.search(pattern, text)
        if match:
            return answer(match, request)
    if type(error).__module__.startswith("freqtrade"):
        return Invalid(
            f"Freqtrade refuses: {text}",
            field="strategy",
            remedy="Change the strategy or the settings named there.",
        )
    return StrategyFailed(
        f"the backtest stopped on {type(error).__name__}: {text}",
        field="strategy",
        remedy="If the strategy is right, report this together with the strategy.",
    )


def _warmup(_match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        "no candle is left after the strategy's warm-up",
        field="timerange",
        remedy=f"Import {request.timeframe} candles from before the range's start, choose a longer "
        "range, or shorten the strategy's longest indicator (startup_candle_count).",
    )


def _no_data(_match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        f"no {request.timeframe} candles in the time range",
        field="timerange",
        remedy="Choose a range that the stored candles cover, or import more of them.",
    )


def _no_pair(_match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        f"none of {', '.join(request.pairs)} can be traded on {request.exchange} "
        f"{request.trading_mode}",
        field="pairs",
        remedy="Name pairs of that market: BTC/USDT on spot, BTC/USDT:USDT on futures.",
    )


def _short(_match: re.Match[str], _request: RunRequest) -> HyperTradeError:
    return Invalid(
        "the strategy sells short, which spot markets cannot",
        field="trading_mode",
        remedy="Use --trading-mode futures with pairs such as BTC/USDT:USDT, or set "
        "can_short = False.",
    )


def _timeframe(match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        f"{request.exchange} has no {match[1]} candles",
        field="timeframe",
        remedy=f"Choose one of {match[2].strip('[]')}.".replace("'", ""),
    )


def _stake_currency(match: re.Match[str], _request: RunRequest) -> HyperTradeError:
    return Invalid(
        match[0], field="pairs", remedy="Name pairs of one quote currency that the exchange has."
    )


def _exchange(match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        f"{request.exchange}: {match[0]}",
        field="exchange",
        remedy="Name an exchange of ccxt, such as binance, kraken or bitfinex.",
    )


def _tiers(match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        f"the leverage limits of {match[1]} on {request.exchange} are not known",
        field="pairs",
        remedy="Leave the pair out, or run `hypertrade data markets` for the exchange.",
    )


def _trading_mode(_match: re.Match[str], request: RunRequest) -> HyperTradeError:
    return Invalid(
        f"Freqtrade cannot trade {request.trading_mode} on {request.exchange}",
        field="trading_mode",
        remedy="Use --trading-mode spot, or an exchange with perpetual futures such as binance.",
    )


def _unlimited(_match: re.Match[str], _request: RunRequest) -> HyperTradeError:
    return Invalid(
        "an unlimited stake needs a limit of open trades",
        field="max_open_trades",
        remedy="Set --max-open-trades to 1 or more, or --stake to an amount.",
    )


def _protection(match: re.Match[str], _request: RunRequest) -> HyperTradeError:
    return StrategyFailed(
        f"a protection is set wrongly: {match[0]}",
        field="protections",
        remedy="See https://www.freqtrade.io/en/stable/plugins/ for what each protection takes.",
    )


def _stop(match: re.Match[str], _request: RunRequest) -> HyperTradeError:
    return StrategyFailed(
        f"the stop is set wrongly: {match[0]}",
        field="strategy",
        remedy="A trailing stop's offset must exceed its distance, and no stop may be 0.",
    )


def _slow(match: re.Match[str], _request: RunRequest) -> HyperTradeError:
    return StrategyFailed(
        f"the strategy needs too many warm-up candles: {match[0]}",
        field="startup_candle_count",
        remedy="Lower startup_candle_count, or use a longer timeframe for slow indicators.",
    )


_KNOWN: tuple[tuple[str, Callable[[re.Match[str], RunRequest], HyperTradeError]], ...] = (
    (r"No data left after adjusting for startup candles", _warmup),
    (r"No data found", _no_data),
    (r"No pair in whitelist|requires pair_whitelist", _no_pair),
    (_SHORT_ON_SPOT, _short),
    (r"Invalid timeframe '(\w+)'. This exchange supports: (\[.*\])", _timeframe),
    (r"\w+ is not available as stake on .*", _stake_currency),
    (r"Exchange .* is not (?:supported|known).*", _exchange),
    (r"Pairs (.*) got no leverage tiers", _tiers),
    (r"Freqtrade does not support .*on .*", _trading_mode),
    (r"cannot both be unlimited", _unlimited),
    (r"Protections must .*|Impossible to load Protection.*|.*[Pp]rotection.*", _protection),
    (r"The config (?:stoploss|trailing).*", _stop),
    (r"This strategy requires \d+ candles to start.*", _slow),
)
"""Patterns of Freqtrade's messages, the first match answers; tested against Freqtrade itself."""

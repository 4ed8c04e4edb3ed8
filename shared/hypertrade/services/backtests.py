"""Backtests: from a strategy and settings to a report in a folder."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hypertrade.domain.backtest import BacktestJob, CodeStrategy, Progress, SpecStrategy
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import Timerange, TradingMode
from hypertrade.services.trials import remember_backtest
from hypertrade.strategy.spec import (
    FixedStake,
    ParameterRef,
    ShareStake,
    StrategySpec,
    UnlimitedStake,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import EngineChoice, Verification
    from hypertrade.domain.orders import Settings
    from hypertrade.ports.jobs import JobRunner
    from hypertrade.services.previews import PreviewRequest

DEFAULT_STAKE = 100.0
DEFAULT_OPEN_TRADES = 3


@dataclass(frozen=True, slots=True)
class Market:
    """Where and over what a strategy is tested; ``None`` leaves the choice to the strategy."""

    exchange: str
    pairs: tuple[str, ...]
    timeframe: str | None
    timerange: Any
    trading_mode: TradingMode | None = None
    detail_timeframe: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """With what money; ``None`` takes the strategy's own choice, else the default."""

    stake: float | str | None = None
    balance: float = 1000.0
    max_open_trades: int | None = None
    fee: float | None = None
    slippage: float = 0.0
    protections: bool | None = None


def market_and_money(asked: PreviewRequest | Settings) -> tuple[Market, Money]:
    """Return where and with what money, as a preview or an order asks for it.

    Raises:
        Invalid: the timerange cannot be read.
    """
    market = Market(
        exchange=asked.exchange.lower(),
        pairs=asked.pairs,
        timeframe=asked.timeframe,
        timerange=Timerange.parse(asked.timerange),
        trading_mode=asked.trading_mode,
        detail_timeframe=asked.detail_timeframe,
    )
    money = Money(
        stake=asked.stake,
        balance=asked.balance,
        max_open_trades=asked.max_open_trades,
        fee=asked.fee,
        slippage=asked.slippage,
        protections=asked.protections,
    )
    return market, money


class Backtests:
    """Has jobs run: on HyperTrade's engine in this process, or by ``runner`` on Freqtrade."""

    def __init__(self, runner: JobRunner, data: Path, *, records: Path | None = None) -> None:
        """Run what needs Freqtrade on ``runner``; ``data`` is the folder with the candles.

        What was tried is remembered in the folder ``records`` (default: ``data``).
        """
        self._runner = runner
        self._data = data
        self._records = records or data

    def run(
        self,
        job: BacktestJob,
        out: Path,
        *,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        engine: EngineChoice | None = None,
    ) -> Path:
        """Run ``job`` to its end and return the path of ``result.json``.

        ``engine`` overrides the job's own choice. A typed strategy is safe by construction: where
        HyperTrade's engine can trade it, that happens in this process. What was tried is added
        to the history of the strategy.

        Raises:
            Invalid: the fast engine was insisted on, and cannot trade this.
            HyperTradeError: every other failure, as ``ports.jobs.JobRunner.run`` lists them.
        """
        if engine is not None:
            job = job.model_copy(update={"engine": engine})
        path = self._trade(job, out, on_progress=on_progress, cancelled=cancelled)
        remember_backtest(self._records, job, path)
        return path

    def _trade(
        self,
        job: BacktestJob,
        out: Path,
        *,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Path:
        if job.strategy.kind != "spec" or job.engine == "freqtrade":
            return self._runner.run(job, out, on_progress=on_progress, cancelled=cancelled)
        from hypertrade.backtesting.choosing import attempt
        from hypertrade.candles.store import CandleStore

        store = CandleStore(self._data)
        ended = attempt(job, store, out, on_progress=on_progress, cancelled=cancelled)
        if isinstance(ended, Path):
            return ended
        return self._runner.run(ended, out, on_progress=on_progress, cancelled=cancelled)

    def verify(
        self,
        job: BacktestJob,
        out: Path,
        *,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Path, Verification]:
        """Run ``job`` on both engines, compare them, and write HyperTrade's report.

        The report holds the comparison, Freqtrade's export and its log.

        Raises:
            Invalid: HyperTrade's engine cannot trade this.
            HyperTradeError: every other failure, as ``ports.jobs.JobRunner.run`` lists them.
        """
        from hypertrade.backtesting import reporting
        from hypertrade.backtesting.verification import verify
        from hypertrade.results import publish
        from hypertrade.results.document import BacktestResult

        publish.check(out)
        with tempfile.TemporaryDirectory(prefix="hypertrade-verify-") as folder:
            reports = []
            engines: tuple[EngineChoice, ...] = ("fast", "freqtrade")
            for engine in engines:
                path = self.run(
                    job,
                    Path(folder) / engine,
                    on_progress=on_progress,
                    cancelled=cancelled,
                    engine=engine,
                )
                reports.append(BacktestResult.model_validate_json(path.read_bytes()))
            ours, theirs = reports
            said = verify(ours, theirs)
            source = Path(folder) / "fast" / ours.strategy.source_file
            path = reporting.place(
                ours.model_copy(update={"verification": said}),
                source.read_text(encoding="utf-8"),
                out,
                beside=Path(folder) / "freqtrade",
            )
        return path, said


def job_for_spec(
    spec: StrategySpec,
    market: Market,
    money: Money,
    *,
    words: str | None = None,
    assumptions: tuple[str, ...] = (),
) -> BacktestJob:
    """Return the job that tests ``spec``; what ``money`` leaves open the spec decides.

    Raises:
        Invalid: a setting is out of range, or contradicts the spec.
    """
    if market.timeframe not in {None, spec.timeframe}:
        raise Invalid(
            f"the strategy is written for {spec.timeframe} candles, not {market.timeframe}",
            field="timeframe",
            remedy=f"Leave --timeframe out, or write the strategy for {market.timeframe}.",
        )
    needs_futures = spec.direction != "long" or _most(spec, spec.leverage) > 1
    mode = market.trading_mode or (TradingMode.FUTURES if needs_futures else TradingMode.SPOT)
    if needs_futures and mode is TradingMode.SPOT:
        raise Invalid(
            "shorts and leverage need a futures market",
            field="trading_mode",
            remedy="Use --trading-mode futures with pairs such as BTC/USDT:USDT.",
        )
    if needs_futures:
        _refuse_spot_pairs(market.pairs)
    strategy = SpecStrategy(spec=spec.model_dump(mode="json"), words=words, assumptions=assumptions)
    return _job(
        strategy=strategy,
        timeframe=spec.timeframe,
        trading_mode=mode,
        stake=money.stake if money.stake is not None else _stake(spec),
        max_open_trades=(
            money.max_open_trades
            if money.max_open_trades is not None
            else _default(spec, spec.max_open_trades, DEFAULT_OPEN_TRADES)
        ),
        market=market,
        money=money,
    )


def job_for_code(
    strategy: CodeStrategy,
    market: Market,
    money: Money,
    *,
    timeframe: str | None,
    can_short: bool = False,
) -> BacktestJob:
    """Return the job that tests a user's file, whose own ``timeframe`` holds unless overridden.

    Raises:
        Invalid: a setting is out of range, or no timeframe is named anywhere.
    """
    chosen = market.timeframe or timeframe
    if chosen is None:
        raise Invalid(
            "neither the strategy nor the command names a timeframe",
            field="timeframe",
            remedy="Add --timeframe, such as --timeframe 1h.",
        )
    mode = market.trading_mode or (TradingMode.FUTURES if can_short else TradingMode.SPOT)
    return _job(
        strategy=strategy,
        timeframe=chosen,
        trading_mode=mode,
        stake=money.stake if money.stake is not None else DEFAULT_STAKE,
        max_open_trades=(
            DEFAULT_OPEN_TRADES if money.max_open_trades is None else money.max_open_trades
        ),
        market=market,
        money=money,
    )


def _refuse_spot_pairs(pairs: tuple[str, ...]) -> None:
    for pair in pairs:
        base, slash, quote = pair.partition("/")
        if slash and ":" not in quote:
            raise Invalid(
                f"the strategy goes short or uses leverage, and {pair} is a spot pair",
                field="pairs",
                remedy=f"Use a futures pair such as {base}/{quote}:{quote}, with its candles, on "
                "an exchange with futures (binance, bybit, okx, ...).",
            )


def _job(*, market: Market, money: Money, **chosen: Any) -> BacktestJob:
    fields = chosen | {
        "id": secrets.token_hex(8),
        "exchange": market.exchange,
        "pairs": market.pairs,
        "detail_timeframe": market.detail_timeframe,
        "timerange": market.timerange,
        "balance": money.balance,
        "fee": money.fee,
        "slippage": money.slippage,
        "protections": money.protections,
    }
    try:
        return BacktestJob.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Invalid(
            first["msg"].removeprefix("Value error, "),
            field=str(first["loc"][0]) if first["loc"] else "job",
            remedy="`hypertrade backtest --help` shows what each option takes.",
        ) from error


def _stake(spec: StrategySpec) -> float | str:
    stake = spec.stake
    if isinstance(stake, FixedStake):
        return float(_default(spec, stake.amount, DEFAULT_STAKE))
    # A share is worked out by the compiled strategy itself, out of whatever is available.
    return "unlimited" if isinstance(stake, UnlimitedStake | ShareStake) else DEFAULT_STAKE


def _default(spec: StrategySpec, number: float | ParameterRef | None, otherwise: float) -> Any:
    """Return the number, a tunable's default standing for it."""
    if number is None:
        return otherwise
    if isinstance(number, ParameterRef):
        return next(item.default for item in spec.parameters if item.name == number.param)
    return number


def _most(spec: StrategySpec, number: float | ParameterRef) -> float:
    if isinstance(number, ParameterRef):
        return next(item.high for item in spec.parameters if item.name == number.param)
    return number

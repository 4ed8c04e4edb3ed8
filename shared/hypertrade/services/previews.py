"""Previews: what a strategy would have done, answered while somebody moves a slider."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, ValidationError

from hypertrade.domain.base import Document, canonical_json
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import TradingMode, pair_filename
from hypertrade.services.backtests import job_for_spec, market_and_money
from hypertrade.services.trials import Tried, data_of, trial_of, tried_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.backtesting.previewing import Preview
    from hypertrade.backtesting.session import Session
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.strategy.english import Parsing
    from hypertrade.strategy.signals.cache import IndicatorCache
    from hypertrade.strategy.spec import StrategySpec

    Check = Callable[[BacktestJob], None]

MOST_SESSIONS = 4
"""Markets and strategies kept ready at a time, by default; each holds its candles."""
MOST_CANDLES = 20_000_000
"""Candles that all of them together may hold; one may hold more. A candle takes 48 bytes."""
MOST_INDICATOR_BYTES = 512 * 2**20
"""What the indicators of all of them together may take."""


class PreviewRequest(Document):
    """What somebody wants to see: a strategy, a market, money, and values of the tunables.

    One of ``spec`` and ``words`` says the strategy. ``values`` are tunables by name, ``timerange``
    is Freqtrade's (``YYYYMMDD-YYYYMMDD``); the rest means what it means in a backtest. ``id`` comes
    back with the answer.
    """

    id: str | int | None = None
    spec: dict[str, Any] | None = None
    words: str | None = None
    values: dict[str, float] = Field(default_factory=dict)
    exchange: str
    pairs: tuple[str, ...]
    timeframe: str | None = None
    detail_timeframe: str | None = None
    timerange: str = "-"
    trading_mode: TradingMode | None = None
    stake: float | Literal["unlimited"] | None = None
    balance: float = 1000.0
    max_open_trades: int | None = None
    fee: float | None = None
    slippage: float = 0.0
    protections: bool | None = None


class Question(Document):
    """What the words leave open; nothing was run."""

    text: str
    choices: tuple[str, ...]


@dataclass(slots=True)
class Hot:
    """A market and strategy kept ready; ``lock`` is held by whoever loads or runs it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    session: Session | None = None
    candles: int = 0


class Previews:
    """Answers requests, keeping candles and indicators between them; safe to ask from threads."""

    def __init__(
        self, data: Path, tried: Tried | None = None, *, most_sessions: int = MOST_SESSIONS
    ) -> None:
        """Use the candles in the folder ``data``; ``tried`` remembers (default: in that folder)."""
        self._data = data
        self._most = most_sessions
        self._sessions: OrderedDict[str, Hot] = OrderedDict()
        self._lock = threading.Lock()
        self._cache: IndicatorCache | None = None
        self._tried = tried or tried_in(data)

    def answer(
        self, request: PreviewRequest, check: Check | None = None, *, family: str = ""
    ) -> Preview | Question:
        """Return what ``request`` asks for, or what its words leave open.

        ``check`` may refuse the job before any candle is read. ``family`` stands before the name
        under which it is remembered as tried.

        Raises:
            HyperTradeError: it cannot be run as it stands.
        """
        from hypertrade.backtesting.previewing import preview

        began = time.perf_counter()
        spec = self._spec(request)
        if isinstance(spec, Question):
            return spec
        job = job_of(spec, request)
        if check is not None:
            check(job)
        hot = self._hot(job)
        try:
            with hot.lock:
                session = self._session(hot, job)
                if refusal := session.refusal(request.values):
                    raise Invalid(
                        f"there is no preview of this: {refusal}",
                        field="spec",
                        remedy="Run a backtest: Freqtrade can trade it.",
                    )
                shown, balance = preview(session, request.values, began)
        finally:
            self._trim()
        self._remember(spec, job, shown, balance, family)
        return shown

    def flush(self) -> None:
        """Write down at once which variants were shown, instead of within a second."""
        self._tried.flush()

    def _remember(
        self,
        spec: StrategySpec,
        job: BacktestJob,
        shown: Preview,
        balance: tuple[float, ...],
        family: str,
    ) -> None:
        """Count what was shown as tried: whoever looks may choose by it."""
        from hypertrade.robustness.family import family_of, variant_of

        trial = trial_of(
            variant=variant_of(spec, shown.values),
            data=data_of(job),
            name=spec.name,
            balance=balance,
            trades=round(next(tile.value or 0 for tile in shown.tiles)),
            origin="preview",
        )
        self._tried.add(f"{family}{family_of(spec)}", trial)

    def _spec(self, request: PreviewRequest) -> StrategySpec | Question:
        if (request.spec is None) == (request.words is None):
            raise Invalid(
                "give the strategy once", field="spec, words", remedy="Give spec or words."
            )
        if request.spec is not None:
            return _read(canonical_json(request.spec))
        parsing = _parse(request.words or "", request.timeframe)
        if parsing.spec is not None:
            return parsing.spec
        question = parsing.question
        if question is None:
            msg = "a parsing without a strategy has a question"
            raise ValueError(msg)
        choices = (choice.text or choice.label for choice in question.choices)
        return Question(text=question.text, choices=tuple(choices))

    def _hot(self, job: BacktestJob) -> Hot:
        """Return the place of a session of ``job``, made if there is none."""
        key = self._key(job)
        with self._lock:
            hot = self._sessions.setdefault(key, Hot())
            self._sessions.move_to_end(key)
            return hot

    def _session(self, hot: Hot, job: BacktestJob) -> Session:
        """Return a session of ``job``, its candles loaded before if nothing about them changed."""
        from hypertrade.backtesting.session import Session
        from hypertrade.candles.store import CandleStore

        if hot.session is None:
            session = Session.load(job, CandleStore(self._data), self._indicators())
            pairs = session.market.pairs
            hot.candles = sum(len(pair.candles.open) for pair in pairs)
            hot.session = session
        return hot.session.with_terms(job)

    def _indicators(self) -> IndicatorCache:
        from hypertrade.strategy.signals.cache import IndicatorCache

        with self._lock:
            if self._cache is None:
                self._cache = IndicatorCache(MOST_INDICATOR_BYTES)
            return self._cache

    def _trim(self) -> None:
        """Let go of what could not be loaded, and of what was not asked for longest."""
        with self._lock:
            for key, hot in list(self._sessions.items()):
                if hot.session is None and not hot.lock.locked():
                    del self._sessions[key]
            while len(self._sessions) > 1 and (
                len(self._sessions) > self._most
                or sum(hot.candles for hot in self._sessions.values()) > MOST_CANDLES
            ):
                self._sessions.popitem(last=False)

    def _key(self, job: BacktestJob) -> str:
        """Return what the candles and indicators of ``job`` depend on, stored candles included."""
        market = ("strategy", "exchange", "trading_mode", "pairs", "timeframe", "detail_timeframe")
        asked = job.model_dump(mode="json", include={*market, "timerange"})
        stamps = [
            (str(path), path.stat().st_mtime_ns)
            for pair in job.pairs
            for path in sorted(
                self._data.glob(f"**/exchange={job.exchange}/*/pair={pair_filename(pair)}/*.json")
            )
        ]
        return canonical_json([asked, stamps])


def request_of(fields: Any) -> PreviewRequest:
    """Return a request from its JSON.

    Raises:
        Invalid: a field is missing, unknown or of the wrong kind.
    """
    try:
        return PreviewRequest.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Invalid(
            first["msg"].removeprefix("Value error, "),
            field=".".join(map(str, first["loc"])) or "request",
            remedy="See docs/commands.md for what a request holds.",
        ) from error


def job_of(spec: StrategySpec, request: PreviewRequest) -> BacktestJob:
    """Return the backtest that ``request`` is a preview of.

    Raises:
        Invalid: a setting is out of range, or contradicts the spec.
    """
    market, money = market_and_money(request)
    return job_for_spec(spec, market, money)


@lru_cache(maxsize=32)
def _read(text: str) -> StrategySpec:
    import json

    from hypertrade.strategy.spec import read_spec

    return read_spec(json.loads(text))


@lru_cache(maxsize=32)
def _parse(words: str, timeframe: str | None) -> Parsing:
    from hypertrade.strategy.english import parse

    return parse(words, timeframe=timeframe, field="words")

"""Orders become work: strategy, market and money put together into a complete, checked job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import CodeStrategy, SpecStrategy
from hypertrade.domain.errors import Invalid
from hypertrade.domain.orders import BacktestOrder, DownloadOrder, RobustnessOrder
from hypertrade.domain.runs import BacktestWork, DownloadWork, RobustnessWork
from hypertrade.services.backtests import job_for_code, job_for_spec, market_and_money

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.orders import Order, Settings
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.runs import Work

    Content = SpecStrategy | CodeStrategy
    ContentOf = Callable[[Principal, str, int | None], tuple[Content, int]]


@dataclass(frozen=True, slots=True)
class Ordered:
    """Work, complete; ``strategy`` and ``version`` where a kept strategy is run."""

    work: Work
    strategy: str | None = None
    version: int | None = None


def work_of(order: Order, principal: Principal, content_of: ContentOf) -> Ordered:
    """Return the work that ``order`` asks for.

    ``content_of(principal, id, version)`` returns what a kept strategy says (its newest version
    for ``None``), and the number of that version.

    Raises:
        Invalid: a field is wrong, or the words leave a question open; the error says which.
        NotFound: the strategy does not exist for the principal.
    """
    if isinstance(order, DownloadOrder):
        return Ordered(DownloadWork.model_validate(order.model_dump()))
    content, version = _content(order, principal, content_of)
    job = _job(order, content)
    if isinstance(order, RobustnessOrder):
        return Ordered(RobustnessWork(job=job, plan=_plan(order)), order.strategy, version)
    job = job.model_copy(update={"engine": order.engine})
    return Ordered(BacktestWork(job=job), order.strategy, version)


def _content(
    order: BacktestOrder | RobustnessOrder, principal: Principal, content_of: ContentOf
) -> tuple[Content, int | None]:
    given = [one for one in (order.strategy, order.spec, order.words, order.code) if one]
    if len(given) != 1:
        raise Invalid(
            "give the strategy once",
            field="strategy, spec, words, code",
            remedy="Name one of yours by its id, or bring one along, in one way.",
        )
    if order.strategy is not None:
        return content_of(principal, order.strategy, order.strategy_version)
    if order.code is not None:
        return order.code, None
    return _typed(order), None


def _typed(order: Settings) -> SpecStrategy:
    from hypertrade.strategy.spec import read_spec

    if order.spec is not None:
        return SpecStrategy(spec=read_spec(order.spec).model_dump(mode="json"))
    from hypertrade.strategy.english import parse

    parsing = parse(order.words or "", timeframe=order.timeframe, field="words")
    if parsing.spec is None:
        question = parsing.question
        raise Invalid(
            question.text if question else "the words hold no strategy",
            field="words",
            remedy="Say it in the words: "
            + " / ".join(choice.text or choice.label for choice in question.choices)
            if question and question.choices
            else "Say when to buy and when to sell.",
        )
    return SpecStrategy(
        spec=parsing.spec.model_dump(mode="json"),
        words=order.words,
        assumptions=tuple(parsing.assumptions),
    )


def _job(order: Settings, content: Content) -> BacktestJob:
    market, money = market_and_money(order)
    if isinstance(content, CodeStrategy):
        from hypertrade.strategy.code import inspect_code

        found = inspect_code(content.source, class_name=content.class_name)
        named = content.model_copy(update={"class_name": found.class_name})
        return job_for_code(
            named, market, money, timeframe=found.timeframe, can_short=bool(found.can_short)
        )
    from hypertrade.strategy.spec import read_spec

    return job_for_spec(
        read_spec(content.spec),
        market,
        money,
        words=content.words,
        assumptions=content.assumptions,
    )


def _plan(order: RobustnessOrder) -> dict[str, object]:
    from pydantic import ValidationError

    from hypertrade.robustness.plan import Plan

    try:
        return Plan.model_validate(order.plan).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Invalid(
            first["msg"].removeprefix("Value error, "),
            field=".".join(["plan", *map(str, first["loc"])]),
            remedy="docs/robustness.md says what a plan holds.",
        ) from error

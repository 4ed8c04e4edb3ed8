"""Runs: backtests, robustness checks and downloads, from the order to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.comparisons import Comparison
from hypertrade.domain.errors import Conflict, NotFound, QuotaExceeded, StrategyFailed
from hypertrade.domain.orders import DownloadOrder
from hypertrade.domain.paging import Page
from hypertrade.domain.principals import Scope
from hypertrade.domain.quotas import Cost
from hypertrade.services.runs import Filters, Request

from hypertrade_functions.shapes.previews import PreviewAnswer, PreviewBody
from hypertrade_functions.shapes.runs import (
    CompareQuery,
    FileLink,
    FileLinks,
    OrderBody,
    RunQuery,
    RunSummary,
    RunView,
    TradeQuery,
    TradeView,
)
from hypertrade_functions.web.answers import Answer, Listed, accepted, listed, nothing
from hypertrade_functions.web.rendering import rendered
from hypertrade_functions.web.routes import Area, Link, Media
from hypertrade_functions.web.streaming import EVENT_STREAM, Told, last_event, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.domain.orders import BacktestOrder, RobustnessOrder
    from hypertrade.domain.runs import Run

    from hypertrade_functions.web.call import Call

    AnyOrder = BacktestOrder | RobustnessOrder | DownloadOrder

area = Area("backtests", "Runs: backtests, robustness checks, downloads")

ORDER = {
    "kind": "backtest",
    "words": "Buy when the 14-period RSI drops under 30; sell once RSI is over 70, 5% stop",
    "exchange": "demo",
    "pairs": ["BTC/USDT"],
    "timeframe": "1h",
}
THE_RUN = {"path.run": "$response.body#/id"}
FOLLOWING = [
    Link(name, THE_RUN)
    for name in (
        *("run", "run_events", "run_artifacts", "run_trades", "run_chart"),
        *("cancel_run", "retry_run", "delete_run", "admin_cancel_run"),
    )
]


@area.post(
    "/v1/previews",
    scope=Scope.RUNS_READ,
    body=PreviewBody,
    answers={200: PreviewAnswer},
    problems=(NotFound,),
    example={name: value for name, value in ORDER.items() if name != "kind"},
)
def preview(call: Call) -> Answer:
    """Show at once what a strategy would have done, while somebody moves a slider.

    Candles and indicators are kept hot between requests. It is no report: a backtest is.
    """
    return Answer(
        PreviewAnswer.of(call.platform.previews.answer(call.principal, call.body.request()))
    )


@area.post(
    "/v1/runs/estimate",
    scope=Scope.RUNS_READ,
    body=OrderBody,
    answers={200: Cost},
    problems=(NotFound, StrategyFailed),
    example=ORDER,
)
def estimate_run(call: Call) -> Answer:
    """Tell what a run would cost, without starting it."""
    ordered = call.platform.ordered(call.principal, call.body.root)
    return Answer(call.platform.runs.estimate(ordered.work))


@area.post(
    "/v1/runs",
    scope=Scope.RUNS_WRITE,
    creates=True,
    body=OrderBody,
    answers={202: RunView},
    problems=(NotFound, QuotaExceeded, StrategyFailed),
    links={202: FOLLOWING},
    example=ORDER,
)
def submit_run(call: Call) -> Answer:
    """Ask for a run: a backtest, a robustness check, or a download of candles.

    It is queued, and starts when its turn comes; `events` tells how it goes.
    """
    return submitted(call, call.body.root)


@area.get("/v1/runs", scope=Scope.RUNS_READ, query=RunQuery, answers={200: Listed[RunSummary]})
def list_runs(call: Call) -> Answer:
    """List one's runs, newest first."""
    query: RunQuery = call.query
    wanted = Filters(
        kind=query.kind,
        state=query.state,
        strategy=query.strategy,
        since=query.since,
        until=query.until,
    )
    page = call.platform.runs.page(call.principal, query.asked(), wanted)
    return listed(page, RunSummary.of)


@area.get(
    "/v1/runs/compare",
    scope=Scope.RUNS_READ,
    query=CompareQuery,
    answers={200: Comparison},
    problems=(Conflict, NotFound),
)
def compare_runs(call: Call) -> Answer:
    """Put two to eight finished backtests side by side: figures, and what differs in the orders."""
    return Answer(call.platform.runs.compare(call.principal, call.query.ids))


@area.get("/v1/runs/<id:run>", scope=Scope.RUNS_READ, answers={200: RunView})
def run(call: Call) -> Answer:
    """Show a run."""
    return Answer(rendered(RunView.of, call.platform.runs.get(call.principal, call.path["run"])))


@area.delete("/v1/runs/<id:run>", scope=Scope.RUNS_WRITE, answers={204: None}, problems=(Conflict,))
def delete_run(call: Call) -> Answer:
    """Delete a run that has ended, with its files and trades."""
    call.platform.runs.delete(call.principal, call.path["run"])
    return nothing()


@area.get(
    "/v1/runs/<id:run>/events",
    scope=Scope.RUNS_READ,
    streams=True,
    answers={200: Media(EVENT_STREAM, "One event for each change", RunSummary), 204: None},
)
def run_events(call: Call) -> Answer:
    """Follow a run as server-sent events.

    Each event's `id` is the run's `sequence`, its data a run as lists show it. A stream lasts a
    minute at most; whoever comes back with `Last-Event-ID` gets what happened since, and 204 once
    nothing will any more.
    """
    runs = call.platform.runs.watch(call.principal, call.path["run"], last_event(call.request))
    return stream(_told(runs), call.seat)


@area.get(
    "/v1/runs/<id:run>/trades",
    scope=Scope.RUNS_READ,
    query=TradeQuery,
    answers={200: Listed[TradeView]},
)
def run_trades(call: Call) -> Answer:
    """List the trades of a finished backtest, in the order they were opened."""
    query: TradeQuery = call.query
    rows = call.platform.runs.trades(
        call.principal,
        call.path["run"],
        pair=query.pair,
        after=query.after,
        limit=query.limit + 1,
    )
    shown = tuple(rows[: query.limit])
    more = str(shown[-1].number) if len(rows) > query.limit else None
    return listed(Page(shown, more), TradeView.of)


@area.get("/v1/runs/<id:run>/artifacts", scope=Scope.RUNS_READ, answers={200: FileLinks})
def run_artifacts(call: Call) -> Answer:
    """List the files of a run, each with an address that gives it for ten minutes."""
    runs, id_ = call.platform.runs, call.path["run"]
    shown = RunView.of(runs.get(call.principal, id_))
    return Answer(
        FileLinks(
            items=[
                FileLink(**file.model_dump(), url=runs.address(call.principal, id_, file.name))
                for file in shown.artifacts
            ]
        )
    )


@area.post(
    "/v1/runs/<id:run>/cancel",
    scope=Scope.RUNS_WRITE,
    answers={200: RunView},
    problems=(Conflict,),
)
def cancel_run(call: Call) -> Answer:
    """End a run. One that is being worked on ends within seconds, and says so by then."""
    return Answer(RunView.of(call.platform.runs.cancel(call.principal, call.path["run"])))


@area.post(
    "/v1/runs/<id:run>/retry",
    scope=Scope.RUNS_WRITE,
    creates=True,
    answers={202: RunView},
    problems=(Conflict, QuotaExceeded),
    links={202: FOLLOWING},
)
def retry_run(call: Call) -> Answer:
    """Ask for the same work again, as a new run."""
    again = call.platform.runs.retry(call.principal, call.path["run"], call.new_id)
    return _taken(call, again)


def submitted(call: Call, order: AnyOrder) -> Answer:
    """Submit what ``order`` asks for, and answer with the run."""
    ordered = call.platform.ordered(call.principal, order)
    request = Request(
        work=ordered.work,
        title="" if isinstance(order, DownloadOrder) else order.title,
        strategy=ordered.strategy,
        version=ordered.version,
        id=call.new_id,
    )
    return _taken(call, call.platform.runs.submit(call.principal, request))


def _taken(call: Call, taken: Run) -> Answer:
    call.measure.started(taken.kind)
    return accepted(RunView.of(taken), f"/v1/runs/{taken.id}")


def _told(runs: Iterator[Run | None]) -> Iterator[Told | None]:
    for run_ in runs:
        if run_ is None:
            yield None
        else:
            yield Told(run_.sequence, "run", RunSummary.of(run_).model_dump(mode="json"))

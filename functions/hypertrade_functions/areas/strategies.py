"""Strategies: made, found, changed, deleted, carried in and out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Conflict, NotFound, StrategyFailed
from hypertrade.domain.principals import Scope
from hypertrade.domain.strategies import NewStrategy, StrategyChange

from hypertrade_functions.areas import versions as versions_
from hypertrade_functions.shapes.strategies import (
    SPEC,
    Fork,
    ImportQuery,
    StrategyQuery,
    StrategySummary,
    StrategyView,
    Tags,
)
from hypertrade_functions.web.answers import (
    Answer,
    Listed,
    created,
    download,
    listed,
    nothing,
)
from hypertrade_functions.web.rendering import rendered
from hypertrade_functions.web.routes import Link, Media, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = versions_.area

THE_STRATEGY = {"path.strategy": "$response.body#/id"}
MATCHED = {**THE_STRATEGY, "header.If-Match": "$response.header.ETag"}
FOLLOWING = [
    Link("strategy", THE_STRATEGY),
    Link("update_strategy", MATCHED, {"description": "Buys the dip."}),
    Link("list_versions", THE_STRATEGY),
    Link("save_version", THE_STRATEGY),
    Link("version", {**THE_STRATEGY, "path.number": "$response.body#/latest"}),
    Link("diff_versions", THE_STRATEGY),
    Link("restore_version", THE_STRATEGY, {"version": 1}),
    Link("explanation", THE_STRATEGY),
    Link("source", THE_STRATEGY),
    Link("export_strategy", THE_STRATEGY),
    Link("fork_strategy", THE_STRATEGY, {}),
    Link("start_conversation_about", THE_STRATEGY, {}),
    Link("list_conversations_about", THE_STRATEGY),
    Link("delete_strategy", THE_STRATEGY),
]
WORDS = "Buy when RSI is under 30; sell when RSI is over 70; 5% stop; 1h candles"
ARCHIVE = "application/zip"
FILE = "application/octet-stream"


@area.post(
    "/v1/strategies",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=NewStrategy,
    answers={201: StrategyView},
    problems=(StrategyFailed,),
    revision=Revision.TOLD,
    links={201: FOLLOWING},
    example={"words": WORDS, "tags": ["dips"]},
)
def create_strategy(call: Call) -> Answer:
    """Make a strategy, from words, a spec, or a Freqtrade file.

    Words that leave a question open are refused with that question.
    """
    latest = call.platform.strategies.create(call.principal, call.body, id=call.new_id)
    return _made(latest)


@area.get(
    "/v1/strategies",
    scope=Scope.STRATEGIES_READ,
    query=StrategyQuery,
    answers={200: Listed[StrategySummary]},
)
def list_strategies(call: Call) -> Answer:
    """List one's strategies, last changed first."""
    query: StrategyQuery = call.query
    page = call.platform.strategies.page(
        call.principal,
        query.asked(),
        text=query.text,
        tag=query.tag,
        kind=query.kind,
        order=query.order,
    )
    return listed(page, StrategySummary.of)


@area.get("/v1/strategies/tags", scope=Scope.STRATEGIES_READ, answers={200: Tags})
def list_tags(call: Call) -> Answer:
    """List one's tags, and how many strategies have each."""
    return Answer(Tags(counts=call.platform.strategies.tags(call.principal)))


@area.get(
    "/v1/strategies/<id:strategy>",
    scope=Scope.STRATEGIES_READ,
    answers={200: StrategyView},
    revision=Revision.SHOWN,
)
def strategy(call: Call) -> Answer:
    """Show a strategy, and what it says now."""
    latest = call.platform.strategies.get(call.principal, call.path["strategy"])
    shown = rendered(StrategyView.newest, latest.strategy.value, latest.version.value)
    return Answer(shown, revision=latest.strategy.revision)


@area.patch(
    "/v1/strategies/<id:strategy>",
    scope=Scope.STRATEGIES_WRITE,
    body=StrategyChange,
    answers={200: StrategySummary},
    revision=Revision.REQUIRED,
    example={"description": "Buys the dip."},
)
def update_strategy(call: Call) -> Answer:
    """Change what is written about a strategy: its name, description, tags."""
    kept = call.platform.strategies.update(
        call.principal, call.path["strategy"], call.body, revision=call.revision
    )
    return Answer(StrategySummary.of(kept.value), revision=kept.revision)


@area.delete(
    "/v1/strategies/<id:strategy>",
    scope=Scope.STRATEGIES_WRITE,
    answers={204: None},
    problems=(Conflict,),
    revision=Revision.TAKEN,
)
def delete_strategy(call: Call) -> Answer:
    """Delete a strategy, with its versions and conversations; not while a run of it works."""
    call.platform.strategies.delete(call.principal, call.path["strategy"], revision=call.revision)
    return nothing()


@area.post(
    "/v1/strategies/<id:strategy>/fork",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=Fork,
    answers={201: StrategyView},
    revision=Revision.TOLD,
    links={201: FOLLOWING},
    example={"name": "A bolder one"},
)
def fork_strategy(call: Call) -> Answer:
    """Copy a version into a strategy of its own."""
    asked: Fork = call.body
    latest = call.platform.strategies.fork(
        call.principal, call.path["strategy"], asked.version, name=asked.name, id=call.new_id
    )
    return _made(latest)


@area.get(
    "/v1/strategies/<id:strategy>/export",
    scope=Scope.STRATEGIES_READ,
    answers={200: Media(ARCHIVE, "A ZIP file: the strategy, and its versions")},
)
def export_strategy(call: Call) -> Answer:
    """Take a strategy along: spec, Freqtrade file, and all versions, as a ZIP file."""
    name = call.path["strategy"]
    return download(
        call.platform.strategies.export(call.principal, name), ARCHIVE, f"strategy-{name}.zip"
    )


@area.post(
    "/v1/strategies/import",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    upload=Media(FILE, "An archive that was exported here, a spec as JSON, or a Freqtrade file"),
    query=ImportQuery,
    answers={201: StrategyView},
    problems=(NotFound, StrategyFailed),
    revision=Revision.TOLD,
    links={201: FOLLOWING},
    example=json.dumps(SPEC),
)
def import_strategy(call: Call) -> Answer:
    """Make a strategy of a file: an archive of ours, a spec, or a Freqtrade file."""
    latest = call.platform.strategies.bring(
        call.principal, call.upload, name=call.query.name, id=call.new_id
    )
    return _made(latest)


def _made(latest: Any) -> Answer:
    shown = StrategyView.newest(latest.strategy.value, latest.version.value)
    return created(shown, f"/v1/strategies/{shown.id}", revision=latest.strategy.revision)

"""What strategies say: versions, their differences, and what words mean before they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import StrategyFailed
from hypertrade.domain.principals import Scope
from hypertrade.domain.strategies import NewStrategy, Understood, Verdict, VersionDiff

from hypertrade_functions.shapes.common import PageQuery
from hypertrade_functions.shapes.strategies import (
    SPEC,
    Compiled,
    DiffQuery,
    Explained,
    NewVersion,
    Restore,
    VersionQuery,
    VersionView,
    Words,
)
from hypertrade_functions.web.answers import Answer, Listed, created, listed
from hypertrade_functions.web.routes import Area, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("strategies", "Strategies and their versions")


@area.get(
    "/v1/strategies/<id:strategy>/versions",
    scope=Scope.STRATEGIES_READ,
    query=PageQuery,
    answers={200: Listed[VersionView]},
)
def list_versions(call: Call) -> Answer:
    """List a strategy's versions, newest first."""
    page = call.platform.strategies.versions(
        call.principal, call.path["strategy"], call.query.asked()
    )
    return listed(page, VersionView.of)


@area.post(
    "/v1/strategies/<id:strategy>/versions",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=NewVersion,
    answers={201: VersionView},
    problems=(StrategyFailed,),
    revision=Revision.TAKEN,
    example={"spec": SPEC, "note": "a tighter stop"},
)
def save_version(call: Call) -> Answer:
    """Keep what a strategy says from now on.

    The newest version is replaced as long as no run names it; else a new one follows. `If-Match`
    takes the strategy's ETag.
    """
    asked: NewVersion = call.body
    fields = {name: getattr(asked, name) for name in NewStrategy.model_fields}
    name = call.path["strategy"]
    version = call.platform.strategies.save(
        call.principal,
        name,
        NewStrategy(**fields),
        note=asked.note,
        revision=call.revision,
    )
    return created(VersionView.of(version), f"/v1/strategies/{name}/versions/{version.number}")


@area.get(
    "/v1/strategies/<id:strategy>/versions/<number:number>",
    scope=Scope.STRATEGIES_READ,
    answers={200: VersionView},
)
def version(call: Call) -> Answer:
    """Show a version."""
    found = call.platform.strategies.version(
        call.principal, call.path["strategy"], call.path["number"]
    )
    return Answer(VersionView.of(found))


@area.get(
    "/v1/strategies/<id:strategy>/diff",
    scope=Scope.STRATEGIES_READ,
    query=DiffQuery,
    answers={200: VersionDiff},
)
def diff_versions(call: Call) -> Answer:
    """Tell what differs between two versions, in sentences and as a diff of the files."""
    query: DiffQuery = call.query
    return Answer(
        call.platform.strategies.diff(
            call.principal, call.path["strategy"], query.before, query.after
        )
    )


@area.post(
    "/v1/strategies/<id:strategy>/restore",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    body=Restore,
    answers={201: VersionView},
    revision=Revision.TAKEN,
    example={"version": 1},
)
def restore_version(call: Call) -> Answer:
    """Make what an earlier version says the newest version.

    `If-Match` takes the strategy's ETag.
    """
    name = call.path["strategy"]
    restored = call.platform.strategies.restore(
        call.principal, name, call.body.version, revision=call.revision
    )
    return created(VersionView.of(restored), f"/v1/strategies/{name}/versions/{restored.number}")


@area.get(
    "/v1/strategies/<id:strategy>/explanation",
    scope=Scope.STRATEGIES_READ,
    query=VersionQuery,
    answers={200: Explained},
)
def explanation(call: Call) -> Answer:
    """Tell in English what a version does."""
    text = call.platform.strategies.explain(
        call.principal, call.path["strategy"], call.query.version
    )
    return Answer(Explained(text=text))


@area.get(
    "/v1/strategies/<id:strategy>/source",
    scope=Scope.STRATEGIES_READ,
    query=VersionQuery,
    answers={200: Compiled},
)
def source(call: Call) -> Answer:
    """Show the Freqtrade file that a version stands for."""
    file, text = call.platform.strategies.source(
        call.principal, call.path["strategy"], call.query.version
    )
    return Answer(Compiled(file=file, source=text))


@area.post(
    "/v1/strategies/understand",
    scope=Scope.STRATEGIES_READ,
    body=Words,
    answers={200: Understood},
    example={"words": "Buy when RSI is under 30; sell when RSI is over 70; 5% stop"},
)
def understand_words(call: Call) -> Answer:
    """Tell how words are read, or the one question they leave open. Nothing is kept."""
    return Answer(call.platform.strategies.understand(call.body.words, call.body.timeframe))


@area.post(
    "/v1/strategies/validate",
    scope=Scope.STRATEGIES_READ,
    body=NewStrategy,
    answers={200: Verdict},
    example={"spec": SPEC},
)
def validate_strategy(call: Call) -> Answer:
    """Tell everything that is wrong with a strategy. Nothing is kept, and no code is run."""
    return Answer(call.platform.strategies.validate(call.body))


@area.post(
    "/v1/strategies/explain",
    scope=Scope.STRATEGIES_READ,
    body=NewStrategy,
    answers={200: Explained},
    problems=(StrategyFailed,),
    example={"spec": SPEC},
)
def explain_strategy(call: Call) -> Answer:
    """Tell in English what a strategy would do. Nothing is kept."""
    return Answer(Explained(text=call.platform.strategies.explain_new(call.body)))


@area.post(
    "/v1/strategies/compile",
    scope=Scope.STRATEGIES_READ,
    body=NewStrategy,
    answers={200: Compiled},
    problems=(StrategyFailed,),
    example={"spec": SPEC},
)
def compile_strategy(call: Call) -> Answer:
    """Turn a strategy into a plain Freqtrade file. Nothing is kept."""
    file, text = call.platform.strategies.source_of_new(call.body)
    return Answer(Compiled(file=file, source=text))

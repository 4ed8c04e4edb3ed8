"""Routes that do nothing but show the conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain import errors
from hypertrade.domain.principals import Scope
from hypertrade_functions.shapes.common import Sent
from hypertrade_functions.web.answers import Answer, created, nothing
from hypertrade_functions.web.routes import Access, Area, Media, Revision
from hypertrade_functions.web.streaming import EVENT_STREAM, Told, last_event, stream
from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

toys = Area("toys", "For tests")
made: list[str] = []
stored = {"revision": "r1", "name": "first"}


class Toy(Sent):
    name: str = Field(min_length=1, max_length=200_000)
    size: int = Field(default=1, ge=1)
    inside: dict[str, object] | None = None


class ToyQuery(Sent):
    limit: int = Field(default=1, ge=1, le=5)
    names: tuple[str, ...] = ()


class Shown(BaseModel):
    id: str
    name: str = ""


def raised(name: str) -> errors.HyperTradeError:
    kind: type[errors.HyperTradeError] = getattr(errors, name)
    return kind("it went wrong", field="thing", remedy="Do otherwise.")


@toys.get("/open", access=Access.PUBLIC, query=ToyQuery, answers={200: Shown})
def open_to_all(call: Call) -> Answer:
    """Answer anybody."""
    return Answer(Shown(id=str(call.query.limit), name="-".join(call.query.names)))


@toys.get("/raise/<file:name>", access=Access.PUBLIC, answers={204: None})
def raise_it(call: Call) -> Answer:
    """Raise an error by its name."""
    if call.path["name"] == "Unknown":
        msg = "password=hunter2 leaked from eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."
        raise RuntimeError(msg)
    raise raised(call.path["name"])


@toys.post("/toys", scope=Scope.STRATEGIES_WRITE, creates=True, body=Toy, answers={201: Shown})
def make_toy(call: Call) -> Answer:
    """Make a toy."""
    if call.body.name == "broken":
        raise errors.Conflict("no such toy can be made", field="name")
    made.append(call.new_id)
    return created(Shown(id=call.new_id, name=call.body.name), f"/toys/{call.new_id}")


@toys.post(
    "/secrets",
    scope=Scope.STRATEGIES_WRITE,
    creates=True,
    secret=True,
    answers={201: Shown},
)
def make_secret(call: Call) -> Answer:
    """Make what is shown once."""
    return created(Shown(id=call.new_id, name="shown once"), "/secrets/1")


@toys.post(
    "/uploads", access=Access.PUBLIC, upload=Media("text/x-python", "A file"), answers={204: None}
)
def upload(call: Call) -> Answer:
    """Take a file."""
    assert call.upload
    return nothing()


@toys.get("/thing", access=Access.PUBLIC, answers={200: Shown}, revision=Revision.SHOWN)
def thing(_call: Call) -> Answer:
    """Show the thing."""
    return Answer(Shown(id="thing", name=stored["name"]), revision=stored["revision"])


@toys.patch(
    "/thing",
    scope=Scope.STRATEGIES_WRITE,
    body=Toy,
    answers={200: Shown},
    revision=Revision.REQUIRED,
)
def change(call: Call) -> Answer:
    """Change the thing."""
    if call.revision != stored["revision"]:
        raise errors.Stale("it was changed meanwhile")
    return Answer(Shown(id="thing", name=call.body.name), revision="r2")


@toys.get("/scoped", scope=Scope.RUNS_READ, answers={204: None})
def scoped(_call: Call) -> Answer:
    """Need a scope."""
    return nothing()


@toys.post("/danger", scope=Scope.ACCOUNT_WRITE, recent=True, answers={204: None})
def danger(_call: Call) -> Answer:
    """Need a recent sign-in."""
    return nothing()


@toys.get("/operators", access=Access.OPERATOR, answers={204: None})
def operators(_call: Call) -> Answer:
    """Need an operator."""
    return nothing()


@toys.post("/inside", access=Access.INTERNAL, answers={204: None})
def inside(_call: Call) -> Answer:
    """Need the platform itself."""
    return nothing()


@toys.get(
    "/stream", access=Access.PUBLIC, streams=True, answers={200: Media(EVENT_STREAM, "Events")}
)
def streamed(call: Call) -> Answer:
    """Tell three things."""
    after = last_event(call.request)
    return stream(iter([Told(n, "count", {"n": n}) for n in range(after + 1, 4)]), call.seat)

"""What operators do. For anybody else there is nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict, Stale
from hypertrade.domain.operations import Overview, QueueDepth
from hypertrade.domain.principals import Scope
from pydantic import BaseModel

from hypertrade_functions.shapes.accounts import (
    AuditQuery,
    AuditView,
    Member,
    MemberQuery,
    PlanSet,
    RolesSet,
    Suspension,
    member_of,
)
from hypertrade_functions.shapes.operations import OperatedRun, OperatedRunQuery
from hypertrade_functions.web.answers import Answer, Listed, listed
from hypertrade_functions.web.routes import Access, Area, Link, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("admin", "What operators do")


class Queues(BaseModel):
    """Every queue."""

    items: tuple[QueueDepth, ...]


class Swept(BaseModel):
    """How much of each thing a sweep put in order."""

    counts: dict[str, int]


@area.get("/v1/admin/overview", access=Access.OPERATOR, scope=Scope.ADMIN, answers={200: Overview})
def admin_overview(call: Call) -> Answer:
    """Show the platform at a glance: runs, queues, failures, users, who used most today.

    Runs that have ended are counted if they were asked for in the last 24 hours.
    """
    return Answer(call.platform.operations.overview(call.principal))


@area.get(
    "/v1/admin/runs",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    query=OperatedRunQuery,
    answers={200: Listed[OperatedRun]},
)
def admin_runs(call: Call) -> Answer:
    """List everybody's runs, newest first, without what they are about."""
    query: OperatedRunQuery = call.query
    page = call.platform.operations.runs(
        call.principal, query.asked(), state=query.state, owner=query.user
    )
    return listed(page, OperatedRun.of)


@area.post(
    "/v1/admin/runs/<id:run>/cancel",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    answers={200: OperatedRun},
    problems=(Conflict,),
)
def admin_cancel_run(call: Call) -> Answer:
    """End anybody's run, as its owner could; it stands in the owner's audit log."""
    ended = call.platform.operations.cancel(call.principal, call.path["run"], call.visit)
    return Answer(OperatedRun.of(ended))


@area.get(
    "/v1/admin/users",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    query=MemberQuery,
    answers={200: Listed[Member]},
    links={
        200: [
            Link(name, {"path.user": "$response.body#/items/0/id"})
            for name in ("admin_user", "suspend", "restore_user", "set_roles", "set_plan")
        ]
    },
)
def admin_users(call: Call) -> Answer:
    """List everybody, newest first, or whose address begins with `email`, by address."""
    page = call.platform.accounts.members.list(call.principal, call.query.asked(), call.query.email)
    return listed(page, member_of)


@area.get(
    "/v1/admin/users/<id:user>",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    answers={200: Member},
    revision=Revision.SHOWN,
)
def admin_user(call: Call) -> Answer:
    """Show somebody's account."""
    kept = call.platform.accounts.members.get(call.principal, call.path["user"])
    return Answer(member_of(kept.value), revision=kept.revision)


@area.post(
    "/v1/admin/users/<id:user>/suspend",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    recent=True,
    body=Suspension,
    answers={200: Member},
    problems=(Stale,),
    example={"reason": "abuse of the exchange's limits"},
)
def suspend(call: Call) -> Answer:
    """Shut somebody out, with their sessions and keys."""
    user = call.platform.accounts.members.suspend(
        call.principal, call.path["user"], call.body.reason, call.visit
    )
    return Answer(member_of(user))


@area.post(
    "/v1/admin/users/<id:user>/restore",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    recent=True,
    answers={200: Member},
    problems=(Stale,),
)
def restore_user(call: Call) -> Answer:
    """Let somebody in again."""
    user = call.platform.accounts.members.restore(call.principal, call.path["user"], call.visit)
    return Answer(member_of(user))


@area.post(
    "/v1/admin/users/<id:user>/roles",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    recent=True,
    body=RolesSet,
    answers={200: Member},
    problems=(Stale,),
    example={"roles": ["user", "author"]},
)
def set_roles(call: Call) -> Answer:
    """Give somebody these roles, and no others."""
    user = call.platform.accounts.members.set_roles(
        call.principal, call.path["user"], frozenset(call.body.roles), call.visit
    )
    return Answer(member_of(user))


@area.post(
    "/v1/admin/users/<id:user>/plan",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    recent=True,
    body=PlanSet,
    answers={200: Member},
    problems=(Stale,),
    example={"plan": "pro"},
)
def set_plan(call: Call) -> Answer:
    """Put somebody on another plan."""
    user = call.platform.accounts.members.set_plan(
        call.principal, call.path["user"], call.body.plan, call.visit
    )
    return Answer(member_of(user))


@area.get(
    "/v1/admin/audit",
    access=Access.OPERATOR,
    scope=Scope.ADMIN,
    query=AuditQuery,
    answers={200: Listed[AuditView]},
)
def admin_audit(call: Call) -> Answer:
    """List what happened, to everybody or to one user, newest first."""
    page = call.platform.accounts.log.everybodys(
        call.principal, call.query.asked(), call.query.user
    )
    return listed(page, AuditView.of)


@area.get("/v1/admin/queues", access=Access.OPERATOR, scope=Scope.ADMIN, answers={200: Queues})
def queues(call: Call) -> Answer:
    """Show how much waits in each queue."""
    return Answer(Queues(items=call.platform.operations.queues(call.principal)))


@area.post("/v1/admin/sweep", access=Access.OPERATOR, scope=Scope.ADMIN, answers={200: Swept})
def sweep(call: Call) -> Answer:
    """Put in order what died half-way, now instead of within the minute."""
    return Answer(Swept(counts=call.platform.sweep()))

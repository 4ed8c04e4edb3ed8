"""One's own account: profile, quota, audit log, API keys, export, deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import QuotaExceeded, Stale
from hypertrade.domain.principals import Scope
from hypertrade.domain.quotas import Allowance

from hypertrade_functions.shapes.accounts import (
    ApiKeyMade,
    ApiKeyView,
    AuditView,
    ExportView,
    Leave,
    Left,
    NewApiKey,
    Profile,
    Rename,
)
from hypertrade_functions.shapes.common import PageQuery
from hypertrade_functions.web.answers import Answer, Listed, accepted, created, listed, nothing
from hypertrade_functions.web.routes import Area, Link, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("account", "One's own account")


@area.get(
    "/v1/me",
    scope=Scope.ACCOUNT_READ,
    answers={200: Profile},
    revision=Revision.SHOWN,
    links={200: [Link("rename", {"header.If-Match": "$response.header.ETag"}, {"name": "Ada"})]},
)
def me(call: Call) -> Answer:
    """Show one's own profile."""
    kept = call.platform.accounts.profiles.read(call.principal)
    return Answer(Profile.of(kept.value, call.principal), revision=kept.revision)


@area.patch(
    "/v1/me",
    scope=Scope.ACCOUNT_WRITE,
    body=Rename,
    answers={200: Profile},
    revision=Revision.REQUIRED,
    example={"name": "Ada Lovelace"},
)
def rename(call: Call) -> Answer:
    """Change one's name."""
    kept = call.platform.accounts.profiles.rename(
        call.principal, call.body.name, revision=call.revision
    )
    return Answer(Profile.of(kept.value, call.principal), revision=kept.revision)


@area.delete(
    "/v1/me",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    body=Leave,
    answers={200: Left, 202: Left},
    problems=(Stale,),
    example={"confirmation": "ada@example.org"},
)
def leave(call: Call) -> Answer:
    """Delete one's account with everything in it. It cannot be undone."""
    done = call.platform.account_deletion.delete(call.principal, call.body.confirmation, call.visit)
    return Answer(Left(done=True)) if done else accepted(Left(done=False), "/v1/me")


@area.get("/v1/me/quota", scope=Scope.ACCOUNT_READ, answers={200: Allowance})
def quota(call: Call) -> Answer:
    """Show what one's plan allows, and what of it is used."""
    return Answer(call.platform.runs.allowance(call.principal))


@area.get(
    "/v1/me/audit", scope=Scope.ACCOUNT_READ, query=PageQuery, answers={200: Listed[AuditView]}
)
def audit(call: Call) -> Answer:
    """List what happened to one's account, newest first."""
    return listed(call.platform.accounts.log.own(call.principal, call.query.asked()), AuditView.of)


@area.post(
    "/v1/me/export",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    creates=True,
    secret=True,
    answers={201: ExportView},
)
def export(call: Call) -> Answer:
    """Gather everything that is kept of one, as a ZIP file to be fetched within the hour."""
    made = call.platform.account_exports.make(call.principal, call.visit)
    return created(ExportView.model_validate(made, from_attributes=True), made.address)


@area.post(
    "/v1/api-keys",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    creates=True,
    secret=True,
    body=NewApiKey,
    answers={201: ApiKeyMade},
    problems=(QuotaExceeded,),
    links={201: [Link("revoke_api_key", {"path.key": "$response.body#/id"})]},
    example={"name": "My phone", "scopes": ["strategies:read", "runs:read"]},
)
def create_api_key(call: Call) -> Answer:
    """Make an API key. Its text is shown this once."""
    asked: NewApiKey = call.body
    made = call.platform.accounts.keys.create(
        call.principal, asked.name, asked.scopes, call.visit, expires=asked.expires
    )
    shown = ApiKeyMade(**ApiKeyView.of(made.key).model_dump(), key=made.text)
    return created(shown, f"/v1/api-keys/{made.key.id}")


@area.get(
    "/v1/api-keys",
    scope=Scope.ACCOUNT_READ,
    query=PageQuery,
    answers={200: Listed[ApiKeyView]},
)
def list_api_keys(call: Call) -> Answer:
    """List one's API keys, newest first."""
    return listed(
        call.platform.accounts.keys.list(call.principal, call.query.asked()), ApiKeyView.of
    )


@area.delete(
    "/v1/api-keys/<id:key>",
    scope=Scope.ACCOUNT_WRITE,
    answers={204: None},
    problems=(Stale,),
)
def revoke_api_key(call: Call) -> Answer:
    """End an API key at once."""
    call.platform.accounts.keys.revoke(call.principal, call.path["key"], call.visit)
    return nothing()

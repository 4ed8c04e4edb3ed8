"""Signing up, in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import (
    Conflict,
    Denied,
    NotFound,
    RateLimited,
    SecondFactorRequired,
    Unauthenticated,
)
from hypertrade.domain.principals import Scope

from hypertrade_functions.shapes.accounts import (
    NewPassword,
    OAuthBegun,
    OAuthFinish,
    OAuthStart,
    Providers,
    Refresh,
    SessionView,
    SignIn,
    SignUp,
)
from hypertrade_functions.web.answers import Answer, created, nothing
from hypertrade_functions.web.routes import Access, Area

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("auth", "Signing up, in and out")

ADDRESS = "ada@example.org"
PASSWORD = "correct horse battery staple"  # noqa: S105 - the example of the reference


@area.post(
    "/v1/auth/sign-up",
    access=Access.PUBLIC,
    strict=True,
    body=SignUp,
    answers={201: SessionView},
    problems=(Conflict, Denied, Unauthenticated),
    example={"email": ADDRESS, "password": PASSWORD, "name": "Ada"},
)
def sign_up(call: Call) -> Answer:
    """Make an account, and sign it in."""
    asked: SignUp = call.body
    session = call.platform.accounts.sign_ins.sign_up(
        asked.email, asked.password.get_secret_value(), asked.name, call.visit
    )
    return created(SessionView.of(session), "/v1/me")


@area.post(
    "/v1/auth/sign-in",
    access=Access.PUBLIC,
    strict=True,
    body=SignIn,
    answers={200: SessionView},
    problems=(Denied, Unauthenticated, SecondFactorRequired, RateLimited),
    example={"email": ADDRESS, "password": PASSWORD},
)
def sign_in(call: Call) -> Answer:
    """Sign in with e-mail and password.

    Whether an account exists is not said. After several wrong passwords or codes it is locked for a
    while. Where a second factor is on and no `code` came, the answer is `second_factor_required`.
    """
    asked: SignIn = call.body
    session = call.platform.accounts.sign_ins.sign_in(
        asked.email,
        asked.password.get_secret_value(),
        call.visit,
        code=asked.code.get_secret_value(),
    )
    return Answer(SessionView.of(session))


@area.post(
    "/v1/auth/refresh",
    access=Access.PUBLIC,
    body=Refresh,
    answers={200: SessionView},
    problems=(Denied, Unauthenticated),
)
def refresh(call: Call) -> Answer:
    """Get a new ID token for a session.

    The refresh token is used up: the answer holds the next one.
    """
    asked: Refresh = call.body
    session = call.platform.accounts.sign_ins.renew(asked.refresh_token.get_secret_value())
    return Answer(SessionView.of(session))


@area.post("/v1/auth/sign-out", scope=Scope.ACCOUNT_WRITE, answers={204: None})
def sign_out(call: Call) -> Answer:
    """End every session of whoever asks, on every device. API keys stay."""
    call.platform.accounts.sign_ins.sign_out(call.principal, call.visit)
    return nothing()


@area.post(
    "/v1/auth/password",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    body=NewPassword,
    answers={204: None},
    example={"password": "another correct horse"},
)
def change_password(call: Call) -> Answer:
    """Set another password; every session ends, the one that asks included."""
    asked: NewPassword = call.body
    call.platform.accounts.sign_ins.change_password(
        call.principal, asked.password.get_secret_value(), call.visit
    )
    return nothing()


@area.get("/v1/auth/providers", access=Access.PUBLIC, answers={200: Providers})
def providers(call: Call) -> Answer:
    """Tell with what one can sign in here."""
    return Answer(Providers.of(call.platform.settings))


@area.post(
    "/v1/auth/oauth/<provider:provider>/start",
    access=Access.PUBLIC,
    strict=True,
    body=OAuthStart,
    answers={200: OAuthBegun},
    problems=(NotFound,),
    example={"redirect": "http://localhost:8080/signed-in"},
)
def oauth_start(call: Call) -> Answer:
    """Begin to sign in at a provider."""
    begun = call.platform.accounts.oauth.start(call.path["provider"], call.body.redirect)
    return Answer(OAuthBegun.model_validate(begun, from_attributes=True))


@area.post(
    "/v1/auth/oauth/<provider:provider>/finish",
    access=Access.PUBLIC,
    strict=True,
    body=OAuthFinish,
    answers={200: SessionView},
    problems=(Conflict, Denied, NotFound, Unauthenticated),
)
def oauth_finish(call: Call) -> Answer:
    """Sign in whoever came back from a provider, in the browser that began."""
    asked: OAuthFinish = call.body
    session = call.platform.accounts.oauth.finish(
        asked.code.get_secret_value(),
        asked.state.get_secret_value(),
        asked.proof.get_secret_value(),
        call.visit,
    )
    return Answer(SessionView.of(session))

"""Accounts on the wire: signing in, profiles, API keys, the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from hypertrade.domain.accounts import Audited
from hypertrade.domain.base import Moment
from hypertrade.domain.principals import Role, Scope
from pydantic import BaseModel, Field, SecretStr

from hypertrade_functions.shapes.common import PageQuery, Sent

if TYPE_CHECKING:
    from hypertrade.domain.accounts import ApiKey, AuditEntry, User
    from hypertrade.domain.principals import Principal
    from hypertrade.settings import Settings

Email = Annotated[str, Field(min_length=3, max_length=254)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1000)]
LONGEST_CODE = 64
ProviderName = Literal["google", "github"]


class SignUp(Sent):
    """A new account."""

    email: Email
    password: Password
    name: str = Field(default="", max_length=120)


class SignIn(Sent):
    """What somebody proves with who they are."""

    email: Email
    password: Password
    code: SecretStr = Field(
        default=SecretStr(""),
        max_length=LONGEST_CODE,
        description="Of the second factor, where one is on: the app's, or a recovery code.",
    )


class Refresh(Sent):
    """The refresh token of a session."""

    refresh_token: SecretStr = Field(min_length=1, max_length=4096)


class NewPassword(Sent):
    """Another password."""

    password: Password


class OAuthStart(Sent):
    """Where the browser comes back to: a page of the platform's own."""

    redirect: str = Field(min_length=1, max_length=1000)


class OAuthBegun(BaseModel):
    """Where the browser goes; ``proof`` stays in it, and finishes what it began."""

    address: str
    proof: str


class OAuthFinish(Sent):
    """What the browser came back with, and the proof that it began."""

    code: SecretStr = Field(min_length=1, max_length=4096)
    state: SecretStr = Field(min_length=1, max_length=500)
    proof: SecretStr = Field(min_length=1, max_length=500)


class FirebaseProject(BaseModel):
    """What a browser needs to sign in with Firebase Authentication; nothing of it is secret."""

    api_key: str
    auth_domain: str
    project_id: str

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Return the project that ``settings`` name, or None where they name none for browsers."""
        key, domain = settings.firebase_api_key, settings.firebase_auth_domain
        if settings.platform != "gcp" or not (key and domain and settings.project):
            return None
        return cls(api_key=key, auth_domain=domain, project_id=settings.project)


class Providers(BaseModel):
    """With what one can sign in here; ``firebase`` where browsers sign in there themselves."""

    password: bool
    oauth: list[ProviderName]
    firebase: FirebaseProject | None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Show what ``settings`` set up."""
        given: dict[ProviderName, str | None] = {
            "google": settings.google_client_id,
            "github": settings.github_client_id,
        }
        return cls(
            password=True,
            oauth=[name for name, id_ in given.items() if id_],
            firebase=FirebaseProject.of(settings),
        )


class SessionView(BaseModel):
    """A session: ``id_token`` is for ``Authorization: Bearer``, for ``expires_in`` seconds.

    ``refresh_token`` renews it; ``new`` says that the account was made just now.
    """

    user: str
    email: str
    id_token: str
    refresh_token: str
    expires_in: int
    new: bool

    @classmethod
    def of(cls, session: Any) -> Self:
        """Show what signing in gave."""
        return cls.model_validate(session, from_attributes=True)


class Profile(BaseModel):
    """Somebody's account."""

    id: str
    email: str
    name: str
    roles: list[Role]
    plan: str
    created: Moment
    demo: bool

    @classmethod
    def of(cls, user: User, principal: Principal) -> Self:
        """Show a user to themselves, with the roles that they act in."""
        shown = user.model_dump(include=set(cls.model_fields) - {"roles"})
        return cls(**shown, roles=sorted(principal.roles))


class Member(Profile):
    """Somebody's account, as operators see it."""

    suspended: bool
    tokens_valid_after: Moment | None


class Rename(Sent):
    """Another name."""

    name: str = Field(max_length=120)


class Leave(Sent):
    """Typed in full: the e-mail address of the account that is to be deleted."""

    confirmation: str = Field(max_length=254)


class Left(BaseModel):
    """Whether everything is gone already; if not, what still works is stopped first."""

    done: bool


class ExportView(BaseModel):
    """Where everything that is kept of somebody can be fetched, until ``expires``."""

    address: str
    expires: Moment
    size: int


class NewApiKey(Sent):
    """A key for a program; without ``expires`` it holds 90 days."""

    name: str = Field(min_length=1, max_length=80, pattern=r"\S")
    scopes: list[Scope] = Field(min_length=1, max_length=20)
    expires: Moment | None = None


class ApiKeyView(BaseModel):
    """A key: its id and its last four characters say which."""

    id: str
    name: str
    hint: str
    scopes: list[Scope]
    created: Moment
    expires: Moment | None
    revoked: Moment | None
    last_used: Moment | None

    @classmethod
    def of(cls, key: ApiKey) -> Self:
        """Show a key, without what would prove it."""
        shown = key.model_dump(include=set(cls.model_fields) - {"scopes"})
        return cls(**shown, scopes=sorted(key.scopes))


class ApiKeyMade(ApiKeyView):
    """A new key and, for this once, its whole text."""

    key: str


class AuditView(BaseModel):
    """One line of the audit log."""

    id: str
    owner: str
    actor: str
    what: Audited
    subject: str
    address: str
    request: str
    details: dict[str, Any]
    at: Moment

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        """Show an entry."""
        return cls(**entry.model_dump())


class AuditQuery(PageQuery):
    """Whose entries, and which part of them."""

    user: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,128}$")


class MemberQuery(PageQuery):
    """Which users, newest first; by address, if what theirs begins with is said."""

    email: str = Field(
        default="", max_length=254, description="What the address begins with.", examples=["ada"]
    )


class Suspension(Sent):
    """Why somebody is shut out, for the audit log."""

    reason: str = Field(min_length=1, max_length=500)


class RolesSet(Sent):
    """All roles that somebody has from now on."""

    roles: list[Role] = Field(min_length=1, max_length=3)


class PlanSet(Sent):
    """Somebody's plan from now on."""

    plan: str = Field(min_length=1, max_length=40)


def member_of(user: User) -> Member:
    """Show a user to an operator."""
    shown = user.model_dump(include=set(Member.model_fields) - {"roles"})
    return Member(**shown, roles=sorted(user.roles))

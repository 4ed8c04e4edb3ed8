"""A platform in a folder of its own, with a clock that moves when told, and people in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.settings import Settings
from hypertrade_functions.app import app_of, create_app
from hypertrade_functions.web.crowd import Crowd

from tests.stand_ins.quick_identity import quick_identity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flask.testing import FlaskClient
    from hypertrade_functions.web.routes import Area
    from werkzeug.test import TestResponse

PASSWORD = "correct horse battery staple"  # noqa: S105 - of people who do not exist


class HandClock:
    """Tells the real time, shifted by what it was told."""

    def __init__(self) -> None:
        self.shift = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def forward(self, **by: float) -> None:
        self.shift += timedelta(**by)


@dataclass
class Person:
    """Somebody who signed in."""

    id: str
    email: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class World:
    """A platform, and its API in this process."""

    platform: Platform
    clock: HandClock
    client: FlaskClient
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """Return somebody by name, who signs up the first time."""
        if name not in self.people:
            email = f"{name}@example.org"
            answer = self.client.post(
                "/v1/auth/sign-up", json={"email": email, "password": PASSWORD, "name": name}
            )
            assert answer.status_code == 201, answer.text
            self.people[name] = Person(
                answer.get_json()["user"], email, answer.get_json()["id_token"]
            )
        return self.people[name]

    def operator(self) -> Person:
        """Return an operator, made one by the store as the first operator is by settings."""
        from hypertrade.domain.principals import Role

        who = self.person("olga")
        profiles = self.platform.accounts.profiles
        kept = profiles.users.require(who.id)
        if Role.OPERATOR not in kept.value.roles:
            roles = kept.value.roles | {Role.OPERATOR}
            profiles.replace(kept, kept.value.model_copy(update={"roles": roles}))
        return who

    def ask(self, who: Person | None, method: str, path: str, **options: Any) -> TestResponse:
        """Return what the API answers to somebody."""
        headers = {**(who.headers if who else {}), **options.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **options)


def make_world(
    folder: Path,
    *,
    toys: Sequence[Area] | None = None,
    crowd: Crowd | None = None,
    **settings: Any,
) -> World:
    """Return a world in ``folder``; ``toys`` are served in place of the real areas."""
    chosen = Settings(data=folder, log_level="ERROR", **settings)
    clock = HandClock()
    parts = LocalParts(chosen, clock)
    parts.__dict__["identity"] = quick_identity(parts.place.folder("identity"), clock)
    platform = Platform(chosen, parts)
    app = create_app(platform, crowd=crowd)
    world = World(platform, clock, app.test_client())
    if toys is not None:
        world.person("ada")
        world.client = app_of(platform, toys, crowd or Crowd()).test_client()
    return world

"""The API as one WSGI application: all of its areas, or those that one function serves."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from hypertrade_functions.web.around import Application
from hypertrade_functions.web.crowd import Crowd
from hypertrade_functions.web.door import Door

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypertrade.bootstrap.platform import Platform
    from hypertrade.settings import Settings

    from hypertrade_functions.web.routes import Area

AREAS = (
    *("meta", "auth", "account", "second_factor", "strategies", "catalogue", "editor", "chat"),
    *("backtests", "charts", "data", "channels", "tasks", "admin", "blobs"),
)
"""Every area, in the order of the reference; each is a module in ``areas``."""


def areas_named(names: Iterable[str]) -> list[Area]:
    """Return areas by name; only their modules are imported."""
    return [importlib.import_module(f"hypertrade_functions.areas.{name}").area for name in names]


def create_app(
    platform: Platform, areas: Sequence[str] | None = None, *, crowd: Crowd | None = None
) -> Application:
    """Return the application that serves ``areas`` (default: all) of ``platform``.

    Every application also answers to whoever asks whether it is alive.
    """
    served = AREAS if areas is None else ("meta", *(name for name in areas if name != "meta"))
    return app_of(platform, areas_named(served), crowd or Crowd())


def app_of(platform: Platform, areas: Iterable[Area], crowd: Crowd) -> Application:
    """Return the application of some areas' routes."""
    app = Application(platform.settings)
    door = Door(platform, crowd)
    for area in areas:
        for route in area.routes:
            if not route.local or platform.settings.platform == "local":
                app.add_route(route, door.view(route))
    return app


def described(settings: Settings) -> dict[str, Any]:
    """Return the OpenAPI document of everything that the platform of ``settings`` offers."""
    from hypertrade_functions.web.openapi import document

    return document(
        areas_named(AREAS), server=settings.public_url, local=settings.platform == "local"
    )

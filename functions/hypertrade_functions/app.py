"""The API as one WSGI application: all of its areas, or those that one function serves."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.routing import BaseConverter

from hypertrade_functions.observing.telemetry import telemetry
from hypertrade_functions.web.around import surround
from hypertrade_functions.web.crowd import Crowd
from hypertrade_functions.web.door import Door

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypertrade.bootstrap.platform import Platform
    from hypertrade_functions.web.routes import Area, Route

AREAS = ("meta", "auth", "account", "strategies", "chat", "backtests", "data", "tasks", "admin")
"""Every area, in the order of the reference; each is a module in ``areas``."""


class IdConverter(BaseConverter):
    """An id of ours."""

    regex = "[A-Za-z0-9_-]{1,128}"


class FileConverter(BaseConverter):
    """The name of a file, in folders or not; no part of it starts with a dot."""

    regex = r"[A-Za-z0-9_=-][A-Za-z0-9_.=-]*(?:/[A-Za-z0-9_=-][A-Za-z0-9_.=-]*){0,15}"
    part_isolating = False


class NumberConverter(BaseConverter):
    """A number that counts from 1."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Return it as a number."""
        return int(value)


CONVERTERS: dict[str, type[BaseConverter]] = {
    "id": IdConverter,
    "file": FileConverter,
    "number": NumberConverter,
}


def areas_named(names: Iterable[str]) -> list[Area]:
    """Return areas by name; only their modules are imported."""
    return [importlib.import_module(f"hypertrade_functions.areas.{name}").area for name in names]


def create_app(
    platform: Platform, areas: Sequence[str] | None = None, *, crowd: Crowd | None = None
) -> Flask:
    """Return the application that serves ``areas`` (default: all) of ``platform``.

    Every application also answers to whoever asks whether it is alive.
    """
    app = Flask("hypertrade", static_folder=None)
    app.url_map.converters.update(CONVERTERS)
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    app.extensions["telemetry"] = telemetry(platform.settings)
    surround(app, platform.settings)
    door = Door(platform, crowd or Crowd())
    served = AREAS if areas is None else ("meta", *(name for name in areas if name != "meta"))
    for area in areas_named(served):
        for route in area.routes:
            if route.local and platform.settings.platform != "local":
                continue
            _add(app, door, route)
    return app


def _add(app: Flask, door: Door, route: Route) -> None:
    app.add_url_rule(
        route.path,
        endpoint=route.operation,
        view_func=door.view(route),
        methods=[route.method],
        strict_slashes=True,
    )

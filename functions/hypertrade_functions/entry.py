"""What functions-framework calls: a function per area, its application made when first asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import functions_framework
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Request


def entry_point(*areas: str) -> Callable[[Request], Response]:
    """Return the function that serves ``areas``."""

    def serve(request: Request) -> Response:
        return Response.from_app(_application(areas).wsgi_app, request.environ)

    functions_framework.http(serve)
    return serve


@cache
def _application(areas: tuple[str, ...]) -> Flask:
    from hypertrade.bootstrap.platform import Platform
    from hypertrade.observing.logs import write_logs

    from hypertrade_functions.app import create_app

    platform = Platform()
    write_logs(platform.settings.project, platform.settings.log_level)
    return create_app(platform, areas)

"""The web app's files on one machine; in production Firebase Hosting gives them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

from hypertrade_functions.web.headers import PAGES, SECURITY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.headers import Headers

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from hypertrade.settings import Settings
    from whitenoise import WhiteNoise

# Components, charts and the editor write styles as they go; no text of a user becomes one.
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What pages of the web app may do: all comes from here, and no script stands inline."""

FRESH = "no-cache"
"""Asked for again each time: these files name the others, whose own names change with them."""

INDEX = "index.html"
_HASHED = re.compile(r"/assets/[^/]+-[\w-]{8}\.\w+(\.map)?$")
_OF_THE_API = ("/v1/", "/healthz", "/readyz")


def site_folder(settings: Settings) -> Path | None:
    """Return where the built web app is: as set, in the package, or in the checkout; else None.

    Raises:
        Invalid: ``settings.web`` holds no web app.
    """
    if settings.web is not None:
        if not (settings.web / INDEX).is_file():
            msg = f"{settings.web} holds no built web app"
            raise Invalid(msg, field="HYPERTRADE_WEB", remedy="Build it with `make web`.")
        return settings.web
    package = Path(__file__).resolve().parents[1]
    places = (package / "site", package.parents[1] / "frontend" / "dist")
    return next((place for place in places if (place / INDEX).is_file()), None)


def with_site(application: WSGIApplication, settings: Settings) -> WSGIApplication:
    """Return ``application`` with the web app in front of it, where one was built."""
    folder = site_folder(settings)
    return application if folder is None else Site(application, folder)


class Site:
    """The web app's files, its first page for each address of its own, and the API for the rest."""

    def __init__(self, application: WSGIApplication, folder: Path) -> None:
        """Serve the files of ``folder``; they are listed once."""
        from whitenoise import WhiteNoise

        self._application = application
        self._files: WhiteNoise = WhiteNoise(
            application,
            root=str(folder),
            index_file=True,
            max_age=None,
            allow_all_origins=False,
            immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
            add_headers_function=_protect,
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as WSGI says."""
        path = environ.get("PATH_INFO", "")
        if self._is_page(path, environ):
            environ = {**environ, "PATH_INFO": "/"}
        elif path.startswith(_OF_THE_API):
            return self._application(environ, start_response)
        answered: Iterable[bytes] = self._files(environ, start_response)
        return answered

    def _is_page(self, path: str, environ: WSGIEnvironment) -> bool:
        """Whether a browser asks for a page that the web app makes itself, such as ``/runs/1``."""
        return (
            path not in self._files.files
            and not path.startswith((*_OF_THE_API, "/assets/"))
            and environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and "text/html" in environ.get("HTTP_ACCEPT", "")
        )


def _protect(headers: Headers, _path: str, url: str) -> None:
    for name, value in (SECURITY | PAGES).items():
        if name != "Cache-Control":
            headers[name] = value
    headers["Content-Security-Policy"] = SITE_POLICY
    if not _HASHED.search(url):
        headers["Cache-Control"] = FRESH

"""Headers of every answer: what browsers may do with it, and whose pages may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Request
    from hypertrade.settings import Settings

    from hypertrade_functions.web.exchange import Reply

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Set where the answer does not say otherwise itself."""
PAGES = {
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Set on what a browser shows."""

TRANSPORT = "max-age=63072000; includeSubDomains"

ASKED = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "Last-Event-ID",
    "X-Request-Id",
    "traceparent",
)
"""What a page may send along."""

EXPOSED = (
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Request-Id",
)
"""What a page may read of an answer."""

PREFLIGHT_SECONDS = 600


def protect(reply: Reply, settings: Settings) -> None:
    """Add the headers that keep an answer where it belongs."""
    headers = reply.headers
    page = headers.get("Content-Type", "").startswith("text/html")
    reply.headers = headers = {**SECURITY, **(PAGES if page else {}), **headers}
    if settings.env == "production":
        headers["Strict-Transport-Security"] = TRANSPORT


def share(request: Request, reply: Reply, settings: Settings) -> None:
    """Let pages of the platform's own origins read an answer, and no others."""
    headers = reply.headers
    headers["Vary"] = "Origin, Accept-Encoding"
    origin = request.headers.get("Origin")
    if origin is None or origin not in settings.origins:
        return
    headers["Access-Control-Allow-Origin"] = origin
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        headers["Access-Control-Allow-Methods"] = headers.get("Allow", "")
        headers["Access-Control-Allow-Headers"] = ", ".join(ASKED)
        headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    else:
        headers["Access-Control-Expose-Headers"] = ", ".join(EXPOSED)

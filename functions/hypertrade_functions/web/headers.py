"""Headers of every answer: what browsers may do with it, and whose pages may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Request, Response
    from hypertrade.settings import Settings

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
OWN = ("Content-Security-Policy", "Cache-Control")
"""What an answer may say itself."""

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


def protect(response: Response, settings: Settings) -> None:
    """Add the headers that keep an answer where it belongs."""
    own = {name for name in OWN if name in response.headers}
    response.headers.extend([pair for pair in SECURITY.items() if pair[0] not in own])
    if response.mimetype == "text/html":
        response.headers.extend(PAGES)
    if settings.env == "production":
        response.headers["Strict-Transport-Security"] = TRANSPORT


def share(request: Request, response: Response, settings: Settings) -> None:
    """Let pages of the platform's own origins read an answer, and no others."""
    response.headers["Vary"] = "Origin, Accept-Encoding"
    origin = request.headers.get("Origin")
    if origin is None or origin not in settings.origins:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        response.headers["Access-Control-Allow-Headers"] = ", ".join(ASKED)
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    else:
        response.headers["Access-Control-Expose-Headers"] = ", ".join(EXPOSED)

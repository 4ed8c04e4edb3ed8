"""Where a request comes from: client address, request id, W3C trace context."""

from __future__ import annotations

import ipaddress
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Request

REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
TRACEPARENT = re.compile(r"^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$")
NETWORK_V6 = 64
"""Bits of an IPv6 address that name a household; the rest is theirs to choose."""
LONGEST_ADDRESS = 64
"""Characters of an address, its zone included."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence a request comes, and how it is named: in our logs, and in a trace across services."""

    address: str
    request_id: str
    trace: str
    span: str


def origin_of(request: Request, proxies: int) -> Origin:
    """Return where ``request`` comes from; ``proxies`` in front of us are trusted."""
    headers = request.headers
    given = headers.get("X-Request-Id", "")
    traced = TRACEPARENT.match(headers.get("traceparent", ""))
    known = traced is not None and set(traced[1]) != {"0"}
    random = secrets.token_hex(40)
    return Origin(
        address=client_address(
            request.remote_addr or "", headers.getlist("X-Forwarded-For"), proxies
        ),
        request_id=given if REQUEST_ID.match(given) else random[:32],
        trace=traced[1] if traced and known else random[32:64],
        span=random[64:],
    )


def client_address(peer: str, forwarded: list[str], proxies: int) -> str:
    """Return the client's address: the peer's, or what the outermost trusted proxy saw.

    Each proxy appends whom it heard, so with ``proxies`` of them the client stands that far from
    the end; what stands before it anyone can invent. An IPv6 address becomes its network, for
    whoever has one address there has them all.
    """
    chain = [part.strip() for header in forwarded for part in header.split(",")]
    chain.append(peer)
    text = chain[max(0, len(chain) - 1 - proxies)]
    return (_household(text) if len(text) <= LONGEST_ADDRESS else None) or peer or "unknown"


@lru_cache(maxsize=4096)
def _household(text: str) -> str | None:
    """Return an address, or the network that a household has, ``None`` if it is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, NETWORK_V6), strict=False))
    return str(address)

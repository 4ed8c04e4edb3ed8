"""Which addresses are somewhere on the public internet, and which are near us.

Source: IANA's registries of special-purpose addresses (RFC 6890), written out here: what Python's
own ``ipaddress`` takes for global changes with its version, and it takes 6to4 (RFC 3056) for it.
"""

from __future__ import annotations

import ipaddress

_V4_SPECIAL = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared with a provider's own customers (RFC 6598)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, where clouds keep the keys of their machines
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_V6_GLOBAL = ipaddress.IPv6Network("2000::/3")
"""All that is given out to the public internet; loopback, link-local and the like are elsewhere."""
_V6_SPECIAL = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # with Teredo (RFC 4380), which hides an IPv4 address
        "2001:db8::/32",
        "2002::/16",  # 6to4, which hides another
        "3fff::/20",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 address as networks of IPv6 alone reach it (RFC 6052)."""


def is_public(address: str) -> bool:
    """Return whether an IP address is reached by way of the public internet alone.

    An IPv4 address within an IPv6 one, mapped (RFC 4291) or behind NAT64, counts as itself.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id is not None:
            return False
        inner = found.ipv4_mapped
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is None:
            special = any(found in network for network in _V6_SPECIAL)
            return found in _V6_GLOBAL and not special
        found = inner
    return not any(found in network for network in _V4_SPECIAL)

"""Networks of addresses, for counting tries: near addresses belong to one person, far ones may not. Pure.

A provider gives each home or phone a whole IPv6 network, mostly a /56 and at most a /48. Counting single addresses, or
/64s, counts the same person many times.
"""

from __future__ import annotations

import ipaddress

#: Bits of the smaller and the larger network, by the version of IP.
_NEAR = {4: 32, 6: 56}
_WIDE = {4: 24, 6: 48}


def near(address: str) -> str:
    """The network of one connection: an IPv4 address, or the /56 of an IPv6 one. Text that is no address stays."""
    return _network(address, _NEAR)


def wide(address: str) -> str:
    """The network that one customer can have at most: a /24 of IPv4, a /48 of IPv6."""
    return _network(address, _WIDE)


def plain(address: str) -> str:
    """An IPv4 address that came in the form of IPv6, as servers that listen to both pass it on, as what it is."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str((parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None) or parsed)


def _network(address: str, bits: dict[int, int]) -> str:
    # Without the name of an interface, which addresses of the local link have.
    address = plain(address.partition("%")[0])
    try:
        version = ipaddress.ip_address(address).version
        return str(ipaddress.ip_network(f"{address}/{bits[version]}", strict=False).network_address)
    except ValueError:
        return address

"""Networks of addresses, for counting tries: near addresses belong to one person, far ones may not. Pure.

A provider gives each home or phone a whole IPv6 network, mostly a /56 and at most a /48. Counting single addresses, or
/64s, counts the same person many times.
"""

from __future__ import annotations

import ipaddress

#: Bits of the smaller and the larger network, by the version of IP.
_NEAR = {4: 32, 6: 56}
_WIDE = {4: 24, 6: 48}
#: Networks whose addresses end with an IPv4 address: mapped, translated, and behind NAT64.
_IN_THE_LAST_BITS = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96")))


def near(address: str) -> str:
    """The network of one connection: an IPv4 address, or the /56 of an IPv6 one. Text that is no address stays."""
    return _network(address, _NEAR)


def wide(address: str) -> str:
    """The network that one customer can have at most: a /24 of IPv4, a /48 of IPv6."""
    return _network(address, _WIDE)


def plain(address: str) -> str:
    """An IPv4 address that came in the form of IPv6, as what it is: servers that listen to both pass it on like that,
    and so do gateways between the two (NAT64, 6to4, Teredo)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str((_within(parsed) if isinstance(parsed, ipaddress.IPv6Address) else None) or parsed)


def _within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that is written into an IPv6 one."""
    if any(address in network for network in _IN_THE_LAST_BITS):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.sixtofour or (address.teredo[1] if address.teredo else None)


def _network(address: str, bits: dict[int, int]) -> str:
    # Without the name of an interface, which addresses of the local link have.
    address = plain(address.partition("%")[0])
    try:
        version = ipaddress.ip_address(address).version
        return str(ipaddress.ip_network(f"{address}/{bits[version]}", strict=False).network_address)
    except ValueError:
        return address

"""Find the network of an IP address, so that attempts are counted by network instead of by address. Pure functions.

An internet provider gives each home or phone a whole IPv6 network, mostly a /56 and at most a /48. If single
addresses or /64 networks were counted, the same person could try many times.
"""

from __future__ import annotations

import ipaddress

#: Prefix length in bits of the smaller and of the larger network, by IP version.
_NEAR = {4: 32, 6: 56}
_WIDE = {4: 24, 6: 48}
#: IPv6 networks whose addresses end with an IPv4 address: IPv4-mapped, IPv4-translated and NAT64.
_IN_THE_LAST_BITS = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96")))


def near(address: str) -> str:
    """Return the network of one internet connection: the IPv4 address itself, or the /56 network of an IPv6 address.

    A network is returned as its first address. An IPv6 address that contains an IPv4 address counts as the IPv4
    address. Text that is not an IP address is returned unchanged.
    """
    return _network(address, _NEAR)


def wide(address: str) -> str:
    """Return the largest network that one customer can have: a /24 network for IPv4, a /48 network for IPv6.

    The forms of the argument and of the result are those of `near`.
    """
    return _network(address, _WIDE)


def plain(address: str) -> str:
    """Return the IPv4 address that is contained in an IPv6 address, or the address itself if it contains none.

    An IPv6 address is returned in its standard spelling. Text that is not an IP address is returned unchanged.

    Servers that listen on IPv4 and IPv6 write an IPv4 address as IPv6, and so do some gateways (NAT64, 6to4, Teredo).
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str((_within(parsed) if isinstance(parsed, ipaddress.IPv6Address) else None) or parsed)


def _within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that is contained in this IPv6 address, or None."""
    if any(address in network for network in _IN_THE_LAST_BITS):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.sixtofour or (address.teredo[1] if address.teredo else None)


def _network(address: str, bits: dict[int, int]) -> str:
    # Remove the zone of a link-local address ("%eth0").
    address = plain(address.partition("%")[0])
    try:
        version = ipaddress.ip_address(address).version
        return str(ipaddress.ip_network(f"{address}/{bits[version]}", strict=False).network_address)
    except ValueError:
        return address

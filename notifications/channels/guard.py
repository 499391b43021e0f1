"""A session that reaches public hosts only, takes nothing from the environment and reads no more than it must.

Push endpoints come from users. Without this a made-up endpoint would let anybody send requests from inside the
network that this server stands in. The address is checked as the socket for it is made, whoever gave it, so a name
that resolves differently the second time gains nothing, and an address in place of a name is not believed either.

How long an exchange may take is the sender's to say (`push.DEADLINE`): a bound for all of it, since waiting for the
next byte begins anew with every byte that comes. How long an answer's head may be is said here.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from typing import Any

from aiohttp import AddrInfoType, ClientSession, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from django.conf import settings

#: Of a name's addresses, how many are tried.
MOST_ADDRESSES = 4
#: Seconds for which a connection waits for the next push: longer than beat takes to ask for them.
KEPT = 60
#: Seconds in which whoever is left may say goodbye over TLS. Nothing depends on it, and a drop now and then would
#: hold the connection for half a minute.
GOODBYE = 0.1
#: An answer's head: how many fields, and bytes in each.
MOST_FIELDS, LONGEST_FIELD = 64, 4096
#: Where an IPv6 address only wraps an IPv4 one, which is what is reached in the end. No push service lives there.
_WRAPPING = [
    ipaddress.IPv6Network(net)
    for net in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
]


class NotPublic(Exception):
    """The endpoint is not on the public internet. Deliberately no OSError: trying again would not help."""


def is_allowed_address(address: str) -> bool:
    """Whether an IP address may be connected to: public ones, and loopback where the settings say so."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in net for net in _WRAPPING):
        return False
    return ip.is_global and not ip.is_multicast


class EventLoop(asyncio.SelectorEventLoop):
    """A loop that hangs up without ado."""

    async def create_connection(self, *args: Any, **options: Any) -> Any:
        """As any loop does it."""
        if options.get("ssl"):
            options["ssl_shutdown_timeout"] = GOODBYE
        return await super().create_connection(*args, **options)


class Resolver(AbstractResolver):
    """Answers with a host's addresses if all of them may be connected to."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises NotPublic if the host has any address that may not, OSError if it has none."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        except UnicodeError as error:  # a label that no name can have
            raise NotPublic from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not all(is_allowed_address(address) for address in addresses):
            raise NotPublic
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in addresses[:MOST_ADDRESSES]
        ]

    async def close(self) -> None:
        """There is nothing to close."""


def _socket(info: AddrInfoType) -> socket.socket:
    """The socket that connects to this very address. Raises NotPublic if that may not be."""
    family, kind, protocol, _name, address = info
    if not is_allowed_address(str(address[0])):
        raise NotPublic
    return socket.socket(family, kind, protocol)


def session(*, connections: int, trusted: ssl.SSLContext | None = None) -> ClientSession:
    """A session that keeps up to so many connections, with whoever the system's authorities vouch for, or `trusted`
    does. To be called on the EventLoop on which it will be used.

    A proxy or a .netrc of the environment would undo the guard or overwrite the Authorization header. Nothing is
    unpacked, no cookie is kept, and no header is added that no push service asks for.
    """
    connector = TCPConnector(
        resolver=Resolver(),
        socket_factory=_socket,
        limit=connections,
        ssl=trusted or True,
        keepalive_timeout=KEPT,
        # One address after the other: what is wrong with one is then told, and not swallowed by a race.
        happy_eyeballs_delay=None,
    )
    return ClientSession(
        connector=connector,
        trust_env=False,
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
        max_line_size=LONGEST_FIELD,
        max_field_size=LONGEST_FIELD,
        max_headers=MOST_FIELDS,
    )

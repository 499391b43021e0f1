"""An aiohttp session that connects only to public hosts, ignores proxy settings and limits response headers.

The URLs to which pushes are sent come from users. Without this guard, a made-up URL would let anyone send requests
from inside this server's network. The guard checks an IP address when it creates the socket for that address. So an
attacker gains nothing with a URL that contains an IP address, or with a name server that changes its answer. The
module `push` limits the time for a whole request.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import AddrInfoType, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import NEEDS_CLEANUP_CLOSED
from django.conf import settings

#: Maximum number of addresses to try for one host name, and seconds to connect to each.
MOST_ADDRESSES, CONNECTS_WITHIN = 4, 3.05
#: Limits of a response's header: number of fields, and bytes in each field.
MOST_FIELDS, LONGEST_FIELD = 64, 4096
#: IPv6 networks whose addresses contain an IPv4 address. No push service uses them.
_WRAPPING = [
    ipaddress.IPv6Network(net)
    for net in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
]


class NotPublic(Exception):
    """Raised if a push URL leads to an address outside the public internet.

    This is not an OSError, because callers retry after an OSError, and a retry would not help here.
    """


def is_allowed_address(address: str) -> bool:
    """Return whether connections to this IP address are allowed.

    Public addresses are allowed, except multicast addresses and addresses that tunnel to IPv4 (`_WRAPPING`). Loopback
    addresses are allowed only with `settings.PUSH_ALLOW_LOOPBACK`.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in net for net in _WRAPPING):
        return False
    return ip.is_global and not ip.is_multicast


class Resolver(AbstractResolver):
    """Resolver that returns the addresses of a host only if connections to all of them are allowed.

    `lookups` is the thread pool that runs the blocking lookups.
    """

    def __init__(self, lookups: ThreadPoolExecutor) -> None:
        self._lookups = lookups

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return at most `MOST_ADDRESSES` of the host's addresses.

        Raises NotPublic if any address is not allowed, or if the host name is not valid. Raises OSError if the host
        has no address.
        """
        look_up = partial(socket.getaddrinfo, host, port, family, socket.SOCK_STREAM)
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._lookups, look_up)
        except UnicodeError as error:  # the host name has an invalid label
            raise NotPublic from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not all(is_allowed_address(address) for address in addresses):
            raise NotPublic
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in addresses[:MOST_ADDRESSES]
        ]

    async def close(self) -> None:
        """Do nothing. The base class requires this method."""


def _socket(info: AddrInfoType) -> socket.socket:
    """Return a socket for a connection to this address. Raises NotPublic if the address is not allowed."""
    family, kind, protocol, _name, address = info
    if not is_allowed_address(str(address[0])):
        raise NotPublic
    return socket.socket(family, kind, protocol)


@asynccontextmanager
async def session(*, connections: int, trusted: ssl.SSLContext | None = None) -> AsyncIterator[ClientSession]:
    """Open an HTTP session with up to `connections` connections.

    `trusted` replaces the system's certificate authorities. The session ignores proxies and .netrc files: a proxy
    would bypass the guard, and a .netrc file would overwrite the Authorization header. The session decompresses
    nothing, keeps no cookies, and sends only headers that push services need.
    """
    # Separate threads: the event loop waits for its own threads at its end, even for a slow name server.
    lookups = ThreadPoolExecutor(thread_name_prefix="lookups")
    connector = TCPConnector(
        resolver=Resolver(lookups),
        socket_factory=_socket,
        limit=connections,
        ssl=trusted or True,
        # Try one address after the other: parallel attempts would hide the error of the first address.
        happy_eyeballs_delay=None,
        # Abort a TLS connection whose peer does not close it.
        enable_cleanup_closed=NEEDS_CLEANUP_CLOSED,
    )
    try:
        async with ClientSession(
            connector=connector,
            timeout=ClientTimeout(total=None, sock_connect=CONNECTS_WITHIN),
            trust_env=False,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
            max_line_size=LONGEST_FIELD,
            max_field_size=LONGEST_FIELD,
            max_headers=MOST_FIELDS,
        ) as opened:
            yield opened
    finally:
        lookups.shutdown(wait=False)

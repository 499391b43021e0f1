"""Connections that reach public hosts only, and last no longer than they were given.

Push endpoints come from users. Without this a made-up endpoint would let anybody send requests from inside the
network that this server stands in. The address is checked at the moment of connecting and the connection goes to
the address that was checked, so a name that resolves differently the second time gains nothing.

A timeout counts anew with every byte that comes, so that whoever sends one now and then holds a thread for good. What
happens `within` a number of seconds is over by then, whatever comes, and reads no more than it was to.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError
from urllib3.util.ssl_ import create_urllib3_context

#: Connections kept per push service, at least as many as a batch's threads.
POOL = 32
#: Of a name's addresses, how many are tried.
MOST_ADDRESSES = 4
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


def _addresses(host: str, port: int) -> list[str]:
    """The host's addresses that may be connected to. Raises NotPublic if it has any that may not."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except UnicodeError as error:  # a label that no name can have
        raise NotPublic from error
    if not all(is_allowed_address(address) for address in found):
        raise NotPublic
    return list(dict.fromkeys(found))[:MOST_ADDRESSES]


@dataclass(slots=True)
class _Exchange:
    """One request with its answer: when it has to be over, and how many bytes may still come."""

    until: float
    left: int


_exchange: ContextVar[_Exchange | None] = ContextVar("exchange", default=None)


@contextlib.contextmanager
def within(seconds: float, *, most: int) -> Iterator[None]:
    """What this thread reads from guarded connections in this block is over after so many seconds and bytes.

    Beyond either, reading raises TimeoutError, which `requests` tells of as a timeout.
    """
    token = _exchange.set(_Exchange(time.monotonic() + seconds, most))
    try:
        yield
    finally:
        _exchange.reset(token)


def _remaining(at_most: float | None) -> float | None:
    """The time that a connection or a read may take now, in seconds. Raises TimeoutError if none is left."""
    exchange = _exchange.get()
    if exchange is None:
        return at_most
    left = exchange.until - time.monotonic()
    if left <= 0 or exchange.left <= 0:
        raise TimeoutError("the exchange took too long, or too much came")
    return left if at_most is None else min(left, at_most)


class _Bounded:
    """Of a socket: every read is part of an exchange, and takes from what that has left."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(_remaining(self.gettimeout()))  # type: ignore[attr-defined]
        read: int = super().recv_into(*args, **kwargs)  # type: ignore[misc]
        if exchange := _exchange.get():
            exchange.left -= read
        return read


class _Socket(_Bounded, socket.socket):
    """A plain connection."""

    @classmethod
    def of(cls, plain: socket.socket) -> _Socket:
        """The same connection, taken over."""
        patience = plain.gettimeout()
        taken = cls(fileno=plain.detach())
        taken.settimeout(patience)
        return taken


class _SocketTLS(_Bounded, ssl.SSLSocket):
    """An encrypted one."""


class _Guarded(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        name = self.host
        try:
            addresses = _addresses(name, self.port or self.default_port)
        except socket.gaierror as error:
            raise NameResolutionError(name, self, error) from error
        failure: Exception | None = None
        patience = self.timeout
        for address in addresses:
            try:
                self.timeout = _remaining(patience)
            except TimeoutError as error:
                raise ConnectTimeoutError(self, "no time left to connect") from error
            # urllib3 connects to this and takes the name for TLS from `host` afterwards: it is put back in time.
            self._dns_host = address
            try:
                return _Socket.of(super()._new_conn())
            except Exception as error:  # the next address may answer; the last failure is what is raised
                failure = error
            finally:
                self._dns_host, self.timeout = name, patience
        raise failure or NotPublic


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        context = create_urllib3_context()
        context.sslsocket_class = _SocketTLS
        options["ssl_context"] = context
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}


def session() -> requests.Session:
    """A session that reuses connections, reaches public hosts only and takes nothing from the environment:
    a proxy or a .netrc there would undo the guard or overwrite the Authorization header."""
    guarded = requests.Session()
    guarded.trust_env = False
    guarded.mount("https://", _Adapter(pool_connections=POOL, pool_maxsize=POOL))
    guarded.mount("http://", _Adapter(pool_connections=POOL, pool_maxsize=POOL))
    return guarded

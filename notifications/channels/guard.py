"""Connections that reach public hosts only.

Push endpoints come from users. Without this a made-up endpoint would let anybody send requests from inside the
network that this server stands in. The address is checked at the moment of connecting and the connection goes to
the address that was checked, so a name that resolves differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError

#: Connections kept per push service, at least as many as a batch's threads.
POOL = 32


class NotPublic(Exception):
    """The endpoint is not on the public internet. Deliberately no OSError: trying again would not help."""


def is_allowed_address(address: str) -> bool:
    """Whether an IP address may be connected to: public ones, and loopback where the settings say so."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    if ip.is_loopback:
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    return ip.is_global and not ip.is_multicast


def _addresses(host: str, port: int) -> list[str]:
    """The host's addresses that may be connected to. Raises NotPublic if it has any that may not."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except UnicodeError as error:  # a label that no name can have
        raise NotPublic from error
    if not all(is_allowed_address(address) for address in found):
        raise NotPublic
    return list(dict.fromkeys(found))


class _Guarded(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        name = self.host
        try:
            addresses = _addresses(name, self.port or self.default_port)
        except socket.gaierror as error:
            raise NameResolutionError(name, self, error) from error
        failure: Exception | None = None
        for address in addresses:
            # urllib3 connects to this and takes the name for TLS from `host` afterwards: it is put back in time.
            self._dns_host = address
            try:
                return super()._new_conn()
            except Exception as error:  # the next address may answer; the last failure is what is raised
                failure = error
            finally:
                self._dns_host = name
        raise failure or NotPublic


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
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

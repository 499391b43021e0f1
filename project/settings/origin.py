"""Normalise the setting ORIGIN to the form in which browsers send it. Error messages say what to change."""

from __future__ import annotations

from urllib.parse import urlsplit

import idna
from django.core.exceptions import ImproperlyConfigured

_HOW = "For example https://side-by-side.example.org"
_DEFAULT_PORTS = {"http": 80, "https": 443}


def normalised(given: str, *, any_port: bool) -> str:
    """Return the origin `given` in lower case, with the host in ASCII, and without a final slash or a default port.

    `any_port` allows a port other than the scheme's default. An empty `given` stays empty. Raises ImproperlyConfigured
    for an invalid origin.
    """
    if not given:
        return ""
    try:
        found = urlsplit(given.strip())
        port = found.port
    except ValueError as error:
        raise ImproperlyConfigured(f"ORIGIN is {given!r}, which is no address. {_HOW}") from error
    scheme, host = found.scheme.lower(), found.hostname or ""
    if scheme not in _DEFAULT_PORTS or not host:
        raise ImproperlyConfigured(
            f"ORIGIN is {given!r}; it must begin with https:// and name a host. {_HOW}"
        )
    if found.username is not None or found.path not in {"", "/"} or found.query or found.fragment:
        raise ImproperlyConfigured(f"ORIGIN is {given!r}; it must end with the host name. {_HOW}")
    if host.endswith("."):
        # Refused because the proxy would keep the dot while browsers leave it out.
        raise ImproperlyConfigured(f"ORIGIN is {given!r}; leave out the dot at the end of the host name.")
    if port in {None, _DEFAULT_PORTS[scheme]}:
        return f"{scheme}://{_as_dns_spells_it(host, given)}"
    if not any_port:
        raise ImproperlyConfigured(
            f"ORIGIN is {given!r}; leave out the port: the proxy listens on 443 alone."
        )
    return f"{scheme}://{_as_dns_spells_it(host, given)}:{port}"


def _as_dns_spells_it(host: str, given: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return idna.encode(host, uts46=True).decode() if not host.isascii() else _plain(host)
    except (idna.IDNAError, ValueError) as error:
        raise ImproperlyConfigured(f"ORIGIN is {given!r}, whose host is no host name. {_HOW}") from error


def _plain(host: str) -> str:
    if not all(character.isalnum() or character in "-._" for character in host) or ".." in host:
        raise ValueError(host)
    return host

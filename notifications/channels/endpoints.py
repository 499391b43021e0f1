"""Check the endpoints of push subscriptions, and extract the part that may be logged.

This module imports no HTTP client.
"""

from __future__ import annotations

import re

from django.conf import settings

#: https, a host, only the default port, no credentials, nothing that two parsers could read in two ways.
_ENDPOINT = re.compile(
    r"https://(?P<host>(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62})(?::443)?/[\w.~:/?\[\]@!$&'()*+,;=%-]*",
    re.ASCII,
)
_LOOPBACK = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?/[\w./?=%-]*", re.ASCII)


def origin(endpoint: str) -> str:
    """Return the push service's origin: the audience of the VAPID token, and the only part that may be logged."""
    scheme, _, rest = endpoint.partition("://")
    default = {"https": ":443", "http": ":80"}.get(scheme, "")
    return f"{scheme}://{rest.partition('/')[0].removesuffix(default)}"


def endpoint_allowed(endpoint: str) -> bool:
    """Return whether the endpoint belongs to an allowed push service (settings.PUSH_HOSTS).

    This checks only the text. The address of the host is checked when connecting (see `guard`).
    """
    if _LOOPBACK.fullmatch(endpoint):
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    found = _ENDPOINT.fullmatch(endpoint)
    return found is not None and any(
        service == "*" or found["host"] == service or found["host"].endswith(f".{service}")
        for service in settings.PUSH_HOSTS
    )

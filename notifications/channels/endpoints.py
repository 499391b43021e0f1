"""Check the endpoints of push subscriptions, and return the part of an endpoint that may be logged.

An endpoint is the URL to which pushes for one browser are sent. This module imports no HTTP client.
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
    """Return the push service's origin (scheme and host), which is the audience of the VAPID token.

    Only this part of an endpoint may be logged.
    """
    scheme, _, rest = endpoint.partition("://")
    default = {"https": ":443", "http": ":80"}.get(scheme, "")
    return f"{scheme}://{rest.partition('/')[0].removesuffix(default)}"


def endpoint_allowed(endpoint: str) -> bool:
    """Return whether this URL belongs to an allowed push service (`settings.PUSH_HOSTS`) and begins with https.

    Loopback URLs are allowed only with `settings.PUSH_ALLOW_LOOPBACK`. The function checks only the text. The module
    `guard` checks the IP address of the host when it connects.
    """
    if _LOOPBACK.fullmatch(endpoint):
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    found = _ENDPOINT.fullmatch(endpoint)
    return found is not None and any(
        service == "*" or found["host"] == service or found["host"].endswith(f".{service}")
        for service in settings.PUSH_HOSTS
    )

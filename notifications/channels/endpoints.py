"""The addresses that pushes go to: which are allowed, and what may be said of them. It loads nothing that sends."""

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
    """The push service's origin: the audience of the VAPID token, and the only part of an endpoint that is logged."""
    scheme, _, rest = endpoint.partition("://")
    default = {"https": ":443", "http": ":80"}.get(scheme, "")
    return f"{scheme}://{rest.partition('/')[0].removesuffix(default)}"


def endpoint_allowed(endpoint: str) -> bool:
    """Whether an endpoint is one of a push service that this server pushes to (settings.PUSH_HOSTS).

    Looks at the text only; what the name resolves to is checked when connecting (see `guard`).
    """
    if _LOOPBACK.fullmatch(endpoint):
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    found = _ENDPOINT.fullmatch(endpoint)
    return found is not None and any(
        service == "*" or found["host"] == service or found["host"].endswith(f".{service}")
        for service in settings.PUSH_HOSTS
    )

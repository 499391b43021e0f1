"""Start-up checks: find a configuration that would make every push fail."""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from notifications import vapid

#: Domains that do not resolve on the public internet (RFC 2606, RFC 6762). Apple's push service refuses them.
_NOT_PUBLIC = ("localhost", "local", "invalid", "test", "internal", "lan", "home.arpa")


@register()
def vapid_is_usable(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Check the VAPID settings, which identify this server to push services.

    The private key must be a P-256 key without a password. In the modes "production", "home" and "demo", VAPID_SUBJECT
    must be an e-mail or web address on a public domain.
    """
    found: list[CheckMessage] = []
    try:
        vapid.load(settings.VAPID_PRIVATE_KEY)
    except ValueError:
        found.append(
            Error(
                "VAPID_PRIVATE_KEY is not the PEM of a P-256 private key without a password.",
                hint="Make one: python -m notifications.vapid",
                id="notifications.E001",
            )
        )
    if settings.MODE in {"production", "home", "demo"} and not is_public_subject(settings.VAPID_SUBJECT):
        found.append(
            Error(
                "VAPID_SUBJECT must be a mailto: or https: address on a public domain.",
                hint="For example mailto:operator@example.com. Push services write there when something is wrong.",
                id="notifications.E002",
            )
        )
    return found


def is_public_subject(subject: str) -> bool:
    """Return whether VAPID_SUBJECT is a public e-mail or web address, through which push services can contact us."""
    mail = re.fullmatch(r"mailto:[^@\s<>]+@([^@\s<>]+)", subject)
    if mail:
        return _is_public_domain(mail[1])
    try:
        url = urlsplit(subject)
    except ValueError:
        return False
    return url.scheme == "https" and _is_public_domain(url.hostname or "")


def _is_public_domain(domain: str) -> bool:
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        name = domain.lower().rstrip(".")
        return "." in name and not any(name == end or name.endswith(f".{end}") for end in _NOT_PUBLIC)
    return False

"""A browser in which somebody has signed in before is known for it, so that strangers can't use up its tries.

Codes are counted by address, or a mailbox could be flooded. Counted by nothing else, whoever knows an address could
use up its codes and keep its owner out. So a cookie says, to us alone, that this browser has signed in as this address
before: such a browser has tries of its own. All others share those of the address, a few for each network. When these
are used up, a network that has not tried yet has one try from a reserve.

The cookie opens nothing and names nobody: a random number, its day, and a signature that also covers the address.
"""

from __future__ import annotations

import secrets

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_rates
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

from couples import networks

#: Seconds for which a browser is known after somebody has last signed in there.
LASTS = 60 * 60 * 24 * 365


def may(request: HttpRequest, action: str, email: str) -> bool:
    """Count one more try of `action` (`request_login_code`, `recovery`) for this address, with or without an account.
    False if that is one too many.

    ACCOUNT_RATE_LIMITS has the numbers: by address; of that `_near` and `_wide` from one network; `_reserve` for
    networks that have not tried yet; `_known` for a known browser.
    """
    if browser := _number(request, email):
        return _counted(request, f"{action}_known", f"{email} {browser}")
    address = get_adapter().get_client_ip(request)
    # First, so that what one network is refused takes nothing from what all may have.
    for kind, network in (("near", networks.near(address)), ("wide", networks.wide(address))):
        if not _counted(request, f"{action}_{kind}", f"{email} {network}"):
            return False
    has_reserve = bool(get_rates(app="allauth.account", action=f"{action}_reserve"))
    is_first = has_reserve and _counted(request, f"{action}_first", f"{email} {networks.wide(address)}")
    return _counted(request, action, email) or (is_first and _counted(request, f"{action}_reserve", email))


def _counted(request: HttpRequest, action: str, key: str) -> bool:
    return bool(ratelimit.consume(request, action=action, key=key))


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """From now on this browser is known for this address, and for no other."""
    # A number that it has, it keeps: signing in again and again makes no new tries.
    number = _number(request, email) or secrets.token_urlsafe(12)
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        _signer(email).sign(number),
        max_age=LASTS,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponseBase) -> None:
    """This browser is known for nothing any more."""
    response.delete_cookie(settings.KNOWN_BROWSER_COOKIE, samesite="Strict")


def _number(request: HttpRequest, email: str) -> str:
    """This browser's number if it is known for this address, else ""."""
    try:
        kept: str = _signer(email).unsign(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, ""), max_age=LASTS
        )
    except BadSignature:
        return ""
    return kept


def _signer(email: str) -> TimestampSigner:
    return TimestampSigner(salt=f"couples.sign_in.known:{email}")

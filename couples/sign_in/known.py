"""A browser in which somebody has signed in before is known for it, so that strangers can't use up its tries.

Codes are counted by address, or a mailbox could be flooded. Counted by nothing else, whoever knows an address could
use up its codes and keep its owner out. So a cookie says, to us alone, that this browser has signed in as this address
before: such a browser has tries of its own. All others share those of the address, a few for each network.

The cookie opens nothing and names nobody: a random number, its day, and a signature that also covers the address.
"""

from __future__ import annotations

import secrets

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

#: Seconds for which a browser is known after somebody has last signed in there.
LASTS = 60 * 60 * 24 * 365


def may(request: HttpRequest, action: str, email: str) -> bool:
    """Count one more try of this (`request_login_code`, `recovery`) for this address, whosever it is; False if that is
    one too many. ACCOUNT_RATE_LIMITS has how many: by address, `_near` from one network, `_known` for a known browser.
    """
    if browser := _number(request, email):
        return bool(ratelimit.consume(request, action=f"{action}_known", key=f"{email} {browser}"))
    # First, so that what one network is refused takes nothing from what all may have.
    near = ratelimit.consume(request, action=f"{action}_near", key=f"{email} {get_ip(request)}")
    return bool(near and ratelimit.consume(request, action=action, key=email))


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

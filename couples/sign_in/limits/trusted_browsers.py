"""Give a browser in which someone has signed in before its own limit, so that strangers can't use it up.

Codes are counted by address, because a mailbox must not be flooded. If nothing else counted, everyone who knows an
address could use up its codes and keep the owner out. So a signed cookie tells us that this browser has signed in
with this address before, and such a browser has a limit of its own. All other browsers share the limit of the
address, with a few attempts per network. When these are used up, a network that has not tried yet gets one attempt
from a reserve.

The cookie opens nothing and names no one: it holds a random number, its day, and a signature that also covers the
address.
"""

from __future__ import annotations

import secrets

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

from couples.sign_in import allauth_internals
from couples.sign_in.limits import networks

#: Seconds for which a browser stays trusted after the last sign-in there.
TRUSTED_FOR = 60 * 60 * 24 * 365


def count_attempt(request: HttpRequest, action: str, email: str) -> bool:
    """Count one more attempt of `action` (`request_login_code`, `recovery`) for this address, with or without an
    account. Return False if it exceeds the limit.

    ACCOUNT_RATE_LIMITS holds the limits: by address; `_near` and `_wide` for one network's share of that; `_reserve`
    for networks that have not tried yet; `_known` for a trusted browser.
    """
    if browser := _number(request, email):
        return _within_limit(request, f"{action}_known", f"{email} {browser}")
    address = get_adapter().get_client_ip(request)
    # First, so that an attempt refused to one network uses up nothing of the limit that all networks share.
    for kind, network in (("near", networks.near(address)), ("wide", networks.wide(address))):
        if not _within_limit(request, f"{action}_{kind}", f"{email} {network}"):
            return False
    has_reserve = allauth_internals.has_rate_limit(f"{action}_reserve")
    is_first = has_reserve and _within_limit(request, f"{action}_first", f"{email} {networks.wide(address)}")
    return _within_limit(request, action, email) or (
        is_first and _within_limit(request, f"{action}_reserve", email)
    )


def _within_limit(request: HttpRequest, action: str, key: str) -> bool:
    return bool(ratelimit.consume(request, action=action, key=key))


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Trust this browser for this address from now on, and for no other address."""
    # A browser keeps its number: signing in again and again must not renew its limit.
    number = _number(request, email) or secrets.token_urlsafe(12)
    response.set_cookie(
        settings.TRUSTED_BROWSER_COOKIE,
        _signer(email).sign(number),
        max_age=TRUSTED_FOR,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponseBase) -> None:
    """Stop trusting this browser for any address."""
    response.delete_cookie(settings.TRUSTED_BROWSER_COOKIE, samesite="Strict")


def _number(request: HttpRequest, email: str) -> str:
    """Return this browser's number if it is trusted for this address, else ""."""
    try:
        number: str = _signer(email).unsign(
            request.COOKIES.get(settings.TRUSTED_BROWSER_COOKIE, ""), max_age=TRUSTED_FOR
        )
    except BadSignature:
        return ""
    return number


def _signer(email: str) -> TimestampSigner:
    # The salt is this module's former name: another salt would invalidate the cookies that browsers hold.
    return TimestampSigner(salt=f"couples.sign_in.known:{email}")

"""Give each trusted browser its own limit of attempts, so that strangers can't lock the owner of an address out.

Codes are counted by address, because a mailbox must not be flooded. With this limit alone, everyone who knows an
address could use up its codes and lock the owner out. So a signed cookie records that a browser has signed in with an
address before. Such a trusted browser has a limit of its own. All other browsers share the limit of the
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
    """Count an attempt of `action` (`request_login_code` or `recovery`) for an address. Return False above the limit.

    The address need not have an account. ACCOUNT_RATE_LIMITS holds the limits, under the name of the action and these
    endings: none for the address; `_near` and `_wide` for one network's share of that; `_reserve` for networks that
    have not tried yet; `_known` for a trusted browser.
    """
    if browser := _number(request, email):
        return _within_limit(request, f"{action}_known", f"{email} {browser}")
    address = get_adapter().get_client_ip(request)
    # Check the networks first, so that a refused attempt uses up nothing of the limit that all networks share.
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
    # The browser keeps its number, because signing in again must not renew its limit.
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

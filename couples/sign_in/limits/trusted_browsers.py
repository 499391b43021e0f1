"""Give each trusted browser its own limit of attempts, so that strangers can't lock the owner of an address out.

The attempts for each e-mail address are limited, so that no mailbox is flooded with codes. With this limit alone,
anyone who knows an address could use up its attempts and lock the owner out. So a signed cookie marks a browser as
trusted after it has signed in with the address, and a trusted browser has a limit of its own.

All other browsers share the limit of the address, with a few attempts per network. When the shared limit is used up,
a network that has not tried in the last hour gets one attempt from a reserve.

The cookie gives no access and names no one. It holds a random number, the time of the last sign-in, and a signature
that also covers the address.
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
    """Count an attempt to sign in with an e-mail address. Return False if the attempt exceeds a limit.

    `action` is `request_login_code` (asking for a code) or `recovery` (trying a recovery code). The address need not
    have an account. The setting ACCOUNT_RATE_LIMITS has six limits for each action. The name of a limit is the action
    with one of these endings:

    - `_known`: attempts from one trusted browser. No other limit applies to a trusted browser.
    - `_near`: attempts from the network of one internet connection.
    - `_wide`: attempts from the larger network around that network.
    - no ending: attempts from all browsers that are not trusted.
    - `_reserve`: further attempts, after the limit for all browsers that are not trusted is reached.
    - `_first`: attempts from one larger network. Only attempts within this limit may use the reserve.
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
    """Mark this browser as trusted for the e-mail address with which it has signed in, by a cookie in `response`.

    If the browser was trusted for another address, that trust ends.
    """
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
    """Delete the cookie that marks this browser as trusted."""
    response.delete_cookie(settings.TRUSTED_BROWSER_COOKIE, samesite="Strict")


def _number(request: HttpRequest, email: str) -> str:
    """Return the random number in the cookie of a browser that is trusted for this address. Otherwise, return ""."""
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

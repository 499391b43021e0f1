"""The page to which the OpenID Connect provider sends people back. It signs them in or connects their account."""

from __future__ import annotations

from typing import cast

import structlog
from allauth.account.utils import perform_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from couples import actions
from couples.errors import DomainError
from couples.models import User
from couples.sign_in import allauth_internals, reauthentication, security_events
from couples.sign_in.limits import trusted_browsers
from couples.sign_in.oidc import adapter, exchange, tokens
from couples.sign_in.oidc.exchange import BegunSignIn

log = structlog.get_logger(__name__)

#: Pages of the app to redirect to. They show a text for the result in `provider=CODE`. A sign-in without it succeeded.
SIGN_IN, SETTINGS = "/sign-in", "/settings/sign-in"


@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Sign the person in or connect their account, then redirect to a page of the app with `?provider=CODE`.

    After a complete sign-in, the page gets no code. `provider_connected` means that the account is connected now.
    `passkey_pending` means that the sign-in still needs the passkey.

    Other codes name failures. `provider_cancelled`: the person cancelled. `provider_away`: the provider can't be
    reached. `provider_failed`: the provider's answer can't be trusted, the request belongs to no unfinished sign-in of
    this session, or someone has signed in or out meanwhile. `provider_refused`: this app does not let the person sign
    in with the provider.

    More failures concern only the connection of an account. `provider_taken`: this identity at the provider belongs
    to another account. `passkey_again`: the viewer has a passkey, but has not authenticated recently. `sign_in_again`:
    the viewer has no passkey, and has not authenticated recently. `no_passkey`: the viewer has to add a passkey first.
    """
    if not adapter.is_on():
        raise Http404
    begun = exchange.take_begun(request)
    if begun is None:
        return _ended(request, None, "provider_failed", why="state")
    if begun.person != (str(request.user.pk) if request.user.is_authenticated else None):
        # Someone has signed in or out meanwhile in another tab of this browser.
        return _ended(request, begun, "provider_failed", why="another person")
    try:
        identity = exchange.identify(request, begun)
        code = _connect(request, identity) if begun.person else _sign_in(request, identity)
    except exchange.ProviderCancelled:
        return _ended(request, begun, "provider_cancelled")
    except exchange.ProviderAway as error:
        return _ended(request, begun, "provider_away", why=str(error))
    except tokens.TokenRefused as error:
        return _ended(request, begun, "provider_failed", why=str(error))
    except DomainError as error:
        return _ended(request, begun, error.code)
    return _ended(request, begun, code)


def _sign_in(request: HttpRequest, identity: tokens.ProviderIdentity) -> str:
    found = actions.sign_in_by_provider(identity)
    allauth_internals.record_provider(request, found.person)
    if found.is_new:
        allauth_internals.record_new_account(request, found.person)
    perform_login(request, found.person)
    if allauth_internals.is_passkey_pending(request):
        return "passkey_pending"
    security_events.log_sign_in(request, found.person)
    return ""


def _connect(request: HttpRequest, identity: tokens.ProviderIdentity) -> str:
    person = cast(User, request.user)
    actions.require_reauthentication(person, recent=reauthentication.recent(request))
    actions.connect_provider(
        person, identity=identity, session_key=request.session.session_key or "", now=timezone.now()
    )
    return "provider_connected"


def _ended(request: HttpRequest, begun: BegunSignIn | None, code: str, *, why: str = "") -> HttpResponse:
    if code not in {"", "passkey_pending", "provider_connected"}:
        log.warning("sign_in_refused", at="oidc/callback", code=code, why=why)
    page = SETTINGS if begun and begun.person else SIGN_IN
    answer = HttpResponseRedirect(f"{page}?provider={code}" if code else page)
    if begun and not begun.person and request.user.is_authenticated and request.user.email:
        trusted_browsers.remember(request, answer, request.user.email)
    return answer

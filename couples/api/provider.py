"""API of the sign-in by an OpenID Connect provider: where to go for it, and the viewer's connection."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, queries
from couples.api.requests import actor
from couples.api.way_in import SignsIn, require_signed_out
from couples.errors import NotFound, TryLater
from couples.queries import SignInMethods
from couples.sign_in import reauthentication
from couples.sign_in.oidc import exchange
from couples.sign_in.oidc.adapter import is_on
from couples.sign_in.views import PENDING_FOR


@dataclass(frozen=True, slots=True)
class GoTo:
    """An address at the provider. The browser goes there, and the provider sends it back."""

    location: str


class ProviderSignInView(SignsIn):
    """A sign-in by the provider."""

    @extend_schema(operation_id="begin_provider_sign_in", request=None, responses=GoTo)
    def post(self, request: Request) -> Response:
        """Begin it. 404 without a provider; 409 `signed_in`; 503 `provider_away`."""
        _require_provider()
        require_signed_out(request)
        # Its session is stored until the person comes back.
        request.session.set_expiry(PENDING_FOR)
        return Response(GoTo(_begin(request._request, connects=False)))


class ProviderConnectionView(APIView):
    """Whether the provider opens the viewer's account."""

    throttle_scope = "way_in"

    @extend_schema(operation_id="begin_provider_connection", request=None, responses=GoTo)
    def post(self, request: Request) -> Response:
        """Begin connecting. 404 without a provider; 503 `provider_away`.

        403 `passkey_again` or `sign_in_again` unless the viewer has authenticated recently; 409 `no_passkey`.
        """
        _require_provider()
        actions.require_reauthentication(actor(request), recent=reauthentication.recent(request._request))
        return Response(GoTo(_begin(request._request, connects=True)))

    @extend_schema(operation_id="disconnect_provider", responses={200: SignInMethods})
    def delete(self, request: Request) -> Response:
        """Let it open the account no longer. 409 `no_passkey` if the viewer could not come back."""
        actions.disconnect_provider(
            actor(request), session_key=request.session.session_key or "", now=timezone.now()
        )
        return Response(queries.sign_in(actor(request)))


def _require_provider() -> None:
    if not is_on():
        raise NotFound(_("There is nothing here."))


def _begin(request: HttpRequest, *, connects: bool) -> str:
    try:
        return exchange.begin(request, purpose="connect" if connects else "login")
    except exchange.ProviderAway:
        raise TryLater(
            _("The sign-in provider can't be reached. Please try again later."), code="provider_away"
        ) from None

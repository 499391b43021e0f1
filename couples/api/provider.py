"""API of the OpenID Connect provider: begin to sign in with it, and connect or disconnect the viewer's account."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, queries
from couples.api.requests import actor
from couples.api.way_in import NewSessionView, require_signed_out
from couples.errors import NotFound, TryLater
from couples.queries import SignInMethods
from couples.sign_in import reauthentication
from couples.sign_in.oidc import exchange
from couples.sign_in.oidc.adapter import is_on
from couples.sign_in.views import PENDING_FOR


@dataclass(frozen=True, slots=True)
class GoTo:
    """The provider's address to which the browser has to go next. From there, the provider sends the browser back."""

    location: str


class ProviderSignInView(NewSessionView):
    """A sign-in with the OpenID Connect provider."""

    @extend_schema(operation_id="begin_provider_sign_in", request=None, responses=GoTo)
    def post(self, request: Request) -> Response:
        """Begin to sign in with the OpenID Connect provider, and return the address to which the browser has to go.

        404 if this server has no provider. 409 `signed_in` if someone is signed in already. 503 `provider_away` if
        the provider can't be reached.
        """
        _require_provider()
        require_signed_out(request)
        # The session is stored for as long as an unfinished sign-in may take.
        request.session.set_expiry(PENDING_FOR)
        return Response(GoTo(_begin(request._request)))


class ProviderConnectionView(APIView):
    """The connection of the viewer's account with the OpenID Connect provider."""

    throttle_scope = "way_in"

    @extend_schema(operation_id="begin_provider_connection", request=None, responses=GoTo)
    def post(self, request: Request) -> Response:
        """Begin to connect the viewer's account with the provider. Return the address to which the browser has to go.

        404 if this server has no provider. 503 `provider_away` if the provider can't be reached. 409 `no_passkey` if
        the viewer has to add a passkey first. 403 unless the viewer has authenticated recently: `passkey_again` if
        they have a passkey, otherwise `sign_in_again`.
        """
        _require_provider()
        actions.require_reauthentication(actor(request), recent=reauthentication.recent(request._request))
        return Response(GoTo(_begin(request._request)))

    @extend_schema(operation_id="disconnect_provider", responses={200: SignInMethods})
    def delete(self, request: Request) -> Response:
        """Disconnect the viewer's account from the provider. 409 `no_passkey` if this would lock the viewer out."""
        actions.disconnect_provider(
            actor(request), session_key=request.session.session_key or "", now=timezone.now()
        )
        return Response(queries.sign_in(actor(request)))


def _require_provider() -> None:
    if not is_on():
        raise NotFound(_("There is nothing here."))


def _begin(request: HttpRequest) -> str:
    try:
        return exchange.begin(request)
    except exchange.ProviderAway:
        raise TryLater(
            _("The sign-in provider can't be reached. Please try again later."), code="provider_away"
        ) from None


urlpatterns: list[URLPattern] = [
    path("me/provider", ProviderConnectionView.as_view()),
    path("way-in/provider", ProviderSignInView.as_view()),
]

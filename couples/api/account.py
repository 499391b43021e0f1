"""API of the account's e-mail address, and of the choice to sign in by passkey only."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, queries
from couples.api import serializers
from couples.api.requests import actor, parsed
from couples.queries import Me, SignInMethods
from couples.sign_in import new_address, reauthentication
from couples.sign_in.limits import trusted_browsers


def _session(request: Request) -> str:
    return request.session.session_key or ""


class SignInView(APIView):
    """The ways in which the viewer can sign in."""

    @extend_schema(operation_id="get_sign_in", responses=SignInMethods)
    def get(self, request: Request) -> Response:
        """Return the ways in which the viewer can sign in: e-mailed codes, passkeys, recovery codes, the provider."""
        return Response(queries.sign_in(actor(request)))

    @extend_schema(
        operation_id="update_sign_in", request=serializers.SignInChoiceSerializer, responses=SignInMethods
    )
    def patch(self, request: Request) -> Response:
        """Choose whether the viewer signs in by passkey only, or also by an e-mailed code.

        403 `passkey_again` unless the viewer has used a passkey recently. If the viewer chooses passkey only: 409
        `no_passkey` or `no_recovery_codes` if they could be locked out. If the viewer chooses codes: 409 `no_mail` if
        no e-mail can be sent to them.
        """
        viewer = actor(request)
        actions.set_passkey_only(
            viewer,
            on=parsed(serializers.SignInChoiceSerializer, request)["passkey_only"],
            recent=reauthentication.recent(request._request),
            session_key=_session(request),
            now=timezone.now(),
        )
        return Response(queries.sign_in(viewer))


class EmailView(APIView):
    """The first step of changing the account's e-mail address: ask for a code at the new address."""

    @extend_schema(
        operation_id="ask_new_address", request=serializers.NewAddressSerializer, responses={204: None}
    )
    def post(self, request: Request) -> Response:
        """Send a code to the new address. The response does not reveal whether the new address already has an account.

        403 unless the viewer has authenticated recently: `passkey_again` if they have a passkey, otherwise
        `sign_in_again`. 409 `no_passkey` if the viewer has to add a passkey first. 409 `no_mail` if this server sends
        no e-mail.
        """
        actions.require_reauthentication(actor(request), recent=reauthentication.recent(request._request))
        new_address.send_code(request._request, parsed(serializers.NewAddressSerializer, request)["email"])
        return Response(status=204)


class ConfirmEmailView(APIView):
    """The second step of changing the account's e-mail address: confirm the code that was sent to the new address."""

    @extend_schema(
        operation_id="confirm_new_address", request=serializers.AddressCodeSerializer, responses=Me
    )
    def post(self, request: Request) -> Response:
        """Check the code and change the account's e-mail address.

        422 `incorrect_code` if the code is wrong. 409 `not_pending` if no code was sent, or if the code has expired
        or was tried too often. 409 `email_in_use` if another account has the address. 403 and 409 `no_passkey` as in
        the first step.
        """
        viewer = actor(request)
        actions.require_reauthentication(viewer, recent=reauthentication.recent(request._request))
        email = new_address.confirm(
            request._request, parsed(serializers.AddressCodeSerializer, request)["code"]
        )
        actions.change_email(viewer, email=email, session_key=_session(request), now=timezone.now())
        answer = Response(queries.me(viewer))
        trusted_browsers.remember(request._request, answer, email)
        return answer


urlpatterns: list[URLPattern] = [
    path("me/sign-in", SignInView.as_view()),
    path("me/email", EmailView.as_view()),
    path("me/email/confirm", ConfirmEmailView.as_view()),
]

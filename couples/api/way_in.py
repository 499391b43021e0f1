"""API to sign in without e-mail: by a link that leads into an account, or by an invitation that creates one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, invitations, queries
from couples.api import serializers
from couples.api.requests import SignedOutView, actor, parsed
from couples.errors import Conflict
from couples.models import User
from couples.queries import Me, WayIn
from couples.sign_in import allauth_internals, links, reauthentication, security_events


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link for a new device. No later response shows the link again."""

    link: str
    qr_svg: str
    expires_at: datetime


class SignsIn(SignedOutView):
    """A view for someone who has not signed in. The secret in the body is the proof."""

    throttle_scope = "way_in"

    def sign_in(self, request: Request, person: User) -> Response:
        """Sign this person in in this browser. They get an account alert, as for every sign-in."""
        plain = request._request
        get_adapter().login(plain, person)
        allauth_internals.record_link(plain, person)
        security_events.log_sign_in(plain, person)
        return Response(queries.me(person))


def require_signed_out(request: Request) -> None:
    """Require that no one is signed in in this browser. Raises Conflict (`signed_in`)."""
    if request.user.is_authenticated:
        raise Conflict(_("You are signed in here already. Sign out first."), code="signed_in")


class WayInView(SignsIn):
    """What a link into an account is for. Looking at a link does not use it up."""

    @extend_schema(operation_id="look_at_link", request=serializers.LinkSerializer, responses=WayIn)
    def post(self, request: Request) -> Response:
        """Return what the link is for. 404 `link_not_usable`."""
        token = parsed(serializers.LinkSerializer, request)["token"]
        return Response(queries.way_in(token=token, now=timezone.now()))


class SetUpView(SignsIn):
    """The first account of a server."""

    @extend_schema(operation_id="set_up", request=serializers.NewAccountSerializer, responses=Me)
    def post(self, request: Request) -> Response:
        """Sign in to the first account, which is created if needed. 404 `link_not_usable`; 409 `signed_in`."""
        require_signed_out(request)
        given = parsed(serializers.NewAccountSerializer, request)
        return self.sign_in(request, actions.open_set_up(**given, now=timezone.now()))


class UseLinkView(SignsIn):
    """The use of a link that signs a new device in, or of the operator's sign-in link."""

    @extend_schema(operation_id="use_link", request=serializers.LinkSerializer, responses=Me)
    def post(self, request: Request) -> Response:
        """Use the link up and sign in. 404 `link_not_usable`; 409 `link_not_yet`, `signed_in`."""
        require_signed_out(request)
        token = parsed(serializers.LinkSerializer, request)["token"]
        return self.sign_in(request, actions.use_link(token=token, now=timezone.now()))


class InvitedView(SignsIn):
    """An account for the receiver of an invitation, on a server that sends no e-mail."""

    @extend_schema(operation_id="join_by_invitation", request=serializers.NewAccountSerializer, responses=Me)
    def post(self, request: Request) -> Response:
        """Sign in to the invitation's account, which is created if needed. The invitation can still be redeemed.

        404 `invitation_not_usable`; 409 `mail_is_on`, `signed_in`.
        """
        require_signed_out(request)
        given = parsed(serializers.NewAccountSerializer, request)
        return self.sign_in(request, actions.join_by_invitation(**given, now=timezone.now()))


class DeviceLinkView(APIView):
    """A link that signs the viewer in on a new device."""

    throttle_scope = "pairing"

    @extend_schema(operation_id="add_device", request=None, responses={201: ShownLink})
    def post(self, request: Request) -> Response:
        """Make a link. 403 `passkey_again` unless a passkey was used recently; 409 `no_passkey` without a passkey."""
        recent = reauthentication.recent(request._request)
        made = actions.make_device_link(actor(request), recent=recent, now=timezone.now())
        link = links.address(settings.ORIGIN, made.token)
        return Response(ShownLink(link, invitations.qr_svg(link), made.expires_at), status=201)


class SignInLinkView(APIView):
    """The sign-in link that the operator has made for the viewer."""

    @extend_schema(operation_id="cancel_sign_in_link", responses={200: Me})
    def delete(self, request: Request) -> Response:
        """Cancel the sign-in link."""
        actions.cancel_sign_in_link(actor(request))
        return Response(queries.me(actor(request)))


urlpatterns: list[URLPattern] = [
    path("me/devices/link", DeviceLinkView.as_view()),
    path("me/sign-in-link", SignInLinkView.as_view()),
    path("pairing/account", InvitedView.as_view()),
    path("way-in", WayInView.as_view()),
    path("way-in/set-up", SetUpView.as_view()),
    path("way-in/use", UseLinkView.as_view()),
]

"""API to sign in without e-mail, by a link that leads into an account or by an invitation that creates an account."""

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
    """A link that signs the viewer in on a new device. No later response shows this link again."""

    link: str
    qr_svg: str
    expires_at: datetime


class NewSessionView(SignedOutView):
    """Base class of the views to sign in by a link, by an invitation or with the OpenID Connect provider."""

    throttle_scope = "way_in"

    def sign_in(self, request: Request, person: User) -> Response:
        """Sign this person in, in the browser of the request. Return a response with the person and their space.

        The person gets an account alert, except at their account's first sign-in.
        """
        plain = request._request
        get_adapter().login(plain, person)
        allauth_internals.record_link(plain, person)
        security_events.log_sign_in(plain, person)
        return Response(queries.me(person))


def require_signed_out(request: Request) -> None:
    """Require that no one is signed in in the browser of the request. Raises Conflict (`signed_in`) otherwise."""
    if request.user.is_authenticated:
        raise Conflict(_("You are signed in here already. Sign out first."), code="signed_in")


class WayInView(SignedOutView):
    """The data that a link into an account shows before it is used. Reading the data does not use the link up."""

    throttle_scope = "way_in"

    @extend_schema(operation_id="look_at_link", request=serializers.LinkSerializer, responses=WayIn)
    def post(self, request: Request) -> Response:
        """Return the data that the link shows before it is used. 404 `link_not_usable` if the link can't be used."""
        token = parsed(serializers.LinkSerializer, request)["token"]
        return Response(queries.way_in(token=token, now=timezone.now()))


class SetUpView(NewSessionView):
    """The set-up of a new server: its first account."""

    @extend_schema(operation_id="set_up", request=serializers.NewAccountSerializer, responses=Me)
    def post(self, request: Request) -> Response:
        """Sign in to the server's first account by the set-up link. If the account does not exist yet, create it.

        404 `link_not_usable` if the link can't be used. 409 `signed_in` if someone is signed in already.
        """
        require_signed_out(request)
        given = parsed(serializers.NewAccountSerializer, request)
        return self.sign_in(request, actions.open_set_up(**given, now=timezone.now()))


class UseLinkView(NewSessionView):
    """Signing in by a link for a new device, or by a sign-in link from the server's operator."""

    @extend_schema(operation_id="use_link", request=serializers.LinkSerializer, responses=Me)
    def post(self, request: Request) -> Response:
        """Sign in by a link, which can't be used again afterwards.

        404 `link_not_usable` if the link can't be used. 409 `link_not_yet` if the link does not work yet. 409
        `signed_in` if someone is signed in already.
        """
        require_signed_out(request)
        token = parsed(serializers.LinkSerializer, request)["token"]
        return self.sign_in(request, actions.use_link(token=token, now=timezone.now()))


class InvitedView(NewSessionView):
    """Making an account by an invitation, on a server that sends no e-mail."""

    @extend_schema(operation_id="join_by_invitation", request=serializers.NewAccountSerializer, responses=Me)
    def post(self, request: Request) -> Response:
        """Sign in to the account of the person who received an invitation. If they have no account yet, create it.

        The invitation is not redeemed yet: afterwards, the person can redeem it to ask the inviter for a shared
        space. 404 `invitation_not_usable` if the invitation can't be used.
        409 `mail_is_on` if this server sends e-mail. 409 `signed_in` if someone is signed in already.
        """
        require_signed_out(request)
        given = parsed(serializers.NewAccountSerializer, request)
        return self.sign_in(request, actions.join_by_invitation(**given, now=timezone.now()))


class DeviceLinkView(APIView):
    """A link that signs the viewer in on a new device."""

    throttle_scope = "pairing"

    @extend_schema(operation_id="add_device", request=None, responses={201: ShownLink})
    def post(self, request: Request) -> Response:
        """Make a link that signs the viewer in on a new device.

        403 `passkey_again` unless the viewer has used a passkey or a recovery code recently. 409 `no_passkey` if the
        viewer has neither a passkey nor recovery codes.
        """
        recent = reauthentication.recent(request._request)
        made = actions.make_device_link(actor(request), recent=recent, now=timezone.now())
        link = links.address(settings.ORIGIN, made.token)
        return Response(ShownLink(link, invitations.qr_svg(link), made.expires_at), status=201)


class SignInLinkView(APIView):
    """Cancelling the sign-in link that the server's operator has made for the viewer."""

    @extend_schema(operation_id="cancel_sign_in_link", responses={200: Me})
    def delete(self, request: Request) -> Response:
        """Cancel the sign-in link that the server's operator has made for the viewer."""
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

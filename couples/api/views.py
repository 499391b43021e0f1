"""API about people and their spaces. Each view parses the request, calls one action or query and returns the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.conf import settings
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, invitations, queries
from couples.api import serializers
from couples.api.requests import actor, parsed
from couples.queries import Me, PairingStatus
from couples.sign_in.limits import trusted_browsers
from couples.signed_in import sessions


@dataclass(frozen=True, slots=True)
class ShownInvitation:
    """A new invitation with its link, code and QR code. No later response shows these secrets again."""

    id: UUID
    link: str
    code: str
    qr_svg: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Paired:
    """The response after a partner was confirmed. `me` shows the new space, and `pairing` shows no open invitation."""

    pairing: PairingStatus
    me: Me


def _me(request: Request) -> Response:
    return Response(queries.me(actor(request)))


def _pairing(request: Request) -> Response:
    return Response(queries.pairing(actor(request), now=timezone.now()))


class MeView(APIView):
    """The signed-in person and their space."""

    @extend_schema(operation_id="get_me", responses=Me)
    def get(self, request: Request) -> Response:
        """Return the viewer and their space.

        The app sends this request at every start, so the request also records when this device was last used.
        """
        session = cast(sessions.SessionStore, request.session)
        actions.note_seen(actor(request), session=session, now=timezone.now())
        return _me(request)

    @extend_schema(operation_id="update_me", request=serializers.ProfileSerializer, responses=Me)
    def patch(self, request: Request) -> Response:
        """Change the viewer's name or time zone.

        The language is changed by another route, which works without signing in.
        """
        actions.update_profile(actor(request), **parsed(serializers.ProfileSerializer, request))
        return _me(request)


class PrivacyView(APIView):
    """The viewer's own privacy choices."""

    @extend_schema(
        operation_id="update_privacy",
        request=serializers.PrivacyChoiceSerializer,
        responses=Me,
    )
    def patch(self, request: Request) -> Response:
        """Change the viewer's privacy choices in their current space. The partner does not see the choices."""
        actions.set_privacy(
            actor(request),
            **parsed(serializers.PrivacyChoiceSerializer, request),
            session_key=request.session.session_key,
            now=timezone.now(),
        )
        return _me(request)


class EraseView(APIView):
    """The erasure of the viewer's account. Only the general rate limit applies to it."""

    @extend_schema(operation_id="erase_me", request=serializers.ErasureSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Erase the viewer and everything that belongs to them, at once and for good."""
        parsed(serializers.ErasureSerializer, request)
        actions.erase(actor(request), now=timezone.now())
        sessions.leave(request._request)
        answer = Response(status=204)
        trusted_browsers.forget(answer)
        return answer


class StartAloneView(APIView):
    """A solo space: a space of one person, before a partner joins."""

    throttle_scope = "pairing"

    @extend_schema(operation_id="start_alone", request=None, responses=Me)
    def post(self, request: Request) -> Response:
        """Begin a solo space for the viewer."""
        actions.start_alone(actor(request), now=timezone.now())
        return _me(request)


class LeaveView(APIView):
    """Leaving a space. Only the general rate limit applies, because leaving must always work."""

    @extend_schema(operation_id="leave_space", request=None, responses=Me)
    def post(self, request: Request) -> Response:
        """Leave the viewer's space at once."""
        actions.leave(actor(request), now=timezone.now())
        return _me(request)


class AcknowledgeClosedView(APIView):
    """The notice that the viewer's partner has closed the space."""

    @extend_schema(operation_id="acknowledge_closed", request=None, responses=Me)
    def post(self, request: Request) -> Response:
        """Record that the viewer has seen the notice that the space was closed."""
        actions.acknowledge_closed(actor(request), now=timezone.now())
        return _me(request)


class PairingView(APIView):
    """How far the viewer has come in linking with a partner."""

    @extend_schema(operation_id="get_pairing", responses=PairingStatus)
    def get(self, request: Request) -> Response:
        """Return how far the viewer has come in linking with a partner."""
        return _pairing(request)


class InvitationsView(APIView):
    """The invitation that the viewer creates for their partner."""

    throttle_scope = "pairing"

    @extend_schema(operation_id="invite", request=None, responses={201: ShownInvitation})
    def post(self, request: Request) -> Response:
        """Create an invitation and end the viewer's earlier invitation.

        Only this response contains the secrets of the invitation: its link, code and QR code.
        """
        made = actions.create_invitation(actor(request), now=timezone.now())
        link = invitations.link(settings.ORIGIN, made.secrets.token)
        shown = ShownInvitation(
            id=made.invitation.id,
            link=link,
            code=invitations.written(made.secrets.code),
            qr_svg=invitations.qr_svg(link),
            expires_at=made.invitation.expires_at,
        )
        return Response(shown, status=201)

    @extend_schema(operation_id="cancel_invitation", responses={200: PairingStatus})
    def delete(self, request: Request) -> Response:
        """Cancel the viewer's open invitation."""
        actions.cancel_invitation(actor(request), now=timezone.now())
        return _pairing(request)


class RedeemView(APIView):
    """The redeeming of an invitation. Only a POST request redeems, so merely opening the link changes nothing."""

    throttle_scope = "redeem"

    @extend_schema(
        operation_id="redeem",
        request=serializers.RedemptionSerializer,
        responses=PairingStatus,
    )
    def post(self, request: Request) -> Response:
        """Use an invitation's token or code to ask the inviter for a shared space. The inviter then has to confirm."""
        secret = parsed(serializers.RedemptionSerializer, request)
        actions.redeem_invitation(actor(request), **secret, now=timezone.now())
        return _pairing(request)


class LookView(APIView):
    """The information that an invitation shows before anyone redeems it. Looking does not use the invitation up.

    Someone with a link may look without signing in, because the token in the link can't be guessed. Looking with the
    short code requires signing in.
    """

    permission_classes = (AllowAny,)
    throttle_scope = "look"

    @extend_schema(
        operation_id="look_at_invitation",
        request=serializers.RedemptionSerializer,
        responses=queries.Invited,
    )
    def post(self, request: Request) -> Response:
        """Return the inviter's name, and who runs this server, for an invitation's token or code."""
        secret = parsed(serializers.RedemptionSerializer, request)
        if "code" in secret and not request.user.is_authenticated:
            raise NotAuthenticated
        return Response(queries.invited_by(queries.inviter(request.user, **secret, now=timezone.now())))


class ConfirmView(APIView):
    """The inviter's confirmation of the person who redeemed the invitation."""

    throttle_scope = "pairing"

    @extend_schema(
        operation_id="confirm_joiner",
        request=serializers.InvitationChoiceSerializer,
        responses=Paired,
    )
    def post(self, request: Request) -> Response:
        """Confirm the person who redeemed the viewer's invitation, and begin the shared space of the two people."""
        choice = parsed(serializers.InvitationChoiceSerializer, request)
        now = timezone.now()
        inviter = actor(request)
        actions.confirm_invitation(inviter, **choice, now=now)
        return Response(Paired(queries.pairing(inviter, now=now), queries.me(inviter)))


class DeclineView(APIView):
    """The inviter's refusal of the person who redeemed the invitation."""

    throttle_scope = "pairing"

    @extend_schema(
        operation_id="decline_joiner",
        request=serializers.InvitationChoiceSerializer,
        responses=PairingStatus,
    )
    def post(self, request: Request) -> Response:
        """Decline the person who redeemed the viewer's invitation."""
        choice = parsed(serializers.InvitationChoiceSerializer, request)
        actions.decline_invitation(actor(request), **choice, now=timezone.now())
        return _pairing(request)


class WithdrawView(APIView):
    """A person's withdrawal of their request to join an inviter, while the inviter has not confirmed yet."""

    @extend_schema(operation_id="withdraw", request=None, responses=PairingStatus)
    def post(self, request: Request) -> Response:
        """Withdraw the viewer's request to join an inviter."""
        actions.withdraw(actor(request), now=timezone.now())
        return _pairing(request)


urlpatterns: list[URLPattern] = [
    path("me", MeView.as_view()),
    path("me/privacy", PrivacyView.as_view()),
    path("me/erase", EraseView.as_view()),
    path("space/alone", StartAloneView.as_view()),
    path("space/leave", LeaveView.as_view()),
    path("space/acknowledge-closed", AcknowledgeClosedView.as_view()),
    path("pairing", PairingView.as_view()),
    path("pairing/invitations", InvitationsView.as_view()),
    path("pairing/look", LookView.as_view()),
    path("pairing/redeem", RedeemView.as_view()),
    path("pairing/confirm", ConfirmView.as_view()),
    path("pairing/decline", DeclineView.as_view()),
    path("pairing/withdraw", WithdrawView.as_view()),
]

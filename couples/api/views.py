"""People and spaces over HTTP: parse, call one action, show what has become of it."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from couples import actions, invitations, queries, sessions
from couples.api import present, serializers
from couples.models import User
from couples.sign_in import trusted_browsers


def _actor(request: Request) -> User:
    return cast(User, request.user)  # the permission has seen to it


def _parsed(form: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The request's body by this form. Raises ValidationError, which becomes 422 with the fields."""
    parsed = form(data=request.data)
    parsed.is_valid(raise_exception=True)
    return cast(dict[str, Any], parsed.validated_data)


def _me(request: Request) -> Response:
    return Response(present.me(_actor(request)))


def _pairing(request: Request) -> Response:
    return Response(present.pairing_of(queries.pairing(_actor(request), now=timezone.now())))


class MeView(APIView):
    """Who is signed in, and where they stand."""

    @extend_schema(operation_id="get_me", responses=serializers.MeSerializer)
    def get(self, request: Request) -> Response:
        """The viewer. The app asks for it at every start, which is when a device was last seen."""
        session = cast(sessions.SessionStore, request.session)
        actions.note_seen(_actor(request), session=session, now=timezone.now())
        return _me(request)

    @extend_schema(
        operation_id="update_me", request=serializers.ProfileSerializer, responses=serializers.MeSerializer
    )
    def patch(self, request: Request) -> Response:
        """Change name, time zone or language."""
        actions.update_profile(_actor(request), **_parsed(serializers.ProfileSerializer, request))
        return _me(request)


class PrivacyView(APIView):
    """One's own choices."""

    @extend_schema(
        operation_id="update_privacy",
        request=serializers.PrivacyChoiceSerializer,
        responses=serializers.MeSerializer,
    )
    def patch(self, request: Request) -> Response:
        """Change one's own choices in the present space; the partner sees nothing of it."""
        actions.set_privacy(
            _actor(request),
            **_parsed(serializers.PrivacyChoiceSerializer, request),
            session_key=request.session.session_key,
            now=timezone.now(),
        )
        return _me(request)


class EraseView(APIView):
    """The way out for good. Never throttled below the general ceiling, and it asks nobody and for nothing else."""

    @extend_schema(operation_id="erase_me", request=serializers.ErasureSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Erase everything of mine, at once. It can't be undone."""
        _parsed(serializers.ErasureSerializer, request)
        actions.erase(_actor(request), now=timezone.now())
        sessions.leave(request._request)
        answer = Response(status=204)
        trusted_browsers.forget(answer)
        return answer


class StartAloneView(APIView):
    """A space of one's own."""

    throttle_scope = "pairing"

    @extend_schema(operation_id="start_alone", request=None, responses=serializers.MeSerializer)
    def post(self, request: Request) -> Response:
        """Begin to answer alone."""
        actions.start_alone(_actor(request), now=timezone.now())
        return _me(request)


class LeaveView(APIView):
    """The way out of a space. Never throttled below the general ceiling: leaving must always work."""

    @extend_schema(operation_id="leave_space", request=None, responses=serializers.MeSerializer)
    def post(self, request: Request) -> Response:
        """Leave, at once."""
        actions.leave(_actor(request), now=timezone.now())
        return _me(request)


class AcknowledgeClosedView(APIView):
    """The notice that the other has left."""

    @extend_schema(operation_id="acknowledge_closed", request=None, responses=serializers.MeSerializer)
    def post(self, request: Request) -> Response:
        """I have seen that the space has closed."""
        actions.acknowledge_closed(_actor(request), now=timezone.now())
        return _me(request)


class PairingView(APIView):
    """Where pairing stands."""

    @extend_schema(operation_id="get_pairing", responses=serializers.PairingSerializer)
    def get(self, request: Request) -> Response:
        """What I have to do to pair."""
        return _pairing(request)


class InvitationsView(APIView):
    """One's own invitation."""

    throttle_scope = "pairing"

    @extend_schema(operation_id="invite", request=None, responses={201: serializers.NewInvitationSerializer})
    def post(self, request: Request) -> Response:
        """Make an invitation. Its secrets are in this answer and nowhere else; an earlier one ends."""
        made = actions.create_invitation(_actor(request), now=timezone.now())
        link = invitations.link(settings.ORIGIN, made.secrets.token)
        body = {
            "id": str(made.invitation.id),
            "link": link,
            "code": invitations.written(made.secrets.code),
            "qr_svg": invitations.qr_svg(link),
            "expires_at": present.moment(made.invitation.expires_at),
        }
        return Response(body, status=201)

    @extend_schema(operation_id="cancel_invitation", responses={200: serializers.PairingSerializer})
    def delete(self, request: Request) -> Response:
        """Cancel it."""
        actions.cancel_invitation(_actor(request), now=timezone.now())
        return _pairing(request)


class RedeemView(APIView):
    """Joining by an invitation: a POST, so that nothing that opens a link can do it."""

    throttle_scope = "redeem"

    @extend_schema(
        operation_id="redeem",
        request=serializers.RedemptionSerializer,
        responses=serializers.PairingSerializer,
    )
    def post(self, request: Request) -> Response:
        """Ask to join, with the link's token or with the code."""
        secret = _parsed(serializers.RedemptionSerializer, request)
        actions.redeem_invitation(_actor(request), **secret, now=timezone.now())
        return _pairing(request)


class LookView(APIView):
    """Who made an invitation, before one asks to join them. It takes the secret itself, and consumes nothing."""

    throttle_scope = "look"

    @extend_schema(
        operation_id="look_at_invitation",
        request=serializers.RedemptionSerializer,
        responses=serializers.InviterSerializer,
    )
    def post(self, request: Request) -> Response:
        """The name of who invited me."""
        secret = _parsed(serializers.RedemptionSerializer, request)
        inviter = queries.inviter(_actor(request), **secret, now=timezone.now())
        return Response({"inviter": {"display_name": inviter.display_name}})


class ConfirmView(APIView):
    """The inviter's yes."""

    throttle_scope = "pairing"

    @extend_schema(
        operation_id="confirm_joiner",
        request=serializers.InvitationChoiceSerializer,
        responses=serializers.PairedSerializer,
    )
    def post(self, request: Request) -> Response:
        """Confirm who joined: the shared space begins."""
        choice = _parsed(serializers.InvitationChoiceSerializer, request)
        now = timezone.now()
        actor = _actor(request)
        actions.confirm_invitation(actor, **choice, now=now)
        pairing = present.pairing_of(queries.pairing(actor, now=now))
        return Response({"pairing": pairing, "me": present.me(actor)})


class DeclineView(APIView):
    """The inviter's no."""

    throttle_scope = "pairing"

    @extend_schema(
        operation_id="decline_joiner",
        request=serializers.InvitationChoiceSerializer,
        responses=serializers.PairingSerializer,
    )
    def post(self, request: Request) -> Response:
        """That is not who I invited."""
        choice = _parsed(serializers.InvitationChoiceSerializer, request)
        actions.decline_invitation(_actor(request), **choice, now=timezone.now())
        return _pairing(request)


class WithdrawView(APIView):
    """The joiner's second thoughts."""

    @extend_schema(operation_id="withdraw", request=None, responses=serializers.PairingSerializer)
    def post(self, request: Request) -> Response:
        """I no longer wait to be confirmed."""
        actions.withdraw(_actor(request), now=timezone.now())
        return _pairing(request)

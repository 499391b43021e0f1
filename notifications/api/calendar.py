"""The address of the viewer's calendar, and the feed at that address."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import queries as people
from couples.api.requests import actor
from couples.errors import NotFound
from couples.models import User
from notifications import actions
from notifications.calendar import feeds


class CalendarSerializer(serializers.Serializer[Any]):
    """Whether there is an address, and since when."""

    since = serializers.DateTimeField(allow_null=True)


class CalendarAddressSerializer(CalendarSerializer):
    """A new address. It is shown this once."""

    address = serializers.URLField()


class CalendarView(APIView):
    """The viewer's address for calendar programs."""

    @extend_schema(operation_id="calendar", responses=CalendarSerializer)
    def get(self, request: Request) -> Response:
        """Say since when the viewer has an address, if they have one. The address itself is not kept."""
        return Response(CalendarSerializer({"since": feeds.since(actor(request))}).data)

    @extend_schema(operation_id="make_calendar", request=None, responses={201: CalendarAddressSerializer})
    def post(self, request: Request) -> Response:
        """Make a new address. The one before ends."""
        now, viewer = timezone.now(), actor(request)
        device = people.this_device(viewer, session_key=request.session.session_key)
        address = actions.make_calendar(viewer, device, now=now)
        return Response(CalendarAddressSerializer({"since": now, "address": address}).data, status=201)

    @extend_schema(operation_id="end_calendar", responses={204: None})
    def delete(self, request: Request) -> Response:
        """End the address."""
        actions.end_calendar(actor(request))
        return Response(status=204)


class BySecretAddress(BaseAuthentication):
    """Authentication by the secret token in the calendar link. It permits only to read that calendar."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        """Return the owner; None for an unknown address."""
        owner = feeds.owner(request.parser_context["kwargs"]["token"])
        return (owner, None) if owner else None


class CalendarFeedView(APIView):
    """The feed that calendar programs read: without a session or a cookie, whatever format they ask for."""

    authentication_classes = [BySecretAddress]
    permission_classes = [AllowAny]
    # By person: many calendars ask from the same few addresses.
    throttle_scope = "calendar"
    http_method_names = ["get", "head"]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Skip the negotiation: there is only one format."""
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(exclude=True)
    def get(self, request: Request, token: str) -> HttpResponse:
        """Return the openings to come. 404 for an address that is unknown or has ended."""
        if not request.user.is_authenticated:
            raise NotFound(_("There is nothing here."))
        content = feeds.read(request.user)
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'inline; filename="check-in.ics"', "X-Robots-Tag": "noindex"},
        )

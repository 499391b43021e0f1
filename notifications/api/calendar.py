"""API views of the viewer's secret calendar link, and of the calendar that the link shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
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
    """Creation time of the viewer's calendar link. Null if the viewer has no link."""

    since = serializers.DateTimeField(allow_null=True)


class CalendarAddressSerializer(CalendarSerializer):
    """A new calendar link. The server stores only its hash, so no later response can show the link again."""

    address = serializers.URLField()


class CalendarView(APIView):
    """The viewer's secret link for calendar apps."""

    @extend_schema(operation_id="calendar", responses=CalendarSerializer)
    def get(self, request: Request) -> Response:
        """Return when the viewer's calendar link was created, if they have one. The link itself is not stored."""
        return Response(CalendarSerializer({"since": feeds.since(actor(request))}).data)

    @extend_schema(operation_id="make_calendar", request=None, responses={201: CalendarAddressSerializer})
    def post(self, request: Request) -> Response:
        """Create a new calendar link and return it. An older link stops working."""
        now, viewer = timezone.now(), actor(request)
        device = people.this_device(viewer, session_key=request.session.session_key)
        address = actions.make_calendar(viewer, device, now=now)
        return Response(CalendarAddressSerializer({"since": now, "address": address}).data, status=201)

    @extend_schema(operation_id="end_calendar", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Delete the viewer's calendar link."""
        actions.end_calendar(actor(request))
        return Response(status=204)


class BySecretAddress(BaseAuthentication):
    """Authentication by the secret token in a calendar link. The token permits only reading that calendar."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        """Return the owner of the calendar link. None if the token is unknown or no longer valid."""
        owner = feeds.owner(request.parser_context["kwargs"]["token"])
        return (owner, None) if owner else None


class CalendarFeedView(APIView):
    """The calendar that calendar apps load. The apps send no session cookie, and the `Accept` header is ignored."""

    authentication_classes = [BySecretAddress]
    permission_classes = [AllowAny]
    # Limited per person: many calendar apps send requests from the same few IP addresses.
    throttle_scope = "calendar"
    http_method_names = ["get", "head"]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Ignore the `Accept` header, because the calendar has only one format."""
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(exclude=True)
    def get(self, request: Request, token: str) -> HttpResponse:
        """Return the next check-ins as an iCalendar file. 404 if the link is unknown or no longer valid."""
        if not request.user.is_authenticated:
            raise NotFound(_("There is nothing here."))
        content = feeds.read(request.user)
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'inline; filename="check-in.ics"', "X-Robots-Tag": "noindex"},
        )


urlpatterns: list[URLPattern] = [
    path("notifications/calendar", CalendarView.as_view()),
    path(
        "notifications/calendar/<str:token>.ics",
        CalendarFeedView.as_view(),
        name="notifications-calendar",
    ),
]

"""API about the devices on which the viewer is signed in."""

from __future__ import annotations

from uuid import UUID

from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, queries
from couples.api.requests import actor
from couples.queries import SignedInDevice
from couples.signed_in import sessions


class DevicesView(APIView):
    """The devices on which the viewer is signed in."""

    @extend_schema(operation_id="list_devices", responses=list[SignedInDevice])
    def get(self, request: Request) -> Response:
        """Return the viewer's devices: this request's device first, then the others, most recently seen first."""
        found = queries.devices(actor(request), session_key=request.session.session_key, now=timezone.now())
        return Response(found)


class DeviceView(APIView):
    """One device on which the viewer is signed in."""

    @extend_schema(operation_id="sign_out_device", responses={204: None})
    def delete(self, request: Request, device_id: UUID) -> Response:
        """Sign the viewer out on this device, and stop the reminders to it."""
        actions.sign_out_device(actor(request), device_id=device_id, now=timezone.now())
        return Response(status=204)


class SignOutOthersView(APIView):
    """The end of the viewer's sessions on all devices except the device of the request."""

    @extend_schema(operation_id="sign_out_others", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End every session of the viewer except the session of this request."""
        key = request.session.session_key or ""
        actions.sign_out_others(actor(request), session_key=key, now=timezone.now())
        return Response(status=204)


class SignOutEverywhereView(APIView):
    """The end of the viewer's sessions on all their devices."""

    @extend_schema(operation_id="sign_out_everywhere", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End every session of the viewer, including the session of this request."""
        actions.sign_out_everywhere(actor(request), now=timezone.now())
        sessions.leave(request._request)
        return Response(status=204)


urlpatterns: list[URLPattern] = [
    path("me/devices", DevicesView.as_view()),
    path("me/devices/<uuid:device_id>", DeviceView.as_view()),
    path("me/sign-out-others", SignOutOthersView.as_view()),
    path("me/sign-out-everywhere", SignOutEverywhereView.as_view()),
]

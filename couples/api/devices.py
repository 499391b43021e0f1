"""The devices on which one is signed in."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, queries, sessions
from couples.api.present import moment
from couples.models import User


class SignedInDeviceSerializer(serializers.Serializer[Any]):
    """A browser in which the viewer is signed in. `last_seen` is told in whole hours; there is no address."""

    id = serializers.UUIDField()
    name = serializers.CharField(allow_blank=True)
    first_seen = serializers.DateTimeField()
    last_seen = serializers.DateTimeField()
    here = serializers.BooleanField()


def _viewer(request: Request) -> User:
    return cast(User, request.user)  # the permission has seen to it


class DevicesView(APIView):
    """Where one is signed in."""

    @extend_schema(operation_id="list_devices", responses=SignedInDeviceSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The device that asks first, then the one last seen."""
        found = queries.devices(_viewer(request), session_key=request.session.session_key, now=timezone.now())
        return Response(
            [
                {
                    "id": str(one.device.id),
                    "name": one.device.name,
                    "first_seen": moment(one.device.first_seen),
                    "last_seen": moment(one.device.last_seen),
                    "here": one.here,
                }
                for one in found
            ]
        )


class DeviceView(APIView):
    """One of one's own devices."""

    @extend_schema(operation_id="sign_out_device", responses={204: None})
    def delete(self, request: Request, device_id: UUID) -> Response:
        """Sign out there: the session ends, and so do the reminders that go there."""
        actions.sign_out_device(_viewer(request), device_id=device_id, now=timezone.now())
        return Response(status=204)


class SignOutOthersView(APIView):
    """The way out of every other device."""

    @extend_schema(operation_id="sign_out_others", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End every session but this one."""
        key = request.session.session_key or ""
        actions.sign_out_others(_viewer(request), session_key=key, now=timezone.now())
        return Response(status=204)


class SignOutEverywhereView(APIView):
    """The way out of every device."""

    @extend_schema(operation_id="sign_out_everywhere", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End every session, this one too."""
        actions.sign_out_everywhere(_viewer(request), now=timezone.now())
        sessions.leave(request._request)
        return Response(status=204)

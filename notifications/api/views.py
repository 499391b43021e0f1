"""The views about reminders: each parses, calls one function, and renders."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import queries as people
from couples.api.requests import actor, parsed
from couples.errors import Conflict
from couples.models import User
from notifications import actions, queries, vapid
from notifications.api import serializers
from notifications.models import Preference
from notifications.queries import NudgeStatus


class PreferencesView(APIView):
    """How the viewer wants to be reminded."""

    @extend_schema(operation_id="preferences", responses=serializers.PreferencesSerializer)
    def get(self, request: Request) -> Response:
        """The viewer's preferences, or the defaults."""
        viewer = actor(request)
        return _preferences(viewer, queries.preference(viewer.pk))

    @extend_schema(
        operation_id="change_preferences",
        request=serializers.PreferencesSerializer,
        responses=serializers.PreferencesSerializer,
    )
    def patch(self, request: Request) -> Response:
        """Change the given preferences and leave the others."""
        changes = parsed(serializers.PreferencesSerializer, request, partial=True)
        viewer = actor(request)
        return _preferences(viewer, actions.update_preferences(viewer, changes=changes))


def _preferences(viewer: User, preference: Preference) -> Response:
    """Render the preferences. E-mail is shown as off for a person who can't get e-mail."""
    shown = dict(serializers.PreferencesSerializer(preference).data)
    if not viewer.gets_mail:
        shown |= {"email": False, "email_too": False}
    return Response(shown)


class PreviewView(APIView):
    """What the lock screen will show."""

    @extend_schema(operation_id="reminder_preview", responses=serializers.PreviewSerializer)
    def get(self, request: Request) -> Response:
        """The words of every kind of reminder in both tones."""
        return Response(serializers.PreviewSerializer({"kinds": queries.preview(actor(request))}).data)


class VapidKeyView(APIView):
    """This server's push key."""

    @extend_schema(operation_id="vapid_key", responses=serializers.VapidSerializer)
    def get(self, request: Request) -> Response:
        """The public key that a browser subscribes with."""
        return Response({"public_key": vapid.public_key()})


class SubscriptionsView(APIView):
    """The viewer's browsers."""

    @extend_schema(operation_id="subscriptions", responses=serializers.SubscriptionSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the browsers that are pushed to, oldest first."""
        found = queries.subscriptions(actor(request))
        return Response(serializers.SubscriptionSerializer(found, many=True).data)

    @extend_schema(
        operation_id="save_subscription",
        request=serializers.NewSubscriptionSerializer,
        responses={201: serializers.SubscriptionSerializer},
    )
    def put(self, request: Request) -> Response:
        """Register this browser; the same endpoint again renews it."""
        given = parsed(serializers.NewSubscriptionSerializer, request)
        device = people.this_device(actor(request), session_key=request.session.session_key)
        if device is None:
            # Signing out removes the browsers of listed devices only, so nothing would ever remove this one.
            raise Conflict(_("Sign out and sign in again, then try again."), code="sign_in_again")
        subscription = actions.save_subscription(
            actor(request),
            device,
            endpoint=given["endpoint"],
            p256dh=given["keys"]["p256dh"],
            auth=given["keys"]["auth"],
            label=given["label"],
            now=timezone.now(),
        )
        return Response(serializers.SubscriptionSerializer(subscription).data, status=201)


class SubscriptionView(APIView):
    """One of the viewer's browsers."""

    @extend_schema(operation_id="remove_subscription", responses={204: None})
    def delete(self, request: Request, subscription_id: UUID) -> Response:
        """Stop pushing to this browser."""
        actions.remove_subscription(actor(request), subscription_id=subscription_id, now=timezone.now())
        return Response(status=204)


class SnoozeView(APIView):
    """'In two hours', from the lock screen."""

    throttle_scope = "snooze"

    @extend_schema(
        operation_id="snooze",
        request=serializers.SnoozeSerializer,
        responses=serializers.SnoozedSerializer,
    )
    def post(self, request: Request, reminder_id: UUID) -> Response:
        """Send one of the viewer's reminders once more, later."""
        given = parsed(serializers.SnoozeSerializer, request)
        snoozed = actions.snooze(
            actor(request), reminder_id=reminder_id, wait=given["wait"], now=timezone.now()
        )
        return Response(serializers.SnoozedSerializer(snoozed).data)


class NudgeView(APIView):
    """One gentle nudge for each check-in."""

    throttle_scope: str | None = "nudge"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Apply the rate limit to a nudge only, not to a look at whether one is possible."""
        if request.method != "POST":
            self.throttle_scope = None
        super().initial(request, *args, **kwargs)

    @extend_schema(operation_id="get_nudge", responses=NudgeStatus)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Whether the viewer has nudged their partner, and still may."""
        found = queries.nudged(actor(request), check_in_id=check_in_id, now=timezone.now())
        return Response(found)

    @extend_schema(operation_id="nudge", request=None, responses={201: NudgeStatus})
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Nudge the partner, once. The answer is the same whatever they did or chose."""
        actions.nudge(actor(request), check_in_id=check_in_id, now=timezone.now())
        return Response(NudgeStatus(nudged=True, possible=False), status=201)


class TestReminderView(APIView):
    """'Send me a test'."""

    throttle_scope = "send"

    @extend_schema(operation_id="send_test", request=None, responses=serializers.TestSentSerializer)
    def post(self, request: Request) -> Response:
        """Send a test to the viewer's own devices and address, on the channels that are on."""
        from notifications.sending import trial  # loads aiohttp, which other requests don't need

        sent = trial.send_test(actor(request), now=timezone.now())
        return Response(serializers.TestSentSerializer(sent).data)

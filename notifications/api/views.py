"""API views of reminders. Each view parses the request, calls one function, and renders the result."""

from __future__ import annotations

from uuid import UUID

from django.urls import URLPattern, path
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
        """Return the viewer's preferences, or the defaults if none are stored."""
        viewer = actor(request)
        return _preferences(viewer, queries.preference(viewer.pk))

    @extend_schema(
        operation_id="change_preferences",
        request=serializers.PreferencesSerializer,
        responses=serializers.PreferencesSerializer,
    )
    def patch(self, request: Request) -> Response:
        """Change only the given preferences."""
        changes = parsed(serializers.PreferencesSerializer, request, partial=True)
        viewer = actor(request)
        return _preferences(viewer, actions.update_preferences(viewer, changes=changes))


def _preferences(viewer: User, preference: Preference) -> Response:
    """Render the preferences. E-mail is shown as off if the person has no address or this server sends no e-mail."""
    shown = dict(serializers.PreferencesSerializer(preference).data)
    if not viewer.gets_mail:
        shown |= {"email": False, "email_too": False}
    return Response(shown)


class PreviewView(APIView):
    """The texts that reminders show on the lock screen."""

    @extend_schema(operation_id="reminder_preview", responses=serializers.PreviewSerializer)
    def get(self, request: Request) -> Response:
        """Return every reminder kind, with its lock-screen text in each tone (generic and warm).

        The texts of the kind's switch in the settings are returned as well.
        """
        return Response(serializers.PreviewSerializer({"kinds": queries.preview(actor(request))}).data)


class VapidKeyView(APIView):
    """This server's public VAPID key, which identifies the server to push services."""

    @extend_schema(operation_id="vapid_key", responses=serializers.VapidSerializer)
    def get(self, request: Request) -> Response:
        """Return the public key that a browser needs to subscribe to pushes."""
        return Response({"public_key": vapid.public_key()})


class SubscriptionsView(APIView):
    """The browsers in which the viewer receives pushes."""

    @extend_schema(operation_id="subscriptions", responses=serializers.SubscriptionSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return the browsers in which the viewer receives pushes, oldest first."""
        found = queries.subscriptions(actor(request))
        return Response(serializers.SubscriptionSerializer(found, many=True).data)

    @extend_schema(
        operation_id="save_subscription",
        request=serializers.NewSubscriptionSerializer,
        responses={201: serializers.SubscriptionSerializer},
    )
    def put(self, request: Request) -> Response:
        """Register this browser for pushes, or renew its registration if its push URL is already registered."""
        given = parsed(serializers.NewSubscriptionSerializer, request)
        device = people.this_device(actor(request), session_key=request.session.session_key)
        if device is None:
            # Signing out removes only the subscriptions of listed devices. Nothing would ever remove this subscription.
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
    """One browser in which the viewer receives pushes."""

    @extend_schema(operation_id="remove_subscription", responses={204: None})
    def delete(self, request: Request, subscription_id: UUID) -> Response:
        """Stop sending pushes to this browser, except account alerts that are already waiting to be sent."""
        actions.remove_subscription(actor(request), subscription_id=subscription_id, now=timezone.now())
        return Response(status=204)


class SnoozeView(APIView):
    """A reminder that its recipient puts off, for example with the button "In two hours" of the notification."""

    throttle_scope = "snooze"

    @extend_schema(operation_id="snooze", request=serializers.SnoozeSerializer, responses=actions.Snoozed)
    def post(self, request: Request, reminder_id: UUID) -> Response:
        """Put off one of the viewer's reminders, so that the same reminder is sent again later."""
        given = parsed(serializers.SnoozeSerializer, request)
        snoozed = actions.snooze(
            actor(request), reminder_id=reminder_id, wait=given["wait"], now=timezone.now()
        )
        return Response(snoozed)


class NudgeView(APIView):
    """The nudge that the viewer may send to their partner, once per check-in."""

    throttle_scope = "nudge"
    throttle_methods = ("POST",)

    @extend_schema(operation_id="get_nudge", responses=NudgeStatus)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Return whether the viewer has nudged their partner about this check-in, and whether they still may nudge."""
        found = queries.nudged(actor(request), check_in_id=check_in_id, now=timezone.now())
        return Response(found)

    @extend_schema(operation_id="nudge", request=None, responses={201: NudgeStatus})
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Nudge the partner, once. The response does not depend on what the partner did or chose."""
        actions.nudge(actor(request), check_in_id=check_in_id, now=timezone.now())
        return Response(NudgeStatus(nudged=True, possible=False), status=201)


class TestReminderView(APIView):
    """The test message that a person can send to themselves."""

    throttle_scope = "send"

    @extend_schema(operation_id="send_test", request=None, responses=serializers.TestSentSerializer)
    def post(self, request: Request) -> Response:
        """Send a test message at once to the viewer's own devices and e-mail address, on the channels that are on."""
        from notifications.sending import trial  # loads aiohttp, which other requests don't need

        sent = trial.send_test(actor(request), now=timezone.now())
        return Response(serializers.TestSentSerializer(sent).data)


urlpatterns: list[URLPattern] = [
    path("notifications/preferences", PreferencesView.as_view()),
    path("notifications/preview", PreviewView.as_view()),
    path("notifications/vapid", VapidKeyView.as_view()),
    path("notifications/subscriptions", SubscriptionsView.as_view()),
    path("notifications/subscriptions/<uuid:subscription_id>", SubscriptionView.as_view()),
    path("notifications/reminders/<uuid:reminder_id>/snooze", SnoozeView.as_view()),
    path("notifications/nudges/<uuid:check_in_id>", NudgeView.as_view()),
    path("notifications/test", TestReminderView.as_view()),
]

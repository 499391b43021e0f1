"""The support admin: what became of a reminder, without a word of it and without an address that one could push to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from checkins.models import CheckIn
from couples.support import ReadOnly
from notifications import policy
from notifications.channels.push import origin
from notifications.models import Preference, PushSubscription, Reminder


@admin.register(Reminder)
class ReminderAdmin(ReadOnly):
    """When, on which channel, and what became of it."""

    list_display = ("id", "kind", "channel", "state", "outcome", "due_at", "attempts", "settled_at")
    list_filter = ("state", "kind", "channel", "outcome")
    exclude = ("reached", "lease")
    search_fields: ClassVar[list[str]] = ["user__id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reminder]:
        """Without what was to ask for answers that the two have not read yet: what became of it says whether somebody
        has given theirs, and when."""
        unread = ~Q(check_in__state=CheckIn.State.REVEALED)
        found: QuerySet[Reminder] = super().get_queryset(request)
        return found.exclude(unread, kind__in=policy.ABOUT_ANSWERING)


@admin.register(PushSubscription)
class PushSubscriptionAdmin(ReadOnly):
    """Which push service, since when, and whether it still answers."""

    list_display = ("id", "service", "created_at", "last_sent_at", "retired_at")
    fields = ("id", "user", "service", "created_at", "last_sent_at", "retired_at")
    search_fields: ClassVar[list[str]] = ["user__id"]

    @admin.display(description="push service")
    def service(self, subscription: PushSubscription) -> str:
        """The origin alone: whoever holds the whole endpoint and keys could push."""
        return origin(subscription.endpoint)


@admin.register(Preference)
class PreferenceAdmin(ReadOnly):
    """How somebody wants to be reminded, to explain why they were or were not."""

    list_display = ("user_id", "push", "email", "quiet_from", "quiet_to", "opening", "last_call", "revealed")
    search_fields: ClassVar[list[str]] = ["user__id"]

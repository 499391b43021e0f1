"""Admin pages for support: reminders and their outcomes, push subscriptions and preferences.

They show no text of a message and no address to which a push could be sent.
"""

from __future__ import annotations

from typing import ClassVar, cast

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from checkins.models import CheckIn
from couples.support import ReadOnly, day, day_of, minute
from notifications.channels.endpoints import origin
from notifications.models import Preference, PushSubscription, Reminder
from notifications.planning.kinds import ABOUT_ANSWERING, KINDS, ReminderKind


@admin.register(Reminder)
class ReminderAdmin(ReadOnly):
    """Admin page of reminders: when each reminder was due, on which channel, and its outcome."""

    list_display = ("id", "kind", "channel", "state", "outcome", "due", "attempts", "settled_on")
    list_filter = ("state", "kind", "channel", "outcome")
    fields = (
        "id", "user", "check_in", "kind", "channel", "due", "state", "outcome", "attempts", "settled_on",
    )  # fmt: skip
    search_fields: ClassVar[list[str]] = ["user__id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reminder]:
        """Leave out reminders that ask for answers to an open or lapsed check-in.

        The outcome of such a reminder would show support whether and when a person has answered.
        """
        unread = ~Q(check_in__state=CheckIn.State.REVEALED)
        found: QuerySet[Reminder] = super().get_queryset(request).select_related("check_in")
        return found.defer("check_in__prompts").exclude(unread, kind__in=ABOUT_ANSWERING)

    @admin.display(description=pgettext_lazy("a column of support's tables", "due (UTC)"))
    def due(self, reminder: Reminder) -> str:
        """Return when the reminder is due: to the minute if the schedule sets the time, otherwise only the day.

        The exact time of other reminders would show when a person did something. So would the exact time of reminders
        about the first check-in, which opens when the two link or when a person begins alone.
        """
        is_first = reminder.check_in is not None and reminder.check_in.number == 1
        by_schedule = KINDS[cast(ReminderKind, reminder.kind)].by_schedule and not is_first
        if by_schedule and reminder.snoozed_at is None:
            return minute(reminder.due_at)
        return day(reminder.due_at)

    @admin.display(description=pgettext_lazy("a column of support's tables", "settled on"))
    def settled_on(self, reminder: Reminder) -> str:
        """Return the day on which the reminder was sent, dropped or given up.

        The exact time could show when the person submitted, because submitting drops their reminders.
        """
        return day(reminder.settled_at)


@admin.register(PushSubscription)
class PushSubscriptionAdmin(ReadOnly):
    """Admin page of push subscriptions: push service, creation, day of the last push, and retirement."""

    list_display = ("id", "service", "created_on", "last_sent_on", "retired_on")
    fields = ("id", "user", "service", "created_on", "last_sent_on", "retired_on")
    search_fields: ClassVar[list[str]] = ["user__id"]
    created_on = day_of("created_at", pgettext_lazy("a column of support's tables", "created on"))
    retired_on = day_of("retired_at", pgettext_lazy("a column of support's tables", "retired on"))

    @admin.display(description=pgettext_lazy("a column of support's tables", "push service"))
    def service(self, subscription: PushSubscription) -> str:
        """Return only the scheme and host of the push service. The whole URL is the address of one browser."""
        return origin(subscription.endpoint)

    @admin.display(description=pgettext_lazy("a column of support's tables", "last sent on"))
    def last_sent_on(self, subscription: PushSubscription) -> str:
        """Return the day of the last push.

        The exact time would show when the second partner submitted, because the reveal is announced by push.
        """
        return day(subscription.last_sent_at)


@admin.register(Preference)
class PreferenceAdmin(ReadOnly):
    """Admin page of preferences, which explain to support why a reminder was or was not sent."""

    fields = (
        "user", "push", "email", "email_too", "mail_returned_on", "quiet_from", "quiet_to", "text",
        "wanted_kinds", "at_most",
    )  # fmt: skip
    list_display = ("user_id", "push", "email", "quiet_from", "quiet_to", "wanted_kinds")
    search_fields: ClassVar[list[str]] = ["user__id"]

    @admin.display(description=pgettext_lazy("a column of support's tables", "kinds"))
    def wanted_kinds(self, preference: Preference) -> str:
        """Return the kinds of reminders that this person wants."""
        return ", ".join(kind for kind, wanted in preference.kinds.items() if wanted)

    @admin.display(description=pgettext_lazy("a column of support's tables", "e-mail returned on"))
    def mail_returned_on(self, preference: Preference) -> str:
        """Return the day on which an e-mail to this person's address bounced, or "" if none has bounced."""
        return day(preference.mail_returned_at)

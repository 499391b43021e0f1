"""The support admin: what became of a reminder, without a word of it and without an address that one could push to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from notifications.channels.push import origin
from notifications.models import Preference, PushSubscription, Reminder

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin  # takes no type argument when it runs


class _ReadOnly(_ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from facts, not from hands."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Looking is enough to help somebody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing a person is done as a whole, elsewhere."""
        return False


@admin.register(Reminder)
class ReminderAdmin(_ReadOnly):
    """When, on which channel, and what became of it."""

    list_display = ("id", "kind", "channel", "state", "outcome", "due_at", "attempts", "settled_at")
    list_filter = ("state", "kind", "channel", "outcome")
    exclude = ("reached", "lease")
    search_fields: ClassVar[list[str]] = ["user__id"]


@admin.register(PushSubscription)
class PushSubscriptionAdmin(_ReadOnly):
    """Which push service, since when, and whether it still answers."""

    list_display = ("id", "service", "created_at", "last_sent_at", "retired_at")
    fields = ("id", "user", "service", "created_at", "last_sent_at", "retired_at")
    search_fields: ClassVar[list[str]] = ["user__id"]

    @admin.display(description="push service")
    def service(self, subscription: PushSubscription) -> str:
        """The origin alone: whoever holds the whole endpoint and keys could push."""
        return origin(subscription.endpoint)


@admin.register(Preference)
class PreferenceAdmin(_ReadOnly):
    """How somebody wants to be reminded, to explain why they were or were not."""

    list_display = ("user_id", "push", "email", "quiet_from", "quiet_to", "opening", "last_call", "revealed")
    search_fields: ClassVar[list[str]] = ["user__id"]

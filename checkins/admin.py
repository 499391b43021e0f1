"""Support's view of check-ins: what happened and when, never what people said.

Responses, talking points and voices are not registered. Nothing can be changed here: only actions write.
"""

from __future__ import annotations

import datetime as dt

from django.contrib import admin
from django.utils.translation import pgettext_lazy

from checkins.models import CheckIn, Schedule
from couples.support import ReadOnly, day


@admin.register(CheckIn)
class CheckInAdmin(ReadOnly):
    """Windows and states. The prompts are left out: they are long, and support does not need them."""

    fields = ("id", "couple", "number", "opens_at", "closes_at", "state", "revealed_on", "asked")
    list_display = ("id", "couple", "number", "opens_at", "closes_at", "state")
    list_filter = ("state",)
    search_fields = ("=id", "=couple__id")
    ordering = ("-opens_at",)

    @admin.display(description=pgettext_lazy("a column of support's tables", "revealed on"))
    def revealed_on(self, check_in: CheckIn) -> str:
        """The couple's day. The moment would say when the second of the two submitted."""
        if check_in.revealed_at is None:
            return ""
        zones = Schedule.objects.filter(pk=check_in.couple_id).values_list("time_zone", flat=True)
        return check_in.revealed_at.astimezone(zones.first() or dt.UTC).date().isoformat()


@admin.register(Schedule)
class ScheduleAdmin(ReadOnly):
    """When the check-ins of couples open."""

    # An explicit list: who changed it, and the consequences of private choices, are for the couple alone.
    fields = (
        "couple", "cadence_weeks", "weekday", "local_time", "time_zone", "window_hours", "paused_on", "next_opens_at",
    )  # fmt: skip
    list_display = (
        "couple", "cadence_weeks", "weekday", "local_time", "time_zone", "paused_on", "next_opens_at",
    )  # fmt: skip
    search_fields = ("=couple__id",)

    @admin.display(description=pgettext_lazy("a column of support's tables", "paused on"))
    def paused_on(self, schedule: Schedule) -> str:
        """The day in UTC. The moment would say when one of the two tapped."""
        return day(schedule.paused_at)

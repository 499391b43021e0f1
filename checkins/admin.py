"""Read-only admin pages of check-ins for support staff. They show what happened and when, never what people said.

Responses, talking points and the partners' choices have no admin page. Nothing can be changed on these pages.
"""

from __future__ import annotations

import datetime as dt

from django.contrib import admin
from django.utils.translation import pgettext_lazy

from checkins.models import CheckIn, Schedule
from couples.support import ReadOnly, day


@admin.register(CheckIn)
class CheckInAdmin(ReadOnly):
    """Admin page of check-ins: when each opens and closes, and whether it is open, revealed or lapsed (never revealed).

    The prompts are left out: they are long, and support does not need them.
    """

    fields = ("id", "couple", "number", "opens_at", "closes_at", "state", "revealed_on", "asked")
    list_display = ("id", "couple", "number", "opens_at", "closes_at", "state")
    list_filter = ("state",)
    search_fields = ("=id", "=couple__id")
    ordering = ("-opens_at",)

    @admin.display(description=pgettext_lazy("a column of support's tables", "revealed on"))
    def revealed_on(self, check_in: CheckIn) -> str:
        """Return the day of the reveal in the couple's time zone, or "" before the reveal.

        The exact time is left out, because it would disclose when the second partner submitted.
        """
        if check_in.revealed_at is None:
            return ""
        zones = Schedule.objects.filter(pk=check_in.couple_id).values_list("time_zone", flat=True)
        return check_in.revealed_at.astimezone(zones.first() or dt.UTC).date().isoformat()


@admin.register(Schedule)
class ScheduleAdmin(ReadOnly):
    """Admin page of schedules: when each couple's check-ins open."""

    # An explicit list. Who changed the schedule, and the consequences of private choices, are for the couple alone.
    fields = (
        "couple", "cadence_weeks", "weekday", "local_time", "time_zone", "window_hours", "paused_on", "next_opens_at",
    )  # fmt: skip
    list_display = (
        "couple", "cadence_weeks", "weekday", "local_time", "time_zone", "paused_on", "next_opens_at",
    )  # fmt: skip
    search_fields = ("=couple__id",)

    @admin.display(description=pgettext_lazy("a column of support's tables", "paused on"))
    def paused_on(self, schedule: Schedule) -> str:
        """Return the day (in UTC) on which a partner paused the check-ins, or "" without a pause.

        The exact time is left out, because it would disclose when a partner used the app.
        """
        return day(schedule.paused_at)

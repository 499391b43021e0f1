"""Support's view of the ritual: that things happened and when, never what anybody said.

Responses, talking points and voices are not registered at all. Nothing can be changed here: only actions write.
"""

from __future__ import annotations

import datetime as dt

from django.contrib import admin

from checkins.models import CheckIn, Schedule
from couples.support import ReadOnly


@admin.register(CheckIn)
class CheckInAdmin(ReadOnly):
    """Windows and states. The prompts' weights and wording stay out: they are long and nobody's business here."""

    fields = ("id", "couple", "number", "opens_at", "closes_at", "state", "revealed_on", "asked")
    list_display = ("id", "couple", "number", "opens_at", "closes_at", "state")
    list_filter = ("state",)
    search_fields = ("=id", "=couple__id")
    ordering = ("-opens_at",)

    @admin.display(description="revealed on")
    def revealed_on(self, check_in: CheckIn) -> str:
        """The couple's day. The moment is when the second of the two submitted."""
        if check_in.revealed_at is None:
            return ""
        zones = Schedule.objects.filter(pk=check_in.couple_id).values_list("time_zone", flat=True)
        return check_in.revealed_at.astimezone(zones.first() or dt.UTC).date().isoformat()


@admin.register(Schedule)
class ScheduleAdmin(ReadOnly):
    """When couples meet."""

    list_display = (
        "couple",
        "cadence_weeks",
        "weekday",
        "local_time",
        "time_zone",
        "paused_at",
        "next_opens_at",
    )
    # Who changed it is for the two alone.
    exclude = ("changes",)
    search_fields = ("=couple__id",)

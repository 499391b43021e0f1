"""Read-only admin pages of check-ins for support staff. They show what happened and when, never what people said.

Responses, talking points and the partners' choices have no admin page. Nothing can be changed on these pages.
"""

from __future__ import annotations

import datetime as dt

from django.contrib import admin
from django.db.models.functions import TruncDate
from django.utils.translation import pgettext_lazy

from checkins.models import CheckIn, Schedule
from couples.support import ReadOnly, day, minute


@admin.register(CheckIn)
class CheckInAdmin(ReadOnly):
    """Admin page of check-ins: when each opens and closes, and whether it is open, revealed or lapsed (never revealed).

    The prompts are left out: they are long, and support does not need them.
    """

    fields = ("id", "couple", "number", "opens", "closes", "state", "revealed_on", "asked")
    list_display = ("id", "couple", "number", "opens", "closes", "state")
    list_filter = ("state",)
    search_fields = ("=id", "=couple__id")
    # By the day: the order of exact times would tell between which other openings a first check-in began.
    ordering = (TruncDate("opens_at", tzinfo=dt.UTC).desc(), "pk")

    @admin.display(description=pgettext_lazy("a column of support's tables", "opens (UTC)"))
    def opens(self, check_in: CheckIn) -> str:
        """Return when the check-in opens: to the minute if the schedule sets the time, otherwise only the day."""
        return _by_schedule(check_in, check_in.opens_at)

    @admin.display(description=pgettext_lazy("a column of support's tables", "closes (UTC)"))
    def closes(self, check_in: CheckIn) -> str:
        """Return when the check-in closes: to the minute if the schedule sets the time, otherwise only the day."""
        return _by_schedule(check_in, check_in.closes_at)

    @admin.display(description=pgettext_lazy("a column of support's tables", "revealed on"))
    def revealed_on(self, check_in: CheckIn) -> str:
        """Return the day of the reveal in the couple's time zone, or "" before the reveal.

        The exact time is left out, because it would disclose when the second partner submitted.
        """
        if check_in.revealed_at is None:
            return ""
        zones = Schedule.objects.filter(pk=check_in.couple_id).values_list("time_zone", flat=True)
        return check_in.revealed_at.astimezone(zones.first() or dt.UTC).date().isoformat()


def _by_schedule(check_in: CheckIn, moment: dt.datetime) -> str:
    """Return this moment of the check-in to the minute (UTC), but only the day for the couple's first check-in.

    The first check-in opens when the space begins, so its exact time would show when a person began or linked.
    """
    return minute(moment) if check_in.number > 1 else day(moment)


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

"""When a couple's check-ins open, and a member's quiet break from them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from timezone_field import TimeZoneField

from couples.models import Couple, Membership


class Schedule(models.Model):
    """When a couple's check-ins open. The task that opens them looks only at `next_opens_at`."""

    couple = models.OneToOneField(Couple, primary_key=True, on_delete=models.CASCADE, related_name="schedule")
    cadence_weeks = models.PositiveSmallIntegerField(default=1)
    weekday = models.PositiveSmallIntegerField(default=6, help_text="0 is Monday")
    local_time = models.TimeField()
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = models.PositiveSmallIntegerField(default=96)
    paused_at = models.DateTimeField(null=True, blank=True)
    #: Empty once the couple has closed. A pause keeps it: every two weeks, it says in which week to go on.
    next_opens_at = models.DateTimeField(null=True, blank=True)
    #: Total length of the pauses since the latest check-in opened, without the present one.
    paused_for = models.DurationField(default=dt.timedelta)
    #: Recent changes (checkins.asking.schedule.Change): for the limit, and for the other partner to see.
    changes = models.JSONField(default=list, blank=True)
    #: Numbers of the first check-in that may ask about tender topics, and of the first that no longer may
    #: (checkins.asking.tender).
    tender_starts = models.PositiveIntegerField(null=True, blank=True)
    tender_ends = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_opens_at"], condition=Q(next_opens_at__isnull=False), name="schedule_due"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cadence_weeks__in=[1, 2]), name="schedule_cadence_known"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="schedule_weekday_known"),
            # Shorter than a week, so that a check-in has closed before the next can open.
            models.CheckConstraint(
                condition=Q(window_hours__gte=24, window_hours__lte=144), name="schedule_window_within_a_week"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Rest(models.Model):
    """This member takes a quiet break: no questions, no reminders. Only they know of it, and nothing else changes.

    The row exists only during the break. Its beginning, and the number of breaks, are not kept.
    """

    membership = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="rest"
    )

    def __str__(self) -> str:
        return str(self.pk)

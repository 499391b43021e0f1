"""The tables of schedules (when a couple's check-ins open) and of members' quiet breaks."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from timezone_field import TimeZoneField

from couples.models import Couple, Membership


class Schedule(models.Model):
    """A couple's schedule: when its check-ins open.

    The task that opens check-ins looks for schedules whose `next_opens_at` has passed.
    """

    couple = models.OneToOneField(Couple, primary_key=True, on_delete=models.CASCADE, related_name="schedule")
    cadence_weeks = models.PositiveSmallIntegerField(default=1)
    weekday = models.PositiveSmallIntegerField(default=6, help_text="0 is Monday")
    local_time = models.TimeField()
    time_zone = TimeZoneField(use_pytz=False)
    window_hours = models.PositiveSmallIntegerField(default=96)
    paused_at = models.DateTimeField(null=True, blank=True)
    #: Empty once the couple has closed. Kept during a pause: with check-ins every two weeks, it says in which week to
    #: resume.
    next_opens_at = models.DateTimeField(null=True, blank=True)
    #: Total length of the ended pauses since the latest check-in opened.
    paused_for = models.DurationField(default=dt.timedelta)
    #: Recent changes (checkins.asking.schedule.Change), used for the limit and shown to the other partner.
    changes = models.JSONField(default=list, blank=True)
    #: Number of the first check-in that may ask about tender topics, and number of the first check-in after it that no
    #: longer may (checkins.asking.tender).
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
            # The window is shorter than a week, so that a check-in has closed before the next can open.
            models.CheckConstraint(
                condition=Q(window_hours__gte=24, window_hours__lte=144), name="schedule_window_within_a_week"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Rest(models.Model):
    """A member's quiet break, without questions and reminders. Only the member knows about the break.

    The row exists only during the break. When the break began, and how many breaks came before, is not stored.
    """

    membership = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="rest"
    )

    def __str__(self) -> str:
        return str(self.pk)

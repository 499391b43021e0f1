"""Tables of the check-ins. People's words are stored in sealed envelopes only."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
    #: Recent changes (checkins.schedule.Change): for the limit, and for the other partner to see.
    changes = models.JSONField(default=list, blank=True)
    #: Numbers of the first check-in that may ask about tender topics, and of the first that no longer may
    #: (checkins.tender).
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


class CheckIn(models.Model):
    """One round: a frozen set of prompts with its window. Revealed once, or lapsed for good."""

    class State(models.TextChoices):
        OPEN = "open"
        REVEALED = "revealed"
        LAPSED = "lapsed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="check_ins")
    number = models.PositiveIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    revealed_at = models.DateTimeField(null=True, blank=True)
    #: The prompts with their wording as asked (see checkins.prompts): history shows the words that were answered.
    prompts = models.JSONField()
    #: Number of prompts, so that a card can show it without loading their words.
    asked = models.PositiveSmallIntegerField()
    #: Number of prompts about tender topics. A person who takes their consent back does not see these any more.
    tender_asked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["couple", "number"], name="check_in_number_once"),
            models.UniqueConstraint(fields=["couple", "opens_at"], name="check_in_opens_once"),
            models.UniqueConstraint(fields=["couple"], condition=Q(state="open"), name="check_in_one_open"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="check_in_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "revealed", "lapsed"]), name="check_in_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="revealed", revealed_at__isnull=False)
                | (~Q(state="revealed") & Q(revealed_at=None)),
                name="check_in_revealed_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(revealed_at=None)
                | Q(revealed_at__gte=F("opens_at"), revealed_at__lt=F("closes_at")),
                name="check_in_revealed_inside_its_window",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["closes_at"], condition=Q(state="open"), name="check_in_overdue"),
            # For queries about the last days: the past may be long.
            models.Index(
                fields=["revealed_at"], condition=Q(state="revealed"), name="check_in_lately_revealed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Response(models.Model):
    """One partner's response: one row with one sealed envelope. Once submitted it is final.

    A discarded draft leaves the emptied row behind, and its revision goes on counting. An older request that arrives
    late is then a conflict and restores nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="responses")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="responses")
    #: Number of saves. A writer must name the revision that it started from.
    revision = models.PositiveIntegerField(default=1)
    #: Empty once the draft was discarded.
    envelope = models.BinaryField(null=True, blank=True)
    #: Number of answered prompts, for the author's own progress line. Empty if the envelope is.
    answered = models.PositiveSmallIntegerField(null=True, blank=True, default=0)
    #: The client's id of the submission, to recognise a repeated request.
    submission_id = models.UUIDField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_in", "author"], name="response_one_half_each"),
            models.CheckConstraint(
                condition=Q(submission_id=None, submitted_at=None)
                | Q(submission_id__isnull=False, submitted_at__isnull=False),
                name="response_submitted_has_its_id",
            ),
            models.CheckConstraint(
                condition=Q(envelope__isnull=False, answered__isnull=False)
                | Q(envelope=None, answered=None, submitted_at=None),
                name="response_emptied_is_a_draft",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class TalkingPoint(models.Model):
    """A finding that was shown. Its reason, evidence and starters are sealed under the couple's key.

    With an `audience` it is a private card (drift) for that partner alone, sealed under that person's key.
    """

    class Role(models.TextChoices):
        STRENGTH = "strength"
        MAIN = "main"
        OPTIONAL = "optional"
        PRIVATE = "private"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="talking_points")
    audience = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="private_cards",
    )
    role = models.CharField(max_length=8, choices=Role.choices)
    position = models.PositiveSmallIntegerField()
    envelope = models.BinaryField()
    created_at = models.DateTimeField()
    #: When the joint result of the two choices (checkins.topics.together) last changed. Both can see that result.
    settled_at = models.DateTimeField(null=True, blank=True)
    talked_at = models.DateTimeField(null=True, blank=True)
    #: The day on which one of them said that they tried the experiment. Who said so is not kept.
    tried_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_in", "position"], name="talking_point_position_once"),
            models.UniqueConstraint(
                fields=["check_in"], condition=Q(role="main"), name="talking_point_one_main"
            ),
            models.UniqueConstraint(
                fields=["check_in"], condition=Q(role="optional"), name="talking_point_one_optional"
            ),
            models.CheckConstraint(
                condition=Q(role="private", audience__isnull=False) | (~Q(role="private") & Q(audience=None)),
                name="talking_point_private_has_its_reader",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["talked_at"], condition=Q(talked_at__isnull=False), name="talking_point_lately_talked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class TalkingPointVoice(models.Model):
    """One partner's choice about a talking point (now, later, not for us), and whether it helped.

    `helped` is private unless they show it to the other (`helped_shared`).
    """

    class Choice(models.TextChoices):
        NOW = "now"
        LATER = "later"
        NOT_FOR_US = "not_for_us"

    class Helped(models.TextChoices):
        YES = "yes"
        A_LITTLE = "a_little"
        NO = "no"

    talking_point = models.ForeignKey(TalkingPoint, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="voices")
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    helped = models.CharField(max_length=8, choices=Helped.choices, blank=True)
    helped_shared = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["talking_point", "member"], name="voice_one_each"),
            models.CheckConstraint(
                condition=Q(choice__in=["", "now", "later", "not_for_us"]), name="voice_choice_known"
            ),
            models.CheckConstraint(
                condition=Q(helped__in=["", "yes", "a_little", "no"]), name="voice_helped_known"
            ),
            models.CheckConstraint(
                condition=Q(helped_shared=False) | ~Q(helped=""), name="voice_shares_only_what_was_said"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["updated_at"], condition=Q(choice="later"), name="voice_lately_put_off"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SavedStarter(models.Model):
    """A starter on the couple's shared list, stored as a blind index (HMAC under the couple's key).

    Who saved it and who said that they talked about it is not kept, only the day.
    """

    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="saved_starters")
    starter_index = models.BinaryField(max_length=32)
    talked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["couple", "starter_index"], name="saved_starter_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

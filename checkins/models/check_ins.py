"""The tables of check-ins and of the partners' sealed responses."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from couples.models import Couple


class CheckIn(models.Model):
    """One check-in of a couple: a fixed set of prompts that both partners answer within a window of time.

    A check-in is revealed once, when both partners have submitted. Otherwise it lapses, that is, it closes for good
    without a reveal.
    """

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
    #: The prompts with their wording as asked (checkins.asking.prompts). History shows the words that were answered.
    prompts = models.JSONField()
    #: Number of prompts, so that a card can show it without loading their words.
    asked = models.PositiveSmallIntegerField()
    #: Number of prompts about tender topics. A person who withdraws consent no longer sees these prompts.
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
            # Queries about the last days need not read a long past.
            models.Index(
                fields=["revealed_at"], condition=Q(state="revealed"), name="check_in_lately_revealed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Response(models.Model):
    """One partner's response to a check-in, with all its answers encrypted together in one envelope.

    A response is a draft until it is submitted. Discarding a draft destroys the answers but keeps the row, and its
    revision grows. So an older save that arrives late is refused and restores nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="responses")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="responses")
    #: Number of writes. A client that saves must name the revision that it started from.
    revision = models.PositiveIntegerField(default=1)
    #: Empty once the draft was discarded.
    envelope = models.BinaryField(null=True, blank=True)
    #: Number of answered prompts, for the author's own progress line. Empty if the envelope is empty.
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

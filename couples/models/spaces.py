"""Tables of spaces and of the people who belong to them."""

from __future__ import annotations

import uuid
from typing import ClassVar, get_args

from django.db import models
from django.db.models import F, Q

from couples.models.people import User
from couples.sharing import Sharing


class Couple(models.Model):
    """A space, shared by two people or used by one person alone. Each new pair of people gets a new space."""

    class Kind(models.TextChoices):
        SOLO = "solo"
        PAIR = "pair"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["solo", "pair"]), name="couple_kind_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("created_at")),
                name="couple_closes_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Membership(models.Model):
    """One person in one couple. `seat` is 1 or 2 and unique in the couple, so a third member is impossible."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    seat = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: When this member saw the notice that their partner has closed the space.
    closing_seen_at = models.DateTimeField(null=True, blank=True)
    #: Whether this member wants tender topics. If only one partner does, nothing changes that the other could see.
    tender_topics = models.BooleanField(default=False)
    #: Whether the partner may see that this member has finished (S8 of the seal). The partner never sees a time.
    tell_when_finished = models.BooleanField(default=False)
    #: The sharing choice with which this member's answers start. Empty if they have not chosen one. They can still
    #: change it for each answer.
    usual_sharing = models.CharField(
        max_length=7, choices=[(one, one) for one in get_args(Sharing)], blank=True, default=""
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(usual_sharing__in=["", "share", "private"]), name="membership_sharing_known"
            ),
            models.UniqueConstraint(fields=["couple", "seat"], name="membership_one_per_seat"),
            models.UniqueConstraint(fields=["couple", "user"], name="membership_once_per_couple"),
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="membership_one_live"),
            models.CheckConstraint(condition=Q(seat__in=[1, 2]), name="membership_two_seats"),
        ]

    def __str__(self) -> str:
        return str(self.id)

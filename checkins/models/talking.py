"""The tables of talking points, of each partner's choices about them, and of saved starters."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from checkins.models.check_ins import CheckIn
from couples.models import Couple


class TalkingPoint(models.Model):
    """One thing that a reveal brings up: what went well, a finding, a partner's wish to talk, or a light conversation.

    A shared talking point is encrypted with the couple's data key. A private card is shown only to the partner named by
    `audience`, and is encrypted with that partner's data key.
    """

    class Role(models.TextChoices):
        STRENGTH = "strength"
        #: A topic that one partner wishes to talk about. The partner's words stay in that person's response.
        WISH = "wish"
        MAIN = "main"
        OPTIONAL = "optional"
        #: A friendly question, for a reveal with neither a wish nor a finding.
        LIGHT = "light"
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
    #: The time at which the joint result of both choices (checkins.talking.topics.together) last changed. Both partners
    #: can see the joint result.
    settled_at = models.DateTimeField(null=True, blank=True)
    talked_at = models.DateTimeField(null=True, blank=True)
    #: The day on which a partner said that the couple tried the experiment. Who said so is not stored.
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
            models.UniqueConstraint(
                fields=["check_in"], condition=Q(role="light"), name="talking_point_one_light"
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
    """One partner's choice about a talking point (now, later, not for us), and whether talking about it helped.

    `helped` is private unless that partner shares it with the other (`helped_shared`).
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
    """A starter on the couple's shared list, stored as an HMAC of the starter's `key` in the library.

    The HMAC is made with the couple's data key, so the table doesn't show which starters a couple saved. The row keeps
    the day on which the couple talked about the starter. Who saved or marked the starter is not stored.
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

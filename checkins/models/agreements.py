"""The table of agreements: sentences in a couple's own words, proposed by one partner or agreed on by both."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from couples.models import Couple


class Agreement(models.Model):
    """One sentence that both partners agreed on, or that one partner proposed, encrypted with the couple's data key.

    The proposer is stored only while the agreement waits for the partner's yes. When an agreement ends, its words are
    destroyed, but its row stays as long as the couple exists. The proposer's phone chooses the id. Without the row, a
    phone could propose other words under the same id. A yes from a page that still shows the old words would then
    agree to the new words. History would also show the new words above an answer about the old words.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        STANDING = "standing"
        RESTING = "resting"
        ENDED = "ended"

    #: Made by the proposer's phone, to recognise a repeated request.
    id = models.UUIDField(primary_key=True, editable=False)
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="agreements")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    #: The partner who said yes first. Empty once the agreement stands.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    #: Empty once the agreement has ended.
    envelope = models.BinaryField(null=True, blank=True)
    #: The day of the second yes, in the couple's time zone.
    agreed_on = models.DateField(null=True, blank=True)
    #: Orders the list of agreements. Not shown.
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "standing", "resting", "ended"]),
                name="agreement_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", proposed_by__isnull=False)
                | (~Q(state="waiting") & Q(proposed_by=None)),
                name="agreement_no_author_once_it_stands",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", envelope=None) | (~Q(state="ended") & Q(envelope__isnull=False)),
                name="agreement_ended_has_no_words",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["standing", "resting"], agreed_on__isnull=False)
                | (~Q(state__in=["standing", "resting"]) & Q(agreed_on=None)),
                name="agreement_agreed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

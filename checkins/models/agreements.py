"""What a couple agreed on, in their own words."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from couples.models import Couple


class Agreement(models.Model):
    """One sentence that both said yes to, sealed under the couple's key.

    Who proposed it is stored only while it waits for the other's yes. A row whose words are gone stays as long as the
    couple. If its id could be proposed again with other words, a yes from a page that still shows the first words would
    agree to the others, and History would show the others above an answer about the first.
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
    #: The one who said yes first. Empty once it stands.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    #: Empty once it has ended.
    envelope = models.BinaryField(null=True, blank=True)
    #: The day of the second yes, by the couple's clock.
    agreed_on = models.DateField(null=True, blank=True)
    #: For the order of a list. Not shown.
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

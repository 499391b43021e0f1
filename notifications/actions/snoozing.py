"""Snooze a reminder from the lock screen: the same reminder is sent again later.

The outbox row of the sent push becomes pending again. So the new push replaces the old push on the lock screen, and
both pushes count as one reminder. Other reminders that ask for answers to the same check-in are dropped, on every
channel, if they are due before the snoozed reminder or within three hours after it (`policy.SPACING`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from couples.errors import Conflict, NotFound
from couples.models import User
from notifications.messages.texts import about_snoozing
from notifications.models import Reminder
from notifications.planning import policy, snooze_times
from notifications.planning.kinds import ABOUT_ANSWERING
from notifications.sending.cases import load_reminders

__all__ = ["Snoozed", "snooze"]


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Time when a snoozed reminder is sent again.

    If this is not the time that the person chose, `message` explains why. Otherwise `message` is empty.
    """

    due_at: dt.datetime
    message: str


@transaction.atomic
def snooze(actor: User, *, reminder_id: UUID, wait: snooze_times.Wait, now: dt.datetime) -> Snoozed:
    """Put off a reminder that the actor received as a push. The same reminder is sent again after `wait`.

    Only reminders that ask for answers can be put off. Raises NotFound if the actor can't have received such a reminder
    as a push. Raises Conflict with the code `nothing_to_snooze` if the reminder is no longer needed, for example
    because the actor has answered. Raises Conflict with the code `too_late` if the check-in closes before the reminder
    could be sent again.
    """
    mine = Reminder.objects.filter(user=actor, kind__in=ABOUT_ANSWERING)
    row = mine.filter(pk=reminder_id, channel=Reminder.Channel.PUSH).first()
    if row is None or not (row.has_arrived or _may_have_arrived(row)):
        raise NotFound(_("There is nothing here."))
    # Locked in the order of ids, as in every writer of several rows.
    same = mine.filter(check_in=row.check_in_id).select_for_update(of=("self",), no_key=True).order_by("pk")
    pending = [each for each in same if each.state == Reminder.State.PENDING and each.kind != row.kind]
    [case] = load_reminders([row.pk])
    words = about_snoozing(actor.language)
    why = policy.not_owed(dataclasses.replace(case.facts, snoozed=True), now)
    if why and why != "too_late":
        raise Conflict(words.nothing, code="nothing_to_snooze")
    due_at = snooze_times.until(wait, case.facts, now)
    if due_at is None:
        raise Conflict(words.too_late, code="too_late")
    # Without its lease, a sender that holds a row at this moment can no longer settle it.
    free: dict[str, Any] = {"lease": None, "leased_until": None}
    near = {each.kind for each in pending if each.due_at < due_at + policy.SPACING}
    mine.filter(pk__in=[each.pk for each in pending if each.kind in near]).update(
        state=Reminder.State.DROPPED, outcome="snoozed", settled_at=now, **free
    )
    again = {
        "state": Reminder.State.PENDING,
        "outcome": "",
        "settled_at": None,
        "attempts": 0,
        "reached": [],
        **free,
    }
    mine.filter(pk=row.pk).update(due_at=due_at, snoozed_at=now, **again)
    return Snoozed(due_at, words.after_quiet_hours if snooze_times.moved(wait, due_at, now) else "")


def _may_have_arrived(row: Reminder) -> bool:
    """Return whether a reminder may have reached the phone, although no success is recorded.

    This is so after a try, unless the push service refused the push: its sender may not have recorded the result yet,
    or the service may have taken the push, but its response was lost. Meanwhile, the reminder may have been dropped
    because it was no longer needed.
    """
    unneeded = row.outcome in {"answered", "closed", "left", "paused"}
    return row.attempts > 0 and (row.state == Reminder.State.PENDING or unneeded)

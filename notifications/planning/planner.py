"""Make the outbox rows of reminders, before they are stored.

Each reminder gets one row for each channel, even if the person does not want the reminder now. Preferences are checked
just before sending. So a change after planning still counts, and the row records why no message was sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from checkins.models import CheckIn, Response
from couples.compiled import Compiled
from couples.models import Membership
from notifications.planning import policy


class PlannedReminder(NamedTuple):
    """A reminder before it is stored. Check-in, person, kind and channel together identify the reminder."""

    check_in_id: UUID
    user_id: UUID
    kind: str
    channel: str
    due_at: dt.datetime
    not_after: dt.datetime


def rows_for_open(check_in: CheckIn, user_ids: Iterable[UUID], *, now: dt.datetime) -> list[PlannedReminder]:
    """Return the reminders of these members for an open check-in. Leave out reminders that would come too late."""
    limit = dt.timedelta(seconds=settings.REMINDER_JITTER_SECONDS)
    return [
        row
        for user_id in user_ids
        for owed in policy.owed_for_open(
            check_in.opens_at, check_in.closes_at, delay=policy.jitter(user_id, limit)
        )
        for row in rows(check_in.pk, user_id, owed, now=now)
    ]


def rows_for_reveal(
    check_in: CheckIn, user_ids: Iterable[UUID], *, now: dt.datetime
) -> list[PlannedReminder]:
    """Return the reminders about a reveal for these members. Raises ValueError if the check-in is not revealed."""
    if check_in.revealed_at is None:
        raise ValueError("only a revealed check-in can be announced")
    owed = policy.owed_for_reveal(check_in.revealed_at)
    return [row for user_id in user_ids for row in rows(check_in.pk, user_id, owed, now=now)]


def rows(
    check_in_id: UUID, user_id: UUID, owed: policy.Owed, *, now: dt.datetime
) -> Iterator[PlannedReminder]:
    """Yield the outbox rows of the reminder `owed`, one row for each channel. Yield none if it is too late."""
    if owed.not_after <= max(now, owed.due_at):
        return
    for channel in policy.CHANNELS:
        yield PlannedReminder(check_in_id, user_id, owed.kind, channel, owed.due_at, owed.not_after)


#: Compiled query for the usual case: one couple, when a partner submits.
_LIVE = Compiled(
    lambda couple: Membership.objects.filter(
        couple_id=couple, ended_at=None, couple__closed_at=None, user__is_active=True
    ).values_list("user_id")
)


def live_members(couple_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return the ids of each couple's current members with an active account, by the couple's id.

    A closed couple has an empty list.
    """
    members: dict[UUID, list[UUID]] = {couple_id: [] for couple_id in couple_ids}
    if len(members) == 1:
        (couple_id,) = members
        return {couple_id: [user_id for (user_id,) in _LIVE.rows(couple=couple_id)]}
    found = Membership.objects.filter(
        couple_id__in=members, ended_at=None, couple__closed_at=None, user__is_active=True
    )
    for couple_id, user_id in found.values_list("couple_id", "user_id"):
        members[couple_id].append(user_id)
    return members


def waited_for_reveal(check_in: CheckIn) -> list[UUID]:
    """Return the ids of the people who submitted a response to a revealed check-in, except the last to submit.

    The last to submit saw the reveal at once.
    """
    authors = Response.objects.filter(check_in=check_in, submitted_at__isnull=False)
    return list(authors.order_by("submitted_at", "pk").values_list("author_id", flat=True))[:-1]

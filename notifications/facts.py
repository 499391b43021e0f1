"""Loads what the policy asks about a handful of reminders, just before they are sent: a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from checkins.models import Response, Schedule
from couples.models import Membership
from notifications import policy
from notifications.models import Preference, PushSubscription, Reminder
from notifications.texts import Tone


@dataclass(frozen=True, slots=True)
class Case:
    """One reminder with everything that deciding and sending it takes."""

    reminder: Reminder
    facts: policy.Facts
    tone: Tone
    #: Live subscriptions that have not taken it yet.
    subscriptions: Sequence[PushSubscription]


def load(reminder_ids: Sequence[UUID]) -> list[Case]:
    """The cases of these reminders in their order; those deleted meanwhile are left out."""
    rows = (
        Reminder.objects.filter(pk__in=reminder_ids)
        .select_related("user", "check_in", "check_in__couple")
        .defer("check_in__prompts")
    )
    reminders = {row.pk: row for row in rows}
    users = {row.user_id for row in reminders.values()}
    couples = {row.check_in.couple_id for row in reminders.values()}
    live = set(
        Membership.objects.filter(user__in=users, couple__in=couples, ended_at=None).values_list(
            "user_id", "couple_id"
        )
    )
    paused = set(
        Schedule.objects.filter(couple__in=couples, paused_at__isnull=False).values_list(
            "couple_id", flat=True
        )
    )
    preferences = Preference.objects.in_bulk(users)
    subscriptions: dict[UUID, list[PushSubscription]] = defaultdict(list)
    for subscription in PushSubscription.objects.filter(user__in=users, retired_at=None).order_by(
        "created_at"
    ):
        subscriptions[subscription.user_id].append(subscription)
    submitted = _submitted_by_themselves(list(reminders.values()))
    return [
        _case(
            row,
            linked=(row.user_id, row.check_in.couple_id) in live,
            paused=row.check_in.couple_id in paused,
            submitted=(row.user_id, row.check_in_id) in submitted,
            preference=preferences.get(row.user_id) or Preference(user_id=row.user_id),
            subscriptions=subscriptions[row.user_id],
        )
        for row in (reminders[pk] for pk in reminder_ids if pk in reminders)
    ]


def _submitted_by_themselves(reminders: Sequence[Reminder]) -> set[tuple[UUID, UUID]]:
    """(person, check-in) of those among these who have submitted. Asks for each about themselves and nobody else:
    what the partner did is not even loaded."""
    own = Q(pk__in=[])
    for row in reminders:
        own |= Q(author_id=row.user_id, check_in_id=row.check_in_id)
    return set(
        Response.objects.filter(own, submitted_at__isnull=False).values_list("author_id", "check_in_id")
    )


def _case(
    row: Reminder,
    *,
    linked: bool,
    paused: bool,
    submitted: bool,
    preference: Preference,
    subscriptions: Sequence[PushSubscription],
) -> Case:
    push = row.channel == Reminder.Channel.PUSH
    facts = policy.Facts(
        kind=cast(policy.Kind, row.kind),
        not_after=row.not_after,
        opens_at=row.check_in.opens_at,
        closes_at=row.check_in.closes_at,
        state=row.check_in.state,  # type: ignore[arg-type]  # a constraint holds it to the three
        linked=linked and row.user.is_active and row.check_in.couple.closed_at is None,
        paused=paused,
        submitted=submitted,
        wanted=bool(getattr(preference, row.kind)),
        last_call_wanted=preference.last_call,
        channel_on=preference.push if push else preference.email,
        reachable=bool(subscriptions) if push else bool(row.user.email),
        zone=row.user.time_zone if isinstance(row.user.time_zone, ZoneInfo) else ZoneInfo("UTC"),
        quiet_from=_time(preference.quiet_from),
        quiet_to=_time(preference.quiet_to),
    )
    waiting = [each for each in subscriptions if str(each.pk) not in row.reached]
    return Case(row, facts, cast(Tone, preference.text), waiting)


def _time(value: dt.time) -> dt.time:
    return value.replace(tzinfo=None)

"""When a couple meets: either partner changes, pauses or resumes it, and needs nobody's consent."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from checkins import schedule, signals
from checkins.actions.opening import open_if_due, rule_of
from checkins.models import CheckIn, Schedule
from checkins.standing import nothing_here, required
from couples.models import User


def set_schedule(
    actor: User,
    *,
    cadence_weeks: int,
    weekday: int,
    local_time: dt.time,
    time_zone: ZoneInfo,
    window_hours: int | None = None,
    now: dt.datetime,
) -> None:
    """Move the couple's check-ins. The next opens at the new rule's first slot after the present window.

    `weekday`: 0 is Monday. Raises NotFound without a couple, IntegrityError for what the tables forbid. A
    paused schedule stays paused.
    """
    with transaction.atomic():
        row = _locked(actor, now)
        same_weeks = row.cadence_weeks == cadence_weeks
        row.cadence_weeks = cadence_weeks
        row.weekday = weekday
        row.local_time = local_time
        row.time_zone = time_zone
        if window_hours is not None:
            row.window_hours = window_hours
        row.next_opens_at = _next(row, now, keep_weeks=same_weeks)
        row.save()
        signals.schedule_changed.send(Schedule, couple=row.couple, now=now)


def pause(actor: User, *, now: dt.datetime) -> None:
    """Open nothing until somebody resumes. A check-in that is open stays open. Again changes nothing."""
    with transaction.atomic():
        row = _locked(actor, now)
        if row.paused_at is None:
            row.paused_at = now
            row.save(update_fields=["paused_at"])
            signals.schedule_changed.send(Schedule, couple=row.couple, now=now)


def resume(actor: User, *, now: dt.datetime) -> None:
    """Take the rhythm up again, in the same weeks as before. Again changes nothing."""
    with transaction.atomic():
        row = _locked(actor, now)
        if row.paused_at is not None:
            row.paused_at = None
            row.next_opens_at = _next(row, now, keep_weeks=True)
            row.save(update_fields=["paused_at", "next_opens_at"])
            signals.schedule_changed.send(Schedule, couple=row.couple, now=now)


def _locked(actor: User, now: dt.datetime) -> Schedule:
    """The actor's schedule, locked. What was due a moment ago opens first, so that no change swallows it."""
    couple_id = required(actor).couple_id
    open_if_due(couple_id, now=now)
    row = (
        Schedule.objects.select_for_update(of=("self",), no_key=True)
        .select_related("couple")
        .filter(pk=couple_id)
        .first()
    )
    # Read again behind the lock: whoever left meanwhile may change nothing.
    if row is None or required(actor).couple_id != couple_id:
        raise nothing_here()
    return row


def _next(row: Schedule, now: dt.datetime, *, keep_weeks: bool) -> dt.datetime:
    """The rule's first slot after now and after the latest check-in's window, so that two never overlap."""
    latest = (
        CheckIn.objects.filter(couple_id=row.pk)
        .order_by("-number")
        .values_list("opens_at", "closes_at")
        .first()
    )
    if latest is None:
        return schedule.next_opening(rule_of(row), after=now)
    opened_at, closes_at = latest
    anchor = (row.next_opens_at or opened_at) if keep_weeks else None
    if closes_at > now:
        return schedule.next_opening(rule_of(row), after=closes_at, anchor=anchor, inclusive=True)
    return schedule.next_opening(rule_of(row), after=now, anchor=anchor)

"""Move, pause and resume a couple's schedule. Either partner may do so without the other's consent.

The other partner sees who changed the schedule and on which day. checkins.asking.schedule limits how often one person
may change the schedule.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from checkins import signals
from checkins.actions.opening import open_if_due, rule_of
from checkins.asking import schedule
from checkins.models import CheckIn, Schedule
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples.errors import Conflict
from couples.models import User

__all__ = ["pause", "resume", "set_schedule"]


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
    """Change when the couple's check-ins open, and how long each check-in stays open.

    `cadence_weeks`: the number of weeks between two openings, 1 or 2. `weekday`: 0 is Monday.
    `window_hours`: how many hours a check-in stays open, 24 to 144 (None keeps the present number).

    A check-in that is already due opens first. If the schedule does not differ, the call changes nothing else. A paused
    schedule stays paused. `schedule.moved` calculates the next opening.

    Raises NotFound if the actor belongs to no couple.
    Raises Conflict (`too_many_moves`) if the actor has changed the schedule too often in two weeks. Pauses are counted
    separately. The error's `again_on` is the first day on which the actor may change the schedule again.
    Raises IntegrityError if `cadence_weeks`, `weekday` or `window_hours` is out of range.
    """
    with transaction.atomic():
        context, row = _locked(actor, now)
        same_weeks = row.cadence_weeks == cadence_weeks
        before = rule_of(row)
        row.cadence_weeks = cadence_weeks
        row.weekday = weekday
        row.local_time = local_time
        row.time_zone = time_zone
        if window_hours is not None:
            row.window_hours = window_hours
        rule = rule_of(row)
        if rule == before:
            return
        _record_change(context, row, "moved", now)
        row.next_opens_at = schedule.moved(
            rule, planned=row.next_opens_at, latest=_latest(row, now), keep_weeks=same_weeks, now=now
        )
        row.save()
        signals.schedule_changed.send(Schedule, couple=row.couple, now=now)


def pause(actor: User, *, now: dt.datetime) -> None:
    """Pause the couple's check-ins: no check-in opens until either partner resumes. An open check-in stays open.

    A check-in that is already due opens first. A second call changes nothing.

    Raises NotFound if the actor belongs to no couple.
    Raises Conflict (`too_many_pauses`) if the actor paused too often in two weeks. The error's `again_on` is the first
    day on which the actor may pause again.
    """
    with transaction.atomic():
        context, row = _locked(actor, now)
        if row.paused_at is None:
            _record_change(context, row, "paused", now)
            row.paused_at = now
            row.save(update_fields=["paused_at", "changes"])
            signals.schedule_changed.send(Schedule, couple=row.couple, now=now)


def resume(actor: User, *, now: dt.datetime) -> None:
    """End the couple's pause. Without a pause, the call changes nothing.

    If a check-in was due during the pause and at least half of its window is left, this check-in opens now. Otherwise,
    `schedule.resumed` decides when the next check-in opens. The number of resumes is not limited, so that each partner
    can always end a pause.

    Raises NotFound if the actor belongs to no couple.
    """
    with transaction.atomic():
        context, row = _locked(actor, now)
        if row.paused_at is not None:
            _record_change(context, row, "resumed", now)
            row.paused_for += now - row.paused_at
            row.paused_at = None
            row.next_opens_at = schedule.resumed(
                rule_of(row), planned=row.next_opens_at, latest=_latest(row, now), now=now
            )
            row.save(update_fields=["paused_at", "paused_for", "next_opens_at", "changes"])
            open_if_due(row.pk, now=now)
            signals.schedule_changed.send(Schedule, couple=row.couple, now=now)


def _locked(actor: User, now: dt.datetime) -> tuple[ViewerContext, Schedule]:
    """Lock the couple's schedule. Return the actor's context (couple, seat, partner) and the schedule's row.

    A check-in that is already due is opened first, so that changing the schedule can't cancel it. Raises NotFound if
    the actor belongs to no couple.
    """
    couple_id = required_context(actor).couple_id
    open_if_due(couple_id, now=now)
    row = (
        Schedule.objects.select_for_update(of=("self",), no_key=True)
        .select_related("couple")
        .filter(pk=couple_id)
        .first()
    )
    # Read again under the lock: the actor may have left meanwhile.
    context = required_context(actor)
    if row is None or context.couple_id != couple_id:
        raise not_found()
    return context, row


def _record_change(context: ViewerContext, row: Schedule, what: schedule.What, now: dt.datetime) -> None:
    """Add a change of the schedule to the recent changes in the schedule's row. The caller saves the row.

    The recent changes limit how often each partner may change the schedule, and are shown to the other partner.
    `what`: "moved", "paused" or "resumed". Raises Conflict (`too_many_moves` or `too_many_pauses`) if the actor has
    reached the limit.
    """
    today = now.astimezone(row.time_zone).date()
    changes = schedule.from_document(row.changes)
    seat = context.seat + 1
    again_on = schedule.possible_again(changes, seat, what, today)
    if again_on is not None:
        # Translators: as "the form of a day", with the day of the week before it.
        day = date_format(again_on, pgettext("the form of a day", "l j F"))
        codes = {
            "moved": (
                "too_many_moves",
                _(
                    "You have moved your check-ins %(times)d times in two weeks. You can move them again on "
                    "%(day)s."
                ),
            ),
            "paused": (
                "too_many_pauses",
                _(
                    "You have paused your check-ins %(times)d times in two weeks. You can pause them again on "
                    "%(day)s. You can still take a quiet break at any time."
                ),
            ),
        }
        code, message = codes[what]
        raise Conflict(
            message % {"times": schedule.CHANGES, "day": day}, code=code, extra={"again_on": again_on}
        )
    kept = schedule.remembered(changes, schedule.Change(seat, what, today))
    row.changes = schedule.to_document(kept)


def _latest(row: Schedule, now: dt.datetime) -> schedule.Latest | None:
    found = (
        CheckIn.objects.filter(couple_id=row.pk)
        .order_by("-number")
        .values_list("opens_at", "closes_at")
        .first()
    )
    paused_for = row.paused_for + (now - row.paused_at if row.paused_at else dt.timedelta())
    return schedule.Latest(*found, paused_for) if found else None

"""Opening check-ins when they are due, and closing those whose time is over. Safe to run twice and at once.

Locks are taken in one order (schedule, check-in, then whatever hangs on a check-in), so that a tick, a submission
and somebody leaving can't wait for each other. SQLite ignores row locks and takes its one at the start of the
transaction.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Sequence
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from checkins import prompts, reveal, schedule, selection, signals, tender
from checkins.models import CheckIn, Response, SavedStarter, Schedule, TalkingPoint
from checkins.pair import Pair
from content.catalogue import catalogue
from couples import keys
from couples.models import Couple, Membership

log = structlog.get_logger(__name__)

DEFAULT_WEEKDAY = 6
DEFAULT_TIME = dt.time(19, 0)


def rule_of(row: Schedule) -> schedule.ScheduleRule:
    """A stored schedule as the pure rule."""
    return schedule.ScheduleRule(
        row.cadence_weeks, row.weekday, row.local_time, row.time_zone, dt.timedelta(hours=row.window_hours)
    )


def open_due(*, now: dt.datetime, most: int = 200) -> int:
    """Open what is due, at most `most` couples at a time, each in its own transaction. Returns how many opened.

    One couple's fault must not keep the others waiting: it is logged by kind, and is tried again.
    """
    due = Schedule.objects.filter(next_opens_at__lte=now, paused_at=None).order_by("next_opens_at")
    # More than can be opened in one go, in no order: several who open at once then seldom try the same couple, and
    # couples with a fault never stand in front of all others.
    couple_ids = list(due.values_list("pk", flat=True)[: 10 * most])
    opened = 0
    for couple_id in random.sample(couple_ids, min(most, len(couple_ids))):
        try:
            opened += open_if_due(couple_id, now=now)
        except Exception as error:  # whatever it is, the next couple's Sunday evening comes first
            log.error("opening_failed", couple=str(couple_id), error=type(error).__name__)
    return opened


def open_if_due(couple_id: UUID, *, now: dt.datetime) -> bool:
    """Open one couple's check-in if its schedule says so, and move the schedule on. Whether one was opened."""
    with transaction.atomic():
        row = (
            Schedule.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(pk=couple_id, next_opens_at__lte=now, paused_at=None)
            .first()
        )
        if row is None or row.next_opens_at is None:
            return False
        found = schedule.due(rule_of(row), next_opens_at=row.next_opens_at, now=now)
        row.next_opens_at = found.next_opens_at
        if found.opens_at is not None:
            row.paused_for = dt.timedelta()
        row.save(update_fields=["next_opens_at", "paused_for"])
        if found.opens_at is None or found.closes_at is None:
            return False
        _open(row, opens_at=found.opens_at, closes_at=found.closes_at, now=now)
        return True


def begin(couple: Couple, *, now: dt.datetime) -> None:
    """Give a new couple its schedule and open the first check-in at once: nobody should wait a week to begin.

    Sundays at 19:00 where the inviter lives. When either of them answered alone before is theirs, and does not show
    here. The second check-in comes at the first slot that leaves the first one its gap.
    """
    members = list(Membership.objects.filter(couple=couple).select_related("user").order_by("seat"))
    with transaction.atomic():
        row = Schedule(
            couple=couple,
            weekday=DEFAULT_WEEKDAY,
            local_time=DEFAULT_TIME,
            time_zone=members[0].user.time_zone,
        )
        rule = rule_of(row)
        closes_at = now + rule.window
        row.next_opens_at = schedule.moved(
            rule,
            planned=None,
            latest=schedule.Latest(now, closes_at, dt.timedelta()),
            keep_weeks=False,
            now=now,
        )
        row.save(force_insert=True)
        _open(row, opens_at=now, closes_at=closes_at, now=now)


def end(couple: Couple, *, now: dt.datetime) -> None:
    """A couple has closed: nothing opens any more, what was open lapses, and what only both could read is gone.

    What each wrote stays, for each alone.
    """
    with transaction.atomic():
        # The schedule first: once its lock is ours, no tick can open another behind the next statement.
        Schedule.objects.filter(pk=couple.pk).update(next_opens_at=None)
        _lapse_open(couple.pk, now=now)
        TalkingPoint.objects.filter(check_in__couple=couple).delete()
        SavedStarter.objects.filter(couple=couple).delete()


def lapse_overdue(*, now: dt.datetime, most: int = 500) -> int:
    """Lapse open check-ins whose window is over. Returns how many."""
    with transaction.atomic():
        overdue = CheckIn.objects.select_for_update(skip_locked=True, no_key=True).filter(
            state=CheckIn.State.OPEN, closes_at__lte=now
        )
        return _lapse(list(overdue.order_by("closes_at")[:most]), now)


def _lapse_open(couple_id: UUID, *, now: dt.datetime) -> None:
    _lapse(
        list(
            CheckIn.objects.select_for_update(no_key=True).filter(
                couple_id=couple_id, state=CheckIn.State.OPEN
            )
        ),
        now,
    )


def _lapse(check_ins: Sequence[CheckIn], now: dt.datetime) -> int:
    CheckIn.objects.filter(pk__in=[check_in.pk for check_in in check_ins]).update(state=CheckIn.State.LAPSED)
    for check_in in check_ins:
        check_in.state = CheckIn.State.LAPSED
        signals.check_in_lapsed.send(CheckIn, check_in=check_in, now=now)
    return len(check_ins)


def _open(row: Schedule, *, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> CheckIn:
    couple_id = row.couple_id
    _lapse_open(couple_id, now=now)
    latest = CheckIn.objects.filter(couple_id=couple_id).aggregate(Max("number"))["number__max"] or 0
    asked = prompts.freeze(catalogue(), _choose(row, number=latest + 1))
    check_in = CheckIn.objects.create(
        couple_id=couple_id,
        number=latest + 1,
        opens_at=opens_at,
        closes_at=closes_at,
        prompts=asked,
        asked=len(asked),
        tender_asked=sum(map(prompts.is_tender, asked)),
    )
    signals.check_in_opened.send(CheckIn, check_in=check_in, now=now)
    return check_in


def _choose(row: Schedule, *, number: int) -> Sequence[str]:
    """The next set's prompt ids: the same for both, from nothing but what was revealed to both."""
    couple_id = row.couple_id
    members = list(
        Membership.objects.filter(couple_id=couple_id, ended_at=None)
        .order_by("seat")
        .values_list("user_id", "tender_topics")
    )
    asks_tender = bool(members) and all(wish for _, wish in members)
    suspicions: Sequence[str] = ()
    if len(members) == 2:
        consent = _consent(row, number=number, both=asks_tender)
        pair = Pair(couple_id, (members[0][0], members[1][0]), row.time_zone, keys.data_keys(couple_id))
        revealed = reveal.history(pair)
        # Follow-ups must not depend on whether both want such topics now: one of the two may have taken it back.
        asks_tender = consent.asks(number)
        suspicions = reveal.ask_engine(pair, revealed, tender=asks_tender).suspicions if revealed else ()
    library = catalogue()
    solo = len(members) < 2
    return selection.select(
        anchors=library.anchors,
        reason_prompts=prompts.askable(library),
        past=_past_sets(couple_id, solo=solo),
        suspicions=suspicions,
        tender=asks_tender,
        tender_reasons=[key for key, reason in library.reasons.items() if reason.tender],
        solo=solo,
        seed=int.from_bytes(hashlib.sha256(couple_id.bytes + number.to_bytes(4, "big")).digest()[:8], "big"),
    )


def _consent(row: Schedule, *, number: int, both: bool) -> tender.Consent:
    """The couple's consent to tender topics from this check-in on, stored."""
    consent = tender.at_opening(
        tender.Consent(row.tender_starts, row.tender_ends),
        number=number,
        both=both,
        chance=tender.chance(row.couple_id, number),
    )
    if (consent.starts, consent.ends) != (row.tender_starts, row.tender_ends):
        row.tender_starts, row.tender_ends = consent.starts, consent.ends
        row.save(update_fields=["tender_starts", "tender_ends"])
    return consent


def _past_sets(couple_id: UUID, *, solo: bool) -> list[selection.PastSet]:
    """The newest completed sets, oldest first. A pair completed those that were revealed, somebody alone those that
    they submitted; the others change nothing."""
    sets = CheckIn.objects.filter(couple_id=couple_id).order_by("-number")
    if solo:
        completed = sets.filter(
            Exists(Response.objects.filter(check_in=OuterRef("pk"), submitted_at__isnull=False))
        )
    else:
        completed = sets.filter(state=CheckIn.State.REVEALED)
    newest = list(completed.values_list("prompts", flat=True)[: selection.REMEMBERED])
    return [selection.PastSet(tuple(asked["id"] for asked in frozen), True) for frozen in reversed(newest)]

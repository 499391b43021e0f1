"""Open the check-ins that are due, and lapse (close without a reveal) the open check-ins whose window is over.

All functions except `begin` can safely run twice, even at the same time. Locks are always taken in the same order:
schedule, check-in, rows that belong to the check-in. So the periodic task, a submission and a member's departure never
deadlock. On SQLite, which has no row locks, each writing transaction locks the whole database from its start.
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

from checkins import signals
from checkins.actions.agreements import ask_to_keep, delete_agreements
from checkins.asking import prompts, schedule, selection, tender
from checkins.engine import EngineResult
from checkins.models import CheckIn, Response, SavedStarter, Schedule, TalkingPoint
from checkins.pair import Pair
from checkins.revealing import reveal
from checkins.revealing.revealed import history
from content.catalogue import catalogue
from couples.encryption import keys
from couples.models import Couple, Membership

__all__ = ["begin", "end", "lapse_overdue", "open_due"]

log = structlog.get_logger(__name__)

DEFAULT_WEEKDAY = 6
DEFAULT_TIME = dt.time(19, 0)


def rule_of(row: Schedule) -> schedule.ScheduleRule:
    """Convert a stored schedule to a `ScheduleRule`, from which opening times are calculated."""
    return schedule.ScheduleRule(
        row.cadence_weeks, row.weekday, row.local_time, row.time_zone, dt.timedelta(hours=row.window_hours)
    )


def open_due(*, now: dt.datetime, most: int = 200) -> int:
    """Open the check-ins that are due, each in its own transaction. Return the number of opened check-ins.

    `most`: the largest number of couples to handle in one call. An error for one couple does not stop the others. The
    type of the error is logged, and a later call tries that couple again.
    """
    due = Schedule.objects.filter(next_opens_at__lte=now, paused_at=None).order_by("next_opens_at")
    # Pick at random from more couples than one run opens. So concurrent runs seldom try the same couple, and couples
    # that fail never block all others.
    couple_ids = list(due.values_list("pk", flat=True)[: 10 * most])
    opened = 0
    for couple_id in random.sample(couple_ids, min(most, len(couple_ids))):
        try:
            opened += open_if_due(couple_id, now=now)
        except Exception as error:  # must not stop the other couples
            log.error("opening_failed", couple=str(couple_id), error=type(error).__name__)
    return opened


def open_if_due(couple_id: UUID, *, now: dt.datetime) -> bool:
    """Open one couple's check-in if it is due, and store when the next check-in opens.

    Return whether a check-in was opened. If another transaction has locked the schedule, nothing is done.
    """
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
    """Create a new couple's schedule, and open the first check-in at once so that nobody has to wait a week.

    The rhythm is weekly, on Sundays at 19:00, in the time zone of the inviter or of the only member of a solo space. It
    does not depend on check-ins that either partner answered alone before the two linked, because those check-ins are
    private. The second check-in opens on the first Sunday that is at least `schedule.GAP` (six days) later.
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
    """Stop a couple's check-ins for good. Called when a member leaves the space.

    The open check-in closes without a reveal. The couple's talking points, saved starters and agreements are deleted.
    Each member keeps their own responses, which nobody else can read.
    """
    with transaction.atomic():
        # Lock the schedule first, so that no check-in can open between these statements.
        Schedule.objects.filter(pk=couple.pk).update(next_opens_at=None)
        _lapse_open(couple.pk, now=now)
        TalkingPoint.objects.filter(check_in__couple=couple).delete()
        SavedStarter.objects.filter(couple=couple).delete()
        delete_agreements(couple.pk)


def lapse_overdue(*, now: dt.datetime, most: int = 500) -> int:
    """Close the open check-ins whose window is over, without a reveal. Return the number of closed check-ins.

    `most`: the largest number of check-ins to close in one call.
    """
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
    asked = prompts.freeze(catalogue(), _choose(row, number=latest + 1)) + ask_to_keep(couple_id)
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
    """Choose the prompts of the couple's next check-in, and return their ids. Both partners get the same prompts.

    `number`: the number of the next check-in. The couple's first check-in has the number 1.
    The choice uses only revealed answers, so that the prompts disclose nothing that is still sealed.
    """
    couple_id = row.couple_id
    members = list(Membership.objects.filter(couple_id=couple_id, ended_at=None).order_by("seat"))
    asks_tender = bool(members) and all(member.tender_topics for member in members)
    read = EngineResult()
    if len(members) == 2:
        consent = _consent(row, number=number, both=asks_tender)
        pair = Pair(
            couple_id, (members[0].user_id, members[1].user_id), row.time_zone, keys.data_keys(couple_id)
        )
        revealed = history(pair)
        # Use the couple's stored consent, not whether both want tender topics right now: one partner may just have
        # withdrawn, and the follow-up questions must not disclose that.
        asks_tender = consent.asks(number)
        read = reveal.ask_engine(pair, revealed, tender=asks_tender).result if revealed else read
    library = catalogue()
    solo = len(members) < 2
    return selection.select(
        anchors=library.anchors,
        reason_prompts=prompts.newest_reason_prompts(library),
        past=_past_sets(couple_id, solo=solo),
        suspicions=read.suspicions,
        odds=read.odds,
        tender=asks_tender,
        tender_reasons=[key for key, reason in library.reasons.items() if reason.tender],
        solo=solo,
        first=not solo and number == 1,
        seed=int.from_bytes(hashlib.sha256(couple_id.bytes + number.to_bytes(4, "big")).digest()[:8], "big"),
    )


def _consent(row: Schedule, *, number: int, both: bool) -> tender.Consent:
    """Return the range of the couple's check-ins that may ask about tender topics. Store the range if it changes.

    `number`: the number of the check-in that opens now. `both`: whether both partners want tender topics now. If their
    wishes have changed, the range changes too: tender prompts start or stop after a random number of check-ins.
    """
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


def _past_sets(couple_id: UUID, *, solo: bool) -> list[list[str]]:
    """Return the prompt ids of each of the latest `selection.REMEMBERED` completed check-ins, oldest check-in first.

    A couple's check-in is completed once it is revealed. Without a partner (`solo`), a check-in is completed once the
    person has submitted a response.
    """
    sets = CheckIn.objects.filter(couple_id=couple_id).order_by("-number")
    if solo:
        completed = sets.filter(
            Exists(Response.objects.filter(check_in=OuterRef("pk"), submitted_at__isnull=False))
        )
    else:
        completed = sets.filter(state=CheckIn.State.REVEALED)
    newest = list(completed.values_list("prompts", flat=True)[: selection.REMEMBERED])
    return [[asked["id"] for asked in frozen] for frozen in reversed(newest)]

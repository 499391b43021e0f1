"""Every write that a person or an event causes. The outbox (see `outbox`) writes what becomes of a row later.

Those called from signals run inside the transaction of their cause: the reminders stand or fall with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checkins.models import CheckIn
from couples.compiled import execute, insert, prepared
from couples.errors import NotFound
from couples.models import Couple, User
from notifications import planner
from notifications.models import Preference, PushSubscription, Reminder

#: A person's live devices; the longest unused one makes room for one more.
MOST_DEVICES = 10
#: Check-ins that one step of the sweep plans in one transaction.
SWEEP_BATCH = 500
#: What is left after so many steps waits for the next sweep.
SWEEP_STEPS = 200
#: Rows of one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535.
ROWS_AT_ONCE = 1_000
ABOUT_ANSWERING = (Reminder.Kind.OPENING, Reminder.Kind.LAST_CALL)
_DROP_ANSWERED = """
UPDATE notifications_reminder
SET state = %s, outcome = %s, settled_at = %s, lease = NULL, leased_until = NULL
WHERE id IN (
    SELECT id FROM notifications_reminder
    WHERE user_id = %s AND check_in_id = %s AND kind IN (%s, %s) AND state = %s
    ORDER BY id{lock}
)
"""


def plan_open(check_in: CheckIn, *, now: dt.datetime) -> int:
    """Write what every member is owed for an open check-in. Safe to repeat. Answers the number of rows tried."""
    members = planner.live_members([check_in])[check_in.couple_id]
    return _write(planner.rows_for_open(check_in, members, now=now))


def plan_reveal(check_in: CheckIn, *, waited: Sequence[UUID], now: dt.datetime) -> int:
    """Write what those who `waited` for the reveal are owed; the last to submit is looking at it already."""
    return _write(planner.rows_for_reveal(check_in, waited, now=now))


def sweep(*, now: dt.datetime) -> int:
    """Write whatever is owed by the facts and was missed. Safe at any time, any number of times, in parallel.

    Ordinarily finds nothing, since rows are written with their cause. Answers the number of rows tried.
    """
    written = 0
    for _step in range(SWEEP_STEPS):
        tried = _sweep_step(now)
        written += tried
        if not tried:
            break
    return written


def _sweep_step(now: dt.datetime) -> int:
    with transaction.atomic():
        opened = list(planner.missed_openings(now).order_by("closes_at", "pk")[:SWEEP_BATCH])
        revealed = list(planner.missed_reveals(now).order_by("revealed_at", "pk")[:SWEEP_BATCH])
        members = planner.live_members([*opened, *revealed])
        rows = [
            row
            for check_in in opened
            for row in planner.rows_for_open(check_in, members[check_in.couple_id], now=now)
        ]
        for check_in in revealed:
            still_here = members[check_in.couple_id]
            waited = [user_id for user_id in planner.waited_for_reveal(check_in) if user_id in still_here]
            rows += planner.rows_for_reveal(check_in, waited, now=now)
        return _write(rows)


def _write(rows: list[Reminder]) -> int:
    # In one order everywhere: two writers of the same rows then wait for each other and never in a circle.
    rows.sort(key=lambda row: (row.check_in_id, row.user_id, row.kind, row.channel))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        insert(rows[start : start + ROWS_AT_ONCE], ignore_conflicts=True)
    return len(rows)


def cancel_answered(check_in: CheckIn, author: User, *, now: dt.datetime) -> None:
    """The author has submitted: drop what was still to remind them of it. The partner's rows stay as they are."""
    # Like `_drop`, but part of every submission: one statement, built by hand.
    lock = " FOR NO KEY UPDATE" if connection.features.has_select_for_no_key_update else ""
    pending = (
        ("user", author.pk),
        ("check_in", check_in.pk),
        *(("kind", kind) for kind in ABOUT_ANSWERING),
        ("state", Reminder.State.PENDING),
    )
    execute(
        _DROP_ANSWERED.format(lock=lock),
        prepared(
            Reminder,
            [("state", Reminder.State.DROPPED), ("outcome", "answered"), ("settled_at", now), *pending],
        ),
    )


def cancel_closed(check_in: CheckIn, *, now: dt.datetime) -> None:
    """The check-in has lapsed: nobody is reminded of it any more."""
    _drop(Reminder.objects.filter(check_in=check_in), outcome="closed", now=now)


def cancel_of_member(couple: Couple, user: User, *, now: dt.datetime) -> None:
    """This person has left the couple: drop what they were owed there."""
    _drop(Reminder.objects.filter(user=user, check_in__couple=couple), outcome="left", now=now)


def cancel_of_couple(couple: Couple, *, now: dt.datetime) -> None:
    """The couple has closed: drop what anybody was owed there."""
    _drop(Reminder.objects.filter(check_in__couple=couple), outcome="left", now=now)


def pause(couple: Couple, *, now: dt.datetime) -> None:
    """Drop what is pending while the couple's schedule rests."""
    _drop(Reminder.objects.filter(check_in__couple=couple), outcome="paused", now=now)


def resume(couple: Couple, *, now: dt.datetime) -> None:
    """Owe again what a pause dropped and what lies ahead. What came due meanwhile is not made up for."""
    rested = Reminder.objects.filter(
        check_in__couple=couple, state=Reminder.State.DROPPED, outcome="paused", due_at__gt=now
    )
    _locked(rested).update(state=Reminder.State.PENDING, outcome="", settled_at=None)


def _drop(rows: QuerySet[Reminder], *, outcome: str, now: dt.datetime) -> None:
    _locked(rows.filter(state=Reminder.State.PENDING)).update(
        # Without its lease, a sender that holds the row now can no longer settle it.
        state=Reminder.State.DROPPED,
        outcome=outcome,
        settled_at=now,
        lease=None,
        leased_until=None,
    )


def _locked(rows: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """These rows, locked in the order of their ids: two who change the same ones then can't deadlock."""
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True)
    return Reminder.objects.filter(pk__in=list(locked))


def update_preferences(actor: User, *, changes: Mapping[str, Any]) -> Preference:
    """Change how the actor is reminded. `changes` holds checked fields of Preference."""
    preference, _created = Preference.objects.update_or_create(user=actor, defaults=dict(changes))
    return preference


def mail_off(user_id: UUID) -> None:
    """No more reminders by mail to this person, who asked for it from a mail. Unknown ids change nothing."""
    if User.objects.filter(pk=user_id).exists():
        Preference.objects.update_or_create(user_id=user_id, defaults={"email": False})


def save_subscription(
    actor: User, *, endpoint: str, p256dh: str, auth: str, label: str, now: dt.datetime
) -> PushSubscription:
    """Register the browser that the actor uses now. Safe to repeat: the browser does so at every start.

    An endpoint belongs to a browser, not to a person: on a phone that two share, the one who signed in last gets
    the reminders there and the other gets none that could be read over their shoulder.
    """
    current: dict[str, Any] = {
        "user": actor, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "retired_at": None
    }  # fmt: skip
    if label:  # a service worker that renews by itself knows no name: the one it had stays
        current["label"] = label
    with transaction.atomic():
        subscription, _created = PushSubscription.objects.update_or_create(
            endpoint_hash=hashlib.sha256(endpoint.encode()).digest(),
            defaults=current,
            create_defaults={**current, "created_at": now},
        )
        others = PushSubscription.objects.filter(user=actor, retired_at=None).exclude(pk=subscription.pk)
        newest = others.order_by("-created_at").values_list("pk", flat=True)[: MOST_DEVICES - 1]
        retire(others.exclude(pk__in=list(newest)).values_list("pk", flat=True), now=now)
    return subscription


def remove_subscription(actor: User, *, subscription_id: UUID) -> None:
    """Forget one of the actor's browsers. Raises NotFound for anybody else's."""
    deleted, _rows = PushSubscription.objects.filter(pk=subscription_id, user=actor).delete()
    if not deleted:
        raise NotFound(_("There is nothing here."))


def retire(subscription_ids: Iterable[UUID], *, now: dt.datetime) -> None:
    """Send to these browsers no more; their push service says that they are gone."""
    PushSubscription.objects.filter(pk__in=list(subscription_ids), retired_at=None).update(retired_at=now)


def note_reached(subscription_ids: Iterable[UUID], *, now: dt.datetime) -> None:
    """These browsers' push service took a message just now."""
    PushSubscription.objects.filter(pk__in=list(subscription_ids)).update(last_sent_at=now)

"""What the policy and the sender know about a handful of reminders, just before they are sent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from notifications import policy
from notifications.asking import BROWSERS, CASES, TWINS, UNSAID, Asked, Browser, Person, Row, Twin, Wish
from notifications.models import Reminder
from notifications.texts import Tone

_KINDS: tuple[policy.Kind, ...] = get_args(policy.Kind)
_USER, _CHECK_IN = Row._fields.index("user_id"), Row._fields.index("check_in_id")
_PERSON, _WISH, _ASKED = (
    len(Row._fields),
    len(Row._fields + Person._fields),
    len(Row._fields + Person._fields + Wish._fields),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One reminder with everything that deciding and sending it takes."""

    reminder: Row
    person: Person
    facts: policy.Facts
    tone: Tone
    #: Live subscriptions that have not taken it yet.
    subscriptions: Sequence[Browser]


def load(reminder_ids: Sequence[UUID]) -> list[Case]:
    """The cases of these reminders in their order; those deleted meanwhile are left out."""
    found = {values[0]: values for values in CASES.rows(reminders=reminder_ids)}
    users, check_ins = ({values[place] for values in found.values()} for place in (_USER, _CHECK_IN))
    browsers: dict[UUID, list[Browser]] = defaultdict(list)
    for user_id, *browser in BROWSERS.rows(users=list(users)):
        browsers[user_id].append(Browser._make(browser))
    twins: dict[tuple[UUID, UUID], list[Twin]] = defaultdict(list)
    for user_id, check_in_id, *twin in TWINS.rows(users=list(users), check_ins=list(check_ins)):
        twins[user_id, check_in_id].append(Twin._make(twin))
    return [_case(found[pk], browsers, twins) for pk in reminder_ids if pk in found]


def _case(
    values: Sequence[Any],
    browsers: dict[UUID, list[Browser]],
    twins: dict[tuple[UUID, UUID], list[Twin]],
) -> Case:
    row, person = Row._make(values[:_PERSON]), Person._make(values[_PERSON:_WISH])
    said = values[_WISH] is not None  # every column of a row that is not there is None
    wish = Wish._make(values[_WISH:_ASKED]) if said else UNSAID
    asked = Asked._make(values[_ASKED:])
    push = row.channel == "push"
    subscriptions = browsers.get(row.user_id, [])
    rows = twins.get((row.user_id, row.check_in_id), [])
    others = [each for each in rows if each.kind == row.kind and each.channel != row.channel]
    # Who wants both gets each as if there were no other.
    twin = others[0] if others and not wish.email_too else None
    spares = twin and twin.state == Reminder.State.PENDING and not twin.outcome and wish.push
    facts = policy.Facts(
        kind=row.kind,
        not_after=row.not_after,
        opens_at=asked.opens_at,
        closes_at=asked.closes_at,
        state=asked.check_in_state,
        linked=asked.live and asked.active and asked.closed_at is None,
        paused=asked.paused_at is not None,
        submitted=asked.submitted,
        # Who takes a quiet break wants none. The row then says the same as that of anybody who wants none.
        kinds=frozenset() if asked.resting else _kinds(tuple(getattr(wish, kind) for kind in _KINDS)),
        at_most=wish.at_most,
        told=_told(rows, row.kind) if row.kind in policy.ABOUT_ANSWERING else 0,
        channel_on=wish.push if push else wish.email,
        reachable=bool(subscriptions) if push else bool(person.email and not wish.mail_returned_at),
        put_off=asked.put_off,
        to_say=asked.to_say,
        newer=asked.newer,
        zone=asked.zone if isinstance(asked.zone, ZoneInfo) else ZoneInfo("UTC"),
        quiet_from=_time(wish.quiet_from),
        quiet_to=_time(wish.quiet_to),
        arrived_by=twin.channel if twin and twin.arrived and not row.snoozed_at else None,
        push_comes_at=twin.due_at if twin and spares and subscriptions and not push else None,
        snoozed=row.snoozed_at is not None,
    )
    waiting = (
        [each for each in subscriptions if str(each.pk) not in row.reached] if row.reached else subscriptions
    )
    return Case(row, person, facts, wish.text, waiting)


@lru_cache(maxsize=128)  # as many as there are ways to want them
def _kinds(wanted: tuple[bool, ...]) -> frozenset[policy.Kind]:
    return frozenset(kind for kind, wants in zip(_KINDS, wanted, strict=True) if wants)


def _told(rows: Sequence[Twin], but: str) -> int:
    """How many kinds about answering they were sent, also those that they have put off since."""
    sent = {row.kind for row in rows if row.state == Reminder.State.SENT or row.snoozed_at}
    return len(sent.intersection(policy.ABOUT_ANSWERING) - {but})


def _time(value: dt.time) -> dt.time:
    return value.replace(tzinfo=None)

"""Loads what the policy asks about a handful of reminders, just before they are sent: three queries, however many.

They are compiled once, and what they find stays plain values: building queries and models took longer than the sends.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from checkins.models import CheckIn, Response, Rest, TalkingPoint, TalkingPointVoice
from couples.compiled import Among, Compiled
from couples.models import Membership
from notifications import policy
from notifications.models import Preference, PushSubscription, Reminder
from notifications.texts import Tone

_KINDS: tuple[policy.Kind, ...] = get_args(policy.Kind)


class Row(NamedTuple):
    """A reminder as it stands: its columns."""

    pk: UUID
    user_id: UUID
    check_in_id: UUID
    kind: policy.Kind
    channel: policy.Channel
    due_at: dt.datetime
    not_after: dt.datetime
    state: str
    outcome: str
    attempts: int
    #: The ids of the browsers that have it.
    reached: list[str]
    snoozed_at: dt.datetime | None
    lease: UUID | None
    settled_at: dt.datetime | None


class Person(NamedTuple):
    """Whom it is for: what a message needs of them."""

    email: str
    display_name: str
    language: str


class Browser(NamedTuple):
    """A live subscription."""

    pk: UUID
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Case:
    """One reminder with everything that deciding and sending it takes."""

    reminder: Row
    person: Person
    facts: policy.Facts
    tone: Tone
    #: Live subscriptions that have not taken it yet.
    subscriptions: Sequence[Browser]


class _Wish(NamedTuple):
    """The columns of a preference."""

    push: bool
    email: bool
    email_too: bool
    mail_returned_at: dt.datetime | None
    quiet_from: dt.time
    quiet_to: dt.time
    text: Tone
    at_most: int
    opening: bool
    repeat: bool
    last_call: bool
    nudge: bool
    revealed: bool
    talk_later: bool
    helped: bool


#: Of those who never said.
_DEFAULTS = {field.name: field.get_default() for field in Preference._meta.concrete_fields}
_UNSAID = _Wish._make(_DEFAULTS[name] for name in _Wish._fields)


class _Asked(NamedTuple):
    """What else is asked about a reminder's person, its check-in and its couple."""

    active: bool
    zone: ZoneInfo | str
    opens_at: dt.datetime
    closes_at: dt.datetime
    check_in_state: str
    closed_at: dt.datetime | None
    paused_at: dt.datetime | None
    live: bool
    resting: bool
    submitted: bool
    put_off: bool
    to_say: bool
    newer: bool


class _Twin(NamedTuple):
    """What else somebody is owed, or was sent, about the same check-in."""

    kind: str
    channel: policy.Channel
    state: str
    outcome: str
    due_at: dt.datetime
    reached: list[str]
    snoozed_at: dt.datetime | None

    @property
    def arrived(self) -> bool:
        """Whether it came, to one device at least. Who puts it off has seen it."""
        return self.state == Reminder.State.SENT or bool(self.reached) or self.snoozed_at is not None


#: The person whom a reminder is for, as seen from a query inside its own.
_THEM, _CHECK_IN, _COUPLE = OuterRef("user"), OuterRef("check_in"), OuterRef("check_in__couple")


def _live() -> Exists:
    return Exists(Membership.objects.filter(user=_THEM, couple=_COUPLE, ended_at=None))


def _resting() -> Exists:
    theirs = Rest.objects.filter(membership__user=_THEM, membership__couple=_COUPLE)
    return Exists(theirs.filter(membership__ended_at=None))


def _submitted() -> Exists:
    """Asked of each about themselves and nobody else: what the partner did is not even looked at."""
    return Exists(Response.objects.filter(author=_THEM, check_in=_CHECK_IN, submitted_at__isnull=False))


def _only(of: Q, asked: Exists) -> ExpressionWrapper[Q]:
    """Asked of these reminders alone; the others need no answer."""
    return ExpressionWrapper(of & Q(asked), output_field=BooleanField())


def _put_off() -> ExpressionWrapper[Q]:
    """Whether they said "later" of something that the two can both see and have not talked about."""
    later = TalkingPointVoice.objects.filter(
        member=_THEM,
        choice=TalkingPointVoice.Choice.LATER,
        talking_point__check_in=_CHECK_IN,
        talking_point__audience=None,
        talking_point__talked_at=None,
    )
    return _only(Q(kind=Reminder.Kind.TALK_LATER), Exists(later))


def _to_say() -> ExpressionWrapper[Q]:
    """Whether they have not said yet of something that the two talked about if it helped."""
    said = TalkingPointVoice.objects.filter(talking_point=OuterRef("pk"), member=OuterRef(_THEM))
    talked = TalkingPoint.objects.filter(check_in=_CHECK_IN, audience=None, talked_at__isnull=False)
    return _only(Q(kind=Reminder.Kind.HELPED), Exists(talked.exclude(Exists(said.exclude(helped="")))))


def _newer() -> ExpressionWrapper[Q]:
    """Whether the couple has opened another check-in since. It counts only after the reveal."""
    newer = CheckIn.objects.filter(couple=_COUPLE, number__gt=OuterRef("check_in__number"))
    return _only(~Q(kind__in=policy.ABOUT_ANSWERING), Exists(newer))


_CASES = Compiled(
    lambda reminders: Reminder.objects.filter(Among("pk", reminders)).values_list(
        *Row._fields,
        *(f"user__{name}" for name in Person._fields),
        *(f"user__reminder_preference__{name}" for name in _Wish._fields),
        "user__is_active",
        "user__time_zone",
        "check_in__opens_at",
        "check_in__closes_at",
        "check_in__state",
        "check_in__couple__closed_at",
        "check_in__couple__schedule__paused_at",
        _live(),
        _resting(),
        _submitted(),
        _put_off(),
        _to_say(),
        _newer(),
    )
)
_BROWSERS = Compiled(
    lambda users: (
        PushSubscription.objects.filter(Among("user_id", users), retired_at=None)
        .order_by("created_at")
        .values_list("user_id", *Browser._fields)
    )
)
#: All that the people of these reminders are owed, or were sent, about their own check-in, on whatever channel.
_TWINS = Compiled(
    lambda reminders: Reminder.objects.filter(
        Exists(Reminder.objects.filter(Among("pk", reminders), user=_THEM, check_in=_CHECK_IN))
    ).values_list("user_id", "check_in_id", *_Twin._fields)
)
_PERSON, _WISH, _ASKED = (
    len(Row._fields),
    len(Row._fields + Person._fields),
    len(Row._fields + Person._fields + _Wish._fields),
)


def load(reminder_ids: Sequence[UUID]) -> list[Case]:
    """The cases of these reminders in their order; those deleted meanwhile are left out."""
    found = {values[0]: values for values in _CASES.rows(reminders=reminder_ids)}
    browsers: dict[UUID, list[Browser]] = defaultdict(list)
    for user_id, *browser in _BROWSERS.rows(users=[values[1] for values in found.values()]):
        browsers[user_id].append(Browser._make(browser))
    twins: dict[tuple[UUID, UUID], list[_Twin]] = defaultdict(list)
    for user_id, check_in_id, *twin in _TWINS.rows(reminders=reminder_ids):
        twins[user_id, check_in_id].append(_Twin._make(twin))
    return [_case(found[pk], browsers, twins) for pk in reminder_ids if pk in found]


def _case(
    values: Sequence[Any],
    browsers: dict[UUID, list[Browser]],
    twins: dict[tuple[UUID, UUID], list[_Twin]],
) -> Case:
    row, person = Row._make(values[:_PERSON]), Person._make(values[_PERSON:_WISH])
    said = values[_WISH] is not None  # every column of a row that is not there is None
    wish = _Wish._make(values[_WISH:_ASKED]) if said else _UNSAID
    asked = _Asked._make(values[_ASKED:])
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
        state=asked.check_in_state,  # type: ignore[arg-type]  # a constraint holds it to the three
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


def _told(rows: Sequence[_Twin], but: str) -> int:
    """How many kinds about answering they were sent, also those that they have put off since."""
    sent = {row.kind for row in rows if row.state == Reminder.State.SENT or row.snoozed_at}
    return len(sent.intersection(policy.ABOUT_ANSWERING) - {but})


def _time(value: dt.time) -> dt.time:
    return value.replace(tzinfo=None)

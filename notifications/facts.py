"""Loads what the policy asks about a handful of reminders, just before they are sent: a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleIn

from checkins.models import CheckIn, Response, Schedule, TalkingPoint, TalkingPointVoice
from couples.models import Membership
from notifications import policy
from notifications.models import Preference, PushSubscription, Reminder
from notifications.texts import Tone

#: What is asked about a reminder, its person and its check-in: of everything else reading it would take as long again.
_COLUMNS = (
    *(column.name for column in Reminder._meta.concrete_fields),
    *(f"user__{name}" for name in ("email", "display_name", "language", "time_zone", "is_active")),
    *(f"check_in__{name}" for name in ("couple", "opens_at", "closes_at", "state")),
    "check_in__couple__closed_at",
)
#: A person and a check-in.
Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Case:
    """One reminder with everything that deciding and sending it takes."""

    reminder: Reminder
    facts: policy.Facts
    tone: Tone
    #: Live subscriptions that have not taken it yet.
    subscriptions: Sequence[PushSubscription]


class _Row(NamedTuple):
    """What else somebody is owed, or was sent, about the same check-in."""

    user_id: UUID
    check_in_id: UUID
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


@dataclass(slots=True)
class _Known:
    """What was found out about a handful, to be looked up by person, couple or both."""

    live: set[Pair] = field(default_factory=set)
    resting: set[Pair] = field(default_factory=set)
    paused: set[UUID] = field(default_factory=set)
    submitted: set[Pair] = field(default_factory=set)
    put_off: set[Pair] = field(default_factory=set)
    to_say: set[Pair] = field(default_factory=set)
    overtaken: set[UUID] = field(default_factory=set)
    preferences: dict[Any, Preference] = field(default_factory=dict)
    subscriptions: dict[UUID, list[PushSubscription]] = field(default_factory=dict)
    rows: dict[Pair, list[_Row]] = field(default_factory=dict)


def load(reminder_ids: Sequence[UUID]) -> list[Case]:
    """The cases of these reminders in their order; those deleted meanwhile are left out."""
    rows = (
        Reminder.objects.filter(pk__in=reminder_ids)
        .select_related("user", "check_in__couple")
        .only(*_COLUMNS)
    )
    reminders = {row.pk: row for row in rows}
    known = _look(list(reminders.values()))
    return [_case(reminders[pk], known) for pk in reminder_ids if pk in reminders]


def _look(reminders: Sequence[Reminder]) -> _Known:
    users = {row.user_id for row in reminders}
    couples = {row.check_in.couple_id for row in reminders}
    asking = [row for row in reminders if row.kind in policy.ABOUT_ANSWERING]
    after = [row for row in reminders if row.kind not in policy.ABOUT_ANSWERING]
    memberships = Membership.objects.filter(user__in=users, couple__in=couples, ended_at=None)
    paused = Schedule.objects.filter(couple__in=couples, paused_at__isnull=False)
    subscriptions: dict[UUID, list[PushSubscription]] = defaultdict(list)
    live = PushSubscription.objects.filter(user__in=users, retired_at=None).order_by("created_at")
    for each in live.only("user", "endpoint", "p256dh", "auth"):
        subscriptions[each.user_id].append(each)
    members = list(memberships.values_list("user_id", "couple_id", "rest"))
    return _Known(
        live={(user_id, couple_id) for user_id, couple_id, _rest in members},
        resting={(user_id, couple_id) for user_id, couple_id, rest in members if rest is not None},
        paused=set(paused.values_list("couple_id", flat=True)),
        submitted=_submitted_by_themselves(asking),
        put_off=_put_off([row for row in after if row.kind == Reminder.Kind.TALK_LATER]),
        to_say=_to_say([row for row in after if row.kind == Reminder.Kind.HELPED]),
        overtaken=_overtaken(after),
        preferences=Preference.objects.in_bulk(users),
        subscriptions=subscriptions,
        rows=_rows(reminders),
    )


def _pairs(reminders: Iterable[Reminder], *, person: str, check_in: str = "check_in_id") -> Q:
    """Each of these people with their own check-in, and in no other combination. As pairs: written out with "and"
    and "or" it takes longer than all else that is asked about a handful."""
    pairs = {(row.user_id, row.check_in_id) for row in reminders}
    return Q(TupleIn(Tuple(F(person), F(check_in)), sorted(pairs)))


def _submitted_by_themselves(reminders: Sequence[Reminder]) -> set[Pair]:
    """(person, check-in) of those among these who have submitted. Asks for each about themselves and nobody else:
    what the partner did is not even loaded."""
    if not reminders:
        return set()
    own = _pairs(reminders, person="author_id")
    return set(
        Response.objects.filter(own, submitted_at__isnull=False).values_list("author_id", "check_in_id")
    )


def _rows(reminders: Sequence[Reminder]) -> dict[Pair, list[_Row]]:
    """All that each of these people is owed, or was sent, about their check-in, on whatever channel."""
    found: dict[Pair, list[_Row]] = defaultdict(list)
    if reminders:
        rows = Reminder.objects.filter(_pairs(reminders, person="user_id")).values_list(*_Row._fields)
        for row in map(_Row._make, rows):
            found[row.user_id, row.check_in_id].append(row)
    return found


def _told(rows: Sequence[_Row], but: str) -> int:
    """How many kinds about answering they were sent, also those that they have put off since."""
    sent = {row.kind for row in rows if row.state == Reminder.State.SENT or row.snoozed_at}
    return len(sent.intersection(policy.ABOUT_ANSWERING) - {but})


def _put_off(reminders: Sequence[Reminder]) -> set[Pair]:
    """Those who said "later" of something that the two can both see and have not talked about."""
    if not reminders:
        return set()
    voices = TalkingPointVoice.objects.filter(
        _pairs(reminders, person="member_id", check_in="talking_point__check_in_id"),
        choice=TalkingPointVoice.Choice.LATER,
        talking_point__audience=None,
        talking_point__talked_at=None,
    )
    return set(voices.values_list("member_id", "talking_point__check_in_id"))


def _to_say(reminders: Sequence[Reminder]) -> set[Pair]:
    """Those who have not said yet whether something that the two talked about helped."""
    if not reminders:
        return set()
    check_ins = {row.check_in_id for row in reminders}
    talked: dict[UUID, set[UUID]] = defaultdict(set)
    points = TalkingPoint.objects.filter(check_in__in=check_ins, audience=None, talked_at__isnull=False)
    for point_id, check_in_id in points.values_list("pk", "check_in_id"):
        talked[check_in_id].add(point_id)
    own = _pairs(reminders, person="member_id", check_in="talking_point__check_in_id")
    said: dict[Pair, set[UUID]] = defaultdict(set)
    voices = TalkingPointVoice.objects.filter(own).exclude(helped="")
    for user_id, check_in_id, point_id in voices.values_list(
        "member_id", "talking_point__check_in_id", "talking_point_id"
    ):
        said[user_id, check_in_id].add(point_id)
    pairs = {(row.user_id, row.check_in_id) for row in reminders}
    return {pair for pair in pairs if talked[pair[1]] - said[pair]}


def _overtaken(reminders: Sequence[Reminder]) -> set[UUID]:
    """Those check-ins after which the couple has opened another."""
    if not reminders:
        return set()
    newer = CheckIn.objects.filter(couple_id=OuterRef("couple_id"), number__gt=OuterRef("number"))
    asked = CheckIn.objects.filter(Exists(newer), pk__in={row.check_in_id for row in reminders})
    return set(asked.values_list("pk", flat=True))


def _case(row: Reminder, known: _Known) -> Case:
    push = row.channel == Reminder.Channel.PUSH
    pair = (row.user_id, row.check_in_id)
    preference = known.preferences.get(row.user_id) or Preference(user_id=row.user_id)
    subscriptions = known.subscriptions.get(row.user_id, [])
    rows = known.rows.get(pair, [])
    twins = [each for each in rows if each.kind == row.kind and each.channel != row.channel]
    # Who wants both gets each as if there were no other.
    twin = twins[0] if twins and not preference.email_too else None
    spares = twin and twin.state == Reminder.State.PENDING and not twin.outcome and preference.push
    facts = policy.Facts(
        kind=cast(policy.Kind, row.kind),
        not_after=row.not_after,
        opens_at=row.check_in.opens_at,
        closes_at=row.check_in.closes_at,
        state=row.check_in.state,  # type: ignore[arg-type]  # a constraint holds it to the three
        linked=(row.user_id, row.check_in.couple_id) in known.live
        and row.user.is_active
        and row.check_in.couple.closed_at is None,
        paused=row.check_in.couple_id in known.paused,
        submitted=pair in known.submitted,
        # Who takes a quiet break wants none. The row then says the same as that of anybody who wants none.
        kinds=frozenset()
        if (row.user_id, row.check_in.couple_id) in known.resting
        else frozenset(kind for kind in get_args(policy.Kind) if getattr(preference, kind)),
        at_most=preference.at_most,
        told=_told(rows, row.kind) if row.kind in policy.ABOUT_ANSWERING else 0,
        channel_on=preference.push if push else preference.email,
        reachable=bool(subscriptions) if push else bool(row.user.email and not preference.mail_returned_at),
        put_off=pair in known.put_off,
        to_say=pair in known.to_say,
        newer=row.check_in_id in known.overtaken,
        zone=row.user.time_zone if isinstance(row.user.time_zone, ZoneInfo) else ZoneInfo("UTC"),
        quiet_from=_time(preference.quiet_from),
        quiet_to=_time(preference.quiet_to),
        arrived_by=twin.channel if twin and twin.arrived and not row.snoozed_at else None,
        push_comes_at=twin.due_at if twin and spares and subscriptions and not push else None,
        snoozed=row.snoozed_at is not None,
    )
    waiting = [each for each in subscriptions if str(each.pk) not in row.reached]
    return Case(row, facts, cast(Tone, preference.text), waiting)


def _time(value: dt.time) -> dt.time:
    return value.replace(tzinfo=None)

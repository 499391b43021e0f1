"""What is asked of the database about a handful of reminders: three queries, however many there are.

They are compiled once, and what they find stays plain values: building queries and models took longer than the sends.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from checkins.models import CheckIn, Response, Rest, TalkingPoint, TalkingPointVoice
from couples.compiled import Among, Compiled
from couples.models import Membership
from notifications import policy
from notifications.models import Preference, PushSubscription, Reminder
from notifications.texts import Tone


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


class Wish(NamedTuple):
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
UNSAID = Wish._make(_DEFAULTS[name] for name in Wish._fields)


class Asked(NamedTuple):
    """What else is asked about a reminder's person, its check-in and its couple."""

    active: bool
    zone: ZoneInfo | str
    opens_at: dt.datetime
    closes_at: dt.datetime
    check_in_state: policy.State
    closed_at: dt.datetime | None
    paused_at: dt.datetime | None
    live: bool
    resting: bool
    submitted: bool
    put_off: bool
    to_say: bool
    newer: bool


class Twin(NamedTuple):
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


CASES = Compiled(
    lambda reminders: Reminder.objects.filter(Among("pk", reminders)).values_list(
        *Row._fields,
        *(f"user__{name}" for name in Person._fields),
        *(f"user__reminder_preference__{name}" for name in Wish._fields),
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
BROWSERS = Compiled(
    lambda users: (
        PushSubscription.objects.filter(Among("user_id", users), retired_at=None)
        .order_by("created_at")
        .values_list("user_id", *Browser._fields)
    )
)
#: All that these people are owed, or were sent, about these check-ins, on whatever channel. Of two partners who are
#: both in the handful it finds both; each is given their own alone.
TWINS = Compiled(
    lambda users, check_ins: Reminder.objects.filter(
        Among("user_id", users), Among("check_in_id", check_ins)
    ).values_list("user_id", "check_in_id", *Twin._fields)
)

"""Load outbox rows with all data that the sender needs.

Loading takes three queries, for any number of rows.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from checkins.models import CheckIn, Response, Rest, TalkingPoint, TalkingPointVoice
from couples.models import Membership
from notifications.messages.account_texts import compose_alert
from notifications.messages.message import Message, SnoozeOffer, compose
from notifications.messages.texts import Tone
from notifications.models import OutboxRow, Preference, PushSubscription
from notifications.planning import policy, snooze_times
from notifications.planning.kinds import ABOUT_ANSWERING


@dataclass(frozen=True, slots=True)
class ReminderCase:
    """A reminder with all data that the sender needs to decide about the reminder and to send it."""

    row: OutboxRow
    preference: Preference
    facts: policy.Facts
    #: Live subscriptions that have not accepted the reminder yet.
    subscriptions: Sequence[PushSubscription]

    def decide(self, now: dt.datetime) -> policy.Decision:
        """Return the decision about this reminder: send, wait or drop."""
        return policy.decide(self.facts, now)

    def compose(self, now: dt.datetime) -> Message:
        """Return the message. A push offers the snooze choices that are possible at `now`."""
        row, user = self.row, self.row.user
        offer = SnoozeOffer(row.pk, snooze_times.offered(self.facts, now)) if row.channel == "push" else None
        return compose(
            self.facts.kind,
            user_id=row.user_id,
            check_in_id=row.check_in_id,
            display_name=user.display_name,
            language=user.language,
            tone=cast(Tone, self.preference.text),
            not_after=row.not_after,
            snooze=offer,
        )

    @property
    def address(self) -> str:
        """The person's e-mail address; empty if there is none."""
        return self.row.user.email or ""


@dataclass(frozen=True, slots=True)
class AlertCase:
    """An account alert with all data that the sender needs to decide about the alert and to send it."""

    row: OutboxRow
    #: Browsers that have not accepted the alert yet. Browsers that were removed after the change are included.
    subscriptions: Sequence[PushSubscription]

    def decide(self, now: dt.datetime) -> policy.Decision:
        """Return the decision about this alert: send or drop."""
        return policy.decide_alert(
            not_after=self.row.not_after,
            active=self.row.user.is_active,
            reachable=bool(self.subscriptions) or self.row.channel != OutboxRow.Channel.PUSH,
            now=now,
        )

    def compose(self, now: dt.datetime) -> Message:
        """Return the alert's message. It does not depend on `now`."""
        row = cast(Any, self.row)  # an alert has its occasion
        return compose_alert(
            row.change,
            user_id=row.user_id,
            occasion=row.occasion,
            language=row.user.language,
            not_after=row.not_after,
        )

    @property
    def address(self) -> str:
        """The e-mail address for this alert: the former address if the row has one, otherwise the current address."""
        return self.row.address or self.row.user.email or ""


DeliveryCase = ReminderCase | AlertCase


def load_reminders(row_ids: Sequence[UUID]) -> list[ReminderCase]:
    """Load these outbox rows, with all data that is needed to send them. Leave out account alerts."""
    return [case for case in load_cases(row_ids) if isinstance(case, ReminderCase)]


def load_cases(row_ids: Sequence[UUID]) -> list[DeliveryCase]:
    """Load these outbox rows in the order of `row_ids`, with all data needed to send them. Leave out deleted rows."""
    found = with_facts().in_bulk(row_ids)
    rows = [found[pk] for pk in row_ids if pk in found]
    user_ids = {row.user_id for row in rows}
    wanted = Q(retired_at=None)
    if changed_at := [_changed_at(row) for row in rows if not row.check_in_id]:
        wanted |= Q(retired_at__gte=min(changed_at))
    browsers: dict[UUID, list[PushSubscription]] = defaultdict(list)
    for browser in PushSubscription.objects.filter(wanted, user__in=user_ids).order_by("created_at"):
        browsers[browser.user_id].append(browser)
    # If both partners are in the batch, this finds the rows of both. Each case gets only the rows of its own person.
    siblings: dict[tuple[UUID, UUID | None], list[OutboxRow]] = defaultdict(list)
    check_in_ids = {row.check_in_id for row in rows if row.check_in_id}
    for sibling in OutboxRow.objects.filter(user__in=user_ids, check_in__in=check_in_ids):
        siblings[sibling.user_id, sibling.check_in_id].append(sibling)
    return [
        _reminder_case(row, browsers[row.user_id], siblings[row.user_id, row.check_in_id])
        if row.check_in_id
        else _alert_case(row, browsers[row.user_id])
        for row in rows
    ]


@cache  # building it for each batch would cost a tenth of the sender's CPU
def with_facts() -> QuerySet[Any]:
    """Return the query for outbox rows with facts about the person, check-in and couple of each reminder.

    The query reads nothing about the partner.
    """
    user, check_in, couple = OuterRef("user"), OuterRef("check_in"), OuterRef("check_in__couple")
    membership = Membership.objects.filter(user=user, couple=couple, ended_at=None)
    rest = Rest.objects.filter(membership__user=user, membership__couple=couple, membership__ended_at=None)
    submission = Response.objects.filter(author=user, check_in=check_in, submitted_at__isnull=False)
    later = TalkingPointVoice.objects.filter(
        member=user,
        choice=TalkingPointVoice.Choice.LATER,
        talking_point__check_in=check_in,
        talking_point__audience=None,
        talking_point__talked_at=None,
    )
    said = TalkingPointVoice.objects.filter(talking_point=OuterRef("pk"), member=OuterRef(user))
    talked = TalkingPoint.objects.filter(check_in=check_in, audience=None, talked_at__isnull=False)
    newer = CheckIn.objects.filter(couple=couple, number__gt=OuterRef("check_in__number"))
    return (
        OutboxRow.objects.select_related("user__reminder_preference", "check_in")
        .defer("check_in__prompts")
        .annotate(
            couple_closed_at=F("check_in__couple__closed_at"),
            paused_at=F("check_in__couple__schedule__paused_at"),
            is_member=Exists(membership),
            is_resting=Exists(rest),
            has_submitted=Exists(submission),
            # Each fact is looked up only for the kinds of reminder that need it.
            put_off=Q(kind="talk_later") & Q(Exists(later)),
            to_say=Q(kind="helped") & Q(Exists(talked.exclude(Exists(said.exclude(helped=""))))),
            # Counts only after the reveal.
            newer=~Q(kind__in=ABOUT_ANSWERING) & Q(Exists(newer)),
        )
    )


def _changed_at(alert: OutboxRow) -> dt.datetime:
    return alert.not_after - policy.ALERT_IS_NEWS


def _alert_case(row: OutboxRow, browsers: Sequence[PushSubscription]) -> AlertCase:
    """Return an alert with the browsers that should get it.

    Browsers that were removed since the change are included. Otherwise an intruder could remove the owner's browsers,
    and the alert would not reach the owner. The device that made the change is left out, and so are browsers
    that have already received the alert.
    """
    there = [each for each in browsers if each.retired_at is None or each.retired_at >= _changed_at(row)]
    others = [each for each in there if row.done_on_id is None or each.device_id != row.done_on_id]
    return AlertCase(row, [each for each in others if str(each.pk) not in row.reached])


def _reminder_case(
    row: Any,  # an OutboxRow, annotated by `with_facts`
    browsers: Sequence[PushSubscription],
    siblings: Sequence[OutboxRow],
) -> ReminderCase:
    browsers = [each for each in browsers if each.retired_at is None]
    user, check_in, is_push = row.user, row.check_in, row.channel == "push"
    wants = getattr(user, "reminder_preference", None) or Preference(user=user)
    # The same reminder on the other channel. For a person who wants both channels, one does not affect the other.
    others = [each for each in siblings if each.kind == row.kind and each.channel != row.channel]
    other = others[0] if others and not wants.email_too else None
    push_waits = other and other.state == OutboxRow.State.PENDING and not other.outcome and wants.push
    # Other kinds that ask for answers and were sent. Reminders that the person has put off since are included.
    sent = {each.kind for each in siblings if each.state == OutboxRow.State.SENT or each.snoozed_at}
    told = sent.intersection(ABOUT_ANSWERING) - {row.kind} if row.kind in ABOUT_ANSWERING else set()
    return ReminderCase(
        row=row,
        preference=wants,
        facts=policy.Facts(
            kind=row.kind,
            not_after=row.not_after,
            opens_at=check_in.opens_at,
            closes_at=check_in.closes_at,
            state=check_in.state,
            linked=row.is_member and user.is_active and row.couple_closed_at is None,
            paused=row.paused_at is not None,
            submitted=row.has_submitted,
            # A quiet break turns all kinds off, so the row has the same outcome as for a person who wants no kind.
            kinds=frozenset(kind for kind, wanted in wants.kinds.items() if wanted and not row.is_resting),
            at_most=wants.at_most,
            told=len(told),
            channel_on=wants.push if is_push else wants.email,
            reachable=bool(browsers) if is_push else user.gets_mail and not wants.mail_returned_at,
            put_off=row.put_off,
            to_say=row.to_say,
            newer=row.newer,
            zone=user.time_zone,
            quiet_from=wants.quiet_from,
            quiet_to=wants.quiet_to,
            arrived_by=cast(policy.ReminderChannel, other.channel)
            if other and other.has_arrived and not row.snoozed_at
            else None,
            push_comes_at=other.due_at if other and push_waits and browsers and not is_push else None,
            snoozed=row.snoozed_at is not None,
        ),
        subscriptions=[each for each in browsers if str(each.pk) not in row.reached],
    )

"""Receivers of signals from the other apps. Most of them plan or cancel messages in the transaction of the event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest

from checkins import signals as checkins
from checkins.models import CheckIn, Schedule
from couples import signals as couples
from couples.models import Couple, Device, User
from couples.sign_in.allauth_internals import authentication_records
from notifications import actions, meters
from notifications.actions import account_alerts
from notifications.models import PushSubscription
from notifications.planning import policy


@receiver(checkins.check_in_opened)
def _opened(check_in: CheckIn, now: dt.datetime, **_: Any) -> None:
    actions.plan_open(check_in, now=now)


@receiver(checkins.response_submitted)
def _submitted(check_in: CheckIn, author: User, now: dt.datetime, **_: Any) -> None:
    actions.cancel_answered(check_in, author, now=now)


@receiver(checkins.response_taken_back)
def _taken_back(check_in: CheckIn, author: User, now: dt.datetime, **_: Any) -> None:
    actions.owe_again(check_in, author, now=now)


@receiver(checkins.check_in_revealed)
def _revealed(
    check_in: CheckIn, last_author: User, members: Sequence[UUID], now: dt.datetime, **_: Any
) -> None:
    waited = [user_id for user_id in members if user_id != last_author.pk]
    actions.plan_reveal(check_in, waited=waited, now=now)


@receiver(checkins.check_in_lapsed)
def _lapsed(check_in: CheckIn, now: dt.datetime, **_: Any) -> None:
    actions.cancel_closed(check_in, now=now)


@receiver(checkins.talk_put_off)
def _put_off(check_in_id: UUID, member: User, now: dt.datetime, **_: Any) -> None:
    actions.plan(check_in_id, [member.pk], policy.owed_for_later(now), now=now)


@receiver(checkins.talked)
def _talked(check_in_id: UUID, now: dt.datetime, **_: Any) -> None:
    actions.plan_talked(CheckIn.objects.defer("prompts").get(pk=check_in_id), now=now)


@receiver(checkins.schedule_changed)
def _schedule_changed(couple: Couple, now: dt.datetime, **_: Any) -> None:
    # Read the row, not the event: the state at the commit of the transaction counts.
    paused = Schedule.objects.filter(couple=couple, paused_at__isnull=False).exists()
    (actions.pause if paused else actions.resume)(couple, now=now)


@receiver(couples.membership_ended)
def _member_left(couple: Couple, user: User, now: dt.datetime, **_: Any) -> None:
    actions.cancel_of_member(couple, user, now=now)


@receiver(couples.couple_closed)
def _couple_closed(couple: Couple, now: dt.datetime, **_: Any) -> None:
    actions.cancel_of_couple(couple, now=now)
    actions.end_calendars_of_couple(couple)


@receiver(couples.account_changed)
def _account_changed(
    user: User,
    change: couples.AccountChange,
    device: Device | None,
    former_email: str,
    now: dt.datetime,
    **_: Any,
) -> None:
    account_alerts.owe(user, change, device=device, former_email=former_email, now=now)
    if change == "email_changed":
        actions.forget_returned(user)


@receiver(couples.sign_in_mail)
def _sign_in_mail(sent: bool, **_: Any) -> None:
    meters.count(meters.SIGN_IN_MAILS[sent])


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    # A person who has just typed a code from an e-mail reads their e-mail.
    if [each["method"] for each in authentication_records(request, user)][-1:] == ["code"]:
        actions.forget_returned(user)


@receiver(couples.devices_ending)
def _signed_out(user: User, devices: QuerySet[Device], now: dt.datetime, **_: Any) -> None:
    actions.end_calendar_if_signed_out_everywhere(user, list(devices))
    actions.keep_for_alerts(user, PushSubscription.objects.filter(device__in=devices), now=now)

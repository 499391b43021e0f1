"""Couples with a past, made inside the stack: `stack.manage("shell", "-c", "from tests.browser import past; …")`.

Imported only there, where Django is set up. Everything goes through the actions that people use.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from checkins import actions as checkins
from checkins.actions.opening import open_if_due
from checkins.answers import Answer, as_json
from checkins.models import CheckIn, Schedule
from checkins.prompts import WORDS, Asked
from couples import actions as couples
from couples.accounts import owner_of
from couples.models import User
from project.local import demo

#: A drift needs six weeks before the four in which it shows.
WEEKS, FADING = 10, 4


def robin_and_kim() -> None:
    """The demo couple: nine weeks that both saw, and a check-in that opened two hours ago."""
    demo.create(now=timezone.now())


def maya_and_jo() -> None:
    """Weeks in which nothing stood out; lately Maya, and only she, feels less connected. The last one is revealed."""
    now = timezone.now()
    with transaction.atomic():
        maya, jo = _person("Maya"), _person("Jo")
        couple = couples.form_pair(maya, jo, now=now - dt.timedelta(weeks=WEEKS))
        for week in range(WEEKS):
            check_in = CheckIn.objects.get(couple=couple, state=CheckIn.State.OPEN)
            for person, hours in ((jo, 3), (maya, 20)):
                fading = person == maya and week >= WEEKS - FADING
                _submit(person, check_in, fading=fading, now=check_in.opens_at + dt.timedelta(hours=hours))
            due = Schedule.objects.values_list("next_opens_at", flat=True).get(pk=couple.pk)
            if due is not None and week < WEEKS - 1:
                open_if_due(couple.pk, now=due)


def ona_and_pia() -> None:
    """Two people whose first check-in is open. One couple for each test that changes what others could look at."""
    _new("Ona", "Pia")


def quin_and_ruth() -> None:
    """As `ona_and_pia`."""
    _new("Quin", "Ruth")


def sol_and_tess() -> None:
    """As `ona_and_pia`."""
    _new("Sol", "Tess")


def vera_and_will() -> None:
    """As `ona_and_pia`."""
    _new("Vera", "Will")


def pair(*addresses: str) -> None:
    """Link two people who have signed in already: their first check-in opens at this moment."""
    couples.form_pair(*map(owner_of, addresses), now=timezone.now())


def _new(*names: str) -> None:
    first, second = map(_person, names)
    couples.form_pair(first, second, now=timezone.now() - dt.timedelta(hours=2))


def _person(name: str) -> User:
    user = owner_of(f"{name.lower()}@example.org")
    couples.update_profile(user, display_name=name)
    return user


def _submit(person: User, check_in: CheckIn, *, fading: bool, now: dt.datetime) -> None:
    checkins.submit(
        person,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers={asked["id"]: as_json(_answer(asked, fading=fading)) for asked in check_in.prompts},
        now=now,
    )


def _answer(asked: Asked, *, fading: bool) -> Answer:
    if asked["kind"] in WORDS:
        return Answer("skipped")
    value = 3 if fading and asked["kind"] == "anchor" and asked["dimension"] == "connection" else 5
    return Answer("answered", 6 - value if asked["reverse"] else value)

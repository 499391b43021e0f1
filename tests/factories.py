"""Factories for people and couples with an open check-in."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from checkins.models import CheckIn, Schedule
from couples import actions
from couples.models import Couple, User
from tests.checkins.whole_set import ask_everything

#: A Sunday evening.
START = dt.datetime(2026, 5, 3, 18, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Pair:
    """Two linked people, Alex and Bo, and their couple."""

    alex: User
    bo: User
    couple: Couple

    @property
    def check_in(self) -> CheckIn:
        """The couple's newest check-in."""
        return CheckIn.objects.filter(couple=self.couple).latest("number")

    @property
    def next_opens_at(self) -> dt.datetime:
        """The time at which the couple's next check-in opens."""
        found = Schedule.objects.get(couple=self.couple).next_opens_at
        assert found is not None
        return found


def user(name: str, *, address: str = "", **fields: Any) -> User:
    """Make a person. The default e-mail address is unique and contains the name.

    `fields` are values of other fields of `User`.
    """
    address = address or f"{name.lower()}-{uuid.uuid4().hex}@example.org"
    return User.objects.create_user(address, display_name=name, **fields)


def joined(first: User, second: User, *, now: dt.datetime = START) -> Pair:
    """Link two people as a couple. Their first check-in is open, with the short prompt set of new couples."""
    return Pair(first, second, actions.form_pair(first, second, now=now))


def pair(now: dt.datetime = START) -> Pair:
    """Make a couple of two new people. Their open check-in has a prompt set of the usual length."""
    us = joined(user("Alex"), user("Bo"), now=now)
    ask_everything(us.couple.pk)
    return us


def alone(now: dt.datetime = START) -> User:
    """Make a person who answers alone, without a partner. Their first check-in is open."""
    sam = user("Sam")
    actions.start_alone(sam, now=now)
    return sam

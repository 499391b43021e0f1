"""People and couples for tests: the one place that makes two people with a check-in."""

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
    """Alex (first seat) and Bo, who live in `couple`."""

    alex: User
    bo: User
    couple: Couple

    @property
    def check_in(self) -> CheckIn:
        """The newest one."""
        return CheckIn.objects.filter(couple=self.couple).latest("number")

    @property
    def next_opens_at(self) -> dt.datetime:
        """When the next one is due."""
        found = Schedule.objects.get(couple=self.couple).next_opens_at
        assert found is not None
        return found


def user(name: str, *, address: str = "", **fields: Any) -> User:
    """Make a person. Without an address they get one of their own, which contains the name."""
    address = address or f"{name.lower()}-{uuid.uuid4().hex[:8]}@example.org"
    return User.objects.create_user(address, display_name=name, **fields)


def joined(first: User, second: User, *, now: dt.datetime = START) -> Pair:
    """Make a couple of these two. Their first check-in is open, with the prompts that new couples get."""
    return Pair(first, second, actions.form_pair(first, second, now=now))


def pair(now: dt.datetime = START) -> Pair:
    """Make a couple of two new people. A check-in is open that asks everything."""
    us = joined(user("Alex"), user("Bo"), now=now)
    ask_everything(us.couple.pk)
    return us


def alone(now: dt.datetime = START) -> User:
    """Make a person who answers alone. Their first check-in is open."""
    sam = user("Sam")
    actions.start_alone(sam, now=now)
    return sam

"""Where couples begin and end, check-ins follow: inside the same transaction, so both happen or neither."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from checkins import actions
from couples.models import Couple
from couples.signals import couple_formed, membership_ended


@receiver(couple_formed, dispatch_uid="checkins.begin")
def _begin(sender: Any, couple: Couple, now: dt.datetime, **_: Any) -> None:
    actions.begin(couple, now=now)


@receiver(membership_ended, dispatch_uid="checkins.end")
def _end(sender: Any, couple: Couple, now: dt.datetime, **_: Any) -> None:
    """The first who leaves ends the ritual for both; for the second there is nothing left to end.

    Not on `couple_closed`, which comes later: by then others have touched what hangs on the check-in (reminders),
    while a submission locks the check-in first. Whoever takes the two in another order can deadlock with it.
    """
    actions.end(couple, now=now)

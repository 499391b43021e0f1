"""Where couples begin and end, check-ins follow: inside the same transaction, so both happen or neither."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from checkins import actions
from couples.models import Couple
from couples.signals import couple_closed, couple_formed


@receiver(couple_formed, dispatch_uid="checkins.begin")
def _begin(sender: Any, couple: Couple, now: dt.datetime, **_: Any) -> None:
    actions.begin(couple, now=now)


@receiver(couple_closed, dispatch_uid="checkins.end")
def _end(sender: Any, couple: Couple, now: dt.datetime, **_: Any) -> None:
    actions.end(couple, now=now)

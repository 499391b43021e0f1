"""Begin a new couple's check-ins, and end the check-ins when a partner leaves.

Both happen in the transaction that forms the couple or ends the membership.
"""

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
    """End the couple's check-ins when a partner leaves.

    Both memberships end together, and each sends the signal. The second time, nothing is left to end.

    This receives `membership_ended`, because the signal `couple_closed` comes too late: by then, other receivers have
    locked the couple's reminders. A submission locks the check-in first and then its reminders. Locking in the opposite
    order could deadlock with a submission.
    """
    actions.end(couple, now=now)

"""What somebody is owed who has taken their answers back: the same as if they had not given them."""

from __future__ import annotations

import datetime as dt

from checkins.models import CheckIn
from couples.models import User
from notifications.models import Reminder


def owe_again(check_in: CheckIn, author: User, *, now: dt.datetime) -> None:
    """Owe again what was dropped because they had answered and what lies ahead. The partner's rows stay as they are.

    What came due meanwhile is not made up for: they have the check-in in their hands at this moment.
    """
    Reminder.objects.filter(
        user=author, check_in=check_in, state=Reminder.State.DROPPED, outcome="answered", due_at__gt=now
    ).update(state=Reminder.State.PENDING, outcome="", settled_at=None)

"""Account alerts: inform people by push and e-mail about changes of their own account.

Alerts are also sent in quiet hours, and can't be turned off: an intruder must not be able to silence the alert about
the intrusion. Alerts are stored in the same outbox as reminders. Just before sending, an alert is dropped only if it is
a week old, if the account is switched off, or if no browser is left for its push (`policy.decide_alert`).
"""

from __future__ import annotations

import datetime as dt
import uuid

from couples.models import Device, User
from couples.signals import AccountChange
from notifications.models import AccountAlert
from notifications.planning.policy import ALERT_IS_NEWS

#: Changes that could let another person receive messages about the owner's check-ins.
NEW_RECEIVERS = frozenset({"receiver_added", "calendar_made"})


def owe(
    user: User, change: AccountChange, *, device: Device | None, former_email: str = "", now: dt.datetime
) -> None:
    """Store the alerts about a change of this person's account, in the transaction of the change.

    The person gets a push on every device except `device`, which made the change. If they have an e-mail address and
    this server sends e-mail, they also get an e-mail. If `former_email` is given, an e-mail also goes to that former
    address.

    To prevent a flood of e-mail, do nothing if both of these are true:

    - The change is a new browser for pushes or a new calendar link.
    - `device` has made another change of the same kind, and no one has tried to send an alert about it yet.
    """
    waiting = AccountAlert.objects.filter(
        user=user, change=change, state=AccountAlert.State.PENDING, attempts=0
    )
    if change in NEW_RECEIVERS and waiting.filter(done_on=device, due_at__lte=now).exists():
        return
    channels = [(AccountAlert.Channel.PUSH, "")]
    if user.gets_mail:
        channels.append((AccountAlert.Channel.EMAIL, ""))
    if former_email:
        channels.append((AccountAlert.Channel.FORMER_EMAIL, former_email))
    occasion = uuid.uuid4()
    AccountAlert.objects.bulk_create(
        AccountAlert(
            user=user,
            kind=AccountAlert.ALERT,
            occasion=occasion,
            change=change,
            channel=channel,
            address=address,
            done_on=device,
            due_at=now,
            not_after=now + ALERT_IS_NEWS,
        )
        for channel, address in channels
    )

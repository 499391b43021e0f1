"""Keep a person's list of signed-in devices, and sign devices out.

Each sign-out by these functions also ends the person's unused link for a new device.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from couples import signals
from couples.errors import NotFound
from couples.models import Device, User, WayInLink
from couples.signals import AccountChange
from couples.signed_in import sessions
from couples.signed_in.devices import hour_of, name_of

__all__ = [
    "note_seen",
    "note_sign_in",
    "send_account_alert",
    "sign_out_device",
    "sign_out_everyone",
    "sign_out_everywhere",
    "sign_out_others",
]


def note_sign_in(actor: User, *, session_key: str, user_agent: str, now: dt.datetime) -> None:
    """Record that the actor has just signed in, and on which device.

    The actor also gets an account alert (a security message), except at the account's first sign-in.
    """
    is_first = actor.last_login is None
    with transaction.atomic():
        actor.last_login = now
        actor.save(update_fields=["last_login"])
        device, _created = Device.objects.update_or_create(
            session_id=sessions.stored_key(session_key),
            defaults={"user": actor, "name": name_of(user_agent), "last_seen": hour_of(now)},
            create_defaults={
                "user": actor, "name": name_of(user_agent), "last_seen": hour_of(now), "first_seen": now
            },
        )  # fmt: skip
        if not is_first:
            send_alert_about_device(actor, "signed_in", device=device, now=now)


def send_account_alert(
    actor: User,
    change: AccountChange,
    *,
    session_key: str | None,
    now: dt.datetime,
    former_email: str = "",
) -> None:
    """Send the actor an account alert, a security message about a change that was made in this session.

    The alert names the device of the session, and that device gets no push about it. If `session_key` is None, the
    alert names no device. If the account's e-mail address has changed, `former_email` is the old address, to which the
    alert also goes.
    """
    device = None
    if session_key:
        device = Device.objects.filter(user=actor, session_id=sessions.stored_key(session_key)).first()
    with transaction.atomic():
        send_alert_about_device(actor, change, device=device, now=now, former_email=former_email)


def note_seen(actor: User, *, session: sessions.SessionStore, now: dt.datetime) -> None:
    """Record that the actor has opened the app on this session's device, so that they stay signed in.

    Opening the app does not make staff sessions last longer. The database is written at most once an hour, because it
    stores only the hour of the last use.
    """
    if session.last_seen in (None, hour_of(now)):
        return
    if not actor.is_staff:
        session.note_use(now)
    kept = sessions.stored_key(session.session_key or "")
    Device.objects.filter(user=actor, session_id=kept).update(last_seen=hour_of(now))


def sign_out_device(actor: User, *, device_id: UUID, now: dt.datetime) -> None:
    """Sign the actor out on one of their devices, and stop the reminders to this device.

    Raises NotFound if the device is not the actor's.
    """
    with transaction.atomic():
        session = Session.objects.filter(device__pk=device_id, device__user=actor)
        if not session.exists():
            raise NotFound(_("There is nothing here."))
        _end(actor, session, now)


def sign_out_others(actor: User, *, session_key: str, now: dt.datetime) -> None:
    """Sign the actor out on all devices except the device whose session has this `session_key`.

    The reminders to the signed-out devices stop.
    """
    others = Session.objects.filter(device__user=actor).exclude(pk=sessions.stored_key(session_key))
    with transaction.atomic():
        _end(actor, others, now)


def sign_out_everywhere(actor: User, *, now: dt.datetime) -> None:
    """End every session of the actor, and stop the reminders to all of their devices.

    Accounts have no password, but each session holds a hash of the account's password field. Storing a new unusable
    password therefore ends all sessions at once, even sessions without a listed device.
    """
    everywhere = Session.objects.filter(device__user=actor)
    with transaction.atomic():
        actor.set_unusable_password()
        actor.save(update_fields=["password"])
        _end(actor, everywhere, now)


def sign_out_everyone(*, now: dt.datetime) -> int:
    """End every session of every person, and stop the reminders to all devices. Return how many sessions were ended.

    Also end what a person loses when they sign out everywhere, even if they have no session: after a restore, nobody
    has one, because backups leave sessions out.
    """
    with transaction.atomic():
        ended = Session.objects.count()
        # Its owner may have cancelled such a link after the backup was made. The operator can make a new one.
        WayInLink.objects.filter(purpose=WayInLink.Purpose.SIGN_IN).delete()
        for person in User.objects.all():
            _end(person, Session.objects.filter(device__user=person), now)
        # The sessions that are left belong to no device, such as unfinished sign-ins.
        Session.objects.all().delete()
    return ended


def _end(actor: User, ended: QuerySet[Session], now: dt.datetime) -> None:
    # The link for a new device may have been made on one of the devices that are now signed out.
    WayInLink.objects.filter(user=actor, purpose=WayInLink.Purpose.DEVICE).delete()
    signals.devices_ending.send(Device, user=actor, devices=Device.objects.filter(session__in=ended), now=now)
    ended.delete()


def send_alert_about_device(
    actor: User, change: AccountChange, *, device: Device | None, now: dt.datetime, former_email: str = ""
) -> None:
    """Send the actor an account alert, a security message about a change that was made on `device`.

    The alert names this device, and the device gets no push about it. If `device` is None, the alert names no device.
    If the account's e-mail address has changed, `former_email` is the old address, to which the alert also goes.
    """
    signals.account_changed.send(
        Device, user=actor, change=change, device=device, former_email=former_email, now=now
    )

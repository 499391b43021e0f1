"""Signing in and out, as far as the list of one's devices goes."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from couples import sessions, signals
from couples.devices import hour_of, name_of
from couples.errors import NotFound
from couples.models import Device, User
from couples.signals import AccountChange


def note_sign_in(actor: User, *, session_key: str, user_agent: str, now: dt.datetime) -> None:
    """The actor has just signed in in this session. All but the very first time, they are told."""
    known = actor.last_login is not None
    with transaction.atomic():
        actor.last_login = now
        actor.save(update_fields=["last_login"])
        device, _created = Device.objects.update_or_create(
            session_id=sessions.kept_under(session_key),
            defaults={"user": actor, "name": name_of(user_agent), "last_seen": hour_of(now)},
            create_defaults={
                "user": actor, "name": name_of(user_agent), "last_seen": hour_of(now), "first_seen": now
            },
        )  # fmt: skip
        if known:
            tell(actor, "signed_in", device=device, now=now)


def tell_of(
    actor: User,
    change: AccountChange,
    *,
    session_key: str | None,
    now: dt.datetime,
    former_email: str = "",
) -> None:
    """The actor's account was changed in this session: see that they are told, on their other devices too."""
    device = None
    if session_key:
        device = Device.objects.filter(user=actor, session_id=sessions.kept_under(session_key)).first()
    with transaction.atomic():
        tell(actor, change, device=device, now=now, former_email=former_email)


def note_seen(actor: User, *, session: sessions.SessionStore, now: dt.datetime) -> None:
    """The actor has opened the app on this device, which keeps them signed in; not staff, whom only their own pages
    do. Written once an hour; that it was comes with the session, and is not asked for."""
    if session.last_seen in (None, hour_of(now)):
        return
    if not actor.is_staff:
        session.used(now)
    kept = sessions.kept_under(session.session_key or "")
    Device.objects.filter(user=actor, session_id=kept).update(last_seen=hour_of(now))


def sign_out_device(actor: User, *, device_id: UUID, now: dt.datetime) -> None:
    """End one of the actor's sessions, and with it the reminders that go there. Raises NotFound for others'."""
    with transaction.atomic():
        session = Session.objects.filter(device__pk=device_id, device__user=actor)
        if not session.exists():
            raise NotFound(_("There is nothing here."))
        _end(actor, session, now)


def sign_out_others(actor: User, *, session_key: str, now: dt.datetime) -> None:
    """End every session of the actor but this one."""
    others = Session.objects.filter(device__user=actor).exclude(pk=sessions.kept_under(session_key))
    with transaction.atomic():
        _end(actor, others, now)


def sign_out_everywhere(actor: User, *, now: dt.datetime) -> None:
    """End every session of the actor, wherever it is, and the reminders that go there.

    Sessions carry a hash of the password field: a new unusable password ends them all at once, also one that no list
    knows of.
    """
    everywhere = Session.objects.filter(device__user=actor)
    with transaction.atomic():
        actor.set_unusable_password()
        actor.save(update_fields=["password"])
        _tell_before(actor, everywhere, now)
        everywhere.delete()


def _end(actor: User, ended: QuerySet[Session], now: dt.datetime) -> None:
    _tell_before(actor, ended, now)
    ended.delete()


def _tell_before(actor: User, ended: QuerySet[Session], now: dt.datetime) -> None:
    signals.devices_ending.send(Device, user=actor, devices=Device.objects.filter(session__in=ended), now=now)


def tell(
    actor: User, change: AccountChange, *, device: Device | None, now: dt.datetime, former_email: str = ""
) -> None:
    """The actor's account was changed on this device (None: on none that is listed): see that they are told."""
    signals.account_changed.send(
        Device, user=actor, change=change, device=device, former_email=former_email, now=now
    )

"""Periodic tasks. Lost, repeated or overlapping runs do no harm."""

from __future__ import annotations

import datetime as dt

from celery import shared_task
from django.contrib.sessions.models import Session

from couples.erasure import wiping
from couples.signed_in.sessions import SessionStore


@shared_task
def purge_expired_sessions() -> None:
    """Delete expired sessions, each with its device and that device's push subscription.

    On SQLite, also wipe deleted rows out of the database's files.
    """
    SessionStore.clear_expired()
    wiping.wipe()


@shared_task
def forget_expired() -> None:
    """Alias of `purge_expired_sessions` for tasks that were queued before it was renamed."""
    purge_expired_sessions()


def expired_are_waiting(*, since: dt.datetime) -> bool:
    """Whether a session that expired before `since` is still stored."""
    over = Session.objects.filter(expire_date__lt=since)
    return bool(over.order_by("expire_date").values_list("pk")[:1])

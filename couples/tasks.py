"""Periodic tasks that delete expired sign-in sessions. A run that is lost, repeated or overlapping does no harm."""

from __future__ import annotations

import datetime as dt

from celery import shared_task
from django.contrib.sessions.models import Session

from couples.erasure import wiping
from couples.signed_in.sessions import SessionStore


@shared_task
def purge_expired_sessions() -> None:
    """Delete expired sessions. Their devices and the devices' push subscriptions are deleted with them.

    On SQLite, also wipe the deleted rows out of the database's files.
    """
    SessionStore.clear_expired()
    wiping.wipe()


@shared_task
def forget_expired() -> None:
    """Do the same as `purge_expired_sessions`, for tasks that were queued under this former name."""
    purge_expired_sessions()


def expired_are_waiting(*, since: dt.datetime) -> bool:
    """Return whether a session that expired before `since` is still stored.

    If so, the task `purge_expired_sessions` has not run lately.
    """
    over = Session.objects.filter(expire_date__lt=since)
    return bool(over.order_by("expire_date").values_list("pk")[:1])

"""What beat starts here. Lost, repeated or overlapping runs change nothing."""

from __future__ import annotations

from celery import shared_task

from couples.sessions import SessionStore


@shared_task
def forget_expired() -> None:
    """Delete the sessions that are over, and with each its device and the push subscription made there."""
    SessionStore.clear_expired()

"""Events that an e-mail provider reports later: an e-mail bounced, or its receiver complained or unsubscribed.

To complain is to mark an e-mail as spam.

Used only if e-mail goes through a provider's API (settings.MAIL_PROVIDER). django-anymail parses the events and admits
only callers that know the WEBHOOK_SECRET. Other events (delivered, opened) are ignored.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import URLPattern
from django.utils import timezone

from notifications import actions


def connect() -> None:
    """Connect the handler of the e-mail provider's events."""
    from anymail.signals import tracking

    tracking.connect(_handle, dispatch_uid="notifications.mail_events")


def routes() -> list[URLPattern]:
    """Return the routes of the e-mail provider's webhook. Empty without a provider."""
    if not settings.MAIL_PROVIDER:
        return []
    from anymail.urls import urlpatterns

    names = {f"{settings.MAIL_PROVIDER}_tracking_webhook", f"{settings.MAIL_PROVIDER}_webhook"}
    return [pattern for pattern in urlpatterns if pattern.name in names]


def _handle(event: Any, **_: Any) -> None:
    """Store a bounce, or turn reminders by e-mail off if the receiver complained or unsubscribed.

    django-anymail defines the types and reasons of events.
    """
    kind = event.event_type
    reason = event.reject_reason if kind == "rejected" else ""
    if not event.recipient:
        return
    if kind == "bounced" or reason in ("bounced", "invalid"):
        actions.note_returned_address(event.recipient, now=timezone.now())
    elif kind in ("complained", "unsubscribed") or reason in ("spam", "unsubscribed"):
        # A person who marks a reminder as spam wants no more reminders by e-mail.
        actions.mail_off_at(event.recipient)

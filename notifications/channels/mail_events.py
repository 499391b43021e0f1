"""What a mail provider tells later: that a mail came back, or that somebody called it spam.

Only where mail goes through a provider's API (settings.MAIL_PROVIDER); django-anymail reads what each of them says, and
lets in only who knows the WEBHOOK_SECRET. What else they tell, that a mail was delivered or opened, is not looked at.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import URLPattern
from django.utils import timezone

from notifications import actions


def connect() -> None:
    """Listen to what the provider tells."""
    from anymail.signals import tracking

    tracking.connect(_told, dispatch_uid="notifications.mail_events")


def disconnect() -> None:
    """Listen no more."""
    from anymail.signals import tracking

    tracking.disconnect(dispatch_uid="notifications.mail_events")


def routes() -> list[URLPattern]:
    """Where this provider, and no other, tells it; empty without one."""
    if not settings.MAIL_PROVIDER:
        return []
    from anymail.urls import urlpatterns

    names = {f"{settings.MAIL_PROVIDER}_tracking_webhook", f"{settings.MAIL_PROVIDER}_webhook"}
    return [pattern for pattern in urlpatterns if pattern.name in names]


def _told(event: Any, **_: Any) -> None:
    """One event. Kinds and reasons are those of django-anymail, the same for all providers."""
    kind = event.event_type
    reason = event.reject_reason if kind == "rejected" else ""
    if not event.recipient:
        return
    if kind == "bounced" or reason in ("bounced", "invalid"):
        actions.note_returned_address(event.recipient, now=timezone.now())
    elif kind in ("complained", "unsubscribed") or reason in ("spam", "unsubscribed"):
        # Who calls a reminder spam wants no more of them.
        actions.mail_off_at(event.recipient)

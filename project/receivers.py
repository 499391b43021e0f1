"""What erasing a person means for what this app itself remembers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.dispatch import receiver

from couples.models import User
from couples.signals import person_erased


@receiver(person_erased, dispatch_uid="project.forget")
def _forget(user: User, **_: Any) -> None:
    """Rate limits count by the person's id; what counts all requests of a minute is forgotten after two."""
    scopes = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    cache.delete_many([f"throttle_{scope}_{user.pk}" for scope in scopes])

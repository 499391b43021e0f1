"""Checks that every process of the app makes before it starts working."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import Error, connection

from couples.encryption import checks
from project.demo import copies

log = structlog.get_logger(__name__)


def require_keys() -> None:
    """Raises ImproperlyConfigured if the wrapping key does not fit the database.

    A database that is down at the moment stops nothing: /health/ready checks again.
    """
    try:
        checks.require_keys()
    except Error as error:
        log.warning("keys_not_checked", error=type(error).__name__)
    finally:
        # A server that forks must not share this connection with its children.
        if not connection.in_atomic_block:
            connection.close()


def require_demo_alone() -> None:
    """Raises ImproperlyConfigured if this is a demo and its database has an account that it did not make."""
    if not settings.DEMO:
        return
    try:
        copies.require_no_others()
    finally:
        if not connection.in_atomic_block:
            connection.close()

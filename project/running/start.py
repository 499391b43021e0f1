"""Checks that every process of the app runs before it starts to work."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import Error, connection

from couples.encryption import checks
from project.demo import copies

log = structlog.get_logger(__name__)


def require_usable_database() -> None:
    """Raise ImproperlyConfigured if this server lacks a key that decrypts the database's data.

    In a demo, also raise it if the database has an account that the demo did not make. If the database is down, return
    without a check. In that case, /health/ready checks the keys later.
    """
    try:
        if settings.DEMO:
            copies.require_no_others()
        checks.require_keys()
    except Error as error:
        log.warning("keys_not_checked", error=type(error).__name__)
    finally:
        # Close the connection: a server that forks must not share it with its children.
        if not connection.in_atomic_block:
            connection.close()

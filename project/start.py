"""What every process of the app makes sure of before it takes up work."""

from __future__ import annotations

import gc

import structlog
from django.db import Error, connection

from couples import checks

log = structlog.get_logger(__name__)

#: So many new objects between two looks for cycles: those of a few dozen requests, and not of one.
NEW_OBJECTS = 20_000


def require_keys() -> None:
    """Raises ImproperlyConfigured if the wrapping key does not fit the database.

    A database that is away for the moment stops nothing: /health/ready asks again.
    """
    try:
        checks.require_keys()
    except Error as error:
        log.warning("keys_not_checked", error=type(error).__name__)
    finally:
        # A server that forks must not share this connection with its children.
        if not connection.in_atomic_block:
            connection.close()


def settle_down() -> None:
    """What is here at the start stays for good, so the collector of cycles need not look through it again and again:
    that took about a thirtieth of a submission's time. What requests leave behind it goes on collecting."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])

"""The Celery app: `celery -A project worker` and `celery -A project beat`."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import beat_init, heartbeat_sent, setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

app = Celery("side-by-side")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_our_logging(**_: Any) -> None:
    """Do nothing, which keeps settings.LOGGING in force.

    Celery sets up its own logging only if no function is connected to this signal, and would log task arguments.
    """


@worker_init.connect
@beat_init.connect
def _require_keys(**_: Any) -> None:
    """Stop the process before its first task if this server lacks a wrapping key that the database needs.

    Celery logs a receiver's exceptions and continues, but it does not catch SystemExit.
    """
    from django.core.exceptions import ImproperlyConfigured

    from project.running.start import require_keys

    try:
        require_keys()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error


@heartbeat_sent.connect
def _touch_alive_file(**_: Any) -> None:
    """Touch WORKER_ALIVE_FILE to show that the worker is running and has just reached the broker."""
    from django.conf import settings

    if settings.WORKER_ALIVE_FILE:
        Path(settings.WORKER_ALIVE_FILE).touch()

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
    """Do nothing, so that the logging from settings.LOGGING stays in force.

    If no function is connected to the signal `setup_logging`, Celery sets up its own logging, which would log the
    arguments of tasks.
    """


@worker_init.connect
@beat_init.connect
def _require_usable_database(**_: Any) -> None:
    """Stop this Celery process before its first task if `require_usable_database` refuses the database.

    For example, the server may lack a key that decrypts the database's data. Raise SystemExit: Celery logs any other
    exception of a signal receiver and continues.
    """
    from django.core.exceptions import ImproperlyConfigured

    from project.running.start import require_usable_database

    try:
        require_usable_database()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error


@heartbeat_sent.connect
def _touch_alive_file(**_: Any) -> None:
    """Update the time of WORKER_ALIVE_FILE at each heartbeat, to show that the worker runs.

    A worker that has lost its connection to the broker sends no heartbeat.
    """
    from django.conf import settings

    if settings.WORKER_ALIVE_FILE:
        Path(settings.WORKER_ALIVE_FILE).touch()

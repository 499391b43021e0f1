"""Health checks for load balancers and the container: is this process alive, and can it work?

Everyone on the internet can request them, so they say only yes or no, and which version runs; the log says why not.
Whether reminders are delivered shows in the age of the oldest due row, which only the operator sees: in `manage.py
reminders` and in the metrics of `project.running.figures`.
"""

from __future__ import annotations

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from couples.encryption.checks import require_keys
from project.version import VERSION

log = structlog.get_logger(__name__)


@require_safe
def version(request: HttpRequest) -> JsonResponse:
    """200 with the version that runs. The page about the app shows it."""
    return JsonResponse({"status": "ok", "version": VERSION})


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process responds at all."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 if the database responds and this server has its keys, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        require_keys()  # checks once per process, usually at its start
    except Error as error:  # also the driver's InterfaceError, for a lost connection
        return _not_ready("database unreachable", error)
    except ImproperlyConfigured as error:
        return _not_ready("wrong wrapping key", error)
    return JsonResponse({"status": "ok"})


def _not_ready(why: str, error: Exception) -> JsonResponse:
    log.error("not_ready", why=why, error=type(error).__name__)
    return JsonResponse({"status": "not ready"}, status=503)

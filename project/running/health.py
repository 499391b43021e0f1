"""Health checks for load balancers and the container: whether this process is alive, and whether it can work.

Everyone on the internet can request these checks, so they reveal only yes or no and the app's version. If the answer
is no, the log has the reason. Only the operator can see whether reminders are delivered: `manage.py reminders` and the
metrics of `project.running.figures` show the age of the oldest due reminder.
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
    """Return 200 with the version of the running app. The app's page "About" shows this version."""
    return JsonResponse({"status": "ok", "version": VERSION})


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Return 200, to show that the process is alive."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Return 200 if the database responds and this server has the keys that decrypt its data, otherwise 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        require_keys()  # this runs its check once per process, usually at the start
    except Error as error:  # also the driver's InterfaceError, for a lost connection
        return _not_ready("database unreachable", error)
    except ImproperlyConfigured as error:
        return _not_ready("wrong wrapping key", error)
    return JsonResponse({"status": "ok"})


def _not_ready(why: str, error: Exception) -> JsonResponse:
    log.error("not_ready", why=why, error=type(error).__name__)
    return JsonResponse({"status": "not ready"}, status=503)

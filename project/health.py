"""Is this process alive, and can it do its work? For load balancers and the container's health check: yes or no.

Anybody on the internet may ask, so nothing is said here of why not (that is in the log), nor of how much there is to
do: whether reminders move is not a matter of living processes but of the age of the oldest due row, which
`manage.py reminders` and the figures of `project.figures` tell the operator alone.
"""

from __future__ import annotations

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from couples.checks import require_keys

log = structlog.get_logger(__name__)


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 if the database answers and was written with the keys that are here, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        require_keys()  # asks once; ordinarily that was at the start
    except Error as error:  # also the driver's own InterfaceError, for a connection that is gone
        return _not_ready("database unreachable", error)
    except ImproperlyConfigured as error:
        return _not_ready("wrong wrapping key", error)
    return JsonResponse({"status": "ok"})


def _not_ready(why: str, error: Exception) -> JsonResponse:
    log.error("not_ready", why=why, error=type(error).__name__)
    return JsonResponse({"status": "not ready"}, status=503)

"""Is this process alive, and can it do its work?

Live answers without touching anything. Ready asks the database. That reminders move is not a matter of living
processes but of the age of the oldest due row: that is what the third asks.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from couples.checks import require_keys
from notifications import queries

#: A row that is due for longer than this has been forgotten by beat, workers and poller alike.
LATE = dt.timedelta(minutes=5)


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
    except Error:  # also the driver's own InterfaceError, for a connection that is gone
        return JsonResponse({"status": "database unreachable"}, status=503)
    except ImproperlyConfigured:
        return JsonResponse({"status": "wrong wrapping key"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def reminders(request: HttpRequest) -> JsonResponse:
    """200 if reminders move, else 503. How many wait and for how long is for the operator: `manage.py reminders`."""
    try:
        age = queries.oldest_due_age(timezone.now())
    except Error:
        return JsonResponse({"status": "database unreachable"}, status=503)
    if age is not None and age > LATE:
        return JsonResponse({"status": "reminders wait"}, status=503)
    return JsonResponse({"status": "ok"})

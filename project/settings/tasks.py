"""Settings of Celery and of the metrics. Celery opens and closes check-ins, and sends reminders.

All work for Celery is recorded in the database first, so nothing is lost if Celery or its broker stops.
"""

from __future__ import annotations

from project.settings.base import REDIS_URL
from project.settings.environment import env

if REDIS_URL.startswith("unix://"):
    CELERY_BROKER_URL = f"redis+socket://{REDIS_URL.removeprefix('unix://')}"
else:
    # Celery runs without Redis only in the test suite (see project.settings.base).
    CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "socket_timeout": 10}
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 150
# A queued task expires soon after the next one of its kind, which does the same work.
CELERY_BEAT_SCHEDULE = {
    "open-and-lapse": {
        "task": "checkins.tasks.lapse_and_open_check_ins",
        "schedule": 20.0,
        "options": {"expires": 60},
    },
    "look-for-missed-reminders": {
        "task": "notifications.tasks.plan_reminders",
        "schedule": 60.0,
        "options": {"expires": 120},
    },
    "purge-expired-sessions": {
        "task": "couples.tasks.purge_expired_sessions",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "purge-old-reminders": {
        "task": "notifications.tasks.purge_old_reminders",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "deliver-reminders": {
        "task": "notifications.tasks.deliver_due_reminders",
        "schedule": 10.0,
        "options": {"expires": 30},
    },
}
#: File that each worker touches every few seconds, for a cheap health check. Empty for no file.
WORKER_ALIVE_FILE: str = env.str("WORKER_ALIVE_FILE", default="")
#: Number of seconds over which reminders of the same moment are spread, by a stable delay per person.
REMINDER_JITTER_SECONDS: int = env.int("REMINDER_JITTER_SECONDS", default=180)
#: Port on which `manage.py poll` serves metrics for Prometheus. 0 for no metrics.
METRICS_PORT: int = env.int("METRICS_PORT", default=0)
#: Address on which the metrics are served. By default this machine only. Use 0.0.0.0 in a container, whose port is
#: reachable only inside its network.
METRICS_HOST: str = env.str("METRICS_HOST", default="127.0.0.1")

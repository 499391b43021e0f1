"""Celery: moves the schedule and the outbox along. Everything it does is owed in the database first."""

from __future__ import annotations

from project.settings.base import REDIS_URL
from project.settings.environment import env

if REDIS_URL.startswith("unix://"):
    CELERY_BROKER_URL = f"redis+socket://{REDIS_URL.removeprefix('unix://')}"
else:
    # Only the suite runs without one (see project.settings.base).
    CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "socket_timeout": 10}
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 150
# A task that waited longer than its own period is useless: the next one does the same.
CELERY_BEAT_SCHEDULE = {
    "open-and-lapse": {
        "task": "checkins.tasks.lapse_and_open_check_ins",
        "schedule": 20.0,
        "options": {"expires": 60},
    },
    "look-for-missed-reminders": {
        "task": "notifications.tasks.plan",
        "schedule": 60.0,
        "options": {"expires": 120},
    },
    "tell-of-account-changes": {
        "task": "notifications.tasks.tell",
        "schedule": 10.0,
        "options": {"expires": 30},
    },
    "forget-what-is-over": {
        "task": "couples.tasks.forget_expired",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "forget-old-news": {
        "task": "notifications.tasks.forget",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "deliver-reminders": {
        "task": "notifications.tasks.deliver",
        "schedule": 20.0,
        "options": {"expires": 60},
    },
}
#: A file that each worker touches every few seconds, for a health check that costs nothing. Empty: none.
WORKER_ALIVE_FILE: str = env.str("WORKER_ALIVE_FILE", default="")
#: Reminders of one opening spread over this many seconds, by a stable delay per person.
REMINDER_JITTER_SECONDS: int = env.int("REMINDER_JITTER_SECONDS", default=180)
#: Where `manage.py poll` tells its figures to Prometheus; 0: nowhere.
METRICS_PORT: int = env.int("METRICS_PORT", default=0)
#: From where they can be asked for: this machine alone. In a container, whose ports are nobody else's, 0.0.0.0.
METRICS_HOST: str = env.str("METRICS_HOST", default="127.0.0.1")

"""Settings of the structured logs. Names, addresses and what people wrote are never passed to a logger."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from project.settings.environment import LOCAL, env

_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def where_it_broke(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception in a log event with its type and stack. This is a structlog processor.

    The exception's message and local variables are left out: they may contain what someone wrote.
    """
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["exception"] = type(error).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return event


class Structured(structlog.stdlib.ProcessorFormatter):
    """Log formatter that hides the values in a library's message about an exception.

    Celery would put the exception's text into the message, and Django the requested URL. Only the message's fixed
    wording is logged.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the log line of `record`, as text.

        If a library logs an exception, its message is reduced to its fixed wording (see `_wording`). The messages of
        the app's own events are kept.
        """
        if record.exc_info and not isinstance(record.msg, dict):
            record = logging.makeLogRecord({**record.__dict__, "msg": _wording(record), "args": ()})
        return super().format(record)


#: Names of values that may be logged.
_HARMLESS = {"name", "id", "description"}


def _wording(record: logging.LogRecord) -> str:
    """Return a log record's message with "…" for each value, except the harmless ones, such as a task's name.

    If the values can't be replaced, return only the logger's name and the word "failed".
    """
    if not record.args:
        return f"{record.name} failed"  # already formatted: the values can't be removed any more
    if isinstance(record.args, Mapping):
        kept = {name: value if name in _HARMLESS else "…" for name, value in record.args.items()}
        try:
            return str(record.msg) % kept
        except (TypeError, ValueError):  # the format expects a number
            return f"{record.name} failed"
    return f"{record.name}: {str(record.msg).replace('%s', '…').replace('%r', '…')}"


_renderer: Any = structlog.dev.ConsoleRenderer(colors=False) if LOCAL else structlog.processors.JSONRenderer()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": Structured,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                where_it_broke,
                _renderer,
            ],
            "foreign_pre_chain": _shared,
        },
    },
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stream"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Without Django's handlers: the one that e-mails errors to ADMINS includes the request and every variable.
        "django": {"handlers": [], "level": "INFO"},
        # Messages about requests contain URLs. The proxy logs what operators need.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # At DEBUG it logs push endpoints, and anyone who has an endpoint could send pushes.
        "urllib3": {"level": "INFO"},
        # At INFO, these log a line per received task and per finished task: several useless lines a minute.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_shared,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

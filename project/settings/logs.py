"""Structured logs. What people write, their names and their addresses are never passed to a logger."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from project.settings.environment import MODE, env

_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def where_it_broke(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Put an exception's type and places in the event, and drop its text and its variables.

    An exception's message, and the locals that pretty tracebacks print, may hold what somebody wrote.
    """
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["exception"] = type(error).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return event


class Structured(structlog.stdlib.ProcessorFormatter):
    """structlog's formatter, which leaves out what libraries put into their messages beside an exception.

    Celery puts the exception's text there, Django the address that was asked for. Their wording stays.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line. What we log ourselves is a dict by now, with nothing in it that would have to go."""
        if record.exc_info and not isinstance(record.msg, dict):
            record = logging.makeLogRecord({**record.__dict__, "msg": _wording(record), "args": ()})
        return super().format(record)


#: What may stay.
_HARMLESS = {"name", "id", "description"}


def _wording(record: logging.LogRecord) -> str:
    """A message without what was put into it."""
    if not record.args:
        return f"{record.name} failed"  # made beforehand: nobody can tell what is in it
    if isinstance(record.args, Mapping):
        kept = {name: value if name in _HARMLESS else "…" for name, value in record.args.items()}
        try:
            return str(record.msg) % kept
        except (TypeError, ValueError):  # a number was wanted where now is a dash
            return f"{record.name} failed"
    return f"{record.name}: {str(record.msg).replace('%s', '…').replace('%r', '…')}"


_renderer: Any = (
    structlog.processors.JSONRenderer()
    if MODE == "production"
    else structlog.dev.ConsoleRenderer(colors=False)
)

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
        # Not Django's own handlers: the one that mails a fault to ADMINS mails what was sent and every variable.
        "django": {"handlers": [], "level": "INFO"},
        # Request lines carry addresses; the proxy keeps those that operations need.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # At DEBUG it prints the addresses that browsers gave to be pushed at: whoever has one could push.
        "urllib3": {"level": "INFO"},
        # One line for each task that came, and one for each that is done: several a minute that say nothing.
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

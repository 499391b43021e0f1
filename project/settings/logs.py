"""Structured logs. What people write, their names and their addresses are never passed to a logger."""

from __future__ import annotations

import structlog

from project.settings.environment import MODE, env

_shared = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_renderer = structlog.processors.JSONRenderer() if MODE == "production" else structlog.dev.ConsoleRenderer(colors=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer],
            "foreign_pre_chain": _shared,
        },
    },
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stream"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Request lines carry addresses; the proxy keeps those that operations need.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_shared,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

"""Settings, routes, the Celery app and everything that spans the apps."""

from project.celery import app as celery_app

__all__ = ["celery_app"]

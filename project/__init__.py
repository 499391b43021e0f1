"""The Django project: settings, routes, the Celery app and the code that needs more than one app."""

from project.celery import app as celery_app

__all__ = ["celery_app"]

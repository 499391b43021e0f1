"""`manage.py demo`: the demo couple of `make run`, or the check that a demo's database is its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from project.demo import copies, couple


class Command(BaseCommand):
    help = "With MODE=local, create the demo couple (once). With MODE=demo, check that the database has no one else."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the mode asks for. Raises CommandError on a real server, and for a demo among other accounts."""
        if settings.DEMO:
            try:
                copies.require_no_others()
            except ImproperlyConfigured as error:
                raise CommandError(str(error)) from error
            return
        if settings.MODE != "local":
            raise CommandError("The demo couple is for `make run` only: anyone could sign in as them.")
        created = couple.create(now=timezone.now())
        self.stdout.write("The demo couple is there." if created else "The demo couple was there already.")

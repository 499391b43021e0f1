"""`manage.py demo`: create the demo couple for `make run`, or check that a demo's database has no real accounts."""

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
        """Create the demo couple (MODE=local) or check for other accounts (MODE=demo).

        Raises CommandError in any other mode, and if a demo's database has an account that the demo did not make.
        """
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

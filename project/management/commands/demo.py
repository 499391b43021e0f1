"""`manage.py demo`: create a couple with ten weeks of history. Only for the one-command start."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from project.demo import couple as demo


class Command(BaseCommand):
    help = "Create the demo couple (once; only where MODE is local)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the couple if it does not exist. Raises CommandError on a real server."""
        if settings.MODE != "local":
            raise CommandError("The demo couple is for `make run` only: anyone could sign in as them.")
        created = demo.create(now=timezone.now())
        self.stdout.write("The demo couple is there." if created else "The demo couple was there already.")

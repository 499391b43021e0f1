"""`manage.py poll`: do Celery's work while its beat, broker or workers are down, and serve metrics for Prometheus.

The home edition has no Celery, so there this command does all of that work.
"""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from project.running import figures, poller
from project.running.start import require_usable_database


class Command(BaseCommand):
    help = "Do the work that Celery has not done, until stopped. METRICS_PORT serves metrics for Prometheus."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments --once and --alive."""
        parser.add_argument("--once", action="store_true", help="check once, then exit")
        parser.add_argument("--alive", type=Path, help="a file that is touched after each check")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do Celery's overdue work every few seconds, until SIGTERM or SIGINT. Work that has begun is finished first.

        With --once, do the overdue work once, and return.

        Raises CommandError if this server lacks a key that decrypts the database's data. Also raises CommandError if a
        demo's database has an account that the demo did not make.
        """
        try:
            require_usable_database()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if options["once"]:
            done = poller.do_overdue_work(now=timezone.now())
            self.stdout.write(f"Stood in for: {', '.join(done) or 'nothing'}.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if settings.METRICS_PORT:
            figures.serve(settings.METRICS_HOST, settings.METRICS_PORT)
        poller.run(alive=options["alive"], stop=stop)

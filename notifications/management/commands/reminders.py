"""`manage.py reminders`: show whether due messages are being sent.

With `explain <user id>`: show why this person was or was not reminded.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from notifications import queries
from notifications.sending import explanation

#: If a row is due for longer than this, neither the poller nor beat and the workers are running.
LATE = dt.timedelta(minutes=5)


class Command(BaseCommand):
    help = "Show the state of the outbox, or explain the outcomes of one person's reminders. Names no one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option --check and the subcommand `explain`."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="print one line; fail if a due reminder has waited for five minutes",
        )
        what = parser.add_subparsers(dest="what", metavar="explain")
        explain = what.add_parser("explain", help="say why a person was or was not reminded")
        explain.add_argument("user_id", type=UUID, help="the person's id, as the admin shows it")
        explain.add_argument(
            "check_in_id", type=UUID, nargs="?", help="the check-in's id; without it, the latest check-ins"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the state of the outbox, or with `explain`, why a person was or was not reminded.

        With --check, print one line, or raise CommandError (exit code 1) if a due message has waited for longer than
        five minutes (`LATE`).
        """
        now = timezone.now()
        if options.get("what") == "explain":
            for line in explanation.explain(options["user_id"], options.get("check_in_id"), now=now):
                self.stdout.write(line)
            return
        age = queries.oldest_due_age(now)
        late = "nothing is due" if age is None else f"the oldest due row is {int(age.total_seconds())} s old"
        if options["check"] and age is not None and age > LATE:
            raise CommandError(f"Outbox: {late}.")
        self.stdout.write(f"Outbox: {late}.")
        if options["check"]:
            return
        for state, outcome, rows in queries.outbox_counts():
            self.stdout.write(f"  {state:8} {outcome or '-':18} {rows}")
        live, retired = queries.subscription_counts()
        self.stdout.write(f"Devices: {live} live, {retired} retired.")

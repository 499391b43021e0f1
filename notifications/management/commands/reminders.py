"""`manage.py reminders`: is the outbox moving?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications import queries


class Command(BaseCommand):
    help = "Show the state of the outbox: how late it is, rows by state, and devices. Names nobody."

    def handle(self, *args: Any, **options: Any) -> None:
        age = queries.oldest_due_age(timezone.now())
        late = "nothing is due" if age is None else f"the oldest due row is {int(age.total_seconds())} s old"
        self.stdout.write(f"Outbox: {late}.")
        for state, outcome, rows in queries.outbox_counts():
            self.stdout.write(f"  {state:8} {outcome or '-':18} {rows}")
        live, retired = queries.device_counts()
        self.stdout.write(f"Devices: {live} live, {retired} retired.")

"""`manage.py tombstones`: print the records of erased people and closed spaces, to be kept with the backups."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from couples.erasure import tombstones


class Command(BaseCommand):
    """Print the tombstones, the records of erased people and closed spaces. See docs/operations.md, "Restore"."""

    help = "Prints the tombstones, one per line: a kind, a day, a hash. Names no one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each erased person or closed space: the kind (person or space), the day and a hash."""
        for line in tombstones.lines():
            self.stdout.write(line, ending="")

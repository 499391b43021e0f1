"""`manage.py tombstones`: print the tombstones of erased people and closed spaces, to be stored with the backups."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from couples.erasure import tombstones


class Command(BaseCommand):
    """Print the tombstones of the database. See docs/operations.md, "Restore"."""

    help = "Prints the tombstones, one per line: a kind, a day, a hash. Names no one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print all tombstones, the records of erased people, one per line."""
        for line in tombstones.lines():
            self.stdout.write(line, ending="")

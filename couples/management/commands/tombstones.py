"""`manage.py tombstones`: what the database knows of erased people and closed spaces, as a file beside the backups."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from couples import tombstones


class Command(BaseCommand):
    """See docs/operations.md, "Restore"."""

    help = "Prints the tombstones, one a line: a kind, a day, a hash. Names nobody."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints them all."""
        for line in tombstones.lines():
            self.stdout.write(line, ending="")

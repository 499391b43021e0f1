"""`manage.py reapply_erasures`: repeat the erasures and the closings of spaces that a restored backup has undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from couples import actions
from couples.erasure import tombstones


class Command(BaseCommand):
    """Erase people and close spaces again in a restored database. Safe to repeat. See docs/operations.md, "Restore".

    Tombstones, the records of earlier erasures, say who was erased and which spaces were closed.
    """

    help = "Erases and closes again what TOMBSTONES_FILE, the database and the given files say was erased or closed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the optional argument for files with tombstones, the records of earlier erasures."""
        parser.add_argument(
            "files", nargs="*", type=Path, help="files with the output of `manage.py tombstones`"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase again all people, and close again all spaces, for which a tombstone exists.

        Tombstones (records of erased people and closed spaces) are read from the database, from the given files, and
        from this server's tombstones file if it exists. Raises CommandError if a file is unreadable or invalid. Then
        nothing has been erased.
        """
        marks = tombstones.read(tombstones.lines())
        own = Path(settings.TOMBSTONES_FILE) if settings.TOMBSTONES_FILE else None
        for file in [*([own] if own and own.exists() else []), *options["files"]]:
            try:
                # A full disk may have cut off the last line of this server's own file.
                texts = tombstones.lines_of(file) if file == own else file.read_text().splitlines()
                marks |= tombstones.read(texts)
            except (OSError, UnicodeDecodeError, ValueError) as error:
                raise CommandError(f"{file}: {error}") from error
        people, spaces = actions.reapply(marks, now=timezone.now())
        self.stdout.write(f"{len(marks)} tombstones; erased again: {people}; closed again: {spaces}.")

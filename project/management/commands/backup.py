"""`manage.py backup FILE`: write the database, the records of erased people and, on request, the keys to a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from project.backups import making
from project.backups.archive import Unusable


class Command(BaseCommand):
    """The command `manage.py backup`. See docs/operations.md, "Back up"."""

    help = "Writes a backup, while the app runs. Sessions are left out: after a restore, everyone signs in again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments FILE and --with-keys."""
        parser.add_argument(
            "file", help="path of the backup, where no file exists yet; - for the standard output"
        )
        parser.add_argument(
            "--with-keys",
            action="store_true",
            help="also back up this server's keys: anyone who has the file can then read everything in it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the backup. If that fails, delete the partial file and raise CommandError."""
        keys = options["with_keys"]
        try:
            if options["file"] == "-":
                manifest = making.make(sys.stdout.buffer, keys=keys)
            else:
                file = Path(options["file"])
                part = file.with_name(f"{file.name}.part")
                if file.exists():
                    raise Unusable(f"{file} exists already. Choose another name.")
                try:
                    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                        manifest = making.make(out, keys=keys)
                        out.flush()
                        os.fsync(out.fileno())
                    part.replace(file)
                finally:
                    part.unlink(missing_ok=True)
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        warning = (
            "It holds the keys too: anyone who has this file can read everything that was written. Keep it where only "
            "you can get at it."
            if keys
            else "It holds no keys. Without a copy of this server's keys, no one can ever read what is in it."
        )
        self.stderr.write(f"Backed up version {manifest.version} on {manifest.day()}. {warning}")

"""`manage.py restore FILE`: replace this server's database with a backup's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from project import keys_file
from project.backups import restoring, server_keys
from project.backups.archive import Unusable


class Command(BaseCommand):
    """The command `manage.py restore`. See docs/operations.md, "Restore"."""

    help = "Restores a backup, and erases again who was erased after it was made. The app must not run meanwhile."
    # No checks: the database may still be empty or not fit the keys.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments FILE and --replace."""
        parser.add_argument("file", help="a backup made by `manage.py backup`; - for the standard input")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="restore even if this server has accounts; their data is lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore the backup, apply migrations, and erase again the people who were erased after the backup was made.

        Raises CommandError if the restore is refused. Nothing has changed then. Also raises CommandError if a file
        can't be read or written: the keys or the database may have changed then. Also raises CommandError if a later
        step fails. The database is already replaced then.
        """
        own_keys = server_keys.file()
        try:
            if options["file"] == "-":
                manifest = restoring.restore(
                    sys.stdin.buffer, replace=options["replace"], warn=self.stderr.write
                )
            else:
                with Path(options["file"]).open("rb") as source:
                    manifest = restoring.restore(source, replace=options["replace"], warn=self.stderr.write)
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored the backup of {manifest.day()}, made by version {manifest.version}.")
        # In new processes, because only they read the restored keys. With `make run`, `manage.py` has put the former
        # keys into this process's environment, which the new processes would inherit. So replace them there.
        restored = keys_file.read(own_keys) if own_keys else {}
        environment = os.environ | (restored if restored.keys() & os.environ.keys() else {})
        steps = [
            ["migrate", "--verbosity", "0"],
            ["reapply_erasures"],
            ["end_sessions", "--verbosity", "0"],
        ]
        for number, command in enumerate(steps):
            done = subprocess.run(
                [sys.executable, str(settings.BASE_DIR / "manage.py"), *command], env=environment, check=False
            )
            if done.returncode != 0:
                left = ", ".join(f"`manage.py {step[0]}`" for step in steps[number:])
                raise CommandError(
                    f"The data are restored, but `manage.py {command[0]}` failed: see above. Do not start the app "
                    f"before these have worked, in this order: {left}."
                )
        self.stdout.write("Everyone has to sign in again. Calendars need new links. Start the app.")

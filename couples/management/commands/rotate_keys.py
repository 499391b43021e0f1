"""`manage.py rotate_keys`: rewrap all keys with the current wrapping key.

Safe to kill, to repeat, and to run alongside the app.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from couples.encryption import checks, rotation, wrapping


class Command(BaseCommand):
    """Rewrap all keys with the current wrapping key. See docs/operations.md, "The key that wraps all others"."""

    help = "Rewraps with DATA_WRAPPING_KEY what an older key wrapped; with --check, says what is left."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option --check."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; say what is left (exit code 1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrap all keys and print the progress, or with --check only print what is left.

        Raises CommandError if a wrapping key is missing on this server, and with --check if anything is left.
        """
        if options["check"]:
            self._check()
            return
        if missing := checks.missing_keys():
            raise CommandError(
                f"Some keys are wrapped by a key that is not here: {', '.join(missing)}. {checks.HINT}"
            )
        try:
            for done in rotation.rotate():
                self.stdout.write(f"{done.what}: {done.moved} moved, {done.left} left")
        except wrapping.EnvelopeError as error:
            raise CommandError(f"{error} {checks.HINT}") from error
        self.stdout.write(
            f"Everything is wrapped by the present key ({wrapping.prefix()[1:].hex()}). "
            "DATA_WRAPPING_KEYS_PREVIOUS can be emptied; backups from before still need the older keys."
        )

    def _check(self) -> None:
        left = rotation.data_keys_left().count() + rotation.person_keys_left().count()
        codes = len(rotation.recovery_codes_left())
        if left or codes:
            raise CommandError(
                f"{left} data keys and {codes} sets of recovery codes still hang on another key. "
                "Run manage.py rotate_keys."
            )
        self.stdout.write("Nothing hangs on another key.")

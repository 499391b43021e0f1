"""`manage.py rotate_keys`: encrypt all keys and recovery codes in the database with the current wrapping key.

A wrapping key encrypts other keys, and is kept outside the database (the setting DATA_WRAPPING_KEY). The command can
be interrupted and repeated, and can run while the app is in use.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from couples.encryption import checks, rotation, wrapping


class Command(BaseCommand):
    """Encrypt all keys and recovery codes with the current wrapping key. See docs/operations.md for the steps."""

    help = "Rewraps with DATA_WRAPPING_KEY what an older key wrapped; with --check, says what is left."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option --check, which only counts what another wrapping key still encrypts."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing, and say what is left to do (exit code 1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Encrypt all keys and recovery codes with the current wrapping key and print the progress.

        With --check, only count the keys and sets of recovery codes that another wrapping key still encrypts. Raises
        CommandError if there are any.

        Without --check, raises CommandError if this server can't decrypt a key or a set of recovery codes, usually
        because it lacks the wrapping key. Keys and codes that were encrypted before the error keep the new encryption.
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

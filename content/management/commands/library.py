"""`manage.py library`: what the library holds; with `--check`, whether it may be shipped."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.catalogue import catalogue
from content.coverage import Coverage, coverage
from content.documents import LibraryError
from content.lint import lint

COLUMNS = ("felt", "given", "reverse", "feels", "listens", "experiments")


class Command(BaseCommand):
    """Prints coverage, then every finding of the wording rules."""

    help = "Prints what the library holds and what its rules find; --check exits 1 on any finding."
    # The command itself says more about a broken library than the check that would stop it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds --check."""
        parser.add_argument("--check", action="store_true", help="exit 1 on any finding")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report. Raises CommandError (exit 1) for a broken library, or a finding under --check."""
        try:
            read = catalogue()
        except LibraryError as broken:
            raise CommandError(f"The library cannot be read.\n{broken}") from broken
        rows = coverage(read)
        self.stdout.write(f"{'':<28}{'reason':<24}" + "".join(f"{name:>12}" for name in COLUMNS))
        for row in rows:
            self.stdout.write(_line(row))
        totals = {name: sum(getattr(row, name) for row in rows) for name in COLUMNS}
        self.stdout.write(f"{'':<28}{len(rows):<24}" + "".join(f"{totals[name]:>12}" for name in COLUMNS))
        findings = lint(read)
        for finding in findings:
            self.stdout.write(str(finding))
        self.stdout.write(f"{len(findings)} findings")
        if findings and options["check"]:
            raise CommandError("Mend the findings above: nothing ships that breaks a wording rule.")


def _line(row: Coverage) -> str:
    number = f"{row.reason.number}{' · tender' if row.reason.tender else ''}"
    return f"{number:<28}{row.reason.key:<24}" + "".join(f"{getattr(row, name):>12}" for name in COLUMNS)

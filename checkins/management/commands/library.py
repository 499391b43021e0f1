"""`manage.py library`: print what the library contains, and how many weeks pass until each reason is asked about.

With `--check`, the command fails if it finds a problem: a text that breaks a wording rule, a reason with too few
entries, or a reason that is asked about too late.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from checkins.asking.coverage_simulation import SimulatedCoverage, simulate_coverage
from checkins.asking.selection import CYCLE
from content.catalogue import catalogue
from content.coverage import Coverage, coverage
from content.files.library_files import LibraryError
from content.help_lines import help_lines
from content.languages import said
from content.rules.lint import lint
from content.rules.translated import lint_translation
from content.rules.translated_words import TRANSLATED
from content.translatable import translatable
from content.values import SOURCE_LANGUAGE

COLUMNS = ("received", "own", "given", "reverse", "feels", "listens", "experiments")
REACHED = ("first by", "again")


class Command(BaseCommand):
    """Print how many prompts, starters and experiments each reason has. Then print every problem found."""

    help = "Prints what the library holds and what its rules find; --check exits 1 on any finding."
    # The command explains a broken library better than the system check that would stop it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option `--check`."""
        parser.add_argument("--check", action="store_true", help="exit 1 on any finding")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report on the library.

        Raises CommandError (exit 1) if the library can't be read, or with `--check` if the report lists a problem.
        """
        try:
            read, helping = catalogue(), help_lines()
        except LibraryError as broken:
            raise CommandError(f"The library cannot be read.\n{broken}") from broken
        rows, reached = coverage(read), simulate_coverage(read)
        self.stdout.write(_row("", "reason", [*COLUMNS, *REACHED]))
        for row in rows:
            self.stdout.write(_line(row, reached[row.reason.key]))
        totals = {name: sum(getattr(row, name) for row in rows) for name in COLUMNS}
        late = [key for key, found in reached.items() if found.first is None or found.first > CYCLE]
        slow = [key for key, found in reached.items() if found.again is None or found.again > CYCLE]
        self.stdout.write(_row("", str(len(rows)), [totals[name] for name in COLUMNS]))
        self.stdout.write(
            f"{sum(totals[side] for side in ('received', 'own', 'given'))} prompts, "
            f"{totals['feels'] + totals['listens']} starters, {totals['experiments']} experiments. "
            "“first by” and “again”: completed weeks until every simulated couple was asked about it, and between "
            "two askings; tender reasons where both want them."
        )
        lines = [line for country in helping.values() for line in country.lines]
        self.stdout.write(
            f"{len(lines)} help lines in {len(helping)} countries, all compared with their sources since "
            f"{min(line.checked for line in lines)}."
        )
        every = list(translatable(read, helping))
        texts = [each for each in every if not each.optional]
        optional = [each for each in every if each.optional]
        for language, name in settings.LANGUAGES:
            if language != SOURCE_LANGUAGE:
                there, named = (
                    sum(said(each.key, each.text, language).language == language for each in group)
                    for group in (texts, optional)
                )
                self.stdout.write(
                    f"{name}: {there} of {len(texts)} texts are translated ({there / len(texts):.1%}); "
                    f"{named} prompts also have a wording with the partner's name."
                )
        findings = [str(finding) for finding in lint(read)]
        findings += [str(finding) for language in TRANSLATED for finding in lint_translation(read, language)]
        findings += [
            f"reach: '{key}' is not asked about within {CYCLE} completed weeks: there are too many reasons"
            for key in sorted({*late, *slow})
        ]
        for finding in findings:
            self.stdout.write(finding)
        self.stdout.write(f"{len(findings)} findings")
        if findings and options["check"]:
            raise CommandError("Mend the findings above: nothing ships that breaks a wording rule.")


def _line(row: Coverage, reached: SimulatedCoverage) -> str:
    number = f"{row.reason.number}{' · tender' if row.reason.tender else ''}"
    counts = [getattr(row, name) for name in COLUMNS]
    return _row(number, row.reason.key, [*counts, reached.first or "-", reached.again or "-"])


def _row(number: str, reason: str, cells: Sequence[object]) -> str:
    names = (*COLUMNS, *REACHED)[: len(cells)]
    return f"{number:<27}{reason:<23}" + "".join(
        f"{cell!s:>{len(name) + 2}}" for name, cell in zip(names, cells, strict=True)
    )

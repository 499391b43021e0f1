"""System checks: a broken library stops the start, and a sentence against the wording rules is a warning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from content.catalogue import catalogue
from content.files.library_files import LibraryError
from content.help_lines import help_lines
from content.languages import LANGUAGES, compiled
from content.rules.lint import lint


@register()
def library(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Report content.E001 for each problem of reading the library, content.E002 for a translation that is not
    compiled, content.W001 for each wording finding."""
    errors: list[CheckMessage] = []
    for load in (catalogue, help_lines):
        try:
            load()
        except LibraryError as broken:
            errors += [Error(str(problem), id="content.E001") for problem in broken.problems]
    errors += [
        Error(
            f"{file.with_suffix('.po').name} is not compiled. Run: python -m scripts.translations compile",
            id="content.E002",
        )
        for file in (compiled(language) for language in LANGUAGES)
        if file.with_suffix(".po").exists() and not file.exists()
    ]
    if errors:
        return errors
    read = catalogue()
    return [Warning(str(problem), id="content.W001") for problem in lint(read)]

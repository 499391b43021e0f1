"""System checks: a broken library stops the start, and a sentence against the wording rules is a warning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from content.catalogue import catalogue
from content.files.library_files import LibraryError
from content.help_lines import help_lines
from content.rules.lint import lint


@register()
def library(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Report content.E001 for each problem of reading the library, content.W001 for each wording finding."""
    errors: list[CheckMessage] = []
    for load in (catalogue, help_lines):
        try:
            load()
        except LibraryError as broken:
            errors += [Error(str(problem), id="content.E001") for problem in broken.problems]
    if errors:
        return errors
    read = catalogue()
    return [Warning(str(problem), id="content.W001") for problem in lint(read)]

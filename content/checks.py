"""Django system check of the library.

A library that can't be loaded is an error that keeps the app from starting. A sentence that breaks a wording rule is
only a warning.
"""

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
    """Check that the library can be loaded, that its translations are compiled, and that its wording is right.

    content.E001: the library or its help lines can't be loaded. content.E002: a language's translations are not
    compiled. content.W001: a sentence breaks a wording rule, the library is incomplete, or a text occurs twice. If
    there are errors, no warnings are returned.
    """
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

"""Collect the texts to translate: those in the server's code and templates, and the library's texts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from content.catalogue import catalogue
from content.help_lines import help_lines
from content.translatable import translatable
from scripts.bootstrap import ROOT
from scripts.sentences import PACKAGES, UNTRANSLATED

KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def server(language: str) -> Catalog:
    """Return a gettext catalogue for `language` with the texts in the server's code and templates, not translated."""
    found = Catalog(locale=language)
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            _add(found, file, file.read_bytes())
        for file in sorted((ROOT / package).rglob("templates/**/*.*")):
            if not any(str(file).endswith(name) for name in UNTRANSLATED):
                # templatize returns gettext calls among other text. Without indentation, Babel can read it as Python.
                code = templatize(file.read_text(), origin=str(file))
                _add(found, file, "\n".join(line.strip() for line in code.splitlines()).encode())
    return found


def library(language: str) -> Catalog:
    """Return a gettext catalogue for `language` with the library's texts, not translated yet."""
    found = Catalog(locale=language)
    for each in translatable(catalogue(), help_lines()):
        found.add(
            each.text,
            context=each.key,
            locations=[(f"content/library/{each.file}", 0)],
            auto_comments=[each.note] if each.note else [],
        )
    return found


def _add(found: Catalog, file: Path, code: bytes) -> None:
    for _line, text, comments, context in _extracted(code):
        found.add(text, None, [(str(file.relative_to(ROOT)), 0)], (), comments, context=context)


def _extracted(code: bytes) -> Iterator[tuple[int, Any, list[str], str | None]]:
    yield from extract("python", io.BytesIO(code), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}, True)

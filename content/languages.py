"""Translate the library's texts to the language of the person who reads them: `said(key, text)`.

The library is written in English. A text without a translation stays English. `content/translations/<language>.mo`
stores each translation under the text's key and its English wording. If the English wording changes, the old
translation is no longer found. So no one reads an outdated translation.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

from content.values import SOURCE_LANGUAGE

#: The languages that people can choose, each by its own name. They are `settings.LANGUAGES`, and the library is
#: translated to them.
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
TRANSLATIONS = Path(__file__).with_name("translations")


class Said(NamedTuple):
    """A text of the library, and the language in which it is written."""

    text: str
    language: str


def said(key: str, text: str, language: str | None = None) -> Said:
    """Translate the English `text` with this key. If there is no translation, return the English text.

    `language`: the language to translate to (None: the active language).
    """
    wanted = language or readers_language()
    if wanted == SOURCE_LANGUAGE:
        return Said(text, SOURCE_LANGUAGE)
    look_up = _translations(wanted).pgettext
    found = look_up(key, text)
    # Compare identity: without a translation, gettext returns its argument. A translation may be equal to the English.
    return Said(found, wanted) if found is not text else Said(text, SOURCE_LANGUAGE)


def compiled(language: str) -> Path:
    """Return the path of the file with a language's compiled translations.

    `python -m scripts.translations compile` writes this file.
    """
    return TRANSLATIONS / f"{language}.mo"


def readers_language() -> str:
    """Return the language in which the current request is answered. English if no language is active."""
    return get_language() or SOURCE_LANGUAGE


@cache
def _translations(language: str) -> NullTranslations:
    """Load the compiled translations of a language. If the file is missing, all texts stay English."""
    file = compiled(language)
    if not file.exists():
        return NullTranslations()
    with file.open("rb") as texts:
        return GNUTranslations(texts)

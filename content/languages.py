"""The library's texts in a reader's language: `said(key, text)`. English is the source and the fallback.

`content/translations/<language>.mo` holds the texts under their key and their English source. If the source changes,
its old translation is not found any more, so nobody reads a translation of something else.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

from content.values import SOURCE_LANGUAGE

#: The languages that people can choose, each by its own name: `settings.LANGUAGES`, and what is translated.
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
TRANSLATIONS = Path(__file__).with_name("translations")


class Said(NamedTuple):
    """A text of the library, and the language that it is in."""

    text: str
    language: str


def said(key: str, text: str, language: str | None = None) -> Said:
    """The English `text` under this key in the reader's language, or in English if it is not translated.

    The reader's language is the active one unless `language` names another.
    """
    wanted = language or readers_language()
    if wanted == SOURCE_LANGUAGE:
        return Said(text, SOURCE_LANGUAGE)
    look_up = _translations(wanted).pgettext
    found = look_up(key, text)
    # gettext returns its argument itself if it knows no translation; a translation may be spelt the same.
    return Said(found, wanted) if found is not text else Said(text, SOURCE_LANGUAGE)


def compiled(language: str) -> Path:
    """The file that holds the compiled texts of a language. scripts/bootstrap.py writes it."""
    return TRANSLATIONS / f"{language}.mo"


def readers_language() -> str:
    """The language that is active: the reader's."""
    return get_language() or SOURCE_LANGUAGE


@cache
def _translations(language: str) -> NullTranslations:
    """The compiled texts of a language; nothing if it has none."""
    file = compiled(language)
    if not file.exists():
        return NullTranslations()
    with file.open("rb") as texts:
        return GNUTranslations(texts)

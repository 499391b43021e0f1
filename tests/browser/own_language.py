"""Choose a person's language in the app, and check the language of an e-mail."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.phone import Phone

#: Words that every e-mail in this language contains, and no e-mail in another language.
_TELLTALES = {
    "en": re.compile(r"\b(the|you|your)\b", re.I),
    "de": re.compile(r"\b(der|die|du|dich|dein)\b", re.I),
    "es": re.compile(r"\b(el|los|que|tu|para)\b", re.I),
}


def choose_language(person: Phone, name: str, language: str) -> None:
    """Change the app's language in the settings. `name` is the button's text, `language` a code such as "de"."""
    person.goto("/settings")
    person.tap("Language")
    person.tap(name)
    person.language = language
    expect(person.page.locator(f"html[lang={language}]")).to_be_attached()
    person.sees("Settings")


def is_written_in(person: Phone, language: str, *, number: int) -> None:
    """Fail unless the e-mail number `number` to this person, counted from 0, is in this language."""
    mail = person.mail(number)
    assert f'<html lang="{language}">' in mail.html
    text = re.sub(r"https?://\S+", "", mail.text)  # links end in a random token
    own = _TELLTALES[language]
    assert own.search(text), text
    assert not any(telltale.search(text) for telltale in _TELLTALES.values() if telltale is not own)

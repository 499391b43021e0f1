"""The library is shown in the reader's language. An entry without a translation stays English.

Each entry names its language.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils import translation

from content import languages, readers
from content.catalogue import catalogue
from content.readers import prompt_said, readers_library, wording_said

ENGLISH = catalogue()
HEARD = ENGLISH.prompt("unheard.dialogue")
EARLIER = ENGLISH.prompt("unheard.dialogue", 1)
UNHEARD = ENGLISH.reasons["unheard"]
STARTER = UNHEARD.starters[0]
TRIED = UNHEARD.experiments[0]
GUESS = ENGLISH.guess_for(ENGLISH.anchors[0].id)
NEWS = ENGLISH.light["news.1"]
TRANSLATED = {
    "unheard.dialogue@2": (HEARD.text, "Ich fand Gehör."),
    "unheard.dialogue@1": (EARLIER.text, "Ich fand Gehör, früher gefragt."),
    "unheard.dialogue@2.named": (HEARD.text, "Ich fand bei {partner} Gehör. Bei {partner}!"),
    "guess@2": (GUESS.text, "Geraten."),
    "guess@2.named": (GUESS.text, "Geraten, wie {partner} antwortet."),
    "guess.hint": (GUESS.hint, "Raten darf man."),
    "unheard.title": (UNHEARD.title, "Gehör finden"),
    "unheard.summary": (UNHEARD.summary, "Jemand hört zu."),
    "unheard.meaning": (UNHEARD.meaning, "Das Gespräch geht weiter."),
    "unheard.not_this": (UNHEARD.not_this, "Zustimmung ist es nicht."),
    STARTER.key: (STARTER.text, "Magst du den Rest hören?"),
    # The second question has no translation, and the experiment's English text has changed since it was translated.
    "news.1.1": (NEWS.questions[0], "Wie war der Moment für dich?"),
    TRIED.key: ("Something that this once said.", "Etwas, das hier einmal stand."),
}


@pytest.fixture(autouse=True)
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Activate German, with `TRANSLATED` as the only translations of the library."""
    catalog = Catalog(locale="de")
    for key, (english, german) in TRANSLATED.items():
        catalog.add(english, german, context=key)
    with (tmp_path / "de.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(languages, "TRANSLATIONS", tmp_path)
    for cached in (languages._translations, readers._translated):
        cached.cache_clear()
    with translation.override("de"):
        yield
    for cached in (languages._translations, readers._translated):
        cached.cache_clear()


def test_every_entry_has_the_language_of_its_texts() -> None:
    german = readers_library()
    reason = german.reasons["unheard"]
    assert (reason.title, reason.language) == ("Gehör finden", "de")
    assert (reason.starters[0].text, reason.starters[0].language) == ("Magst du den Rest hören?", "de")
    assert german.known_starters[STARTER.key] is reason.starters[0]
    assert german.prompt("unheard.dialogue").text == "Ich fand Gehör."
    other = german.reasons["faded-touch"]
    assert (other.title, other.language) == (ENGLISH.reasons["faded-touch"].title, "en")


def test_an_entry_is_in_one_language_or_stays_english() -> None:
    german = readers_library()
    assert (german.light["news.1"].questions, german.light["news.1"].language) == (NEWS.questions, "en")
    assert german.scale == ENGLISH.scale


def test_the_translation_of_another_text_is_not_used() -> None:
    tried = readers_library().known_experiments[TRIED.key]
    assert (tried.text, tried.language) == (TRIED.text, "en")


def test_only_the_words_differ() -> None:
    german = readers_library()
    assert german.reasons.keys() == ENGLISH.reasons.keys()
    for key, versions in ENGLISH.known_prompts.items():
        for version, prompt in versions.items():
            other = german.prompt(key, version)
            assert (other.reasons, other.expected, other.reverse) == (
                prompt.reasons,
                prompt.expected,
                prompt.reverse,
            )
    assert readers_library("en") is catalogue()


def test_a_frozen_prompt_is_read_in_the_version_that_was_asked() -> None:
    assert _frozen(EARLIER.text, 1) == ("Ich fand Gehör, früher gefragt.", "", "de")
    assert _frozen(HEARD.text, 2) == ("Ich fand Gehör.", "", "de")
    lost = "A wording that the library has lost."
    assert _frozen(lost, 7) == (lost, "", "en")


def test_a_named_wording_has_the_partners_name_and_isolates_it() -> None:
    assert _frozen(HEARD.text, 2, "Noor") == (
        "Ich fand bei \u2068Noor\u2069 Gehör. Bei \u2068Noor\u2069!",
        "",
        "de",
    )
    guess = prompt_said(GUESS.id, 2, "guess", GUESS.text, GUESS.hint, "de", "{partner}")
    assert guess == ("Geraten, wie \u2068{partner}\u2069 antwortet.", "Raten darf man.", "de")


def test_without_a_named_wording_or_a_name_the_plain_one_stands() -> None:
    assert _frozen(EARLIER.text, 1, "Noor") == _frozen(EARLIER.text, 1)
    lost = "A wording that the library has lost."
    assert _frozen(lost, 2, "Noor") == (lost, "", "en")
    in_english = prompt_said("unheard.dialogue", 2, "reason", HEARD.text, "", "en", "Noor")
    assert in_english == (HEARD.text, "", "en")


def test_a_wording_is_found_without_its_id() -> None:
    assert wording_said(HEARD.text) == ("Ich fand Gehör.", "de")
    assert wording_said("Words of an own deck.") == ("Words of an own deck.", "en")


def _frozen(text: str, version: int, partner: str = "") -> tuple[str, str, str]:
    return prompt_said("unheard.dialogue", version, "reason", text, "", "de", partner)

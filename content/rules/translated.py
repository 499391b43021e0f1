"""The wording rules for translations of the library.

The English texts were already checked by the rules of `content.rules.lint`. The rules here check what can go wrong
in a translation: the length, the blanks, the form of address, and assumptions about people. Some rules compare the
translation with the English text. Other rules look for certain words of the language
(`content.rules.translated_words`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from content.files.library_files import Problem
from content.languages import said
from content.readers import in_language, with_name
from content.rules.lint import MAX_PROMPT, MAX_STARTER, SPOKEN, STARTERS
from content.rules.sentences import Sentence, SentenceRole, sentences
from content.rules.translated_words import TRANSLATED, LanguageWords
from content.translatable import PARTNER, named_key, prompt_key
from content.values import Catalogue

TranslationRule = Callable[[Sentence, Sentence, LanguageWords], str | None]


def same_blanks(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if a translation has more or fewer blanks ("…") than the English text, otherwise None."""
    wanted, there = english.text.count("…"), translated.text.count("…")
    return None if wanted == there else f"{there} blanks (…), but the English has {wanted}"


def same_form(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if a translation has the wrong form, otherwise None.

    A question must be translated as a question, and any other text not as a question. The translation of a prompt with
    a scale of answers must be a single statement.
    """
    if ("?" in english.text) != ("?" in translated.text):
        return "a question in one of the two languages alone"
    if english.role != "rated":
        return None
    whole = translated.text.rstrip("”“»").endswith(".") and not re.search(r"[.?!…]\s", translated.text)
    return None if whole else "a prompt is one statement that ends with a full stop"


def fits_a_phone(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if the translation of a prompt, a question or a starter is too long, otherwise None."""
    most = {"rated": MAX_PROMPT, "words": MAX_PROMPT, "question": MAX_PROMPT}.get(english.role)
    most = MAX_STARTER if english.role in STARTERS else most
    if most is None or len(translated.text) <= most * words.length:
        return None
    return f"{len(translated.text)} characters; at most {most * words.length:.0f}"


def first_person(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if the translation of a prompt is not in the first person ("I"), otherwise None.

    Only prompts with a scale of answers are checked.
    """
    if english.role != "rated" or words.first_person.search(translated.text):
        return None
    return "a prompt speaks in the first person"


def no_absolutes(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if a translation contains a word like "always" or "should", otherwise None.

    Only sentences that people answer or say aloud are checked.
    """
    return (
        _found(words.absolute, translated, "no absolutes and no duties") if english.role in SPOKEN else None
    )


def no_gender(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if a word of the translation gives the speaker or the partner a gender, otherwise None."""
    return _found(words.gendered, translated, "neutral forms only")


def one_address(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if the translation has a form of address that the app does not use, otherwise None.

    The app addresses one person informally ("du", "tú"). A translation that addresses no one is fine.
    """
    return _found(words.formal, translated, "the app says “du” and “tú”")


def no_assumptions(english: Sentence, translated: Sentence, words: LanguageWords) -> str | None:
    """Return a complaint if a translation assumes marriage, children, a shared home or an income, otherwise None."""
    return _found(words.assumes, translated, "not every couple has this")


RULES: tuple[TranslationRule, ...] = (
    same_blanks,
    same_form,
    fits_a_phone,
    first_person,
    no_absolutes,
    no_gender,
    one_address,
    no_assumptions,
)


def check_translation(english: Sentence, translated: Sentence, language: str) -> list[Problem]:
    """Check one translated sentence against all rules for translations, and return the problems."""
    words = TRANSLATED[language]
    said = ((rule, rule(english, translated, words)) for rule in RULES)
    return [
        Problem(translated.place, f"{language}, {rule.__name__}: {why} ({translated.text!r})")
        for rule, why in said
        if why
    ]


def lint_translation(catalogue: Catalogue, language: str) -> list[Problem]:
    """Return the problems of the library's translation to `language`. Texts without a translation are not checked."""
    pairs = zip(sentences(catalogue), sentences(in_language(catalogue, language)), strict=True)
    found = [
        problem
        for english, translated in pairs
        if english.text != translated.text
        for problem in check_translation(english, translated, language)
    ]
    for english, named in _named(catalogue, language):
        found += check_named(english, named, language)
    return found


def check_named(english: Sentence, named: str, language: str) -> list[Problem]:
    """Check a translated prompt that contains the partner's name, and return the problems.

    `english`: the English prompt. `named`: the translation, with a placeholder for the name. The wording must be
    right for any name.
    """
    wrong = []
    if set(re.findall(r"\{[^}]*\}?", named)) != {PARTNER}:
        wrong.append(f"its only placeholder is {PARTNER}")
    if re.search(re.escape(PARTNER) + r"['’\w]", named):
        wrong.append("an ending does not fit every name")
    if match := TRANSLATED[language].named.search(named):
        wrong.append(f"“{match[0]}”: the name stands for itself")
    return [
        *check_translation(english, replace(english, text=with_name(named, "Robin")), language),
        *(Problem(english.place, f"{language}, named: {why} ({named!r})") for why in wrong),
    ]


def _named(catalogue: Catalogue, language: str) -> Iterator[tuple[Sentence, str]]:
    """Yield every prompt that has a translated wording with the partner's name, together with this wording.

    Earlier versions of prompts are included.
    """
    prompts = {prompt_key(one): one for known in catalogue.known_prompts.values() for one in known.values()}
    for key, prompt in prompts.items():
        text, spoken = said(named_key(key), prompt.text, language)
        if spoken == language:
            role: SentenceRole = "rated" if prompt.kind in ("anchor", "reason") else "words"
            yield Sentence(prompt.text, role, catalogue.places[prompt.id]), text


def _found(pattern: re.Pattern[str], sentence: Sentence, why: str) -> str | None:
    match = pattern.search(sentence.text)
    return f"“{match[0]}”: {why}" if match else None

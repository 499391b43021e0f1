"""The library in the language of the person who reads it: `readers_library()`. Only the texts are translated.

If one text of an entry has no translation, all texts of the entry stay English. So each entry has a single language.
The entry's field `language` says which language. Only prompts have no such field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from content.catalogue import catalogue
from content.languages import readers_language, said
from content.translatable import PARTNER, REASON_FIELDS, hint_key, named_key, prompt_key, question_key
from content.values import SOURCE_LANGUAGE, Catalogue, Experiment, LightQuestions, Prompt, Reason, Starter


def readers_library(language: str | None = None) -> Catalogue:
    """Return the library in `language` (None: the active language). The translated library is cached."""
    wanted = language or readers_language()
    return catalogue() if wanted == SOURCE_LANGUAGE else _translated(wanted)


def prompt_said(
    prompt_id: str, version: int, kind: str, text: str, hint: str, language: str, partner: str = ""
) -> tuple[str, str, str]:
    """Translate a prompt as it was asked, and return its text, its hint and their language.

    `text` and `hint` are the English wording that was asked. The translation is looked up by this wording. If the
    text or the hint has no translation, both stay English.
    `kind`: the kind of the prompt. All prompts of the kind "guess" share one translation.
    `partner`: the partner's name, or an empty text. With a name, the returned text contains the name if the translation
    has a second wording with a name. English has no such wordings.
    """
    name = "guess" if kind == "guess" else prompt_id
    key = f"{name}@{version}"
    texts, spoken = _whole([(key, text), (f"{name}.hint", hint)], language)
    if partner and spoken != SOURCE_LANGUAGE:
        named = said(named_key(key), text, spoken)
        if named.language == spoken:
            return with_name(named.text, partner), texts[1], spoken
    return texts[0], texts[1], spoken


def with_name(text: str, partner: str) -> str:
    """Replace the placeholder in a prompt's wording with the partner's name.

    Invisible characters (Unicode isolates) are put around the name. So a name in a right-to-left script does not
    change the direction of the other words.
    """
    return text.replace(PARTNER, f"\u2068{partner}\u2069")


def wording_said(text: str, language: str | None = None) -> tuple[str, str]:
    """Translate a prompt's wording, given only its English text. Return the text and its language.

    The text stays English if the library does not have this wording, or has no translation of it.
    """
    key = _keys_by_wording().get(text)
    return said(key, text, language) if key else (text, SOURCE_LANGUAGE)


def _whole(texts: Iterable[tuple[str, str]], language: str) -> tuple[list[str], str]:
    """Translate all of these texts, or none of them if one translation is missing. Return the texts and their language.

    `texts`: pairs of a key and an English text. An empty text needs no translation.
    """
    english = list(texts)
    found = [said(key, text, language) if text else None for key, text in english]
    if any(each is not None and each.language != language for each in found):
        return [text for _key, text in english], SOURCE_LANGUAGE
    return [each.text if each else "" for each in found], language


@cache
def _keys_by_wording() -> Mapping[str, str]:
    known = catalogue().known_prompts.values()
    return {prompt.text: prompt_key(prompt) for versions in known for prompt in versions.values()}


@cache
def _translated(language: str) -> Catalogue:
    return in_language(catalogue(), language)


def in_language(english: Catalogue, language: str) -> Catalogue:
    """Return the library `english` with its texts translated. Entries without a translation stay English."""
    starters = {key: _starter(each, language) for key, each in english.known_starters.items()}
    experiments = {key: _experiment(each, language) for key, each in english.known_experiments.items()}
    prompts = {
        key: MappingProxyType({version: _prompt(each, language) for version, each in versions.items()})
        for key, versions in english.known_prompts.items()
    }

    def latest(prompt: Prompt) -> Prompt:
        return prompts[prompt.id][prompt.version]

    reasons = {
        key: replace(
            _reason(each, language),
            prompts=tuple(map(latest, each.prompts)),
            starters=tuple(starters[one.key] for one in each.starters),
            experiments=tuple(experiments[one.key] for one in each.experiments),
        )
        for key, each in english.reasons.items()
    }
    scale, _spoken = _whole(((f"scale.{at}", label) for at, label in enumerate(english.scale, 1)), language)
    return replace(
        english,
        reasons=MappingProxyType(reasons),
        anchors=tuple(map(latest, english.anchors)),
        appreciation=latest(english.appreciation),
        wish=latest(english.wish),
        scale=tuple(scale),
        frame=said("frame", english.frame, language).text,
        wish_starters=tuple(starters[each.key] for each in english.wish_starters),
        light=MappingProxyType({key: _questions(each, language) for key, each in english.light.items()}),
        known_prompts=MappingProxyType(prompts),
        known_starters=MappingProxyType(starters),
        known_experiments=MappingProxyType(experiments),
    )


def _starter(each: Starter, language: str) -> Starter:
    text, spoken = said(each.key, each.text, language)
    return replace(each, text=text, language=spoken)


def _experiment(each: Experiment, language: str) -> Experiment:
    text, spoken = said(each.key, each.text, language)
    return replace(each, text=text, language=spoken)


def _prompt(each: Prompt, language: str) -> Prompt:
    (text, hint), _spoken = _whole([(prompt_key(each), each.text), (hint_key(each), each.hint)], language)
    return replace(each, text=text, hint=hint)


def _reason(each: Reason, language: str) -> Reason:
    texts, spoken = _whole([(f"{each.key}.{name}", getattr(each, name)) for name in REASON_FIELDS], language)
    title, summary, meaning, not_this = texts
    return replace(each, title=title, summary=summary, meaning=meaning, not_this=not_this, language=spoken)


def _questions(each: LightQuestions, language: str) -> LightQuestions:
    texts, spoken = _whole(
        ((question_key(each, at), text) for at, text in enumerate(each.questions)), language
    )
    return replace(each, questions=tuple(texts), language=spoken)

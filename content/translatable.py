"""List every text of the library that is translated, each with the key under which its translation is stored.

The translations are in `content/translations/`. A key contains the key or id of the entry, such as `unheard.title`.
A prompt's key also contains the prompt's version, such as `unheard.dialogue@2`. All help lines share one key for each
field, for example `help.hours` for their hours. So a text that several help lines have is translated only once.

A language may have a second wording of a prompt, with the partner's name. The key of such a wording ends with
`.named`, such as `unheard.dialogue@2.named`, and its text contains `{partner}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content.help_lines import Country
from content.values import Catalogue, LightQuestions, Prompt

#: The fields of a reason that contain text, in the order of its file.
REASON_FIELDS = ("title", "summary", "meaning", "not_this")
#: The placeholder for the partner's name in a prompt's wording.
PARTNER = "{partner}"
_NAMED = ".named"


@dataclass(frozen=True, slots=True)
class Translatable:
    """An English text to translate, and the key under which the translation is stored.

    `file`: the library's file that contains the text. `note`: an explanation for translators, for example where the
    text is used. `optional`: the translation may be left out. This is so for the second wording of a prompt, which
    contains the partner's name.
    """

    key: str
    text: str
    file: str
    note: str = ""
    optional: bool = False


def translatable(catalogue: Catalogue, countries: Mapping[str, Country]) -> Iterator[Translatable]:
    """Yield every text of the library that is translated, without duplicates.

    Retired entries and earlier wordings of prompts are included, because people still read them in past check-ins.
    `countries`: the countries with their help lines.
    """
    seen: set[tuple[str, str]] = set()
    for each in _all(catalogue, countries):
        if each.text and (each.key, each.text) not in seen:
            seen.add((each.key, each.text))
            yield each


def prompt_key(prompt: Prompt) -> str:
    """Return the key of a prompt's text, which contains the prompt's version.

    All prompts that ask to guess the partner's answer have the same text, so they share one key.
    """
    return f"{'guess' if prompt.kind == 'guess' else prompt.id}@{prompt.version}"


def named_key(key: str) -> str:
    """Return the key of a prompt's wording with the partner's name. `key`: the key of the wording without the name."""
    return key + _NAMED


def is_named(key: str) -> bool:
    """Return whether this is the key of a prompt's wording with the partner's name."""
    return key.endswith(_NAMED)


def hint_key(prompt: Prompt) -> str:
    """Return the key of a prompt's hint. All versions of a prompt share this key, and so do all prompts for guesses."""
    return f"{'guess' if prompt.kind == 'guess' else prompt.id}.hint"


def question_key(asked: LightQuestions, at: int) -> str:
    """Return the key under which one question of a light conversation is translated. `at` counts the questions from 0.

    For example `deck.1` for the only question of the conversation `deck.1`, and `news.1.2` for the second of two
    questions of the conversation `news.1`.
    """
    return asked.key if len(asked.questions) == 1 else f"{asked.key}.{at + 1}"


_NAMED_NOTE = (
    f"Optional: the same prompt with the partner's name, {PARTNER}, read by one person who answers alone. "
    "No genitive ending and no pronoun for the name."
)


def _all(catalogue: Catalogue, countries: Mapping[str, Country]) -> Iterator[Translatable]:
    yield Translatable(
        "frame", catalogue.frame, "fixed/words.yaml", "Stands above a prompt that is answered on the scale."
    )
    for at, label in enumerate(catalogue.scale, start=1):
        yield Translatable(
            f"scale.{at}", label, "fixed/words.yaml", f"Answer {at} of 5: how often in the past seven days."
        )
    for prompt_id, versions in catalogue.known_prompts.items():
        for prompt in sorted(versions.values(), key=lambda prompt: -prompt.version):
            file = f"{prompt_id.split('.')[0]}.yaml" if prompt.kind == "reason" else "fixed/anchors.yaml"
            file = "fixed/words.yaml" if prompt.kind in ("appreciation", "wish", "guess") else file
            key = prompt_key(prompt)
            yield Translatable(key, prompt.text, file, _note(prompt, max(versions)))
            yield Translatable(named_key(key), prompt.text, file, _NAMED_NOTE, optional=True)
            yield Translatable(hint_key(prompt), prompt.hint, file)
    for reason in catalogue.reasons.values():
        for name in REASON_FIELDS:
            yield Translatable(f"{reason.key}.{name}", getattr(reason, name), f"{reason.key}.yaml")
    for starter in catalogue.known_starters.values():
        file = f"{starter.reason}.yaml" if starter.reason in catalogue.reasons else "fixed/conversations.yaml"
        said = "Said by the one who felt it." if starter.for_ == "feels" else "Said by the one who listens."
        yield Translatable(starter.key, starter.text, file, said + _retired(starter.retired))
    for tried in catalogue.known_experiments.values():
        yield Translatable(tried.key, tried.text, f"{tried.reason}.yaml", _retired(tried.retired).strip())
    for asked in catalogue.light.values():
        for at, question in enumerate(asked.questions):
            yield Translatable(
                question_key(asked, at), question, "fixed/conversations.yaml", _retired(asked.retired).strip()
            )
    for country in countries.values():
        yield Translatable("help.country", country.name, "fixed/help.yaml")
        yield Translatable("help.emergency", country.emergency, "fixed/help.yaml", "Emergency numbers.")
        for line in country.lines:
            yield Translatable("help.hours", line.hours, "fixed/help.yaml", "When a help line answers.")
            yield Translatable("help.for", line.for_, "fixed/help.yaml", "For whom a help line is.")
            for language in line.languages:
                yield Translatable(
                    "help.language", language, "fixed/help.yaml", "A language that a help line speaks."
                )


def _note(prompt: Prompt, latest: int) -> str:
    notes = []
    if prompt.measures:
        notes.append(f"Measures {prompt.measures}; not {prompt.not_measures}.")
    if prompt.reverse:
        notes.append("A high answer is the bad one.")
    if prompt.version < latest:
        notes.append("An earlier wording: read in past check-ins, asked no more.")
    return " ".join(notes) + _retired(prompt.retired)


def _retired(retired: bool) -> str:
    return " Retired: read in past check-ins, not offered any more." if retired else ""

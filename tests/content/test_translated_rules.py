"""Each rule for translations rejects a bad sentence and accepts a good one. The app's own translations break none."""

from __future__ import annotations

import pytest

from content.catalogue import catalogue
from content.files.library_files import Place
from content.rules import translated
from content.rules.sentences import Sentence, SentenceRole
from content.rules.translated import RULES, check_named, check_translation, lint_translation
from content.rules.translated_words import TRANSLATED

HERE = Place("somewhere.yaml", 7)
ENGLISH: dict[SentenceRole, str] = {
    "rated": "I felt heard when I told my partner something.",
    "feels": "I felt sad when …. Could we talk? No is fine.",
    "question": "What made you smile this week?",
    "prose": "Being heard takes time.",
}
REJECTED: list[tuple[str, str, SentenceRole, str]] = [
    (
        "same_blanks",
        "de",
        "feels",
        "Ich war traurig, als wir geredet haben. Magst du reden? Ein Nein ist okay.",
    ),
    ("same_form", "de", "question", "Erzählt, worüber ihr gelächelt habt."),
    ("same_form", "de", "rated", "Ich wurde gehört. Mein Gegenüber war da."),
    ("fits_a_phone", "de", "rated", f"Ich wurde {'sehr ' * 40}gut gehört."),
    ("first_person", "de", "rated", "Es gab Zeit zum Reden."),
    ("first_person", "es", "rated", "Hubo tiempo para hablar."),
    ("no_absolutes", "de", "feels", "Ich bin immer traurig, wenn …. Magst du reden? Ein Nein ist okay."),
    ("no_absolutes", "de", "question", "Worüber solltet ihr öfter lachen? Was sollte bleiben?"),
    ("no_absolutes", "es", "question", "¿Qué te hace reír siempre?"),
    ("no_gender", "de", "prose", "Dein Partner hört zu."),
    ("no_gender", "de", "prose", "Deine Partnerin hört zu."),
    ("no_gender", "es", "rated", "Me sentí muy escuchada cuando le conté algo a mi pareja."),
    ("no_gender", "es", "rated", "Estuve tranquilo cuando hablamos."),
    ("no_gender", "es", "prose", "Los dos necesitan tiempo."),
    ("one_address", "de", "prose", "Das braucht Zeit, und Sie haben sie."),
    ("one_address", "es", "prose", "Esto lleva tiempo, y ustedes lo tienen."),
    ("no_assumptions", "de", "prose", "Die Kinder brauchen Zeit."),
    ("no_assumptions", "es", "prose", "El matrimonio lleva tiempo."),
]
GOOD: list[tuple[str, SentenceRole, str]] = [
    ("de", "rated", "Ich fand Gehör, wenn ich meinem Gegenüber etwas erzählt habe."),
    ("de", "feels", "Ich war traurig, als …. Magst du reden? Ein Nein ist okay."),
    ("de", "question", "Was hat dich diese Woche lächeln lassen?"),
    ("de", "prose", "Gehört zu werden braucht Zeit, und sie kommt immer wieder."),
    ("es", "rated", "Sentí que me escuchaban cuando le conté algo a mi pareja."),
    ("es", "feels", "Sentí tristeza cuando …. ¿Hablamos? Si no, no pasa nada."),
    ("es", "question", "¿Qué te hizo sonreír esta semana?"),
    ("es", "prose", "Que te escuchen lleva tiempo, y cada cual lo siente a su manera."),
]


def found(language: str, role: SentenceRole, text: str) -> list[str]:
    problems = check_translation(Sentence(ENGLISH[role], role, HERE), Sentence(text, role, HERE), language)
    return [problem.message.split(": ")[0].removeprefix(f"{language}, ") for problem in problems]


@pytest.mark.parametrize(("rule", "language", "role", "text"), REJECTED)
def test_a_rule_rejects(rule: str, language: str, role: SentenceRole, text: str) -> None:
    assert rule in found(language, role, text)


def test_every_rule_has_a_sentence_that_it_rejects() -> None:
    assert {rule for rule, *_ in REJECTED} == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(("language", "role", "text"), GOOD)
def test_a_good_sentence_passes_every_rule(language: str, role: SentenceRole, text: str) -> None:
    assert found(language, role, text) == []


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("Ich fand Gehör.", "placeholder"),
        ("Ich fand bei {name} Gehör.", "placeholder"),
        ("Ich fand bei {partner} Gehör, {partner", "placeholder"),
        ("Ich fand {partner}s Ohr.", "an ending"),
        ("Ich fand {partner}’ Ohr.", "an ending"),
        ("Ich fand bei {partner} Gehör und sein Ohr und ihm.", "“ihm”"),
        ("Ich fand bei meinem Gegenüber Gehör, und {partner} bei mir.", "“Gegenüber”"),
        ("{partner} fand Gehör.", "first person"),
    ],
)
def test_a_wording_with_the_name_fits_every_name(named: str, why: str) -> None:
    problems = check_named(Sentence(ENGLISH["rated"], "rated", HERE), named, "de")
    assert any(why in problem.message for problem in problems), problems


def test_a_good_wording_with_the_name_passes() -> None:
    named = "Ich fand Gehör, wenn ich {partner} etwas erzählt habe."
    assert check_named(Sentence(ENGLISH["rated"], "rated", HERE), named, "de") == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_ships_breaks_no_rule(language: str) -> None:
    assert [str(problem) for problem in lint_translation(catalogue(), language)] == []


def test_a_text_that_is_not_translated_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translated, "in_language", lambda english, _language: english)
    assert lint_translation(catalogue(), "de") == []

"""A script finds new, removed and changed texts in the translations. An update keeps existing translations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts import check, translation_sources, translations

SHARED = "Shared with %(name)s."


def catalog(*entries: tuple[Any, Any, str | None]) -> Catalog:
    made = Catalog(locale="de")
    for text, translated, context in entries:
        made.add(text, translated, context=context)
    return made


def problems(source: Catalog, known: Catalog) -> list[str]:
    return [*translations.out_of_step(source, known, complete=True)]


def test_a_catalogue_in_step_has_no_problems() -> None:
    known = catalog((SHARED, "Geteilt mit %(name)s.", None), ("Yes", "Ja", "wish.1"))
    assert problems(catalog((SHARED, "", None), ("Yes", "", "wish.1")), known) == []


@pytest.mark.parametrize(
    ("known", "problem"),
    [
        ([], "is missing"),
        ([(SHARED, "", None)], "is not translated"),
        ([(SHARED, "Geteilt mit %(nam)s.", None)], "other placeholders"),
        ([(SHARED, "Geteilt.", None)], "other placeholders"),
        ([(SHARED, "Geteilt mit %(name)s.", None), ("Gone.", "Weg.", None)], "not in the source any more"),
    ],
)
def test_what_is_out_of_step_is_named(known: list[tuple[str, str, None]], problem: str) -> None:
    [found] = problems(catalog((SHARED, "", None)), catalog(*known))
    assert problem in found


def test_a_plural_needs_each_of_its_forms_and_the_number_may_be_a_word() -> None:
    source = catalog((("One note", "%(count)d notes"), ("", ""), None))
    forms = ("Eine Notiz", "%(count)d Notizen")
    assert problems(source, catalog((("One note", "%(count)d notes"), forms, None))) == []
    [found] = problems(source, catalog((("One note", "%(count)d notes"), ("Eine Notiz", ""), None)))
    assert "is not translated" in found


def test_a_changed_text_keeps_its_translation_as_fuzzy_and_a_kept_one_stays(tmp_path: Path) -> None:
    known = catalog(("I felt heard.", "Ich fand Gehör.", "heard@1"), ("Old title", "Alter Titel", "title"))
    source = catalog(("I felt heard.", "", "heard@1"), ("New title", "", "title"))
    file = tmp_path / "de.po"
    translations.write(file, translations.merged(source, known), "de")
    with file.open("rb") as stored:
        again = read_po(stored, locale="de")
    assert [(each.id, each.string, each.fuzzy) for each in again if each.id] == [
        ("I felt heard.", "Ich fand Gehör.", False),
        ("New title", "Alter Titel", True),
    ]
    assert "2026" not in file.read_text(), "no dates: the file changes only with its texts"


NAMED = ("My partner asked.", "{partner} hat gefragt.", "asked@1.named")


def test_a_wording_with_the_name_is_optional_and_stays_where_it_is_translated() -> None:
    plain = ("My partner asked.", "Ich wurde gefragt.", "asked@1")
    for known in (catalog(plain), catalog(plain, NAMED)):
        source = catalog((plain[0], "", plain[2]), (NAMED[0], "", NAMED[2]))
        assert problems(source, known) == []
        kept = translations.merged(source, known)
        assert [(each.context, each.string) for each in kept if each.id] == [
            (each.context, each.string) for each in known if each.id
        ]


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ((NAMED[0], "Jemand hat gefragt.", NAMED[2]), "other placeholders"),
        ((NAMED[0], "{name} hat gefragt.", NAMED[2]), "other placeholders"),
        ((NAMED[0], NAMED[1], "asked@7.named"), "not in the source any more"),
    ],
)
def test_a_wording_with_the_name_says_it_and_belongs_to_a_prompt(
    named: tuple[str, str, str], problem: str
) -> None:
    [found] = problems(catalog((NAMED[0], "", NAMED[2])), catalog(named))
    assert problem in found


def test_a_template_and_code_are_read() -> None:
    found = translation_sources.server("de")
    assert found.get("There is nothing here.") is not None
    assert found.get("Stop reminders by e-mail?") is not None
    assert found.get("where a name would stand: your partner") is None
    assert found.get("your partner", "where a name would stand") is not None


def test_every_prompt_is_there_in_each_of_its_versions() -> None:
    keys = {message.context for message in translation_sources.library("de")}
    assert {"unheard.dialogue@1", "unheard.dialogue@2", "unheard.kept-back@1", "unheard.feels.2"} <= keys
    assert {"unheard.title", "scale.5", "guess@1", "guess@2", "news.1.2", "deck.1", "help.for"} <= keys


def test_the_check_runs_with_the_others() -> None:
    assert "translations in step" in {step.name for step in check.static()}

"""A script finds the phrases that docs/words.md forbids in texts for people, and reports their lines."""

from __future__ import annotations

import pytest

from scripts import check, words

NEVER = words.forbidden_phrases(words.WORDS_PAGE.read_text())


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("We mail you a code.", "mail"),
        ("Somebody invited you.", "Somebody"),
        ("That was a talk.", "a talk"),
        ("Answer beside your partner.", "beside"),
        ("You see this, too.", ", too"),
        ("A device of yours.", "of yours"),
    ],
)
def test_a_phrase_that_the_page_rules_out_is_found(text: str, phrase: str) -> None:
    assert [what.split("”")[0].lstrip("“") for _, what in words.in_words(f'"{text}"', NEVER)] == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "We'll e-mail you a code.",
        "E-mailed codes stop working.",
        "Then you talk.",
        "You see this too.",
        "Side by side",
    ],
)
def test_the_words_of_the_page_pass(text: str) -> None:
    assert [*words.in_words(f'"{text}"', NEVER)] == []


def test_a_string_is_read_and_a_comment_or_a_name_is_not() -> None:
    source = """/** Reminders by mail. */
export const mail = {
  // mail
  site: "https://example.org",
  both: `${mail} by mail`,
};
"""
    assert [line for line, _ in words.in_words(source, NEVER)] == [5]


def test_a_gettext_string_is_read_and_other_strings_are_not() -> None:
    source = 'log.info("mail")\nraise Conflict(\n    _("Somebody was faster."), code="mail")\n'
    assert [line for line, _ in words.in_code(source, NEVER)] == [3]


def test_a_template_is_read_outside_its_tags() -> None:
    template = """{% extends "couples/mail/base.html" %}
<p class="mail">{{ mail }}</p>
{% translate "No more mails" %}
"""
    assert [line for line, _ in words.in_template(template, NEVER)] == [3]


def test_it_is_part_of_the_checks() -> None:
    assert "texts use the words of docs/words.md" in {step.name for step in check.plan("static")}

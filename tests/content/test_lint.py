"""Each wording rule rejects what it is there for, and lets a good sentence pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import lint
from content.catalogue import LIBRARY
from content.documents import Place
from content.lint import RULES, Role, Rule, Sentence
from content.loading import load
from tests.content.decks import change, line_of

HERE = Place("somewhere.yaml", 7)
LONG = "I felt that what I had quietly done for the two of us in the course of many long evenings was seen."

REJECTED: list[tuple[Rule, Role, str]] = [
    (lint.first_person, "rated", "My partner's friends felt welcome."[3:]),
    (lint.short, "rated", LONG),
    (lint.short, "words", LONG),
    (lint.short, "listens", f"{LONG} {LONG}?"),
    (lint.one_idea, "rated", "I felt heard and understood."),
    (lint.one_idea, "rated", "I had time or quiet."),
    (lint.one_idea, "rated", "I spoke; my partner listened."),
    (lint.plain_statement, "rated", "Did I feel heard?"),
    (lint.plain_statement, "rated", "I felt heard. I was glad."),
    (lint.plain_statement, "rated", "I felt heard"),
    (lint.past_seven_days, "rated", "I feel heard by my partner."),
    (lint.past_seven_days, "rated", "I felt heard today."),
    (lint.past_seven_days, "rated", "I felt that things were easier last month."),
    (lint.fits_the_scale, "rated", "I often felt heard."),
    (lint.fits_the_scale, "rated", "I was thanked every day."),
    (lint.no_negation, "rated", "I did not feel heard."),
    (lint.no_negation, "rated", "I wasn’t thanked."),
    (lint.no_negation, "rated", "I had no time to myself."),
    (lint.no_absolutes, "feels", "I felt low after …, as always. Could we talk?"),
    (lint.no_absolutes, "experiment", "You should talk for ten minutes."),
    (lint.no_absolutes, "prose", "It never lasts."),
    (lint.no_gender, "prose", "He wants to be seen."),
    (lint.no_gender, "rated", "I felt like a good husband."),
    (lint.no_assumptions, "rated", "I felt glad in my marriage."),
    (lint.no_assumptions, "experiment", "When the children are asleep, sit down together."),
    (lint.no_assumptions, "summary", "Being at home together can be empty."),
    (lint.no_assumptions, "prose", "The one who earns more decides."),
    (lint.no_blame, "rated", "I felt ignored by my partner."),
    (lint.no_blame, "feels", "I felt bad because of you when …. Could we talk?"),
    (lint.no_accusation, "feels", "I felt sad when you didn't …. Could we talk?"),
    (lint.no_accusation, "rated", "I noticed that my partner forgot what I said."),
    (lint.no_fear_or_control, "rated", "I felt afraid of my partner's mood."),
    (lint.no_fear_or_control, "feels", "I felt controlled when …. Could we talk about it?"),
    (lint.no_fear_or_control, "listens", "Do you feel threatened by me?"),
    (lint.own_life_only, "rated", "I decided something with my partner."),
    (lint.feeling_event_request, "feels", "When … happened, it was hard. Could we talk about it?"),
    (lint.feeling_event_request, "feels", "I felt alone last night. Could we talk about it?"),
    (lint.feeling_event_request, "feels", "I felt alone when …, and that is how it was."),
    (lint.curious, "listens", "I see it another way."),
    (lint.no_defence, "listens", "I was tired, but how was it for you?"),
    (lint.no_defence, "listens", "I only meant well. What did you hear?"),
    (lint.costs_nothing, "experiment", "Go to a restaurant that neither of you knows."),
    (lint.one_sentence, "summary", "It is quiet. It is kind."),
    (lint.one_sentence, "summary", "It is quiet"),
]

GOOD: list[tuple[Role, str]] = [
    ("rated", "I felt heard when I spoke about something that mattered to me."),
    ("words", "Something about my partner that I was glad of."),
    ("feels", "I felt alone with it when …. Could you tell me what you heard, before you answer?"),
    ("listens", "What matters most to you in this?"),
    ("listens", "Tell me about the effort that nobody saw."),
    ("experiment", "Sit together for ten minutes and take turns."),
    ("summary", "Effort keeps its warmth when somebody says that they saw it."),
    ("prose", "It is not being above criticism, and nobody's fault."),
]


@pytest.mark.parametrize(("rule", "role", "text"), REJECTED)
def test_a_rule_rejects(rule: Rule, role: Role, text: str) -> None:
    assert rule(Sentence(text, role, HERE, own_life=rule is lint.own_life_only)) is not None


def test_every_rule_has_a_sentence_that_it_rejects() -> None:
    assert {rule for rule, _, _ in REJECTED} == set(RULES)


@pytest.mark.parametrize(("role", "text"), GOOD)
def test_a_good_sentence_passes_every_rule(role: Role, text: str) -> None:
    assert lint.check(Sentence(text, role, HERE)) == []


def test_the_partner_may_be_named_where_it_is_not_about_the_own_life() -> None:
    assert lint.own_life_only(Sentence("I listened to my partner.", "rated", HERE)) is None


def test_a_finding_names_rule_file_and_line(deck: Path) -> None:
    path = deck / "shared-laughter.yaml"
    change(path, "I felt light at heart.", "I felt light and free.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert finding.place == (str(path.resolve()), line_of(path, "light and free"))
    assert finding.message.startswith("one_idea: “and”")


def test_a_reason_left_with_too_little_is_a_finding(deck: Path) -> None:
    change(
        deck / "shared-laughter.yaml",
        "text: I let myself be silly.",
        "text: I let myself be silly., retired: true",
    )
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert "2 prompts with the side received or own; at least 3" in finding.message


def test_a_text_that_stands_in_two_places_is_a_finding(deck: Path) -> None:
    change(deck / "shared-laughter.yaml", "I let myself be silly.", "I felt light at heart.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert "'shared-laughter.silly' says the same as 'shared-laughter.light'" in finding.message


def test_what_is_retired_is_past_mending(deck: Path) -> None:
    change(deck / "shared-laughter.yaml", "I told a joke.", "My husband always laughed at my jokes.")
    assert lint.lint(load((LIBRARY, deck))) == []


def test_an_erosions_prompt_may_not_name_the_partner(library: Path) -> None:
    change(library / "lost-quiet.yaml", "I felt as if I were on call.", "I felt on call for my partner.")
    [finding] = lint.lint(load((library,)))
    assert finding.message.startswith("own_life_only")

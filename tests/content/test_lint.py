"""Each wording rule rejects a bad sentence and accepts a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.catalogue import LIBRARY
from content.files.library_files import Place
from content.files.loading import load
from content.rules import lint
from content.rules.lint import RULES, LintRule
from content.rules.sentences import Sentence, SentenceRole
from tests.content.decks import change, line_of
from tests.content.linted import GOOD, NEAR_MISSES, REJECTED

HERE = Place("somewhere.yaml", 7)


def about(rule: LintRule, role: SentenceRole, text: str) -> Sentence:
    """Return `text` as a sentence in this role (the kind of text, such as "summary"), for a test of the rule.

    The rule `own_life_together` checks only prompts about a person's own part in the life together. The rule
    `from_whom` checks only prompts about what a person received. For these rules, the sentence is such a prompt.
    """
    return Sentence(
        text, role, HERE, own_life=rule is lint.own_life_together, received=rule is lint.from_whom
    )


@pytest.mark.parametrize(("rule", "role", "text"), REJECTED)
def test_a_rule_rejects(rule: LintRule, role: SentenceRole, text: str) -> None:
    assert rule(about(rule, role, text)) is not None


def test_every_rule_has_a_sentence_that_it_rejects_and_a_near_miss() -> None:
    assert {rule for rule, _, _ in REJECTED} == set(RULES)
    assert {rule for rule, _, _ in NEAR_MISSES} == set(RULES)


@pytest.mark.parametrize(("rule", "role", "text"), NEAR_MISSES)
def test_a_near_miss_passes_every_rule(rule: LintRule, role: SentenceRole, text: str) -> None:
    assert lint.check(about(rule, role, text)) == []


@pytest.mark.parametrize(("role", "text"), GOOD)
def test_a_good_sentence_passes_every_rule(role: SentenceRole, text: str) -> None:
    assert lint.check(Sentence(text, role, HERE)) == []


def test_other_prompts_may_name_the_partner_or_nobody() -> None:
    for text in ("I listened to my partner.", "I was in high spirits."):
        sentence = Sentence(text, "rated", HERE)
        assert lint.own_life_together(sentence) is None
        assert lint.from_whom(sentence) is None


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


def test_a_prompt_without_an_expected_level_is_a_finding(deck: Path) -> None:
    path = deck / "shared-laughter.yaml"
    change(
        path,
        "I let myself be silly.,\n     expected: 0.75, why: It comes and goes.,",
        "I let myself be silly.,",
    )
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert finding.message == "explained: 'shared-laughter.silly' lacks why"


def test_a_prompt_that_needs_an_occasion_says_what_fits_a_week_without_it(deck: Path) -> None:
    path = deck / "shared-laughter.yaml"
    change(path, "I let myself be silly.", "When we laughed I let myself go.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert finding.message.startswith("occasion: the hint of 'shared-laughter.silly'")
    fitting = "When we laughed I let myself go., hint: “Didn't come up” fits a week without it."
    change(path, "When we laughed I let myself go.", fitting)
    assert lint.lint(load((LIBRARY, deck))) == []


def test_a_text_that_stands_in_two_places_is_a_finding(deck: Path) -> None:
    change(deck / "shared-laughter.yaml", "I let myself be silly.", "I felt light at heart.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert "'shared-laughter.silly' says the same as 'shared-laughter.light'" in finding.message


def test_what_is_retired_is_past_mending(deck: Path) -> None:
    change(deck / "shared-laughter.yaml", "I told a joke.", "My husband always laughed at my jokes.")
    assert lint.lint(load((LIBRARY, deck))) == []


def test_an_erosions_prompt_may_not_name_the_partner(library: Path) -> None:
    old = "I felt that I had to be “on” whenever we were together."
    change(library / "lost-quiet.yaml", old, "I felt on call for my partner whenever we were together.")
    [finding] = lint.lint(load((library,)))
    assert finding.message.startswith("own_life_together: “partner”")


def test_a_received_prompt_of_the_library_says_from_whom(library: Path) -> None:
    old = "My partner noticed the small things I did for us."
    change(library / "unappreciated.yaml", old, "I was noticed for the small things I did.")
    [finding] = lint.lint(load((library,)))
    assert finding.message.startswith("from_whom")

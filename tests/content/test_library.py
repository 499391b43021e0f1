"""The library that ships with the app has all expected reasons with enough content, and breaks no wording rule."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from content.catalogue import catalogue
from content.coverage import coverage
from content.rules.lint import lint
from content.values import DIMENSIONS, Catalogue

#: Key, number and dimension of each reason, and "yes" if it is tender.
REASONS = """
unappreciated          | A1  | appreciation |
faded-connection       | A2  | connection   |
rushed-pace            | A3  | autonomy     |
unheard                | A4  | connection   |
not-ready              | A5  | autonomy     |
private-struggle       | A6  | connection   |
faded-touch            | A7  | connection   | yes
draining-conflict      | A8  | connection   |
changed-feelings       | A9  | connection   | yes
shrinking-independence | A10 | autonomy     |
standing-still         | A11 | connection   |
guarded-self           | A12 | autonomy     |
damaged-trust          | A13 | connection   | yes
support-elsewhere      | A14 | connection   | yes
growing-apart          | A15 | autonomy     |
fear-of-hurt           | A16 | connection   |
pulled-elsewhere       | A17 | connection   | yes
one-sided-labour       | A18 | appreciation |
problem-not-partner    | A19 | appreciation |
different-future       | A20 | autonomy     | yes
lost-agency            | B1  | autonomy     |
lost-quiet             | B2  | autonomy     |
lost-purpose           | B3  | appreciation |
all-we-no-i            | B, the perfect cage | autonomy |
on-script              | B, the 3 a.m. realisation | autonomy |
"""


@pytest.fixture(scope="module")
def whole() -> Catalogue:
    return catalogue()


def test_every_reason_is_there_with_its_number_dimension_and_tenderness(whole: Catalogue) -> None:
    listed = [[cell.strip() for cell in line.split("|")] for line in REASONS.strip().splitlines()]
    held = [
        [reason.key, reason.number, reason.dimension, "yes" if reason.tender else ""]
        for reason in whole.reasons.values()
    ]
    assert held == listed
    assert all(reason.number.startswith(reason.source) for reason in whole.reasons.values())
    assert set(whole.sources) == {"A", "B"}


def test_the_counts(whole: Catalogue) -> None:
    reasons = whole.reasons.values()
    assert len(reasons) == 25
    assert sum(len(reason.prompts) for reason in reasons) >= 75
    assert sum(len(reason.starters) for reason in reasons) >= 150
    assert sum(len(reason.experiments) for reason in reasons) >= 50
    for row in coverage(whole):
        assert row.felt >= 3, row.reason.key
        assert row.feels >= 3, row.reason.key
        assert row.listens >= 3, row.reason.key
        assert row.experiments >= 2, row.reason.key


def test_no_rule_finds_anything(whole: Catalogue) -> None:
    assert [str(finding) for finding in lint(whole)] == []


def test_a_prompts_own_reason_weighs_one_and_others_less(whole: Catalogue) -> None:
    for reason in whole.reasons.values():
        for prompt in reason.prompts:
            assert prompt.reasons[reason.key] == 1.0
            assert all(weight < 1 for key, weight in prompt.reasons.items() if key != reason.key)
            assert prompt.dimension == reason.dimension


def test_erosions_ask_about_the_own_life(whole: Catalogue) -> None:
    sides = {
        prompt.side for reason in whole.reasons.values() if reason.source == "B" for prompt in reason.prompts
    }
    assert sides == {"own"}


def test_every_reason_of_the_first_source_can_be_asked_from_both_ends(whole: Catalogue) -> None:
    for reason in whole.reasons.values():
        given = [prompt for prompt in reason.prompts if prompt.side == "given"]
        assert bool(given) is (reason.source == "A"), reason.key
        for prompt in given:
            assert prompt.counterpart
            assert whole.prompt(prompt.counterpart).side == "received"
            assert not prompt.reverse


def test_every_reason_has_an_item_that_is_turned(whole: Catalogue) -> None:
    # Someone who taps the same point for every prompt then contradicts themselves, and the engine can see it.
    for reason in whole.reasons.values():
        assert any(prompt.reverse for prompt in reason.prompts), reason.key


def test_every_prompt_says_what_it_measures_and_what_contented_couples_answer(whole: Catalogue) -> None:
    asked = [*whole.anchors, *chain(*(reason.prompts for reason in whole.reasons.values()))]
    for prompt in asked:
        assert prompt.why, prompt.id
        assert prompt.measures, prompt.id
        assert prompt.not_measures, prompt.id
    levels = [prompt.expected for prompt in asked if prompt.expected is not None]
    assert len(levels) == len(asked)
    assert min(levels) >= 0.65, "asks for something rare: make it a state, or ask “When …”"
    assert 0.75 <= sum(levels) / len(levels) <= 0.83, "the published means of contented couples"


def test_every_reason_has_enough_wordings_to_follow_a_suspicion(whole: Catalogue) -> None:
    for reason in whole.reasons.values():
        assert len(reason.prompts) >= 5, reason.key
        assert sum(not prompt.reverse for prompt in reason.prompts if prompt.side != "given") >= 3, reason.key


def test_the_six_anchors(whole: Catalogue) -> None:
    assert [(anchor.dimension, anchor.side) for anchor in whole.anchors] == [
        (dimension, side) for dimension in DIMENSIONS for side in ("received", "given")
    ]
    for anchor in whole.anchors:
        assert anchor.kind == "anchor"
        assert anchor.version >= 1
        assert {whole.reasons[key].dimension for key in anchor.reasons} == {anchor.dimension}
        guess = whole.guess_for(anchor.id)
        assert (guess.id, guess.kind, guess.about) == (f"guess.{anchor.id}", "guess", anchor.id)
        assert dict(guess.reasons) == {}


def test_the_words_around_them(whole: Catalogue) -> None:
    assert whole.appreciation.id == "words.appreciation"
    assert whole.wish.id == "words.wish"
    assert whole.scale == ("Not at all", "A little", "Some of the time", "Most of the time", "All week")
    assert "seven days" in whole.frame


def test_prompt_ids_and_versions_are_stable_slugs(whole: Catalogue) -> None:
    for prompt in chain(whole.anchors, *(reason.prompts for reason in whole.reasons.values())):
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", prompt.id)
        assert whole.prompt(prompt.id) is prompt


def test_unknown_names_raise(whole: Catalogue) -> None:
    for look_up in (whole.prompt, whole.starter, whole.prompts_for, whole.guess_for):
        with pytest.raises(KeyError):
            look_up("no.such.thing")


def test_starters_are_found_by_key(whole: Catalogue) -> None:
    assert whole.starter("unheard.feels.1").for_ == "feels"


def test_titles_read_well_in_the_middle_of_a_sentence(whole: Catalogue) -> None:
    for reason in whole.reasons.values():
        assert reason.title[0].isupper(), reason.key
        assert not reason.title.endswith("."), reason.key
        assert not re.search(r"\bI\b", reason.title), f"{reason.key}: lower-casing the title would break it"


def test_no_sentence_begins_the_way_too_many_others_do(whole: Catalogue) -> None:
    # Words wear out: at most an eighth of all starters may begin with the same four words.
    starters = [starter.text for reason in whole.reasons.values() for starter in reason.starters]
    [(opening, count)] = Counter(" ".join(text.split()[:4]) for text in starters).most_common(1)
    assert count <= len(starters) / 8, opening


def test_it_is_read_once() -> None:
    assert catalogue() is catalogue()

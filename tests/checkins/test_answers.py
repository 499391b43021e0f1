"""Parsing answers: which answers are accepted, and which error each invalid answer gets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.answering.answers import NOTE_LIMIT, SKIPPED, Answer, complete_answers, parse_answers
from checkins.asking.prompts import AskedPrompt
from checkins.visibility import is_shared, to_partner
from content.values import PromptKind
from couples.errors import Invalid

RATED = "anchor.appreciation.received"
WORDS = "words.appreciation"
GUESS = "guess.anchor.appreciation.received"


def asked(prompt_id: str, kind: PromptKind) -> AskedPrompt:
    return AskedPrompt(
        id=prompt_id,
        version=1,
        kind=kind,
        text="",
        hint="",
        dimension=None,
        side=None,
        reverse=False,
        reasons={},
        about=None,
        about_text=None,
    )


PROMPTS = [asked(WORDS, "appreciation"), asked(RATED, "anchor"), asked(GUESS, "guess")]


def codes(raw: object) -> dict[str, str]:
    """Parse answers that must be invalid. Return the error codes by the path of the wrong field."""
    with pytest.raises(Invalid) as refusal:
        parse_answers(raw, PROMPTS)
    assert refusal.value.status == 422
    return {path: error["code"] for path, (error,) in (refusal.value.fields or {}).items()}


@pytest.mark.parametrize(
    ("prompt", "entry", "field", "code"),
    [
        (RATED, {"status": "answered", "value": 6}, "value", "out_of_range"),
        (RATED, {"status": "answered", "value": 0}, "value", "out_of_range"),
        (RATED, {"status": "answered", "value": True}, "value", "wrong_type"),
        (RATED, {"status": "answered", "value": 3.0}, "value", "wrong_type"),
        (RATED, {"status": "answered", "value": "3"}, "value", "wrong_type"),
        (RATED, {"status": "answered"}, "value", "required"),
        (RATED, {"status": "skipped", "value": 3}, "value", "not_expected"),
        (RATED, {"status": "did_not_come_up", "value": 3}, "value", "not_expected"),
        (RATED, {"value": 3}, "status", "required"),
        (RATED, {"status": "perhaps"}, "status", "unknown_choice"),
        (RATED, {"status": ["answered"]}, "status", "unknown_choice"),
        (RATED, {"status": None}, "status", "unknown_choice"),
        (RATED, {"status": "skipped", "note": "x" * (NOTE_LIMIT + 1)}, "note", "too_long"),
        (RATED, {"status": "skipped", "note": 5}, "note", "wrong_type"),
        (RATED, {"status": "skipped", "note": None}, "note", "wrong_type"),
        (RATED, {"status": "skipped", "sharing": "public"}, "sharing", "unknown_choice"),
        (RATED, {"status": "skipped", "sharing": {}}, "sharing", "unknown_choice"),
        (RATED, {"status": "skipped", "talk": 1}, "talk", "wrong_type"),
        (RATED, {"status": "skipped", "talk": None}, "talk", "wrong_type"),
        (RATED, {"status": "skipped", "revealed": True}, "revealed", "unknown_field"),
        (WORDS, {"status": "did_not_come_up"}, "status", "not_offered"),
        (WORDS, {"status": "answered", "value": 3, "note": "x"}, "value", "not_expected"),
        (GUESS, {"status": "answered", "value": 9}, "value", "out_of_range"),
    ],
)
def test_each_mistake_is_named_where_it_is(prompt: str, entry: object, field: str, code: str) -> None:
    assert codes({prompt: entry}) == {f"answers.{prompt}.{field}": code}


def test_documents_that_are_none() -> None:
    assert codes([]) == {"answers": "wrong_type"}
    assert codes(None) == {"answers": "wrong_type"}
    assert codes({RATED: 3}) == {f"answers.{RATED}": "wrong_type"}
    assert codes({"anchor.unknown": {"status": "skipped"}}) == {"answers.anchor.unknown": "unknown_prompt"}


def test_several_mistakes_are_told_at_once_but_not_without_end() -> None:
    entry = {"status": "answered", "value": 9, "sharing": "x"}
    assert codes({RATED: entry}) == {
        f"answers.{RATED}.value": "out_of_range",
        f"answers.{RATED}.sharing": "unknown_choice",
    }
    assert len(codes({f"x{number}": 1 for number in range(5_000)})) <= 41
    assert len(codes({RATED: {f"x{number}": 1 for number in range(5_000)}})) <= 41


def test_the_longest_note_and_any_script_pass() -> None:
    note = "ж" * (NOTE_LIMIT - 2) + "🫂\n"
    assert parse_answers({WORDS: {"status": "answered", "note": note}}, PROMPTS)[WORDS].note == note


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("so \ud83d", "so \ufffd"),
        ("\udc00\ud800", "\ufffd\ufffd"),
        ("a\x00b\x07\x7f", "ab"),
        ("\ufffe\ufdd0 \u202bשלום\u202c \u200d", "\ufffe\ufdd0 \u202bשלום\u202c \u200d"),
        ("one\ttwo\r\nthree", "one\ttwo\r\nthree"),
    ],
)
def test_a_broken_character_is_replaced_and_the_words_around_it_stay(sent: str, kept: str) -> None:
    assert parse_answers({WORDS: {"status": "answered", "note": sent}}, PROMPTS)[WORDS].note == kept


def test_a_note_of_control_characters_alone_says_nothing() -> None:
    assert parse_answers({WORDS: {"status": "answered", "note": "\x00\x01"}}, PROMPTS) == {}


def test_words_that_say_nothing_are_not_answered_yet() -> None:
    assert parse_answers({WORDS: {"status": "answered", "note": "  \n"}}, PROMPTS) == {}


def test_what_is_left_out_is_a_skip_and_nothing_at_all_is_a_slip() -> None:
    assert complete_answers({RATED: Answer("answered", 3)}, PROMPTS) == {
        WORDS: SKIPPED,
        RATED: Answer("answered", 3),
        GUESS: SKIPPED,
    }
    with pytest.raises(Invalid) as refusal:
        complete_answers({}, PROMPTS)
    assert refusal.value.code == "nothing_answered"


answers = st.builds(
    Answer,
    status=st.sampled_from(["answered", "did_not_come_up", "skipped"]),
    value=st.none() | st.integers(1, 5),
    note=st.text(),
    sharing=st.sampled_from(["share", "private"]),
)


@given(answers)
def test_a_private_answer_is_exactly_a_skip_to_the_partner(given_answer: Answer) -> None:
    seen = to_partner(given_answer)
    if given_answer.sharing == "private" or given_answer.status == "skipped":
        assert seen == SKIPPED
        assert not is_shared(given_answer)
    else:
        assert seen == given_answer


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.slow
@given(
    st.dictionaries(
        st.sampled_from([WORDS, RATED, GUESS]),
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("status", "value", "note", "sharing", "talk"), json_values)
        )
        | json_values,
    )
)
def test_whatever_comes_is_parsed_or_refused_with_a_reason(raw: dict[str, Any]) -> None:
    refused: Invalid | None = None
    try:
        parse_answers(raw, PROMPTS)
    except Invalid as refusal:
        refused = refusal
    assert refused is None or refused.fields


def test_a_key_that_is_no_text_can_still_be_named_in_an_answer() -> None:
    paths = codes({"\ud800": 1, RATED: {"status": "skipped", "\udfff": 1}})
    assert all(path.encode() for path in paths)

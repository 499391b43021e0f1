"""Stored answers can be decrypted only with the right key, and only for the right couple, author and check-in."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import uuid
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins import sealing
from checkins.answering import writing
from checkins.answering.answers import NOTE_LIMIT, SKIPPED, Answer
from checkins.models import Response
from checkins.talking.topics import Topic, TopicLine
from couples.encryption import keys
from couples.encryption.keys import BUCKETS, EnvelopeError
from couples.sharing import Sharing
from tests.checkins.world import HOUR, Json, submit
from tests.factories import START, pair

KEY = secrets.token_bytes(32)
COUPLE, AUTHOR, CHECK_IN, OTHER = (uuid.uuid4() for _ in range(4))
PLACE: dict[str, Any] = {"couple_id": COUPLE, "author_id": AUTHOR, "check_in_id": CHECK_IN}
#: The associated data of an author's envelope.
BOUND = b"response\0" + COUPLE.bytes + AUTHOR.bytes + CHECK_IN.bytes
#: Bytes around the padded document: version, nonce and tag.
AROUND = 1 + 12 + 16

answers = st.dictionaries(
    st.text(min_size=1, max_size=40),
    st.builds(
        Answer,
        status=st.sampled_from(["answered", "did_not_come_up", "skipped"]),
        value=st.none() | st.integers(1, 5),
        note=st.text(max_size=200),
        sharing=st.sampled_from(["share", "private"]),
        talk=st.booleans(),
    ),
    max_size=13,
)


@given(answers)
def test_what_goes_in_comes_out(given_answers: dict[str, Answer]) -> None:
    envelope = sealing.seal_answers(KEY, given_answers, **PLACE)
    assert sealing.open_answers(KEY, envelope, **PLACE) == given_answers


@given(answers, st.data())
def test_neither_choice_of_an_answer_changes_the_length(
    given_answers: dict[str, Answer], data: st.DataObject
) -> None:
    others = {
        key: replace(
            answer, sharing=data.draw(st.sampled_from(["share", "private"])), talk=data.draw(st.booleans())
        )
        for key, answer in given_answers.items()
    }
    one, other = (document(sealing.seal_answers(KEY, each, **PLACE)) for each in (given_answers, others))
    assert len(one) == len(other)


@pytest.mark.parametrize(("choices", "sharing"), [(0, "share"), (1, "private")])
def test_an_envelope_from_before_the_talk_choice_is_readable(choices: int, sharing: Sharing) -> None:
    old = json.dumps({"v": 1, "answers": {"a": ["a", 3, "words", choices]}}).encode()
    envelope = keys.seal(KEY, old, aad=BOUND)
    assert sealing.open_answers(KEY, envelope, **PLACE) == {
        "a": Answer("answered", 3, "words", sharing, talk=False)
    }


def test_an_envelope_keeps_its_language_and_one_from_before_was_english() -> None:
    lengths = set()
    for language in ("en", "de", "es"):
        envelope = sealing.seal_answers(KEY, {}, **PLACE, language=language)
        assert sealing.open_response(KEY, envelope, **PLACE) == ({}, language)
        lengths.add(len(document(envelope)))
    assert len(lengths) == 1, "the language does not change the length"
    old = keys.seal(KEY, json.dumps({"v": 1, "answers": {}}).encode(), aad=BOUND)
    assert sealing.open_response(KEY, old, **PLACE) == ({}, "en")


def document(envelope: bytes) -> bytes:
    """Decrypt an envelope (the stored answers of one person), and return its content without padding."""
    return keys.open_envelope(KEY, envelope, aad=BOUND)


@pytest.mark.parametrize("moved", ["couple_id", "author_id", "check_in_id"])
def test_an_envelope_does_not_open_elsewhere(moved: str) -> None:
    envelope = sealing.seal_answers(KEY, {}, **PLACE)
    with pytest.raises(EnvelopeError):
        sealing.open_answers(KEY, envelope, **{**PLACE, moved: OTHER})


def test_nor_as_something_else_nor_when_changed() -> None:
    envelope = sealing.seal_answers(KEY, {}, **PLACE)
    with pytest.raises(EnvelopeError):
        sealing.open_topic(
            KEY, envelope, couple_id=COUPLE, audience_id=AUTHOR, check_in_id=CHECK_IN, position=0
        )
    for place in (0, 5, -1):
        changed = bytearray(envelope)
        changed[place] ^= 1
        with pytest.raises(EnvelopeError):
            sealing.open_answers(KEY, bytes(changed), **PLACE)


def test_a_topic_opens_at_its_place_alone() -> None:
    line = TopicLine(dt.date(2026, 5, 3), "I felt close to my partner.", (1, None), guess=4, guess_by=1)
    topic = Topic("need", "faded-connection", "connection", "need.one", 0, True, (line,))
    place: Json = {"couple_id": COUPLE, "audience_id": None, "check_in_id": CHECK_IN, "position": 10}
    envelope = sealing.seal_topic(KEY, topic, **place)
    assert sealing.open_topic(KEY, envelope, **place) == topic
    moves: list[Json] = [
        {"couple_id": OTHER},
        {"audience_id": AUTHOR},
        {"check_in_id": OTHER},
        {"position": 11},
    ]
    for moved in moves:
        with pytest.raises(EnvelopeError):
            sealing.open_topic(KEY, envelope, **{**place, **moved})


def test_lengths_say_next_to_nothing() -> None:
    ids = [f"a-rather-long-reason-key.wording-{number}" for number in range(13)]
    plain = [
        {prompt_id: one for prompt_id in ids}  # noqa: C420  # a list of dicts
        for one in (SKIPPED, Answer("answered", 5))
    ]
    assert {len(sealing.seal_answers(KEY, one, **PLACE)) for one in plain} == {BUCKETS[0] + AROUND}
    longest = {prompt_id: Answer("answered", 5, "🫂" * NOTE_LIMIT) for prompt_id in ids}
    assert len(sealing.seal_answers(KEY, longest, **PLACE)) == BUCKETS[-1] + AROUND
    quotes = {prompt_id: Answer("answered", 5, '"\n' * (NOTE_LIMIT // 2)) for prompt_id in ids}
    assert len(sealing.seal_answers(KEY, quotes, **PLACE)) <= BUCKETS[-1] + AROUND


@pytest.mark.django_db
def test_the_database_itself_refuses_to_write_over_what_was_submitted() -> None:
    us = pair()
    submit(us.alex, us.check_in, now=START + HOUR)
    kept = Response.objects.get()
    for revision in (1, 2, 3):
        assert not writing.save_response(
            check_in_id=us.check_in.pk,
            author_id=us.alex.pk,
            revision=revision,
            envelope=b"other",
            answered=1,
            submission_id=None,
            now=START + HOUR,
        )
    assert Response.objects.get().envelope == kept.envelope

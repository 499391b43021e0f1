"""Tests of keys and envelopes (encrypted texts): only the right key opens one, and padding hides the text's length."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from couples.encryption import keys, wrapping
from couples.models import Couple, DataKey, User

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY = bytes(range(32))
OTHER_KEY = bytes(reversed(range(32)))
AAD = b"couple|author|check-in"
#: Bytes that encryption adds to a padded plaintext: version, nonce and tag.
OVERHEAD = 1 + 12 + 16


@given(st.binary(max_size=20_000), st.binary(max_size=80))
def test_what_was_sealed_comes_back(plaintext: bytes, aad: bytes) -> None:
    assert keys.open_envelope(KEY, keys.seal(KEY, plaintext, aad=aad), aad=aad) == plaintext


@pytest.mark.parametrize("bucket", keys.BUCKETS)
def test_an_envelope_fills_its_bucket_to_the_byte(bucket: int) -> None:
    fits = bucket - 4
    assert len(keys.seal(KEY, b"x" * fits, aad=AAD)) == bucket + OVERHEAD
    if bucket < keys.BUCKETS[-1]:
        assert len(keys.seal(KEY, b"x" * (fits + 1), aad=AAD)) > bucket + OVERHEAD


def test_all_short_answers_are_of_one_length() -> None:
    lengths = {len(keys.seal(KEY, b"x" * size, aad=AAD)) for size in range(0, 1_020, 51)}
    assert lengths == {1_024 + OVERHEAD}


def test_more_than_the_largest_bucket_is_refused() -> None:
    with pytest.raises(keys.EnvelopeTooLarge):
        keys.seal(KEY, b"x" * (keys.BUCKETS[-1] - 3), aad=AAD)


def test_the_same_words_never_look_the_same_twice() -> None:
    assert keys.seal(KEY, b"words", aad=AAD) != keys.seal(KEY, b"words", aad=AAD)


@pytest.mark.parametrize(
    ("key", "aad"), [(OTHER_KEY, AAD), (KEY, b"couple|author|another check-in"), (KEY, b"")]
)
def test_another_key_or_another_place_does_not_open_it(key: bytes, aad: bytes) -> None:
    envelope = keys.seal(KEY, b"words", aad=AAD)
    with pytest.raises(keys.EnvelopeError):
        keys.open_envelope(key, envelope, aad=aad)


@pytest.mark.parametrize("position", [0, 1, 12, 13, 20, 500, -17, -1])
def test_a_changed_byte_anywhere_is_noticed(position: int) -> None:
    envelope = bytearray(keys.seal(KEY, b"words", aad=AAD))
    envelope[position] ^= 1
    with pytest.raises(keys.EnvelopeError):
        keys.open_envelope(KEY, bytes(envelope), aad=AAD)


@pytest.mark.parametrize("length", [0, 1, 13, 28, 29, 600])
def test_a_cut_envelope_is_noticed(length: int) -> None:
    envelope = keys.seal(KEY, b"words", aad=AAD)
    with pytest.raises(keys.EnvelopeError):
        keys.open_envelope(KEY, envelope[:length], aad=AAD)


def test_a_blind_index_needs_its_key() -> None:
    first = keys.blind_index(KEY, "unheard.feels.1")
    assert (len(first), first) == (32, keys.blind_index(KEY, "unheard.feels.1"))
    assert first != keys.blind_index(OTHER_KEY, "unheard.feels.1")
    assert first != keys.blind_index(KEY, "unheard.feels.2")


def test_a_wrapped_secret_is_bound_to_its_purpose() -> None:
    wrapped = wrapping.wrap_text("seed", purpose="a")
    assert wrapping.unwrap_text(wrapped, purpose="a") == "seed"
    for text, purpose in ((wrapped, "b"), ("seed", "a"), ("c2VlZA==", "a")):
        with pytest.raises(keys.EnvelopeError):
            wrapping.unwrap_text(text, purpose=purpose)


@pytest.fixture
def couple(someone: User) -> Couple:
    made = Couple.objects.create(kind=Couple.Kind.SOLO, created_at=NOW)
    keys.create_data_keys(made, [someone])
    return made


def test_each_author_and_the_couple_have_a_key_of_their_own(couple: Couple, someone: User) -> None:
    mine, shared = keys.data_key(couple.id, someone.id), keys.data_key(couple.id, None)
    assert (len(mine), len(shared)) == (32, 32)
    assert mine != shared
    assert keys.data_keys(couple.id) == {None: shared, someone.id: mine}


def test_the_database_holds_no_key_in_the_clear(couple: Couple, someone: User) -> None:
    row = DataKey.objects.get(couple=couple, author=someone)
    assert keys.data_key(couple.id, someone.id) not in bytes(row.wrapped)
    assert len(bytes(row.wrapped)) == 32 + OVERHEAD + 8  # 8: the name of the wrapping key


def test_keys_are_made_once(couple: Couple, someone: User) -> None:
    for members in ([], [someone]):
        with pytest.raises(IntegrityError), transaction.atomic():
            keys.create_data_keys(couple, members)


def test_a_key_that_never_was_is_missing(couple: Couple, someone: User) -> None:
    for couple_id, author_id in ((uuid4(), someone.id), (couple.id, uuid4()), (uuid4(), None)):
        with pytest.raises(keys.KeyMissing):
            keys.data_key(couple_id, author_id)


def test_a_wrapped_key_moved_to_another_row_does_not_open(couple: Couple, someone: User) -> None:
    shared = DataKey.objects.get(couple=couple, author=None)
    DataKey.objects.filter(couple=couple, author=someone).update(wrapped=shared.wrapped)
    with pytest.raises(keys.EnvelopeError):
        keys.data_key(couple.id, someone.id)


def test_another_wrapping_key_opens_nothing(couple: Couple, someone: User) -> None:
    with override_settings(DATA_WRAPPING_KEY=OTHER_KEY), pytest.raises(keys.EnvelopeError):
        keys.data_key(couple.id, someone.id)


def test_destroying_an_authors_keys_leaves_everyone_elses(couple: Couple, someone: User) -> None:
    keys.data_key(couple.id, someone.id)
    keys.destroy_author_keys(someone)
    with pytest.raises(keys.KeyMissing):
        keys.data_key(couple.id, someone.id)
    assert keys.data_key(couple.id, None)

"""Tests of replacing the wrapping key, which encrypts all other keys.

The tests replace the key while the app runs, after an interrupted attempt, and with a wrong key in the settings.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as configured
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from couples.encryption import checks, keys, rotation, wrapping
from couples.models import Couple, DataKey, User

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
OLD, NEW = configured.DATA_WRAPPING_KEY, bytes(reversed(range(32)))


@pytest.fixture(autouse=True)
def _asked_anew(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks._State, "fits", False)


def couples(number: int) -> dict[Any, dict[Any, bytes]]:
    """Create `number` spaces with one person each, and the encryption keys of these spaces.

    Return the decrypted keys of all spaces in the database, by space id and then by author id. The key that belongs
    to the whole space has None instead of an author id.
    """
    for count in range(number):
        person = User.objects.create_user(f"p{count}-{uuid4().hex}@example.org")
        couple = Couple.objects.create(kind=Couple.Kind.SOLO, created_at=NOW)
        keys.create_data_keys(couple, [person])
    return {pk: keys.data_keys(pk) for pk in Couple.objects.values_list("pk", flat=True)}


def rotate(*arguments: str) -> str:
    """Run the command `rotate_keys` and return its output."""
    said = io.StringIO()
    call_command("rotate_keys", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def exchange(settings: Settings) -> Callable[[], None]:
    """A function that changes the wrapping key in the settings to `NEW`, and keeps `OLD` as a previous key."""

    def now() -> None:
        settings.DATA_WRAPPING_KEY, settings.DATA_WRAPPING_KEYS_PREVIOUS = NEW, (OLD,)

    return now


@pytest.fixture
def codes(someone: User) -> Callable[[], list[str]]:
    """A function that reads the recovery codes of `someone` from the database. The fixture creates the codes."""
    RecoveryCodes.activate(someone)

    def read() -> list[str]:
        holder = Authenticator.objects.get(user=someone, type=Authenticator.Type.RECOVERY_CODES)
        return list(RecoveryCodes(holder).generate_codes())

    return read


def test_everything_moves_and_opens_as_before(
    exchange: Callable[[], None], codes: Callable[[], list[str]], settings: Settings
) -> None:
    true_keys, true_codes = couples(3), codes()
    exchange()
    assert {pk: keys.data_keys(pk) for pk in true_keys} == true_keys, (
        "both keys open while they are side by side"
    )
    with pytest.raises(CommandError, match="6 data keys and 1 sets of recovery codes"):
        rotate("--check")
    said = rotate()
    assert "data keys: 6 moved, 0 left" in said
    assert "recovery codes: 1 moved, 0 left" in said
    assert "Nothing hangs on another key." in rotate("--check")
    settings.DATA_WRAPPING_KEYS_PREVIOUS = ()
    assert {pk: keys.data_keys(pk) for pk in true_keys} == true_keys
    assert codes() == true_codes


def test_peoples_own_keys_move_like_the_others(exchange: Callable[[], None], settings: Settings) -> None:
    people = [User.objects.create_user(f"q{number}@example.org") for number in range(3)]
    true_keys = [keys.person_key_or_new(person) for person in people]
    exchange()
    with pytest.raises(CommandError, match="3 data keys"):
        rotate("--check")
    assert "people's own keys: 3 moved, 0 left" in rotate()
    settings.DATA_WRAPPING_KEYS_PREVIOUS = ()
    assert [keys.person_key(person.pk) for person in people] == true_keys
    settings.DATA_WRAPPING_KEY = OLD
    assert checks.missing_keys() == [wrapping.name_of(NEW).hex()]
    with pytest.raises(wrapping.UnknownKey):
        keys.person_key(people[0].pk)


def test_the_old_key_opens_nothing_afterwards(
    exchange: Callable[[], None], codes: Callable[[], list[str]], settings: Settings
) -> None:
    [couple_id] = couples(1)
    exchange()
    rotate()
    settings.DATA_WRAPPING_KEY, settings.DATA_WRAPPING_KEYS_PREVIOUS = OLD, ()
    with pytest.raises(wrapping.UnknownKey):
        keys.data_keys(couple_id)
    with pytest.raises(wrapping.UnknownKey):
        codes()


def test_killed_in_between_the_next_run_goes_on(
    exchange: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    true_keys = couples(5)
    exchange()
    monkeypatch.setattr(rotation, "BATCH", 3)
    run = rotation.rotate()
    assert (next(run), next(run)) == (
        rotation.Progress("data keys", 3, 7),
        rotation.Progress("data keys", 6, 4),
    )
    run.close()  # like a killed process, which saves no progress
    assert rotation.data_keys_left().count() == 4
    assert {pk: keys.data_keys(pk) for pk in true_keys} == true_keys
    rotate()
    assert rotation.data_keys_left().count() == 0
    assert {pk: keys.data_keys(pk) for pk in true_keys} == true_keys


def test_a_step_that_breaks_moves_nothing_of_itself(
    exchange: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    true_keys = couples(2)
    exchange()
    rows = list(DataKey.objects.order_by("pk"))
    changed = bytearray(rows[2].wrapped)
    changed[-1] ^= 1
    DataKey.objects.filter(pk=rows[2].pk).update(wrapped=bytes(changed))
    with pytest.raises(CommandError, match="not sealed with this key"):
        rotate()
    assert rotation.data_keys_left().count() == 4
    DataKey.objects.filter(pk=rows[2].pk).update(wrapped=rows[2].wrapped)
    rotate()
    assert {pk: keys.data_keys(pk) for pk in true_keys} == true_keys


def test_a_key_that_is_destroyed_meanwhile_does_not_come_back(
    exchange: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    couples(1)
    exchange()
    real = keys.rewrapped

    def destroyed_first(row: DataKey) -> bytes:
        wrapped = real(row)
        DataKey.objects.filter(pk=row.pk).delete()
        return wrapped

    monkeypatch.setattr(keys, "rewrapped", destroyed_first)
    rotate()
    assert DataKey.objects.count() == 0


def test_a_recovery_code_used_up_meanwhile_stays_used_up(
    exchange: Callable[[], None], codes: Callable[[], list[str]], someone: User
) -> None:
    codes()
    exchange()
    found = rotation.recovery_codes_left()
    holder = Authenticator.objects.get(pk=found[0])
    assert RecoveryCodes(holder).validate_code(codes()[0])
    rotate()
    assert Authenticator.objects.get(pk=found[0]).data["used_mask"] == 1


def test_keys_from_before_they_had_names_move_too(exchange: Callable[[], None]) -> None:
    [couple_id] = couples(1)
    true_keys = keys.data_keys(couple_id)
    for author_id, key in true_keys.items():
        row = DataKey.objects.get(couple=couple_id, author=author_id)
        unnamed = wrapping.seal_under(OLD, key, aad=keys._key_aad(couple_id, author_id))
        DataKey.objects.filter(pk=row.pk).update(wrapped=unnamed)
    assert checks.missing_keys() == []
    exchange()
    assert keys.data_keys(couple_id) == true_keys
    rotate()
    assert {bytes(row.wrapped)[:1] for row in DataKey.objects.all()} == {wrapping.NAMED}
    assert keys.data_keys(couple_id) == true_keys


def test_what_is_wrapped_by_a_key_that_is_gone_is_named_and_left(
    exchange: Callable[[], None], settings: Settings
) -> None:
    couples(1)
    settings.DATA_WRAPPING_KEY = NEW
    with pytest.raises(CommandError, match=wrapping.name_of(OLD).hex()):
        rotate()
    assert rotation.data_keys_left().count() == 2


def test_a_wrong_key_is_told_at_the_start_and_by_readiness(client: Client, settings: Settings) -> None:
    couples(1)
    assert run_checks(databases=["default"], tags=["database"]) == []
    settings.DATA_WRAPPING_KEY = NEW
    [problem] = run_checks(databases=["default"], tags=["database"])
    assert problem.id == "couples.E001"
    assert wrapping.name_of(OLD).hex() in problem.msg
    with pytest.raises(ImproperlyConfigured, match="does not fit this database"):
        checks.require_keys()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})
    settings.DATA_WRAPPING_KEYS_PREVIOUS = (OLD,)
    checks.require_keys()
    assert client.get("/health/ready").status_code == 200


def test_a_wrong_key_is_told_for_keys_without_names_too(settings: Settings) -> None:
    [couple_id] = couples(1)
    for author_id, key in keys.data_keys(couple_id).items():
        unnamed = wrapping.seal_under(OLD, key, aad=keys._key_aad(couple_id, author_id))
        DataKey.objects.filter(couple=couple_id, author=author_id).update(wrapped=unnamed)
    checks.require_keys()
    settings.DATA_WRAPPING_KEY = NEW
    assert checks.missing_keys() == ["without a name"]


def test_a_database_without_people_fits_any_key(settings: Settings) -> None:
    settings.DATA_WRAPPING_KEY = secrets.token_bytes(32)
    checks.require_keys()


def test_the_key_is_no_secret_of_its_name() -> None:
    assert OLD not in wrapping.prefix()
    assert wrapping.name_of(OLD) != wrapping.name_of(NEW)

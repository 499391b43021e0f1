"""A server that lacks the wrapping key of recovery codes says which key is missing, and lets people use the app.

Rotation encrypts the recovery codes last. If it is interrupted before, they alone still need the previous key.
"""

from __future__ import annotations

import base64
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as configured
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from couples.encryption import checks, keys, rotation, wrapping
from couples.models import User
from project.doctor import inside

OLD, NEW = configured.DATA_WRAPPING_KEY, bytes(reversed(range(32)))
OLD_NAME = wrapping.name_of(OLD).hex()


@pytest.fixture(autouse=True)
def _asked_anew(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks._State, "fits", False)


def person_with_codes() -> Authenticator:
    """Create a person with a personal key and recovery codes. Return the recovery codes' row in the database."""
    person = User.objects.create_user(f"{uuid4().hex}@example.org")
    keys.person_key_or_new(person)
    return RecoveryCodes.activate(person).instance


def unname(holder: Authenticator) -> None:
    """Encrypt these recovery codes again with `OLD`, as it was done before secrets named their wrapping key."""
    seed = wrapping.unwrap_text(holder.data["seed"], purpose=rotation.RECOVERY_CODES)
    aad = wrapping._purpose(rotation.RECOVERY_CODES)
    holder.data["seed"] = base64.b64encode(wrapping.seal_under(OLD, seed.encode(), aad=aad)).decode()
    holder.save()


@pytest.fixture
def interrupted(settings: Settings) -> Authenticator:
    """Recovery codes that still need `OLD`: a rotation to `NEW` has only encrypted the keys. The server has both."""
    holder = person_with_codes()
    settings.DATA_WRAPPING_KEY, settings.DATA_WRAPPING_KEYS_PREVIOUS = NEW, (OLD,)
    run = rotation.rotate()
    assert next(run) == rotation.Progress("people's own keys", 1, 0)
    run.close()  # like a killed process
    return holder


def test_checks_the_doctor_and_the_next_rotation_miss_the_key_and_the_app_still_starts(
    interrupted: Authenticator, client: Client, settings: Settings
) -> None:
    assert checks.missing_keys_of_codes() == []
    settings.DATA_WRAPPING_KEYS_PREVIOUS = ()
    with pytest.raises(wrapping.UnknownKey):
        RecoveryCodes(interrupted).generate_codes()
    assert checks.missing_keys_of_codes() == [OLD_NAME]
    checks.require_keys()
    assert client.get("/health/ready").status_code == 200
    [problem] = run_checks(databases=["default"], tags=["database"])
    assert (problem.id, OLD_NAME in problem.msg, problem.is_serious()) == ("couples.W001", True, False)
    found, fine = inside.database()
    assert (found.state, found.subject, fine.state) == ("warning", "keys", "ok")
    assert OLD_NAME in found.says
    with pytest.raises(CommandError, match=OLD_NAME):
        call_command("rotate_keys")


def test_recovery_codes_that_have_moved_need_the_present_key_alone(
    interrupted: Authenticator, settings: Settings
) -> None:
    call_command("rotate_keys")
    settings.DATA_WRAPPING_KEYS_PREVIOUS = ()
    assert checks.missing_keys_of_codes() == []


def test_recovery_codes_from_before_keys_had_names_are_tried(settings: Settings) -> None:
    unname(person_with_codes())
    assert checks.missing_keys_of_codes() == []
    settings.DATA_WRAPPING_KEY, settings.DATA_WRAPPING_KEYS_PREVIOUS = NEW, ()
    assert checks.missing_keys_of_codes() == ["without a name"]


def test_a_passkey_needs_no_wrapping_key(someone: User, settings: Settings) -> None:
    Authenticator.objects.create(
        user=someone,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "seed": wrapping.wrap_text("x", purpose=rotation.RECOVERY_CODES)},
    )
    settings.DATA_WRAPPING_KEY = NEW
    assert checks.missing_keys_of_codes() == []


def test_a_seed_that_was_cut_names_no_key() -> None:
    holder = person_with_codes()
    holder.data["seed"] = holder.data["seed"][:2]
    holder.save()
    assert checks.missing_keys_of_codes() == []


def test_more_people_take_no_more_statements() -> None:
    taken = []
    for number in (1, 4):
        for _ in range(number):
            person_with_codes()
            unname(person_with_codes())
        with CaptureQueriesContext(connection) as asked:
            assert checks.missing_keys_of_codes() == []
        taken.append(len(asked))
    assert taken[0] == taken[1] <= 3

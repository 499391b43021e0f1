"""Tests of the keys and tokens with which pushes are signed (VAPID), and of the operator's command `reminders`."""

from __future__ import annotations

import base64
import datetime as dt
import re
import subprocess
import sys
import time
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.core.management import CommandError, call_command
from py_vapid.jwt import decode

from notifications import checks, vapid
from notifications.models import Reminder
from tests.notifications.world import OPENS, SETTLED, World


@pytest.mark.parametrize(
    "subject",
    ["mailto:operator@example.org", "https://side-by-side.example.org", "https://example.org/contact"],
)
def test_subjects_that_can_be_reached(subject: str) -> None:
    assert checks.is_public_subject(subject)


@pytest.mark.parametrize(
    "subject",
    [
        "", "operator@example.org", "mailto:operator@localhost", "mailto:operator@box.local",
        "mailto:a@b.invalid", "mailto:<operator@example.org>", "http://example.org", "https://localhost",
        "https://127.0.0.1", "mailto:a@127.0.0.1", "https://[::1", "mailto:operator@intranet",
    ],
)  # fmt: skip
def test_subjects_that_can_not(subject: str) -> None:
    assert not checks.is_public_subject(subject)


def test_production_does_not_start_with_a_subject_that_apple_refuses(settings: Any) -> None:
    settings.MODE, settings.VAPID_SUBJECT = "production", "mailto:me@localhost"
    assert [found.id for found in checks.vapid_is_usable()] == ["notifications.E002"]
    settings.MODE = "local"
    assert checks.vapid_is_usable() == []


def test_a_key_of_another_curve_is_found_at_the_start(settings: Any) -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    wrong = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for pem in (wrong, "nonsense"):
        settings.VAPID_PRIVATE_KEY = pem
        assert [found.id for found in checks.vapid_is_usable()] == ["notifications.E001"]


def test_a_key_with_a_password_is_found_at_the_start(settings: Any) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"a password"))
    settings.VAPID_PRIVATE_KEY = locked.decode()
    assert [found.id for found in checks.vapid_is_usable()] == ["notifications.E001"]


def test_a_key_of_a_curve_that_the_library_does_not_know_is_found_at_the_start(settings: Any) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    # Replace the curve's identifier, 1.2.840.10045.3.1.7, by that of the curve prime239v1.
    unknown = der.replace(bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d030104"))
    settings.VAPID_PRIVATE_KEY = (
        f"-----BEGIN PRIVATE KEY-----\n{base64.b64encode(unknown).decode()}\n-----END PRIVATE KEY-----\n"
    )
    assert [found.id for found in checks.vapid_is_usable()] == ["notifications.E001"]


def test_the_command_makes_a_key_on_one_line_without_any_settings() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "notifications.vapid"],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": ""},
    ).stdout
    assert made.count("\n") == 1
    assert isinstance(vapid.load(made.strip().replace("\\n", "\n")), ec.EllipticCurvePrivateKey)


def test_the_token_names_the_audience_and_lives_less_than_a_day(settings: Any) -> None:
    settings.VAPID_SUBJECT = "mailto:operator@example.org"
    header = vapid.authorization("https://audience.example.com")
    found = re.fullmatch(r"vapid t=([^,]+),\s*k=(.+)", header)
    assert found
    claims = decode(found[1], found[2])
    assert claims["aud"] == "https://audience.example.com"
    assert claims["sub"] == "mailto:operator@example.org"
    assert found[2] == vapid.public_key()


def test_the_token_is_kept_and_renewed_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    first = vapid.authorization("https://push.example.com")
    assert vapid.authorization("https://push.example.com") == first
    assert vapid.authorization("https://other.example.com") != first
    now += vapid.TOKEN_LIVES - vapid.TOKEN_RENEWED_BEFORE
    assert vapid.authorization("https://push.example.com") != first


def test_the_operator_sees_counts_and_lateness_and_nobody(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    Reminder.objects.filter(user=world.ben.user).update(state="dropped", outcome="left", settled_at=OPENS)
    call_command("reminders")
    said = capsys.readouterr().out
    assert "the oldest due row is" in said
    assert re.search(r"dropped +left +6", said)
    assert re.search(r"pending +- +6", said)
    assert "Devices: 2 live, 0 retired." in said
    assert "example.org" not in said
    world.deliver(OPENS + SETTLED)
    Reminder.objects.filter(state="pending").delete()
    call_command("reminders")
    assert "nothing is due" in capsys.readouterr().out


def test_a_monitor_is_told_by_an_exit_code_whether_reminders_move(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    due = Reminder.objects.filter(state="pending").order_by("due_at").values_list("due_at", flat=True)[0]
    with time_machine.travel(due + dt.timedelta(minutes=4), tick=False) as clock:
        call_command("reminders", "--check")
        assert capsys.readouterr().out == "Outbox: the oldest due row is 240 s old.\n"
        clock.shift(dt.timedelta(minutes=2))
        with pytest.raises(CommandError, match="360 s"):
            call_command("reminders", "--check")


def test_the_operator_is_told_why_somebody_was_or_was_not_reminded(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.ada.prefers(email=False, quiet_from=dt.time(18, 30), quiet_to=dt.time(7, 15))
    world.deliver(OPENS + SETTLED)
    with time_machine.travel(OPENS + SETTLED, tick=False):
        call_command("reminders", "explain", str(world.ada.user.pk), str(world.check_in.pk))
        ada = capsys.readouterr().out
        call_command("reminders", "explain", str(world.ben.user.pk))
        ben = capsys.readouterr().out
        call_command("reminders", "explain", str(world.check_in.pk))
        nobody = capsys.readouterr().out
    assert re.search(r"opening +email +dropped .*: they have turned this kind, or this channel, off", ada)
    assert re.search(r"opening +push +due 2026-03-02 06:15Z, .*would be sent then", ada)
    assert re.search(r"repeat +push +due 2026-03-03 .*would be moved to 2026-03-04 06:15Z", ada)
    assert re.search(r"opening +push +sent 2026-03-01 18:04Z, \d+ s after it was due", ben)
    assert "No reminder was ever planned" in nobody
    for said in (ada, ben):
        assert "example.org" not in said
        assert "Adelaide" not in said
        assert "Benedict" not in said
        assert "127.0.0.1" not in said
    assert str(world.ben.user.pk) not in ada

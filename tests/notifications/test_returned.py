"""Tests of bounced e-mail. After a bounce, an address gets no reminders, but sign-in codes are still sent to it."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from couples.models import User
from notifications import actions
from notifications.models import Preference

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@pytest.fixture
def robin(db: None) -> User:
    user = User.objects.create_user("robin@example.org", display_name="Robin")
    actions.note_returned(user.pk, "Robin@example.org", now=timezone.now())
    assert held_back(user)
    return user


def held_back(user: User) -> bool:
    return Preference.objects.filter(user=user, mail_returned_at__isnull=False).exists()


def auth(client: Client, path: str, body: Any) -> int:
    return client.post(
        f"/_allauth/browser/v1/auth/code/{path}", json.dumps(body), "application/json"
    ).status_code


def test_a_code_to_sign_in_goes_there_all_the_same_and_typing_it_ends_it(robin: User) -> None:
    client = Client()
    assert auth(client, "request", {"email": robin.email}) == 401
    [code] = CODE.findall(str(mail.outbox[0].body))
    assert held_back(robin)
    assert auth(client, "confirm", {"code": code}) == 200
    assert not held_back(robin)


def test_signing_in_otherwise_says_nothing_of_the_mailbox(robin: User) -> None:
    Client().force_login(robin, backend="couples.backends.CodeOrPasskey")
    assert held_back(robin)


def test_switching_mail_on_tries_it_again_and_another_choice_does_not(robin: User) -> None:
    client = Client()
    client.force_login(robin, backend="couples.backends.CodeOrPasskey")

    def choose(**changes: Any) -> dict[str, Any]:
        answer = client.patch("/api/v1/notifications/preferences", changes, content_type="application/json")
        chosen: dict[str, Any] = answer.json()
        return chosen

    assert choose(push=False)["mail_returned_at"] is not None
    assert choose(mail_returned_at=None)["mail_returned_at"] is not None
    assert choose(email=True)["mail_returned_at"] is None


def test_the_operator_hands_addresses_in_and_sees_none(
    robin: User, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kim = User.objects.create_user("kim@example.org", display_name="Kim")
    monkeypatch.setattr("sys.stdin", io.StringIO("KIM@example.org\n\nnobody@example.org\n"))
    call_command("mail_returned")
    assert capsys.readouterr().out == "Held back: 1 of 2.\n"
    assert held_back(kim)

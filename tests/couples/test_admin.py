"""What support sees: that things exist, and nothing secret of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from couples import actions
from couples.models import Couple, DataKey, Device, Invitation, Membership, User
from tests.couples import staff

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def support(db: None) -> Client:
    return staff.support()


def test_every_page_opens_and_shows_no_secret(support: Client) -> None:
    ada = User.objects.create_user("ada@example.org", display_name="Ada")
    actions.start_alone(ada, now=NOW)
    actions.set_privacy(ada, tender_topics=True, session_key=None, now=NOW)
    made = actions.create_invitation(ada, now=NOW)
    invitation = Invitation.objects.get()
    secrets = [
        "tender",
        "tell_when",
        "hash",
        "password",
        ada.password,
        made.secrets.token,
        bytes(invitation.token_hash).hex(),
    ]
    for model in (User, Couple, Membership, Invitation):
        name = f"admin:couples_{model._meta.model_name}"
        row = model._default_manager.exclude(pk=User.objects.get(email="support@example.org").pk).get()
        for url in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])):
            answer = support.get(url)
            assert answer.status_code == 200
            content = answer.content.decode().split('<div id="content"')[1]
            for secret in secrets:
                assert secret not in content, (url, secret)


def test_nothing_can_be_made_or_erased_here(support: Client) -> None:
    ada = User.objects.create_user("ada@example.org")
    for model in ("user", "couple", "membership", "invitation"):
        assert support.get(reverse(f"admin:couples_{model}_add")).status_code == 403
    assert (
        support.post(reverse("admin:couples_user_delete", args=[ada.pk]), {"post": "yes"}).status_code == 403
    )


def test_an_account_can_be_switched_off_and_nothing_else_changed(support: Client) -> None:
    ada = User.objects.create_user("ada@example.org")
    url = reverse("admin:couples_user_change", args=[ada.pk])
    support.post(url, {"email": "mine@example.org", "is_staff": "on"})
    ada.refresh_from_db()
    assert (ada.email, ada.is_active, ada.is_staff) == ("ada@example.org", False, False)


def test_keys_sessions_and_addresses_are_not_in_the_admin() -> None:
    hidden: list[type[Model]] = [
        DataKey,
        apps.get_model("account", "EmailAddress"),
        apps.get_model("sessions", "Session"),
        Device,
    ]
    assert not [model for model in hidden if admin.site.is_registered(model)]


def test_a_lost_passkey_can_be_taken_away_but_not_read(support: Client) -> None:
    ada = User.objects.create_user("ada@example.org")
    seed = Authenticator.objects.create(user=ada, type="recovery_codes", data={"seed": "the-secret-seed"})
    for url in (
        reverse("admin:mfa_authenticator_changelist"),
        reverse("admin:mfa_authenticator_change", args=[seed.pk]),
    ):
        answer = support.get(url)
        assert answer.status_code == 200
        assert b"the-secret-seed" not in answer.content
    support.post(reverse("admin:mfa_authenticator_delete", args=[seed.pk]), {"post": "yes"})
    assert not Authenticator.objects.exists()

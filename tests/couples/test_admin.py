"""Support staff see in the admin which rows exist. They see no secrets, and nothing that a person chose in private."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from checkins.models import Schedule
from couples import actions
from couples.models import Couple, DataKey, Device, Invitation, Membership, User
from tests.couples import staff

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def support(db: None) -> Client:
    return staff.support()


def _shown(answer: Any) -> str:
    """Return the main part of an admin page, without its random CSRF token."""
    content = answer.content.decode().split('<div id="content"')[1]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content)


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
            content = _shown(answer)
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


@pytest.mark.parametrize("at_once", [False, True])
def test_what_someone_named_a_passkey_is_on_no_page_and_in_no_log(support: Client, at_once: bool) -> None:
    ada = User.objects.create_user("ada@example.org")
    key = Authenticator.objects.create(user=ada, type="webauthn", data={"name": "hidden-from-ben"})
    listed = reverse("admin:mfa_authenticator_changelist")
    delete = reverse("admin:mfa_authenticator_delete", args=[key.pk])
    chosen = {"action": "delete_selected", "_selected_action": [str(key.pk)]}
    pages = [
        support.get(reverse("admin:mfa_authenticator_change", args=[key.pk])),
        support.get(delete),
        support.post(listed, chosen),
        support.post(listed, {**chosen, "post": "yes"}, follow=True)
        if at_once
        else support.post(delete, {"post": "yes"}, follow=True),
        support.get("/admin/"),
    ]
    assert not Authenticator.objects.exists()
    for page in pages:
        assert page.status_code == 200
        assert "hidden-from-ben" not in page.content.decode()
    [entry] = LogEntry.objects.all()
    assert "hidden-from-ben" not in entry.object_repr + entry.change_message
    actions.erase(ada, now=NOW)
    assert not LogEntry.objects.exists()


def test_every_page_of_one_row_lists_what_it_shows() -> None:
    assert [page for page in admin.site._registry.values() if not page.fields] == []


def test_the_page_of_a_schedule_shows_neither_private_choices_nor_when_someone_tapped(
    support: Client,
) -> None:
    ada, ben = User.objects.create_user("ada@example.org"), User.objects.create_user("ben@example.org")
    couple = actions.form_pair(ada, ben, now=NOW)
    row = Schedule.objects.get(couple=couple)
    row.tender_starts, row.tender_ends, row.paused_at = 12_345, 12_346, NOW.replace(hour=3, minute=47)
    row.changes = [{"seat": 2, "what": "paused", "on": "2026-03-01"}]
    row.save()
    for url in (
        reverse("admin:checkins_schedule_changelist"),
        reverse("admin:checkins_schedule_change", args=[couple.pk]),
    ):
        page = _shown(support.get(url)).replace(str(couple.pk), "")
        assert "2026-03-01" in page
        for secret in ("12345", "12,345", "12346", "ender", "3:47", "seat"):
            assert secret not in page, (url, secret)

"""Tests of reminder preferences: each can be changed alone, and an error names the wrong field."""

from __future__ import annotations

import pytest
from django.test import Client

from couples.models import User
from notifications.models import Preference
from notifications.planning.kinds import KINDS
from tests.notifications.api import API, signed_in

UNCHOSEN: dict[str, bool] = {kind: rules.on_by_default for kind, rules in KINDS.items()}


def test_preferences_start_with_defaults_and_keep_what_is_not_named(client: Client) -> None:
    defaults = {
        "push": True,
        "email": True,
        "email_too": False,
        "mail_returned_at": None,
        "quiet_from": "22:00",
        "quiet_to": "08:00",
        "text": "generic",
        "at_most": 2,
        "kinds": UNCHOSEN,
    }
    assert client.get(f"{API}/preferences").json() == defaults
    assert not Preference.objects.exists()
    changes = {"email": False, "quiet_from": "21:30", "text": "warm"}
    answer = client.patch(f"{API}/preferences", changes, content_type="application/json")
    assert answer.json() == {**defaults, **changes}
    again = client.patch(f"{API}/preferences", {"push": False}, content_type="application/json")
    assert again.json() == {**defaults, **changes, "push": False}


@pytest.mark.parametrize(
    ("field", "value"),
    [("push", False), ("at_most", 1), ("at_most", 3)],
)
def test_each_choice_is_kept_by_itself_and_is_nobody_elses(
    client: Client, user: User, field: str, value: object
) -> None:
    other = signed_in(User.objects.create_user("ben@example.org"))
    theirs = other.patch(f"{API}/preferences", {"text": "warm"}, content_type="application/json").json()
    before = client.get(f"{API}/preferences").json()
    answer = client.patch(f"{API}/preferences", {field: value}, content_type="application/json")
    assert before[field] != value
    assert answer.json() == client.get(f"{API}/preferences").json() == {**before, field: value}
    assert getattr(Preference.objects.get(user=user), field) == value
    assert other.get(f"{API}/preferences").json() == theirs
    back = client.patch(f"{API}/preferences", {field: before[field]}, content_type="application/json")
    assert back.json() == before


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_switched_by_itself(client: Client, user: User, kind: str) -> None:
    for wanted in (False, True):
        answer = client.patch(
            f"{API}/preferences", {"kinds": {kind: wanted}}, content_type="application/json"
        )
        assert answer.json()["kinds"] == {
            each: wanted if each == kind else on for each, on in UNCHOSEN.items()
        }
    assert Preference.objects.get(user=user).chosen_kinds == {kind: True}


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("repeat", "often", "invalid"),
        ("talk_later", None, "null"),
        ("helped", [], "invalid"),
        ("weekly_poem", True, "unknown_kind"),
    ],
)
def test_a_wrong_kind_is_named_and_the_others_are_not_changed(
    client: Client, kind: str, value: object, code: str
) -> None:
    changes = {"kinds": {"opening": False, kind: value}}
    answer = client.patch(f"{API}/preferences", changes, content_type="application/json")
    assert answer.status_code == 422
    [(path, [error])] = answer.json()["error"]["fields"].items()
    assert (path, error["code"]) == (f"kinds.{kind}", code)
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("quiet_from", "25:00", "invalid"),
        ("quiet_to", "noon", "invalid"),
        ("text", "loud", "invalid_choice"),
        ("push", "perhaps", "invalid"),
        ("kinds", None, "null"),
        ("kinds", ["helped"], "not_a_dict"),
        ("at_most", 0, "invalid_choice"),
        ("at_most", 4, "invalid_choice"),
        ("at_most", 1.5, "invalid_choice"),
        ("at_most", True, "invalid_choice"),
        ("at_most", "few", "invalid_choice"),
        ("at_most", [2], "invalid_choice"),
        ("at_most", None, "null"),
    ],
)
def test_a_wrong_preference_is_named_and_nothing_beside_it_is_changed(
    client: Client, field: str, value: object, code: str
) -> None:
    changes = {"email": False, field: value}
    answer = client.patch(f"{API}/preferences", changes, content_type="application/json")
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "invalid"
    assert {name: [each["code"] for each in found] for name, found in error["fields"].items()} == {
        field: [code]
    }
    assert not Preference.objects.exists()

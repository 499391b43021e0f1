"""Tests that each kind of reminder has a preference, a name in Settings, and texts in both tones (generic and warm)."""

from __future__ import annotations

from typing import get_args

import pytest
from django.conf import settings
from django.utils import translation

from notifications.messages.texts import Tone, switch_words, words
from notifications.models import Preference, Reminder
from notifications.planning.kinds import KINDS, ReminderKind


def test_the_registry_and_the_type_name_the_same_kinds_and_they_fit_the_table() -> None:
    assert tuple(KINDS) == get_args(ReminderKind)
    longest = Reminder._meta.get_field("kind").max_length
    assert longest is not None
    assert max(map(len, KINDS)) <= longest


@pytest.mark.parametrize("language", [tag for tag, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", KINDS)
def test_the_switch_of_a_kind_has_a_name_in(language: str, kind: ReminderKind) -> None:
    """Name each kind in each language, because the settings screen leaves out a kind without a name."""
    with translation.override(language):
        name = switch_words(kind).name
    assert name
    with translation.override("en"):
        assert (name == switch_words(kind).name) == (language == "en")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_preference_and_texts(kind: ReminderKind) -> None:
    assert Preference().kinds[kind] is KINDS[kind].on_by_default
    for tone in get_args(Tone):
        said = words(kind, tone, first_name="Ada")
        assert said.title
        assert said.body
        assert said.subject
        assert said.action

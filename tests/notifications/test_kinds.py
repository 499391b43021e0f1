"""Tests that each kind of reminder has a preference, a label in Settings, and texts in both tones."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from notifications.messages.texts import Tone, words
from notifications.models import Preference, Reminder
from notifications.planning.kinds import KINDS, ReminderKind
from scripts.bootstrap import FRONTEND

LANGUAGES = json.loads((FRONTEND / "languages.json").read_text())


def test_the_registry_and_the_type_name_the_same_kinds_and_they_fit_the_table() -> None:
    assert tuple(KINDS) == get_args(ReminderKind)
    longest = Reminder._meta.get_field("kind").max_length
    assert longest is not None
    assert max(map(len, KINDS)) <= longest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_words_on_the_settings_screen_in(language: str, kind: ReminderKind) -> None:
    """The settings screen does not show a kind that has no words, so no one could switch it on."""
    words_on_screen = (FRONTEND / "src" / "words" / language / "settings.ts").read_text()
    assert re.search(rf"^    {kind}: {{\s+label: ", words_on_screen, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_preference_and_texts(kind: ReminderKind) -> None:
    assert Preference().kinds[kind] is KINDS[kind].on_by_default
    for tone in get_args(Tone):
        said = words(kind, tone, first_name="Ada")
        assert said.title
        assert said.body
        assert said.subject
        assert said.action

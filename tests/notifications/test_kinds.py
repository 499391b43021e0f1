"""Each kind in the registry is complete: a column, a choice, and texts in both tones."""

from __future__ import annotations

from typing import get_args

import pytest

from notifications.messages.texts import Tone, words
from notifications.models import Preference, Reminder
from notifications.planning.kinds import ABOUT_ANSWERING, AFTER_THE_REVEAL, KINDS, ReminderKind


def test_the_registry_the_type_and_the_table_name_the_same_kinds() -> None:
    assert tuple(KINDS) == get_args(ReminderKind) == tuple(Reminder.Kind.values)
    assert set(ABOUT_ANSWERING) | set(AFTER_THE_REVEAL) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_preference_and_texts(kind: ReminderKind) -> None:
    assert getattr(Preference(), kind) is KINDS[kind].on_by_default
    for tone in get_args(Tone):
        said = words(kind, tone, first_name="Ada")
        assert said.title
        assert said.body
        assert said.subject
        assert said.action

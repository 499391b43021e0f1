"""What people change about themselves: names and choices."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from couples import actions, queries
from couples.errors import Conflict, Invalid
from couples.models import User

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada@example.org", display_name="Ada")


@pytest.fixture
def kit(db: None) -> User:
    return User.objects.create_user("kit@example.org", display_name="Kit")


def test_choices_belong_to_the_present_space(ada: User, kit: User) -> None:
    with pytest.raises(Conflict) as caught:
        actions.set_privacy(ada, tender_topics=True)
    assert caught.value.code == "no_space"
    actions.form_pair(ada, kit, now=NOW)
    actions.set_privacy(ada, tender_topics=True)
    actions.set_privacy(ada, tell_when_finished=True)
    mine, theirs = queries.live_membership(ada), queries.live_membership(kit)
    assert mine is not None
    assert theirs is not None
    assert (mine.tender_topics, mine.tell_when_finished) == (True, True)
    assert (theirs.tender_topics, theirs.tell_when_finished) == (False, False)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_name_must_be_readable(ada: User, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        actions.update_profile(ada, display_name=name)
    assert caught.value.fields is not None
    assert list(caught.value.fields) == ["display_name"]
    ada.refresh_from_db()
    assert ada.display_name == "Ada"


def test_a_name_may_be_in_any_script(ada: User) -> None:
    for typed, kept in (
        ("  Ζωή   العربية ", "Ζωή العربية"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("👩\u200d🎨", "👩\u200d🎨"),
    ):
        actions.update_profile(ada, display_name=typed)
        assert ada.display_name == kept

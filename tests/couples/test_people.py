"""A person changes their name and their privacy choices."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from couples import actions, queries
from couples.errors import Conflict, Invalid
from couples.models import User
from notifications.models import AccountAlert
from tests.factories import user

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def ada(db: None) -> User:
    return user("Ada", address="ada@example.org")


@pytest.fixture
def kit(db: None) -> User:
    return user("Kit", address="kit@example.org")


def choose(person: User, **choices: Any) -> None:
    actions.set_privacy(person, **choices, session_key=None, now=NOW)


def test_choices_belong_to_the_present_space(ada: User, kit: User) -> None:
    for choice in ({"tender_topics": True}, {"tell_when_finished": True}):
        with pytest.raises(Conflict) as caught:
            choose(ada, **choice)
        assert caught.value.code == "no_space"
    actions.form_pair(ada, kit, now=NOW)
    choose(ada, tender_topics=True)
    choose(ada, tell_when_finished=True)
    mine, theirs = queries.live_membership(ada), queries.live_membership(kit)
    assert mine is not None
    assert theirs is not None
    assert (mine.tender_topics, mine.tell_when_finished) == (True, True)
    assert (theirs.tender_topics, theirs.tell_when_finished) == (False, False)


def test_who_lets_the_other_know_is_told_and_no_one_hears_of_the_end_of_it(ada: User, kit: User) -> None:
    actions.form_pair(ada, kit, now=NOW)
    rows = AccountAlert.objects.values_list("user__display_name", "change", "channel").order_by("channel")
    told = [("Ada", "tells_when_finished", channel) for channel in ("email", "push")]
    choose(ada, tender_topics=True, tell_when_finished=False)
    assert list(rows.all()) == []
    choose(ada, tell_when_finished=True)
    assert list(rows.all()) == told
    for choices in ({"tell_when_finished": True}, {"tender_topics": False}, {"tell_when_finished": False}):
        choose(ada, **choices)
    assert list(rows.all()) == told
    choose(ada, tell_when_finished=True)
    assert sorted(rows.all()) == sorted(told * 2)


def test_answers_that_no_longer_start_as_private_are_told_to_their_author(ada: User, kit: User) -> None:
    actions.form_pair(ada, kit, now=NOW)
    rows = AccountAlert.objects.values_list("user__display_name", "change")
    for choices in ({"usual_sharing": "share"}, {"usual_sharing": "private"}, {"usual_sharing": "private"}):
        choose(ada, **choices)
        assert list(rows.all()) == []
    choose(ada, usual_sharing="share")
    told = [("Ada", "tells_when_finished")] * 2
    assert list(rows.all()) == told
    choose(ada, usual_sharing="share", tender_topics=True)
    assert list(rows.all()) == told


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

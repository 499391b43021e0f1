"""The demo couple has ten weeks of history. `manage.py demo` refuses to create the couple on a production server."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from checkins import queries
from checkins.models import CheckIn
from couples.models import User
from project.demo import couple as demo
from project.demo.story import PEOPLE

pytestmark = pytest.mark.django_db

#: Shortly after daylight saving time begins in much of the world, so that the ten weeks contain the change.
NOW = dt.datetime(2026, 4, 8, 20, 30, tzinfo=dt.UTC)


def _user(name: str) -> User:
    return User.objects.get(display_name=name)


def test_ten_weeks_and_one_open_check_in() -> None:
    assert demo.create(now=NOW)
    states = list(CheckIn.objects.order_by("number").values_list("state", flat=True))
    assert states == ["revealed"] * 5 + ["lapsed"] + ["revealed"] * 4 + ["open"]
    latest = CheckIn.objects.get(state="open")
    assert latest.opens_at <= NOW < latest.closes_at
    for person in PEOPLE:
        card = queries.home(_user(person.name), now=NOW).check_in
        assert card
        assert (card.state, card.mine) == ("open", "not_started")


def test_there_is_something_to_see() -> None:
    demo.create(now=NOW)
    robin = _user("Robin")
    points = queries.points(robin).results
    mains = [point for point in points if point.role == "main"]
    assert len(mains) >= 2  # with the prompts of most couples 4
    assert {"unheard", "lost-quiet"} & {point.reason.key for point in mains if point.reason}
    assert all(point.why.sentences for point in mains)
    assert len(queries.library(robin, saved_only=True).results) >= 2
    last = CheckIn.objects.filter(state="revealed").latest("number")
    assert queries.reveal(robin, last.pk).strengths


def test_again_it_changes_nothing() -> None:
    assert demo.create(now=NOW)
    assert not demo.create(now=NOW + dt.timedelta(days=3))
    assert User.objects.count() == 2


def test_not_on_a_server(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="anyone could sign in"):
        call_command("demo")
    assert not User.objects.exists()

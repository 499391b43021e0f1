"""Each visitor gets a copy of the demo couple for an hour. The number of copies is limited.

A demo does not start on a database that has other accounts.
"""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from checkins.models import CheckIn, Response
from couples.models import Couple, Tombstone, User
from project.demo import copies
from project.running import poller

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 7, 18, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def _made(at: dt.datetime) -> User:
    with time_machine.travel(at, tick=False):
        return copies.make(now=at)


def _robins() -> set[str | None]:
    """Return the e-mail addresses of Robin, the first partner of the demo couple: one address per copy."""
    return set(User.objects.filter(display_name="Robin").values_list("email", flat=True))


def test_two_copies_share_nothing() -> None:
    one, another = _made(NOW), _made(NOW + MINUTE)
    mine, other = copies.partner(one), copies.partner(another)
    assert mine is not None
    assert other is not None
    assert len({one.pk, another.pk, mine.pk, other.pk}) == 4
    assert [person.display_name for person in (one, mine, another, other)] == ["Robin", "Kim"] * 2
    assert copies.partner(mine) == one
    assert Couple.objects.count() == 2
    assert CheckIn.objects.filter(state="open").count() == 2


def test_when_there_are_too_many_the_one_that_was_idle_longest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST", 2)
    first, second = _made(NOW), _made(NOW + MINUTE)
    copies.note_use(first, now=NOW + 2 * MINUTE)
    third = _made(NOW + 3 * MINUTE)
    assert _robins() == {first.email, third.email}
    assert not User.objects.filter(pk=second.pk).exists()
    assert Couple.objects.count() == 2


def test_at_most_two_hundred() -> None:
    assert copies.MOST == 200


def test_after_an_hour_everything_of_a_copy_is_gone() -> None:
    _made(NOW)
    young = _made(NOW + 30 * MINUTE)
    assert "demo" not in poller.do_overdue_work(now=NOW + 59 * MINUTE)
    assert User.objects.count() == 4
    assert "demo" in poller.do_overdue_work(now=NOW + 60 * MINUTE)
    assert _robins() == {young.email}
    assert Couple.objects.count() == 1
    assert set(Response.objects.values_list("author__email", flat=True)) <= {
        young.email,
        young.email.replace("robin", "kim") if young.email else "",
    }
    assert not Tombstone.objects.exists()


def test_it_refuses_a_database_with_accounts_that_it_did_not_make() -> None:
    copies.require_no_others()
    _made(NOW)
    copies.require_no_others()
    for email in ("robin@example.org", None):
        other = User.objects.create_user(email)
        with pytest.raises(ImproperlyConfigured, match="did not make"):
            copies.require_no_others()
        with pytest.raises(CommandError, match="folder of its own"):
            call_command("demo")
        with pytest.raises(CommandError, match="folder of its own"):
            call_command("poll", once=True)
        other.delete()

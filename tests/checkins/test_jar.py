"""The jar holds only kind words that a reveal showed to this person as a member of the present couple."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins import actions, queries, sealing
from checkins.models import CheckIn
from couples import actions as people
from couples.models import User
from tests.checkins.world import HOUR, Json, answer, browser, call, submit
from tests.factories import START, Pair, alone, joined, pair, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR


def kind(text: str, sharing: str = "share") -> dict[str, Any]:
    """Return answers with the kind words `text`, and with other words that must not get into the jar.

    `sharing` is "share" or "private", and applies to the kind words only.
    """
    return {
        "appreciation": answer(None, note=text, sharing=sharing),
        "wish": answer(None, note="a wish"),
        "anchor": answer(4, note="a note"),
    }


def weeks(us: Pair, count: int) -> None:
    """Reveal `count` check-ins, in each of which both partners write kind words."""
    for number in range(1, count + 1):
        check_in = us.check_in
        now = check_in.opens_at + HOUR
        submit(us.alex, check_in, now=now, overrides=kind(f"alex {number}"))
        submit(us.bo, check_in, now=now, overrides=kind(f"bo {number}"))
        actions.open_due(now=us.next_opens_at)


def words(person: User) -> list[str]:
    """Return the kind words on the first page of this person's jar."""
    return [each.text for each in queries.jar(person).words]


def test_each_reads_what_the_other_wrote_newest_first_with_its_day() -> None:
    us = pair()
    weeks(us, 3)
    assert words(us.alex) == ["bo 3", "bo 2", "bo 1"]
    assert words(us.bo) == ["alex 3", "alex 2", "alex 1"]
    read = call(browser(us.alex), "GET", "/jar").json()
    assert read["partner"] == {"display_name": "Bo"}
    assert read["next"] is None
    first = CheckIn.objects.get(number=1)
    assert read["words"][-1] == {
        "check_in_id": str(first.pk),
        "revealed_on": (first.opens_at + HOUR).date().isoformat(),
        "text": "bo 1",
    }


def test_nothing_before_the_reveal_and_nothing_that_lapsed() -> None:
    us = pair()
    submit(us.bo, us.check_in, now=NOW, overrides=kind("bo early"))
    assert words(us.alex) == []
    actions.open_due(now=us.next_opens_at)
    assert words(us.alex) == []


@pytest.mark.parametrize("given", [kind("for me", "private"), kind("  \n"), {}])
def test_private_words_and_none_are_alike(given: dict[str, Any]) -> None:
    us = pair()
    submit(us.alex, us.check_in, now=NOW, overrides=kind("thank you"))
    submit(us.bo, us.check_in, now=NOW, overrides=given)
    assert call(browser(us.alex), "GET", "/jar").json() == {
        "partner": {"display_name": "Bo"},
        "words": [],
        "next": None,
    }
    assert words(us.bo) == ["thank you"]


def test_it_empties_when_either_leaves_or_the_author_is_erased() -> None:
    empty: Json = {"partner": None, "words": [], "next": None}
    us = pair()
    weeks(us, 1)
    people.leave(us.alex, now=NOW)
    for person in (us.alex, us.bo):
        assert call(browser(person), "GET", "/jar").json() == empty
    again = joined(us.alex, us.bo, now=NOW)
    assert words(again.alex) == [], "a new couple begins with an empty jar"
    submit(us.alex, again.check_in, now=NOW, overrides=kind("alex anew"))
    submit(us.bo, again.check_in, now=NOW, overrides=kind("bo anew"))
    assert words(us.alex) == ["bo anew"]
    people.erase(us.bo, now=NOW)
    assert call(browser(us.alex), "GET", "/jar").json() == empty


def test_alone_it_is_empty() -> None:
    assert queries.jar(alone()) == queries.jar(user("Kit")) == queries.Jar(None, [], None)


def test_pages_follow_each_other_also_over_weeks_without_words() -> None:
    us = pair()
    weeks(us, 2)
    for _ in range(2):
        check_in = us.check_in
        now = check_in.opens_at + HOUR
        for person in (us.alex, us.bo):
            submit(person, check_in, now=now)
        actions.open_due(now=us.next_opens_at)
    weeks(us, 1)
    pages: list[list[str]] = []
    before: int | None = None
    while not pages or before is not None:
        page = queries.jar(us.alex, before=before, size=2)
        pages.append([each.text for each in page.words])
        before = page.next
    assert pages == [["bo 1"], ["bo 2"], ["bo 1"]]
    client = browser(us.alex)
    assert [each["text"] for each in call(client, "GET", "/jar?before=3").json()["words"]] == ["bo 2", "bo 1"]
    assert call(client, "GET", "/jar?before=x").status_code == 422


def test_a_page_takes_three_queries_and_opens_only_the_partners_envelopes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    us = pair()
    weeks(us, 4)
    opened, real = [], sealing.open_answers

    def counted(*args: Any, author_id: Any, **kwargs: Any) -> Any:
        opened.append(author_id)
        return real(*args, author_id=author_id, **kwargs)

    monkeypatch.setattr(sealing, "open_answers", counted)
    with CaptureQueriesContext(connection) as asked:
        assert len(words(us.alex)) == 4
    assert len(asked) == 3
    assert opened == [us.bo.pk] * 4


def test_the_day_is_the_couples() -> None:
    us = pair()
    people.choose_language(us.alex, "en")
    late = START.replace(hour=23, minute=30)
    for person, text in ((us.alex, "alex"), (us.bo, "bo")):
        submit(person, us.check_in, now=late, overrides=kind(text))
    [mine] = queries.jar(us.alex).words
    [theirs] = queries.jar(us.bo).words
    assert mine.revealed_on == theirs.revealed_on == dt.date(2026, 5, 3)

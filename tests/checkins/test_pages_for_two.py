"""A page that two people look at together is the same for both, and shows nothing that either keeps private."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from pytest_django import DjangoDbBlocker

from checkins import actions, visibility
from checkins.models import CheckIn, TalkingPoint, TalkingPointVoice
from checkins.queries import talking
from project.export import gathering
from tests.checkins.world import HOUR, answer, browser, call, submit
from tests.factories import Pair, pair
from tests.seal.databases import Database

pytestmark = pytest.mark.django_db

FELT = "anchor.connection.received"


def _private(check_in: CheckIn, canary: str) -> dict[str, Any]:
    """Return private answers to some prompts of the check-in, with the word `canary` in each note.

    These prompts ask for kind words, for a wish, for a guess of the partner's answer, or for what this person did for
    the partner.
    """
    found: dict[str, Any] = {}
    for asked in check_in.prompts:
        said: dict[str, Any] = {"status": "answered", "note": canary, "sharing": "private"}
        if asked["kind"] in ("appreciation", "wish"):
            found[asked["id"]] = {**said, "value": None}
        elif asked["kind"] == "guess" or (asked["kind"] == "anchor" and asked["side"] == "given"):
            found[asked["id"]] = {**said, "value": 2}
    return found


Looked = tuple[Pair, CheckIn, str]


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Database, Looked]]:
    """A separate database with a couple, made once for all tests, and the couple's things as in `looked`."""
    with django_db_blocker.unblock():
        database = Database()
        database.copy(connections[DEFAULT_DB_ALIAS])
        with database.in_use():
            made = _fourteen_weeks()
    yield database, made
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def looked(prepared: tuple[Database, Looked]) -> Iterator[Looked]:
    """A couple, the check-in of its newest reveal, and the id of the main topic in that reveal.

    All tests share them. The changes of each test are rolled back.
    """
    database, made = prepared
    with database.rolled_back():
        yield made


def _fourteen_weeks() -> Looked:
    """Make a couple. Return it with the check-in of its newest reveal and the id of the main topic in that reveal.

    Bo's answers fall over fourteen weeks, which gives Bo a private card. The two have talked about the topic, and
    each has said in private that talking did not help.
    """
    us = pair()
    for week in range(14):
        check_in = us.check_in
        now = check_in.opens_at + HOUR
        last = week == 13
        low = {FELT: answer(1)} if week > 11 else {}
        submit(us.alex, check_in, now=now, value=5, overrides=_private(check_in, "alexcanary") | low)
        submit(
            us.bo,
            check_in,
            now=now,
            value=5 if week < 8 else 3,
            overrides=_private(check_in, "bocanary") | low,
        )
        if not last:
            actions.open_due(now=us.next_opens_at)
    assert TalkingPoint.objects.filter(role="private", audience=us.bo).exists()
    point = TalkingPoint.objects.filter(role="main").latest("created_at")
    actions.mark_talked(us.alex, point_id=point.pk, now=now)
    for person in (us.alex, us.bo):
        actions.say_helped(person, point_id=point.pk, helped=TalkingPointVoice.Helped.NO, now=now)
    return us, point.check_in, str(point.pk)


def _pages(us: Pair, check_in: CheckIn, point: str) -> Callable[[], None]:
    """Return a function that fails if a page for two people shows private content to either partner.

    `point` is the id of a topic of the check-in.
    """
    fetched = [
        ("GET", "/home", None),
        ("GET", f"/check-ins/{check_in.pk}/reveal", None),
        ("GET", "/talking-points", None),
        ("GET", "/starters", None),
        ("GET", "/starters?saved=true", None),
        ("POST", f"/talking-points/{point}/voice", {"choice": "now"}),
        ("POST", f"/talking-points/{point}/talked", {}),
        ("POST", f"/talking-points/{point}/tried", {}),
    ]

    def check() -> None:
        for person in (us.alex, us.bo):
            for method, path, body in fetched:
                response = call(browser(person), method, path, body)
                assert response.status_code == 200, path
                text = json.dumps(response.json())
                for private in ("canary", '"sharing": "private"', '"role": "private"', '"helped": "no"'):
                    assert private not in text, (path, private)
                assert '"another_way": {' not in text, path

    return check


def test_nothing_private_stands_on_a_page_for_two(looked: Looked) -> None:
    us, check_in, point = looked
    _pages(us, check_in, point)()
    alex, bo = (
        call(browser(person), "GET", f"/check-ins/{check_in.pk}/reveal").json() for person in (us.alex, us.bo)
    )
    mirrored = [(row["prompt"]["id"], row["theirs"], row["mine"]) for row in bo["answers"]]
    assert [(row["prompt"]["id"], row["mine"], row["theirs"]) for row in alex["answers"]] == mirrored


def test_ones_own_view_has_what_the_page_for_two_leaves_out(looked: Looked) -> None:
    us, check_in, point = looked
    past = call(browser(us.bo), "GET", f"/history/{check_in.pk}").json()
    assert "bocanary" in json.dumps(past)
    assert "alexcanary" not in json.dumps(past)
    own = {
        person: call(browser(person), "GET", f"/talking-points?own={check_in.pk}").json()["results"]
        for person in (us.alex, us.bo)
    }
    for found in own.values():
        (talked,) = [each for each in found if each["id"] == point]
        assert (talked["voice"]["helped"], talked["voice"]["partner_told"]) == ("no", None)
    private = [[each for each in found if each["role"] == "private"] for found in own.values()]
    cards = TalkingPoint.objects.filter(role="private", check_in=check_in)
    assert [len(each) for each in private] == [
        cards.filter(audience=person).count() for person in (us.alex, us.bo)
    ]
    copied = {str(each.id) for each in gathering.talking_points(us.bo)}
    assert {each["id"] for each in own[us.bo]} <= copied
    stranger = pair()
    assert call(browser(stranger.alex), "GET", f"/talking-points?own={check_in.pk}").json()["results"] == []
    refused = call(browser(us.bo), "GET", "/talking-points?own=nonsense")
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["own"])


def test_home_says_that_something_waits_and_nothing_of_what_it_is(looked: Looked) -> None:
    us, _check_in, _point = looked
    cards = TalkingPoint.objects.filter(role="private", check_in=us.check_in)
    for person in (us.alex, us.bo):
        home = call(browser(person), "GET", "/home").json()
        assert home["just_for_you"] is cards.filter(audience=person).exists()
        assert home["private_cards"] == []
    assert cards
    for card in cards:
        assert card.audience
        actions.mark_talked(card.audience, point_id=card.pk, now=us.check_in.opens_at + HOUR)
        assert call(browser(card.audience), "GET", "/home").json()["just_for_you"] is False


def _keep_own_words(patch: pytest.MonkeyPatch) -> None:
    """Break a rule on purpose: let the shared page show private words."""
    patch.setattr(visibility, "answers_for_two", dict)


def _keep_private_cards(patch: pytest.MonkeyPatch) -> None:
    """Break a rule on purpose: let the shared page show private cards."""
    patch.setattr(talking, "shared_points", talking.visible_points)


def _keep_whether_it_helped(patch: pytest.MonkeyPatch) -> None:
    """Break a rule on purpose: let the shared page show a private answer to "Did it help?"."""
    patch.setattr(visibility, "point_for_two", lambda point: point)


@pytest.mark.parametrize("fault", [_keep_own_words, _keep_private_cards, _keep_whether_it_helped])
def test_a_page_that_shows_what_is_private_is_noticed(
    looked: Looked,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[pytest.MonkeyPatch], None],
) -> None:
    fault(monkeypatch)
    with pytest.raises(AssertionError, match=r"canary|private|helped|another_way"):
        _pages(*looked)()

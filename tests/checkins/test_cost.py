"""Even after years of check-ins, the server reads only the newest ones. The findings are the same as if it read all."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from benchmarks.engine.couples import Planted, SimulatedCouple
from benchmarks.engine.library import ANCHORS, PROMPTS, reasons
from benchmarks.engine.life import answered
from benchmarks.engine.worlds import CEILING, NORMAL
from benchmarks.web.years import pair_after
from checkins import actions
from checkins.asking.selection import REMEMBERED, select
from checkins.engine import EngineResult, EngineRound, PastTopic, find
from checkins.engine.figures import ROUNDS_KEPT
from checkins.models import CheckIn, Response, Schedule, TalkingPoint
from checkins.pair import Pair
from checkins.revealing.past_topics import TOPICS_COUNT, reasons_before
from couples.encryption import keys
from couples.models import Membership, User
from tests.checkins.world import HOUR, WEEK, answer, browser, call, submit
from tests.factories import START

WEEKS = 110
Outcome = Literal["shown", "later", "talked", "helped", "unhelped", "not_for_us"]
OUTCOMES: tuple[Outcome, ...] = ("shown", "later", "talked", "helped", "unhelped", "not_for_us")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_newest_rounds_and_a_year_of_topics_give_what_the_whole_history_gives(seed: int) -> None:
    dice = random.Random(seed)
    reason = dice.choice(reasons(tender=True))
    couple = SimulatedCouple((NORMAL, CEILING)[seed % 2], str(seed), Planted(reason, seed % 2, 1.75, 3))
    rounds: list[EngineRound] = []
    sets: list[list[str]] = []
    past: list[PastTopic] = []
    whole = EngineResult()
    topics = 0
    for week in range(WEEKS):
        chosen = [
            select(
                anchors=ANCHORS,
                reason_prompts=PROMPTS,
                past=known,
                suspicions=whole.suspicions,
                odds=whole.odds,
                tender=True,
                seed=seed * WEEKS + week,
            )
            for known in (sets, sets[-REMEMBERED:])
        ]
        assert chosen[0] == chosen[1]
        revealed = couple.meets(week)
        if not revealed:
            continue
        sets.append(chosen[0])
        rounds.append(answered(couple, chosen[0], week))
        today = rounds[-1].date
        whole = find(rounds, past)
        since = today - TOPICS_COUNT
        bounded = find(rounds[-ROUNDS_KEPT:], [one for one in past if one.date >= since])
        assert _without_the_flag(bounded) == _without_the_flag(whole)
        for point in (whole.main, whole.optional):
            if point is not None and point.reason is not None:
                topics += 1
                past.append(
                    PastTopic(
                        point.reason, today + dt.timedelta(days=dice.randrange(4)), dice.choice(OUTCOMES)
                    )
                )
    assert topics > 3
    assert len(rounds) > 2 * ROUNDS_KEPT


def _without_the_flag(result: Any) -> Any:
    def plain(point: Any) -> Any:
        return point and (point.kind, point.reason, point.strength, point.felt_by, point.evidence, point.rule)

    return (result.strengths, plain(result.main), plain(result.optional), result.drift, result.suspicions)


def _unreadable(people: list[User], *, before: int) -> int:
    """Damage the responses and the old topics of all check-ins before number `before`, so that reading them fails.

    A topic is old if it was created more than `TOPICS_COUNT` before `START`. Return the number of damaged responses.
    """
    couple = Membership.objects.get(user=people[0]).couple_id
    old = CheckIn.objects.filter(couple=couple, number__lt=before)
    TalkingPoint.objects.filter(check_in__in=old, created_at__lt=START - TOPICS_COUNT).update(envelope=b"?")
    return Response.objects.filter(check_in__in=old).update(envelope=b"?")


@pytest.mark.django_db
def test_a_reveal_an_opening_and_the_history_open_nothing_older_than_the_engine_keeps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = pair_after(70, now=START)
    robin, kim = people
    couple = Membership.objects.get(user=robin).couple_id
    # Seventy check-ins are revealed. The open one becomes the newest of the forty that the engine reads.
    assert _unreadable(people, before=72 - ROUNDS_KEPT) == 2 * (71 - ROUNDS_KEPT)
    check_in = CheckIn.objects.get(couple=couple, state="open")
    assert check_in.number == 71
    low = {
        asked["id"]: answer(5 if asked["reverse"] else 1)
        for asked in check_in.prompts
        if asked["kind"] == "reason"
    }
    submit(robin, check_in, now=START + HOUR)
    submit(kim, check_in, now=START + HOUR, overrides=low)
    assert TalkingPoint.objects.filter(check_in=check_in).exists()
    Schedule.objects.filter(pk=couple).update(next_opens_at=START + WEEK)
    assert actions.open_due(now=START + WEEK) == 1
    page = call(browser(robin), "GET", "/history")
    assert page.status_code == 200
    assert "engine_failed" not in capsys.readouterr().out


@pytest.mark.django_db
def test_a_topic_of_years_ago_is_known_to_have_come_up_before() -> None:

    people = pair_after(240, now=START)
    couple = Membership.objects.get(user=people[0]).couple_id
    pair = Pair(couple, (people[0].pk, people[1].pk), ZoneInfo("UTC"), keys.data_keys(couple))
    known = reasons_before(pair)
    # Sixty topics have covered all reasons. The first topics need not be decrypted to know which came up before.
    _unreadable(people, before=200)
    assert reasons_before(pair) == known
    assert len(known) == len(reasons(tender=True))


@pytest.mark.django_db
def test_the_history_comes_in_pages_that_hold_each_check_in_once() -> None:
    robin, _kim = pair_after(70, now=START)
    client = browser(robin)
    pages = [call(client, "GET", "/history").json()]
    while pages[-1]["next"]:
        pages.append(call(client, "GET", f"/history?before={pages[-1]['next']}").json())
    numbers = [each["number"] for page in pages for each in page["check_ins"]]
    assert numbers == list(range(71, 0, -1))
    assert [page["levels"] is None for page in pages] == [False, True, True, True]
    assert len(pages[0]["levels"]["connection"]["mine"]) in {39, 40}


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "status"), [("x", 422), ("00000000-0000-4000-8000-000000000000", 404)])
def test_a_page_that_is_not_there_is_refused(before: str, status: int) -> None:
    robin, _kim = pair_after(2, now=START)
    assert call(browser(robin), "GET", f"/history?before={before}").status_code == status


@pytest.mark.django_db
def test_another_couples_check_in_is_no_page_of_mine() -> None:
    robin, _kim = pair_after(2, now=START)
    other, _ = pair_after(2, now=START)
    theirs = call(browser(other), "GET", "/history").json()["check_ins"][0]["id"]
    client: Client = browser(robin)
    assert call(client, "GET", f"/history?before={theirs}").status_code == 404

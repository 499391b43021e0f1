"""Answers to "Did it help?" are private. The engine uses an answer only after its author has told the partner."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from checkins import actions, queries
from checkins.engine import TopicOutcome
from checkins.models import TalkingPoint, TalkingPointVoice
from checkins.pair import Pair as AuthorPair
from checkins.revealing import past_topics
from checkins.talking import topics
from couples.encryption import keys
from couples.errors import Conflict, NotFound
from tests.checkins.helping import (
    NOW,
    Choice,
    Helped,
    says,
    talked_about,
    tells,
    with_a_topic,
)
from tests.checkins.world import HOUR
from tests.factories import START, Pair, pair

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def outcome_of(us: Pair) -> list[tuple[TopicOutcome, dt.date]]:
    couple_id = us.couple.pk
    memberships = us.couple.memberships.order_by("seat").values_list("user_id", flat=True)
    first, second = memberships
    both = AuthorPair(couple_id, (first, second), ZoneInfo("UTC"), keys.data_keys(couple_id))
    shown = past_topics.shown_before(both, now=START + past_topics.TOPICS_COUNT)
    return [(past.outcome, past.date) for past in shown.topics]


def test_the_engine_is_told_what_both_can_see() -> None:
    us, point = with_a_topic()
    talked, chosen = NOW + 100 * HOUR, NOW + 60 * HOUR
    assert outcome_of(us)[0] == ("shown", NOW.date())
    actions.speak(us.alex, point_id=point, choice=Choice.LATER, now=NOW + 30 * HOUR)
    assert outcome_of(us)[0] == ("shown", NOW.date())
    actions.speak(us.bo, point_id=point, choice=Choice.NOW, now=chosen)
    assert outcome_of(us)[0] == ("later", chosen.date())
    # Repeating a choice, or changing it without effect on the joint choice, doesn't change the date.
    actions.speak(us.alex, point_id=point, choice=Choice.LATER, now=chosen + 30 * HOUR)
    actions.speak(us.bo, point_id=point, choice=Choice.LATER, now=chosen + 60 * HOUR)
    assert outcome_of(us)[0] == ("later", chosen.date())
    actions.speak(us.bo, point_id=point, choice=Choice.NOT_FOR_US, now=talked)
    assert outcome_of(us)[0] == ("not_for_us", talked.date())
    actions.mark_talked(us.alex, point_id=point, now=talked)
    assert outcome_of(us)[0] == ("talked", talked.date())
    says(us, point, Helped.YES)
    assert outcome_of(us)[0] == ("talked", talked.date())
    actions.tell_helped(us.alex, point_id=point)
    assert outcome_of(us)[0] == ("helped", talked.date())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("", ""), "talked"),
        (("a_little", ""), "talked"),
        (("yes", ""), "helped"),
        (("yes", "a_little"), "helped"),
        (("yes", "yes"), "helped"),
        (("no", ""), "unhelped"),
        (("no", "yes"), "unhelped"),
    ],
)
def test_a_told_no_weighs_more_than_a_yes(told: tuple[str, str], expected: TopicOutcome) -> None:
    assert topics.outcome(choices=("", ""), talked=True, helped=told) == expected
    assert topics.outcome(choices=("", ""), talked=True, helped=told[::-1]) == expected
    assert topics.outcome(choices=("", ""), talked=False, helped=told) == "shown"


def test_told_the_partner_reads_it_until_it_is_taken_back() -> None:
    us, point = talked_about()
    says(us, point, Helped.A_LITTLE)
    assert queries.point(us.bo, point).voice.partner_told is None
    actions.tell_helped(us.alex, point_id=point)
    seen, own = (queries.point(person, point).voice for person in (us.bo, us.alex))
    assert (seen.partner_told, seen.helped, seen.told) == ("a_little", None, False)
    assert (own.partner_told, own.helped, own.told) == (None, "a_little", True)
    actions.untell_helped(us.alex, point_id=point)
    assert queries.point(us.bo, point).voice.partner_told is None
    assert queries.point(us.alex, point).voice.helped == "a_little"


def refused(call: Callable[[], None], code: str) -> None:
    with pytest.raises(Conflict) as refusal:
        call()
    assert refusal.value.code == code


def test_what_was_told_stays_as_it_was_told() -> None:
    us, point = talked_about()
    tells(us, point, Helped.YES)
    refused(lambda: says(us, point, Helped.NO), "helped_was_told")
    says(us, point, Helped.YES)
    assert queries.point(us.bo, point).voice.partner_told == "yes"


def test_there_is_nothing_to_tell_before_an_answer() -> None:
    us, point = with_a_topic()
    refused(lambda: says(us, point, Helped.NO), "not_talked_yet")
    refused(lambda: actions.tell_helped(us.alex, point_id=point), "not_talked_yet")
    actions.mark_talked(us.bo, point_id=point, now=NOW)
    refused(lambda: actions.tell_helped(us.alex, point_id=point), "nothing_to_tell")
    # Bo can't tell an answer that Alex gave.
    says(us, point, Helped.YES)
    refused(lambda: actions.tell_helped(us.bo, point_id=point), "nothing_to_tell")
    with pytest.raises(NotFound):
        actions.tell_helped(pair().alex, point_id=point)


def test_that_they_talked_can_be_taken_back_until_somebody_told() -> None:
    us, point = talked_about()
    says(us, point, Helped.NO)
    # A private answer of Alex doesn't keep Bo from taking it back.
    actions.unmark_talked(us.bo, point_id=point)
    for person in (us.alex, us.bo):
        voice = queries.point(person, point).voice
        assert (voice.talked_on, voice.helped) == (None, None)
    actions.mark_talked(us.bo, point_id=point, now=NOW)
    assert queries.point(us.alex, point).voice.helped == "no"
    actions.tell_helped(us.alex, point_id=point)
    for person in (us.alex, us.bo):
        refused(lambda: actions.unmark_talked(person, point_id=point), "helped_was_told")  # noqa: B023
    actions.untell_helped(us.alex, point_id=point)
    actions.unmark_talked(us.bo, point_id=point)


def test_whom_it_did_not_help_is_offered_another_way_alone() -> None:
    us, point = talked_about()
    usual = queries.point(us.alex, point)
    assert usual.another_way is None
    says(us, point, Helped.YES)
    assert queries.point(us.alex, point).another_way is None
    for helped in (Helped.A_LITTLE, Helped.NO):
        says(us, point, helped)
        way = queries.point(us.alex, point).another_way
        # Bo felt it, so Alex was given starters for the one who listens. The other way has starters for the other role.
        assert way
        assert way.experiment
        assert usual.experiment
        assert {starter.for_ for starter in way.starters} == {"feels"}
        assert way.experiment.key != usual.experiment.key
        assert queries.point(us.bo, point).another_way is None
    actions.say_helped(us.bo, point_id=point, helped=Helped.NO, now=NOW)
    way = queries.point(us.bo, point).another_way
    assert way
    assert {starter.for_ for starter in way.starters} == {"listens"}


def test_the_table_tells_nothing_that_was_not_said() -> None:
    us, point = talked_about()
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkingPointVoice.objects.create(
            talking_point=TalkingPoint.objects.get(pk=point),
            member=us.alex,
            helped_shared=True,
            updated_at=NOW,
        )


def test_what_both_had_chosen_before_it_was_kept_when_is_settled_as_of_then() -> None:
    us, point = with_a_topic()
    actions.speak(us.alex, point_id=point, choice=Choice.LATER, now=NOW + HOUR)
    TalkingPoint.objects.update(settled_at=None)
    settle = importlib.import_module("checkins.migrations.0002_what_came_of_it").settle
    settle(apps, None)
    assert TalkingPoint.objects.get(pk=point).settled_at is None, "only one of the two had chosen"
    actions.speak(us.bo, point_id=point, choice=Choice.NOW, now=NOW + 2 * HOUR)
    TalkingPoint.objects.update(settled_at=None)
    settle(apps, None)
    assert TalkingPoint.objects.get(pk=point).settled_at == NOW + 2 * HOUR

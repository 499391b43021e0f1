"""Tests of the reminders "talk_later" and "helped". Each is sent to a person at most once for a check-in.

"talk_later" reminds a person of a conversation that was put off. "helped" asks whether a conversation helped.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from checkins import actions as checkins
from checkins.models import CheckIn, TalkingPoint, TalkingPointVoice
from notifications.models import ReconcileCursor, Reminder
from notifications.planning import policy, reconcile
from tests.notifications.reconciling import reconcile_all
from tests.notifications.world import HOUR, OPENS, SETTLED, Person, World

Choice = TalkingPointVoice.Choice
Helped = TalkingPointVoice.Helped
REVEALED = OPENS + HOUR
LATER = REVEALED + policy.LATER
AFTER = REVEALED + policy.HELPED_AFTER


@pytest.fixture
def revealed(world: World) -> World:
    """A couple with a revealed check-in and one topic. Ada, who submitted first, got the "revealed" reminder."""
    world.submit(world.ada)
    world.now = REVEALED
    world.submit(world.ben)
    world.deliver(REVEALED + SETTLED)
    TalkingPoint.objects.filter(check_in=world.check_in).delete()
    TalkingPoint.objects.create(
        check_in=world.check_in, role="main", position=0, envelope=b"", created_at=REVEALED
    )
    assert (world.ada.got, world.ben.got) == ((1, 1), (0, 0))
    return world


def speak(person: Person, choice: Choice, *, now: dt.datetime = REVEALED) -> None:
    checkins.speak(person.user, point_id=TalkingPoint.objects.get().pk, choice=choice, now=now)


def talk(person: Person, *, now: dt.datetime = REVEALED) -> None:
    checkins.mark_talked(person.user, point_id=TalkingPoint.objects.get().pk, now=now)


def test_who_said_later_is_reminded_once_two_days_on_and_the_other_is_not(revealed: World) -> None:
    speak(revealed.ben, Choice.LATER)
    speak(revealed.ben, Choice.LATER, now=REVEALED + HOUR)
    revealed.deliver(LATER - SETTLED)
    assert revealed.ben.got == (0, 0)
    revealed.deliver_until(LATER + 100 * HOUR)
    assert (revealed.ada.got, revealed.ben.got) == ((1, 1), (1, 1))
    assert revealed.ben.pushed[0]["notification"]["navigate"].endswith(f"/reveal/{revealed.check_in.pk}")


@pytest.mark.parametrize("role", ["wish", "optional", "light"])
def test_a_wish_and_a_light_conversation_are_put_off_like_a_topic(revealed: World, role: str) -> None:
    TalkingPoint.objects.update(role=role)
    speak(revealed.ben, Choice.LATER)
    revealed.deliver_until(LATER + 100 * HOUR)
    assert (revealed.ada.got, revealed.ben.got) == ((1, 1), (1, 1))
    talk(revealed.ada, now=LATER + 100 * HOUR)
    assert revealed.ben.rows(kind="helped")


@pytest.mark.parametrize("what", ["talked", "now", "not for us"])
def test_what_was_settled_meanwhile_is_not_brought_up_again(revealed: World, what: str) -> None:
    speak(revealed.ben, Choice.LATER)
    if what == "talked":
        talk(revealed.ada, now=LATER - HOUR)
    else:
        speak(revealed.ben, Choice.NOW if what == "now" else Choice.NOT_FOR_US, now=LATER - HOUR)
    revealed.deliver(LATER)
    assert revealed.ben.got == (0, 0)
    assert {row.outcome for row in revealed.ben.rows(kind="talk_later")} == {"settled"}


def test_what_was_put_off_gives_way_to_a_newer_check_in(revealed: World) -> None:
    speak(revealed.ben, Choice.LATER)
    CheckIn.objects.create(
        couple=revealed.couple, number=2, opens_at=LATER, closes_at=LATER + 96 * HOUR, prompts=[], asked=0
    )
    revealed.deliver(LATER)
    assert {row.outcome for row in revealed.ben.rows(kind="talk_later")} == {"overtaken"}


def test_a_card_for_one_alone_is_nothing_to_talk_about_later(revealed: World) -> None:
    TalkingPoint.objects.update(audience=revealed.ben.user, role="private")
    speak(revealed.ben, Choice.LATER)
    talk(revealed.ben)
    assert not Reminder.objects.filter(kind__in=["talk_later", "helped"]).exists()


def test_both_are_asked_once_whether_it_helped_unless_they_have_said(revealed: World) -> None:
    talk(revealed.ada)
    talk(revealed.ben, now=REVEALED + HOUR)
    checkins.say_helped(
        revealed.ben.user, point_id=TalkingPoint.objects.get().pk, helped=Helped.YES, now=REVEALED + HOUR
    )
    revealed.deliver_until(AFTER + 100 * HOUR)
    assert (revealed.ada.got, revealed.ben.got) == ((2, 2), (0, 0))
    assert {row.outcome for row in revealed.ben.rows(kind="helped")} == {"said"}


def test_who_wants_neither_is_not_reminded_of_what_was_put_off_nor_asked_whether_it_helped(
    revealed: World,
) -> None:
    revealed.ben.prefers(talk_later=False)
    revealed.ada.prefers(helped=False)
    TalkingPoint.objects.create(
        check_in=revealed.check_in, role="optional", position=1, envelope=b"", created_at=REVEALED
    )
    first, second = TalkingPoint.objects.order_by("position")
    for person in (revealed.ada, revealed.ben):
        checkins.speak(person.user, point_id=first.pk, choice=Choice.LATER, now=REVEALED)
    checkins.mark_talked(revealed.ada.user, point_id=second.pk, now=REVEALED)
    revealed.deliver_until(LATER + 100 * HOUR)
    sent = {
        (row.user_id, row.kind)
        for row in Reminder.objects.filter(state="sent", kind__in=["talk_later", "helped"])
    }
    assert sent == {(revealed.ada.user.pk, "talk_later"), (revealed.ben.user.pk, "helped")}
    for person, kind in ((revealed.ben, "talk_later"), (revealed.ada, "helped")):
        assert {row.outcome for row in person.rows(kind=kind)} == {"not_wanted"}


def test_nobody_is_asked_about_a_talk_that_was_taken_back(revealed: World) -> None:
    talk(revealed.ada)
    checkins.unmark_talked(revealed.ada.user, point_id=TalkingPoint.objects.get().pk)
    revealed.deliver(AFTER)
    assert (revealed.ada.got, revealed.ben.got) == ((1, 1), (0, 0))


def test_the_sweep_finds_what_was_put_off_and_what_was_talked_about(revealed: World) -> None:
    speak(revealed.ben, Choice.LATER)
    talk(revealed.ada)
    owed = Reminder.objects.filter(kind__in=["talk_later", "helped"])
    before = set(owed.values_list("user_id", "kind", "channel", "due_at", "not_after"))
    assert len(before) == 6
    owed.delete()
    assert reconcile_all(now=REVEALED + HOUR) == 6
    assert set(owed.values_list("user_id", "kind", "channel", "due_at", "not_after")) == before
    assert reconcile_all(now=REVEALED + HOUR) == 0
    owed.delete()
    assert reconcile_all(now=REVEALED + 200 * HOUR) == 0


def test_a_reveal_in_a_pause_is_told_after_it(world: World) -> None:
    world.submit(world.ada)
    world.pause()
    world.now = REVEALED
    world.submit(world.ben)
    world.deliver_until(REVEALED + 10 * 24 * HOUR, step=6 * HOUR)
    assert (world.ada.got, world.ben.got) == ((0, 0), (0, 0))
    world.pause(False)
    world.deliver(world.now + SETTLED)
    assert (world.ada.got, world.ben.got) == ((1, 1), (0, 0))
    assert world.ada.mailed[0].subject == "Your check-in is ready"


def test_a_reveal_that_was_told_is_not_told_again_after_a_pause(world: World) -> None:
    world.submit(world.ada)
    world.now = REVEALED
    world.submit(world.ben)
    world.deliver(REVEALED + SETTLED)
    world.pause()
    world.pause(False)
    world.deliver(REVEALED + HOUR)
    assert world.ada.got == (1, 1)


def test_a_reveal_in_a_very_long_pause_is_news_no_more(world: World) -> None:
    world.submit(world.ada)
    world.pause()
    world.now = REVEALED
    world.submit(world.ben)
    world.deliver(REVEALED + SETTLED)
    world.now = REVEALED + policy.REVEAL_WAITS + HOUR
    world.pause(False)
    world.deliver(world.now + SETTLED)
    assert world.ada.got == (0, 0)


def test_steps_go_round_and_a_long_round_goes_on_where_it_left_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile, "SLICE_SIZE", 1)
    other = World(world.pushes, world.mails)
    Reminder.objects.all().delete()
    moments = [OPENS + dt.timedelta(seconds=reconcile.TURN * turn) for turn in range(8)]
    written = [reconcile.reconcile_slice(now=moment) for moment in moments]
    # Four searches take turns. In eight turns, the search for missing openings runs twice and repairs one couple each.
    assert sorted(written) == [0] * 6 + [12, 12]
    assert {row.user_id for row in Reminder.objects.all()} == {
        each.user.pk for each in (world.ada, world.ben, other.ada, other.ben)
    }
    assert ReconcileCursor.objects.get().name == "opened"


def test_a_step_with_nothing_to_find_is_two_looks(world: World, django_assert_num_queries: Any) -> None:
    for turn in range(4):
        with django_assert_num_queries(2):
            reconcile.reconcile_slice(now=OPENS + dt.timedelta(seconds=reconcile.TURN * turn))

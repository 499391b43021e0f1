"""Tests of snoozing: the same reminder comes again once, never too late and never in quiet hours."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from notifications.models import AccountAlert, Reminder
from notifications.sending import explanation, outbox
from notifications.sending.cases import load_reminders
from tests.notifications.world import CLOSES, HOUR, LAST_CALL, OPENS, REPEAT, SETTLED, Person, World
from tests.services.push import Reply

START = OPENS + SETTLED
MONDAY = OPENS + 24 * HOUR
#: 22:00 in Madrid, when quiet hours begin.
NIGHT = OPENS + 3 * HOUR


def offered(push: Any) -> Any:
    """Return the snooze choices that a push offers."""
    return push["notification"].get("data", {}).get("snooze")


def snooze(
    person: Person, wait: str, *, at: dt.datetime, time_machine: Any, reminder: Any = None
) -> tuple[int, Any]:
    """Snooze the person's latest push at the time `at`, and return the status and the JSON of the response.

    `wait` is the chosen button, for example "two_hours". If `reminder` is given, the reminder with this id is snoozed
    instead of the latest push.
    """
    time_machine.move_to(at, tick=False)
    client = Client(headers={"accept": "application/json"})
    client.force_login(person.user, backend="couples.backends.CodeOrPasskey")
    reminder = reminder or offered(person.pushed[-1])["id"]
    path = f"/api/v1/notifications/reminders/{reminder}/snooze"
    answer = client.post(path, {"wait": wait}, content_type="application/json")
    return answer.status_code, answer.json()


def refused(answer: tuple[int, Any]) -> tuple[int, str]:
    """Return the status and the error code of a snooze request that was refused."""
    return answer[0], answer[1]["error"]["code"]


def row(person: Person, kind: str = "opening") -> Reminder:
    """Return the person's push reminder of this kind."""
    return Reminder.objects.get(user=person.user, kind=kind, channel="push")


def test_it_offers_what_can_be_kept(world: World) -> None:
    world.ada.prefers(at_most=3)
    world.deliver(START)
    assert offered(world.ada.pushed[0]) == {
        "id": str(row(world.ada).pk),
        "waits": [{"wait": "two_hours", "title": "In two hours"}, {"wait": "tomorrow", "title": "Tomorrow"}],
    }
    world.deliver(LAST_CALL + SETTLED)
    assert [each["wait"] for each in offered(world.ada.pushed[-1])["waits"]] == ["two_hours"], (
        "tomorrow it will have closed"
    )


def test_in_the_evening_only_tomorrow_is_offered(world: World) -> None:
    world.deliver(NIGHT - HOUR)
    assert [each["wait"] for each in offered(world.ada.pushed[0])["waits"]] == ["tomorrow"]


def test_it_comes_again_after_two_hours_under_the_same_name(world: World, time_machine: Any) -> None:
    world.deliver(START)
    mails = len(world.ada.mailed)
    status, body = snooze(world.ada, "two_hours", at=START + HOUR / 2, time_machine=time_machine)
    assert (status, body["message"]) == (200, "")
    assert dt.datetime.fromisoformat(body["due_at"]) == START + 2.5 * HOUR
    world.deliver(START + 2.5 * HOUR - dt.timedelta(seconds=1))
    assert len(world.ada.pushed) == 1
    world.deliver(START + 2.5 * HOUR)
    first, second = world.ada.pushed
    assert first["notification"]["tag"] == second["notification"]["tag"]
    topics = {push.headers["topic"] for push in world.pushes.to(world.ada.browser.endpoint)}
    assert topics == {first["notification"]["tag"]}
    assert len(world.ada.mailed) == mails, "what was put off is on the phone, not in the mailbox"
    assert world.ben.got == (1, 1)


def test_tomorrow_is_at_this_time_of_day(world: World, time_machine: Any) -> None:
    world.deliver(START)
    status, body = snooze(world.ada, "tomorrow", at=START + HOUR, time_machine=time_machine)
    assert (status, dt.datetime.fromisoformat(body["due_at"])) == (200, START + 25 * HOUR)


def test_two_hours_into_the_night_are_the_morning_and_it_says_so(world: World, time_machine: Any) -> None:
    world.deliver(START)
    status, body = snooze(world.ada, "two_hours", at=NIGHT - HOUR, time_machine=time_machine)
    assert (status, body["message"]) == (
        200,
        "That falls in your quiet hours, so it will come after them.",
    )
    world.deliver(NIGHT + 9 * HOUR)
    assert len(world.ada.pushed) == 1
    world.deliver(NIGHT + 10 * HOUR)
    assert len(world.ada.pushed) == 2


def test_it_can_be_put_off_again_and_counts_once(world: World, time_machine: Any) -> None:
    world.ada.prefers(at_most=1)
    world.deliver(START)
    for number in (1, 2, 3):
        at = START + (2 * number - 2) * HOUR + 14 * HOUR * (number > 1)
        assert snooze(world.ada, "two_hours", at=at, time_machine=time_machine)[0] == 200
        AccountAlert.objects.all().delete()  # the alerts about the sign-in in `snooze`
        world.deliver(at + 2 * HOUR)
        assert len(world.ada.pushed) == 1 + number
    world.deliver_until(CLOSES)
    assert len(world.ada.pushed) == 4, "one that was put off three times, and no other"


def test_it_counts_as_told_also_while_it_waits(world: World, time_machine: Any) -> None:
    world.ada.prefers(email=False)  # otherwise the e-mail alone would count as this reminder
    world.deliver(START)
    snooze(world.ada, "tomorrow", at=START, time_machine=time_machine)
    last_calls = [row(each, "last_call").pk for each in (world.ada, world.ben)]
    assert [case.facts.told for case in load_reminders(last_calls)] == [1, 1]


def test_the_last_call_still_comes_within_what_is_allowed(world: World, time_machine: Any) -> None:
    world.deliver(START)
    snooze(world.ada, "tomorrow", at=START, time_machine=time_machine)
    world.deliver_until(CLOSES)
    kinds = {each.kind for each in world.ada.rows(channel="push", state="sent")}
    assert kinds == {"opening", "last_call"}
    assert len(world.ada.pushed) == 3
    assert world.ben.got[0] == 2


def test_what_would_come_before_it_or_soon_after_leaves_it_its_place(world: World, time_machine: Any) -> None:
    world.ada.prefers(at_most=3, email=False)
    world.deliver(START)
    at = REPEAT - HOUR
    snooze(world.ada, "two_hours", at=at, time_machine=time_machine)
    assert (row(world.ada, "repeat").state, row(world.ada, "repeat").outcome) == ("dropped", "snoozed")
    assert row(world.ben, "repeat").state == "pending"
    world.now = at
    world.deliver_until(at + 12 * HOUR, step=HOUR / 2)
    assert len(world.ada.pushed) == 2
    assert row(world.ada).settled_at == at + 2 * HOUR


def test_who_answers_meanwhile_hears_no_more_of_it(world: World, time_machine: Any) -> None:
    world.deliver(START)
    snooze(world.ada, "two_hours", at=START, time_machine=time_machine)
    world.now = START + HOUR
    world.submit(world.ada)
    world.deliver_until(START + 24 * HOUR)
    assert len(world.ada.pushed) == 1
    assert row(world.ada).outcome == "answered"


def test_it_reaches_every_device_once_more(world: World, time_machine: Any) -> None:
    world.deliver(START)
    assert row(world.ada).state == "sent"
    snooze(world.ada, "two_hours", at=START, time_machine=time_machine)
    assert (row(world.ada).reached, row(world.ada).attempts) == ([], 0)


def test_a_sender_that_is_not_done_yet_does_not_undo_it(world: World, time_machine: Any) -> None:
    outbox.claim(now=START, limit=10)
    mine = row(world.ada)
    snooze(world.ada, "two_hours", at=START, time_machine=time_machine, reminder=mine.pk)
    sent = outbox.RowOutcome(mine, Reminder.State.SENT, settled_at=START)
    assert outbox.record_outcomes([sent]) == set()
    assert (row(world.ada).state, row(world.ada).due_at) == ("pending", START + 2 * HOUR)


def test_too_late_is_said_and_changes_nothing(world: World, time_machine: Any) -> None:
    world.deliver(LAST_CALL + SETTLED)
    before = Reminder.objects.filter(pk=row(world.ada, "last_call").pk).values().get()
    for wait, at in (("tomorrow", LAST_CALL + HOUR), ("two_hours", CLOSES - 2 * HOUR)):
        answer = snooze(world.ada, wait, at=at, time_machine=time_machine)
        assert refused(answer) == (409, "too_late")
        assert answer[1]["error"]["message"] == "The check-in will have closed by then."
    assert Reminder.objects.filter(pk=row(world.ada, "last_call").pk).values().get() == before


def over(world: World, how: str) -> None:
    """Make Ada's reminder unnecessary in one of three ways.

    "answered": she submits. "paused": the couple pauses. "switched off": she turns off this kind of reminder.
    """
    world.now = START
    match how:
        case "answered":
            world.submit(world.ada)
        case "paused":
            world.pause()
        case "switched off":
            world.ada.prefers(opening=False)


@pytest.mark.parametrize("how", ["answered", "paused", "switched off"])
def test_where_nothing_is_owed_it_says_so(world: World, time_machine: Any, how: str) -> None:
    world.deliver(START)
    over(world, how)
    answer = snooze(world.ada, "two_hours", at=START, time_machine=time_machine)
    assert refused(answer) == (409, "nothing_to_snooze")
    assert row(world.ada).state == "sent"


@pytest.mark.parametrize("how", ["answered", "paused"])
def test_a_push_whose_answer_was_lost_is_put_off_like_one_that_came(
    world: World, time_machine: Any, how: str
) -> None:
    world.pushes.script(world.ada.browser.endpoint, Reply(503))
    world.deliver(START)
    over(world, how)
    answer = snooze(world.ada, "two_hours", at=START, time_machine=time_machine, reminder=row(world.ada).pk)
    assert refused(answer) == (409, "nothing_to_snooze")
    assert row(world.ada).state == "dropped"


def test_nobody_puts_off_anothers_or_what_never_came(world: World, time_machine: Any) -> None:
    world.deliver(START)
    theirs, to_come = row(world.ben).pk, row(world.ada, "last_call").pk
    mail = Reminder.objects.get(user=world.ada.user, kind="opening", channel="email").pk
    for reminder in (theirs, to_come, mail, uuid4()):
        answer = snooze(world.ada, "two_hours", at=START, time_machine=time_machine, reminder=reminder)
        assert refused(answer) == (404, "not_found")
    assert not Reminder.objects.filter(snoozed_at__isnull=False).exists()


@pytest.mark.parametrize(("status", "state"), [(410, "dropped"), (400, "failed")])
def test_nobody_puts_off_what_the_push_service_did_not_take(
    world: World, time_machine: Any, status: int, state: str
) -> None:
    world.pushes.script(world.ada.browser.endpoint, Reply(status))
    world.deliver(START)
    answer = snooze(world.ada, "two_hours", at=START, time_machine=time_machine, reminder=row(world.ada).pk)
    assert refused(answer) == (404, "not_found")
    assert row(world.ada).state == state


@pytest.mark.parametrize("wait", ["for_ever", "", None, 7, ["two_hours"]])
def test_only_the_offered_words_are_taken(world: World, time_machine: Any, wait: Any) -> None:
    world.deliver(START)
    answer = snooze(world.ada, wait, at=START, time_machine=time_machine)
    assert refused(answer) == (422, "invalid")


def test_tapping_without_end_is_refused(world: World, time_machine: Any) -> None:
    world.deliver(START)
    cache.clear()
    answers = [snooze(world.ada, "two_hours", at=START, time_machine=time_machine)[0] for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_the_operator_is_told_why(world: World, time_machine: Any) -> None:
    world.deliver(START)
    snooze(world.ada, "two_hours", at=START, time_machine=time_machine)
    told = "\n".join(explanation.explain(world.ada.user.pk, None, now=START))
    assert "put off by them 2026-03-01 18:04Z" in told


def test_what_ben_is_sent_is_the_same_whether_ada_puts_hers_off_or_not(
    world: World, time_machine: Any
) -> None:
    world.ben.prefers(at_most=3)
    bens = [Reminder.objects.filter(pk=each.pk).values().get() for each in world.ben.rows()]
    world.deliver(START)
    sent = [Reminder.objects.filter(pk=each["id"]).values().get() for each in bens]
    snooze(world.ada, "tomorrow", at=START, time_machine=time_machine)
    assert [Reminder.objects.filter(pk=each["id"]).values().get() for each in bens] == sent
    world.deliver_until(CLOSES)
    assert world.ben.got[0] == 3
    assert {each.snoozed_at for each in world.ben.rows()} == {None}

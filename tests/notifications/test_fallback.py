"""Tests of reminders by e-mail, either instead of a push that does not arrive, or in addition to a push."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from notifications.models import Reminder
from notifications.planning.policy import MAIL_AFTER
from notifications.sending import explanation
from tests.notifications.world import HOUR, OPENS, SETTLED, Person, World
from tests.services.push import Reply

START = OPENS + SETTLED
THEN = START + MAIL_AFTER
LATER = THEN + dt.timedelta(minutes=1)


@pytest.fixture
def ada(world: World) -> Person:
    """Ada with the default preferences: she gets an e-mail only if the push does not arrive."""
    world.ada.prefers(email_too=False)
    return world.ada


def became(person: Person, channel: str) -> tuple[str, str]:
    """Return state and outcome of the person's "opening" reminder on this channel."""
    [row] = person.rows(kind="opening", channel=channel)
    return row.state, row.outcome


def push_is(world: World, person: Person, status: int) -> None:
    """Make the person's push service answer with this status from now on."""
    world.pushes.always(person.browser.endpoint, Reply(status))


def test_what_came_as_a_push_is_not_mailed(world: World, ada: Person) -> None:
    world.deliver_until(OPENS + 95 * HOUR)
    assert ada.got == (2, 0)
    assert {(row.state, row.outcome) for row in ada.rows(channel="email", kind="opening")} == {
        ("dropped", "pushed")
    }


def test_who_wants_both_gets_both(world: World, ada: Person) -> None:
    ada.prefers(email_too=True)
    world.deliver(START)
    assert ada.got == (1, 1)


def test_without_a_browser_the_mail_goes_at_once(world: World, ada: Person) -> None:
    ada.user.push_subscriptions.all().delete()
    world.deliver(START)
    assert ada.got == (0, 1)


def test_with_pushes_off_the_mail_goes_at_once(world: World, ada: Person) -> None:
    ada.prefers(push=False)
    world.deliver(START)
    assert ada.got == (0, 1)


@pytest.mark.parametrize("status", [404, 410, 413])
def test_where_every_push_failed_for_good_the_mail_goes(world: World, ada: Person, status: int) -> None:
    push_is(world, ada, status)
    world.deliver(START)
    assert ada.mailed == []
    world.deliver(LATER)
    assert len(ada.mailed) == 1
    assert became(ada, "email") == ("sent", "")


def test_where_the_push_service_is_down_the_mail_goes_and_no_push_comes_after_it(
    world: World, ada: Person
) -> None:
    push_is(world, ada, 503)
    world.deliver_until(LATER, step=dt.timedelta(minutes=1))
    assert len(ada.mailed) == 1
    push_is(world, ada, 201)
    tried = len(world.pushes.to(ada.browser.endpoint))
    world.deliver_until(OPENS + 3 * HOUR)
    assert len(world.pushes.to(ada.browser.endpoint)) == tried
    assert became(ada, "push") == ("dropped", "mailed")


def test_one_phone_that_it_reached_is_enough(world: World, ada: Person) -> None:
    other = ada.subscribe_also("ada-tablet")
    world.pushes.always(other.endpoint, Reply(503))
    world.deliver(START)
    assert became(ada, "push") == ("pending", "push_503")
    world.deliver(LATER)
    assert ada.mailed == []
    assert became(ada, "email") == ("dropped", "pushed")


def test_in_quiet_hours_both_wait_and_the_mail_still_lets_the_push_go_first(
    world: World, ada: Person
) -> None:
    ada.prefers(quiet_from=dt.time(18, 30), quiet_to=dt.time(7, 15))
    world.deliver(START)
    world.deliver(dt.datetime(2026, 3, 2, 6, 15, tzinfo=dt.UTC))
    assert ada.got == (1, 0)
    world.deliver_until(OPENS + 15 * HOUR)
    assert ada.got == (1, 0)


def test_after_an_outage_the_mail_lets_the_push_go_first(world: World, ada: Person) -> None:
    world.deliver(OPENS + 6 * HOUR + 14 * HOUR)
    assert ada.got == (1, 0)
    assert became(ada, "email")[0] == "pending"
    world.deliver(OPENS + 21 * HOUR)
    assert became(ada, "email") == ("dropped", "pushed")


def test_where_no_time_is_left_to_wait_neither_is_held_back(world: World, ada: Person) -> None:
    Reminder.objects.exclude(kind="last_call").delete()
    [mail] = ada.rows(channel="email")
    world.deliver(mail.not_after - MAIL_AFTER)
    assert ada.got == (1, 1)


def test_a_change_of_mind_counts_while_the_mail_waits(world: World, ada: Person) -> None:
    world.deliver(START)
    ada.prefers(email_too=True)
    world.deliver(LATER)
    assert ada.got == (1, 1)


def test_a_reminder_by_push_and_one_by_mail_count_once_each(world: World, ada: Person) -> None:
    """Count a reminder by push and a reminder by e-mail once each towards the limit of two reminders for a check-in.

    The opening came by push, so the last call can still come by e-mail.
    """
    world.deliver(START)
    push_is(world, ada, 410)
    world.deliver_until(OPENS + 95 * HOUR)
    sent = {(row.kind, row.channel) for row in ada.rows(state="sent")}
    assert sent == {("opening", "push"), ("last_call", "email")}


def test_the_operator_is_told_which_of_the_two_it_was(world: World, ada: Person) -> None:
    def told() -> str:
        return "\n".join(explanation.explain(ada.user.pk, None, now=world.now))

    assert re.search(r"opening +email +due .* would wait until .* for the push", told())
    assert "instead of a push" in told()
    world.deliver(START)
    world.deliver(LATER)
    assert re.search(r"opening +email +dropped .*: it had arrived as a push", told())
    ada.prefers(email_too=True)
    assert "also by e-mail" in told()

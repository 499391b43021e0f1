"""Tests that the admin shows reminders to support, but not whether a person has answered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from checkins import actions as checkins
from notifications.models import Reminder
from tests.couples import staff
from tests.notifications.world import CLOSES, HOUR, OPENS, SETTLED, World


@pytest.fixture
def support(db: None) -> Client:
    return staff.support()


def _listed(support: Client, **query: str) -> set[str]:
    answer = support.get(reverse("admin:notifications_reminder_changelist"), query)
    assert answer.status_code == 200
    return {str(row.pk) for row in answer.context["cl"].result_list}


def test_what_asks_for_answers_shows_after_the_reveal_alone(world: World, support: Client) -> None:
    world.submit(world.ada)
    answered = {str(row.pk) for row in world.ada.rows(outcome="answered")}
    assert answered
    assert not _listed(support)
    for query in ({"q": str(world.ada.user.pk)}, {"outcome": "answered"}, {"state__exact": "pending"}):
        assert not _listed(support, **query)
    page = reverse("admin:notifications_reminder_change", args=[min(answered)])
    assert support.get(page).status_code == 302
    world.now += HOUR
    world.submit(world.ben)
    assert _listed(support) == {str(pk) for pk in Reminder.objects.values_list("pk", flat=True)}
    assert support.get(page).status_code == 200


def test_it_stays_hidden_when_a_check_in_closes_unread(world: World, support: Client) -> None:
    world.submit(world.ada)
    checkins.lapse_overdue(now=CLOSES)
    assert world.ada.rows(outcome="answered")
    assert not _listed(support)


def test_no_address_shows_that_could_be_pushed_to(world: World, support: Client) -> None:
    world.deliver(OPENS + SETTLED)
    for person in (world.ada, world.ben):
        world.submit(person)
    subscription = world.ada.user.push_subscriptions.get()
    reminder = world.ada.rows()[0]
    pages = [
        "pushsubscription/",
        f"pushsubscription/{subscription.pk}/change/",
        "reminder/",
        f"reminder/{reminder.pk}/change/",
        "preference/",
    ]
    for page in pages:
        answer = support.get(f"/admin/notifications/{page}")
        assert answer.status_code == 200
        shown = answer.content.decode()
        for secret in (subscription.endpoint, subscription.p256dh, subscription.auth, "check-in is open"):
            assert secret not in shown

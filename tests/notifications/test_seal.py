"""Tests that until a person submits, no message to this person depends on the partner's response."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from notifications import actions
from notifications.channels import endpoints
from notifications.models import PushSubscription, Reminder
from notifications.sending.cases import load_cases, load_reminders, with_facts
from tests.notifications.world import CLOSES, HOUR, OPENS, SETTLED, World
from tests.services.push import PushService


@pytest.mark.slow
@pytest.mark.parametrize("when", [OPENS, OPENS + HOUR, CLOSES - 30 * HOUR, CLOSES - 2 * HOUR])
def test_what_ben_is_sent_is_the_same_whether_ada_has_submitted_or_not(
    world: World, when: dt.datetime
) -> None:
    """Expect the same messages to Ben whether or not Ada has submitted: number, times, headers, sizes and content."""
    submitting = [when]

    def week() -> list[object]:
        got: list[object] = []
        world.now = OPENS
        while world.now < CLOSES:
            before = world.ben.got
            if submitting and world.now >= submitting[0]:
                submitting.clear()
                world.submit(world.ada)
            world.deliver_if_due(world.now + SETTLED)
            world.now += HOUR - SETTLED
            pushes, mails = world.ben.got[0] - before[0], world.ben.got[1] - before[1]
            if pushes or mails:
                request = world.pushes.to(world.ben.browser.endpoint)[-1]
                stable = ("ttl", "topic", "urgency", "content-length", "content-type", "content-encoding")
                got.append((world.now, pushes, mails, {name: request.headers[name] for name in stable}))
                mail = world.ben.mailed[-1]
                got.append((world.ben.shown[-1], mail.subject, mail.text, mail.html))
        return got

    world.ben.prefers(at_most=3)
    with_hers = week()
    Reminder.objects.all().delete()
    world.check_in.responses.all().delete()
    actions.plan_open(world.check_in, now=OPENS)
    without = week()
    assert len(with_hers) == 6  # two entries each for the opening, the repeat and the last call
    assert with_hers == without


def test_the_facts_about_one_ask_nothing_about_the_other(world: World) -> None:
    [mine] = Reminder.objects.filter(user=world.ben.user, channel="push", kind="opening")

    def everything_known() -> list[object]:
        """Return all that a sender loads about Ben's reminder, and all that it computes from the loaded rows."""
        [case] = load_reminders([mine.pk])
        siblings = Reminder.objects.filter(user=mine.user, check_in=mine.check_in).order_by("pk")
        annotated = with_facts().filter(pk=mine.pk)
        return [
            case.facts,
            list(annotated.values(*annotated.query.annotations, "check_in__state", "check_in__closes_at")),
            model_to_dict(case.row),
            model_to_dict(case.preference),
            *(model_to_dict(each) for each in case.subscriptions),
            list(siblings.values()),
        ]

    before = everything_known()
    assert PushSubscription.objects.filter(user=mine.user).exists()
    world.submit(world.ada)
    assert everything_known() == before
    world.submit(world.ben)
    assert everything_known() != before


def test_facts_cost_the_same_for_one_and_for_many(world: World) -> None:
    ids = list(Reminder.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        load_cases(ids[:1])
    with CaptureQueriesContext(connection) as many:
        load_cases(ids)
    assert len(one) == len(many) == 3


def test_nothing_that_is_sent_or_logged_names_the_partner(
    world: World, pushes: PushService, caplog: pytest.LogCaptureFixture
) -> None:
    world.ada.prefers(text="warm")
    world.ben.prefers(text="warm")
    world.deliver(OPENS + SETTLED)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("notifications")]
    for person, other in ((world.ada, world.ben), (world.ben, world.ada)):
        said = f"{person.pushed} {person.mailed[0].text} {person.mailed[0].html} {ours}"
        for secret in (
            other.user.display_name,
            str(other.user.email),
            str(other.user.pk),
            "partner",
            "waiting",
        ):
            assert secret not in said
    assert endpoints.origin(world.ada.browser.endpoint).startswith("http://127.0.0.1:")

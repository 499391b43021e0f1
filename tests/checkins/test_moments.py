"""The partner and the support team learn only the day of a person's action, not the exact time."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from notifications import tasks as reminders
from notifications.models import Preference, PushSubscription
from tests.couples import staff
from tests.journeys.people import SKIPPED, Person, pair, value
from tests.project.test_export import fresh

#: 00:05 on Monday in Madrid, and still Sunday in UTC. Nothing else happens at this time.
SECOND_FINISHES = dt.datetime(2026, 3, 1, 23, 5, 41, 918273, tzinfo=dt.UTC)
#: When the two sign up and link, and the first partner submits.
BEGAN = SECOND_FINISHES - dt.timedelta(hours=5, minutes=12)
TALKED = dt.datetime(2026, 3, 2, 11, 47, 13, 271828, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def couple(transactional_db: None, settings: Settings) -> Iterator[tuple[Person, Person]]:
    """Two linked people after a reveal, Ada and Ben, who acted at different times.

    Ada submitted first. Ben submitted later, and after that chose a topic, marked it as talked about and saved a
    starter.
    """
    settings.REMINDER_JITTER_SECONDS = 0  # a delay would hide the minute of the event that a reminder follows
    with time_machine.travel(BEGAN, tick=False) as clock:
        ada, ben = Person("Ada"), Person("Ben")
        pair(ada, ben)
        ada.submit(ada.open_check_in(), _good)
        clock.move_to(SECOND_FINISHES)
        ben.submit(ben.open_check_in(), _low)
        clock.move_to(TALKED)
        point = ben.get("/talking-points")["results"][0]["id"]
        ben.post(f"/talking-points/{point}/voice", {"choice": "now"})
        ben.post(f"/talking-points/{point}/talked", {})
        ben.post(f"/talking-points/{point}/tried", {})
        ben.put("/starters/unheard.feels.1/saved", {})
        clock.move_to(LATER)
        reminders.plan_reminders()
        yield ada, ben


def _good(prompt: Any) -> Any:
    """Answer the prompts that every check-in asks well. Skip the others: chance chooses them, and some are reversed."""
    return value(5) if prompt["id"].startswith("anchor.") else SKIPPED


def _low(prompt: Any) -> Any:
    """Return "Not at all" for one prompt of every check-in, which leads to a topic. Otherwise answer as `_good`."""
    return value(1) if prompt["id"] == "anchor.connection.received" else _good(prompt)


def _tells(moment: dt.datetime, page: str) -> bool:
    """Return whether the page contains the hour and minute of `moment`, in UTC or in the couple's time zone."""
    local = moment + dt.timedelta(hours=1)
    return any(f"{at:%H:%M}" in page or f"{at.hour % 12}:{at:%M}" in page for at in (moment, local))


def test_who_finished_first_sees_the_day_on_which_the_other_did_and_no_more(
    couple: tuple[Person, Person],
) -> None:
    ada, _ben = couple
    check_in = ada.get("/home")["latest_reveal"]["id"]
    revealed = ada.get(f"/check-ins/{check_in}/reveal")
    # By the couple's clock, it is already Monday.
    assert revealed["revealed_on"] == "2026-03-02"
    paths = [
        "/home",
        "/history",
        "/talking-points",
        "/starters",
        "/schedule",
        "/me",
        "/pairing",
        "/notifications/calendar",
        f"/check-ins/{check_in}",
        f"/check-ins/{check_in}/reveal",
        f"/history/{check_in}",
    ]
    for path in paths:
        page = json.dumps(ada.get(path))
        assert not _tells(SECOND_FINISHES, page), path
        assert not _tells(TALKED, page), path


def test_nor_does_the_copy_of_ones_data_say_more(couple: tuple[Person, Person]) -> None:
    ada, _ben = couple
    fresh(ada.client)
    answer: Any = ada.client.post("/api/v1/me/export")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        for name in archive.namelist():
            page = archive.read(name).decode()
            assert not _tells(SECOND_FINISHES, page), name
            assert not _tells(TALKED, page), name


def _act_in_all_ways_that_support_sees(person: Person) -> None:
    """Add a passkey and use it, pause the schedule, and get, refuse and return messages, all at this moment."""
    now = timezone.now()
    Authenticator.objects.create(user=person.user, type="webauthn", data={"name": "Phone"}).record_usage()
    person.post("/schedule/pause")
    PushSubscription.objects.create(
        user=person.user,
        endpoint="https://push.example.org/1",
        endpoint_hash=bytes(32),
        created_at=now,
        last_sent_at=now,
        retired_at=now,
    )
    Preference.objects.update_or_create(user=person.user, defaults={"mail_returned_at": now})


def _pages(support: Client) -> Iterator[str]:
    """Yield the path of each of support's pages: each list, and all pages of each row. Each list has a row."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listed = reverse(f"{name}_changelist")
        yield listed
        rows = support.get(listed).context["cl"].result_list
        assert rows, f"{listed} has no row, so its columns were not tested"
        for row in rows:
            yield reverse(f"{name}_change", args=[row.pk])
            yield reverse(f"{name}_history", args=[row.pk])


def test_support_sees_the_day_alone(couple: tuple[Person, Person]) -> None:
    ada, ben = couple
    check_in = ada.get("/home")["latest_reveal"]["id"]
    with time_machine.travel(TALKED, tick=False):
        _act_in_all_ways_that_support_sees(ben)
    support: Client = staff.support()
    opened = support.get(f"/admin/checkins/checkin/{check_in}/change/")
    assert "2026-03-02" in opened.content.decode()
    for path in _pages(support):
        answer = support.get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode().split('<div id="content"')[1]
        for moment in (BEGAN, SECOND_FINISHES, TALKED):
            assert not _tells(moment, page), (path, moment)


def test_support_sees_the_day_on_which_somebody_left(couple: tuple[Person, Person]) -> None:
    _ada, ben = couple
    left = dt.datetime(2026, 3, 3, 21, 37, 5, 161803, tzinfo=dt.UTC)
    with time_machine.travel(left, tick=False):
        ben.post("/space/leave", {})
    with time_machine.travel(left + dt.timedelta(hours=1), tick=False):
        support = staff.support()
        for path in ("couples/couple/", "couples/membership/"):
            page = support.get(f"/admin/{path}").content.decode().split('<div id="content"')[1]
            assert "2026-03-03" in page, path
            assert not _tells(left, page), path


def test_a_check_in_that_is_due_after_a_pause_opens_at_a_whole_hour(couple: tuple[Person, Person]) -> None:
    ada, ben = couple
    ben.post("/schedule/pause")
    resumed = LATER + dt.timedelta(days=25, hours=2, minutes=13, seconds=11, microseconds=314159)
    with time_machine.travel(resumed, tick=False):
        ben.sign_in()
        ben.post("/schedule/resume")
        ada.sign_in()
        opens = dt.datetime.fromisoformat(ada.get("/home")["next_opens_at"])
    assert dt.timedelta(0) <= opens - resumed < dt.timedelta(days=8)
    assert (opens.minute, opens.second, opens.microsecond) == (0, 0, 0)

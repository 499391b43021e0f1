"""After data is erased, SQLite's files no longer contain its bytes, not even in unused pages."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from checkins import actions as ritual
from checkins.models import Agreement, Response, TalkingPoint
from couples import actions as people_actions
from couples import tasks
from couples.erasure import wiping
from couples.models import DataKey, User
from notifications.models import PushSubscription
from project.running import poller
from tests.checkins.agreeing import agreed
from tests.checkins.world import HOUR, answer, browser, call, document, submit
from tests.couples.population import begun
from tests.factories import START, Pair, pair
from tests.services.push import Browser as PushBrowser

NOW = START + HOUR
ERASE = {"confirm": "erase everything"}
EMAIL, NAME = "canary-heronquill@example.org", "Heronquill-canary"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such files"),
]


def files() -> list[Path]:
    """Return SQLite's database file and its `-wal` file, if they exist."""
    database = Path(str(connection.settings_dict["NAME"]))
    return [file for file in (database, database.with_name(f"{database.name}-wal")) if file.exists()]


def in_files(canaries: dict[str, bytes]) -> set[str]:
    """Return the names of the canaries whose bytes are in SQLite's files. A canary is a piece of data to look for."""
    content = b"".join(file.read_bytes() for file in files())
    return {name for name, canary in canaries.items() if canary in content}


@pytest.fixture
def us(time_machine: Any) -> Pair:
    """A couple after the reveal of its first check-in. In the second check-in, Alex has a draft."""
    time_machine.move_to(NOW, tick=False)
    made = pair()
    User.objects.filter(pk=made.alex.pk).update(email=EMAIL, display_name=NAME)
    made.alex.refresh_from_db()
    for person, value in ((made.alex, 1), (made.bo, 5)):
        words = {"wish": answer(None, note="something"), "anchor": answer(value)}
        submit(person, made.check_in, now=NOW, overrides=words)
    second = made.next_opens_at
    time_machine.move_to(second, tick=False)
    ritual.open_due(now=second)
    week = made.check_in
    ritual.save_draft(made.alex, check_in_id=week.pk, base_revision=0, answers=document(week), now=second)
    begun(EMAIL)
    return made


def canaries_of(us: Pair) -> dict[str, bytes]:
    """Return pieces of Alex's data and of the couple's shared data, by name.

    After Alex is erased, no file may contain any of these pieces.
    """
    found = {"address": EMAIL.encode(), "name": NAME.encode(), "id": us.alex.pk.hex.encode()}
    for key in DataKey.objects.filter(author=us.alex):
        found["key"] = bytes(key.wrapped)
    found |= shared_of(us)
    for number, response in enumerate(Response.objects.filter(author=us.alex)):
        assert response.envelope is not None
        found[f"envelope {number}"] = bytes(response.envelope)[:200]
    for subscription in PushSubscription.objects.filter(user=us.alex):
        found["endpoint"] = subscription.endpoint.encode()
    for number, session in enumerate(Session.objects.exclude(device__user=us.bo)):
        found[f"session {number}"] = session.session_data[:60].encode()
    return found


def shared_of(us: Pair) -> dict[str, bytes]:
    """Return pieces of the couple's shared data, by name.

    The pieces are the encrypted key of this data, and the start of each encrypted topic that both people see.
    """
    key = DataKey.objects.get(couple=us.couple, author=None)
    points = TalkingPoint.objects.filter(audience=None)
    return {
        "shared key": bytes(key.wrapped),
        **{f"talking point {number}": bytes(each.envelope)[:200] for number, each in enumerate(points)},
    }


def test_after_erasing_no_file_holds_anything_of_the_person(us: Pair) -> None:
    client, phone = browser(us.alex), PushBrowser("http://127.0.0.1:9/canary-endpoint").subscription()
    assert call(client, "PUT", "/notifications/subscriptions", phone).status_code == 201
    canaries = canaries_of(us)
    assert len(canaries) >= 10
    assert in_files(canaries) == set(canaries)
    assert call(client, "POST", "/me/erase", ERASE).status_code == 204
    assert in_files(canaries) == set()
    assert not wiping.owed()


def test_after_an_agreement_has_ended_no_file_holds_its_words(us: Pair) -> None:
    agreement_id = agreed(us, now=us.check_in.opens_at)
    envelope = Agreement.objects.get(pk=agreement_id).envelope
    assert envelope is not None
    canary = {"words": bytes(envelope)[:200]}
    assert in_files(canary) == {"words"}
    assert call(browser(us.bo), "DELETE", f"/agreements/{agreement_id}").status_code == 200
    assert in_files(canary) == set()


def test_deleted_rows_are_overwritten(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_after_leaving_no_file_holds_what_only_both_could_read(us: Pair) -> None:
    canaries = shared_of(us)
    assert in_files(canaries) == set(canaries)
    assert call(browser(us.bo), "POST", "/space/leave").status_code == 200
    assert in_files(canaries) == set()


class Reader:
    """A second database connection with an open read transaction, which keeps SQLite from emptying the `-wal` file."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
        self.connection.execute("BEGIN")
        self.connection.execute("SELECT count(*) FROM couples_user").fetchone()

    def ends(self) -> None:
        self.connection.close()


@pytest.mark.parametrize(
    "later",
    [
        lambda: poller.do_overdue_work(now=timezone.now()),
        tasks.purge_expired_sessions,
        lambda: call_command("poll", once=True),
    ],
)
def test_while_someone_reads_it_is_left_to_the_poller(
    us: Pair, monkeypatch: pytest.MonkeyPatch, later: Callable[[], object]
) -> None:
    client, canaries = browser(us.alex), canaries_of(us)
    reader = Reader()
    with monkeypatch.context() as patch:
        # The reader doesn't end in this time anyway.
        patch.setattr(wiping, "PATIENCE", 10)
        assert call(client, "POST", "/me/erase", ERASE).status_code == 204
        assert {"address", "key"} <= in_files(canaries)
        assert wiping.owed()
        later()
        assert wiping.owed(), "not while someone reads"
    reader.ends()
    later()
    assert in_files(canaries) == set()
    assert not wiping.owed()


def test_a_process_that_ends_after_the_commit_leaves_it_to_the_poller(
    us: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, canaries = browser(us.alex), canaries_of(us)
    with monkeypatch.context() as patch:
        patch.setattr(wiping, "wipe", lambda: None)
        assert call(client, "POST", "/me/erase", ERASE).status_code == 204
    assert wiping.owed()
    poller.do_overdue_work(now=timezone.now())
    assert in_files(canaries) == set()


@pytest.mark.slow
def test_of_many_people_each_is_gone_from_every_page_when_erased(us: Pair) -> None:
    people = [
        User.objects.create_user(f"canary-{number:03}-{'x' * (number % 40)}@example.org")
        for number in range(120)
    ]
    for person in people:
        people_actions.start_alone(person, now=NOW)
    gone = {str(person.email): str(person.email).encode() for person in people[::2]}
    keys = DataKey.objects.filter(author__in=people[::2])
    gone |= {f"key {number}": bytes(key.wrapped) for number, key in enumerate(keys)}
    for person in people[::2]:
        people_actions.erase(person, now=NOW)
    assert in_files(gone) == set()
    assert len(in_files({str(person.email): str(person.email).encode() for person in people[1::2]})) == 60


def test_a_write_goes_on_while_it_is_wiped(us: Pair) -> None:
    writing = threading.Thread(target=_write, args=(us.bo,))
    client = browser(us.alex)
    writing.start()
    assert call(client, "POST", "/me/erase", ERASE).status_code == 204
    writing.join()
    us.bo.refresh_from_db()
    assert us.bo.display_name == "number 49"
    wiping.wipe()
    assert in_files({"address": EMAIL.encode()}) == set()


def _write(person: User) -> None:
    for number in range(50):
        User.objects.filter(pk=person.pk).update(display_name=f"number {number}")
    connection.close()

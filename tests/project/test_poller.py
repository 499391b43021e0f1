"""The poller does the work of Celery while Celery's beat, broker or workers are down, and serves metrics."""

from __future__ import annotations

import datetime as dt
import re
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from pytest_django import Settings

from checkins.models import CheckIn, Schedule
from couples.signed_in.sessions import SessionStore
from notifications import meters, queries
from notifications.actions import update_preferences
from notifications.models import Reminder
from notifications.planning import reconcile
from project.running import figures, poller
from tests.checkins.world import HOUR
from tests.factories import pair


@pytest.fixture(autouse=True)
def _counts() -> Iterator[None]:
    meters._kept.clear()
    yield
    meters._kept.clear()


@pytest.mark.django_db
def test_what_no_one_has_done_is_done(settings: Any, mailoutbox: list[Any]) -> None:
    settings.REMINDER_JITTER_SECONDS = 0
    now = timezone.now()
    couple = pair(now - 200 * HOUR)
    due = now - 2 * poller.PATIENCE
    Schedule.objects.filter(couple=couple.couple).update(next_opens_at=due)
    for person in (couple.alex, couple.bo):
        update_preferences(person, changes={"quiet_from": dt.time(0), "quiet_to": dt.time(0)})
    assert poller.do_overdue_work(now=now) == ["check_ins", "reminders"]
    latest = CheckIn.objects.filter(couple=couple.couple).latest("number")
    assert (latest.number, latest.state, latest.opens_at) == (2, "open", due)
    assert CheckIn.objects.get(couple=couple.couple, number=1).state == "lapsed"
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([str(couple.alex.email), str(couple.bo.email)])
    assert poller.do_overdue_work(now=now) == []


@pytest.mark.django_db
def test_what_the_others_may_still_do_is_left_to_them(settings: Any, django_assert_num_queries: Any) -> None:
    settings.REMINDER_JITTER_SECONDS = 0
    now = timezone.now()
    pair(now - poller.PATIENCE + dt.timedelta(seconds=5))
    with django_assert_num_queries(5):
        assert poller.do_overdue_work(now=now) == []
    assert not Reminder.objects.exclude(state="pending").exists()


@pytest.mark.django_db
def test_a_row_that_a_living_sender_holds_is_left_to_it(settings: Any) -> None:
    settings.REMINDER_JITTER_SECONDS = 0
    now = timezone.now()
    pair(now - HOUR)
    Reminder.objects.update(lease="00000000-0000-0000-0000-000000000001", leased_until=now + HOUR)
    assert not queries.waits_too_long(now, poller.PATIENCE)
    assert queries.waits_too_long(now + HOUR, poller.PATIENCE)


def test_beat_has_no_task_that_the_poller_forgets(settings: Any) -> None:
    """Show that the poller, which stands in for Celery during an outage, can do each of Celery's periodic tasks."""
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled == {each.task for each in poller.STAND_INS} | {poller.CHECKED_IN_TURN}


@pytest.mark.django_db
def test_without_celery_old_rows_and_sessions_are_deleted_all_the_same() -> None:
    now = timezone.now()
    pair(now - 400 * 24 * HOUR)
    CheckIn.objects.update(state="lapsed")
    Schedule.objects.update(paused_at=now)
    long_ago = now - 300 * 24 * HOUR
    Reminder.objects.update(due_at=long_ago, not_after=long_ago + HOUR, state="dropped", settled_at=long_ago)
    store = SessionStore()
    store.set_expiry(now - poller.PURGE_PATIENCE - HOUR)
    store.save()
    assert poller.do_overdue_work(now=now) == ["expired_sessions", "old_reminders"]
    assert not Reminder.objects.exists()
    assert not Session.objects.exists()
    assert poller.do_overdue_work(now=now) == []


def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    looks: list[object] = []
    stop = threading.Event()

    def do_overdue_work(*, now: dt.datetime) -> list[str]:
        looks.append(now)
        if len(looks) == 1:
            raise OperationalError("could not connect to server: 10.0.0.7")
        stop.set()
        return []

    monkeypatch.setattr(poller, "do_overdue_work", do_overdue_work)
    monkeypatch.setattr(poller, "EVERY", 0.01)
    monkeypatch.setattr(reconcile, "reconcile_slice", lambda **_: 0)
    poller.run(stop=stop, alive=tmp_path / "alive")
    assert len(looks) == 2
    assert (tmp_path / "alive").exists()


@pytest.mark.django_db
def test_one_look_by_hand_says_what_there_was_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("poll", "--once")
    assert capsys.readouterr().out == "Stood in for: nothing.\n"


@pytest.mark.django_db
def test_the_figures_are_those_of_the_tables_and_of_all_processes(settings: Any) -> None:
    settings.REMINDER_JITTER_SECONDS = 0
    pair(timezone.now() - dt.timedelta(minutes=6))
    meters.count(("sent", "opening", "push"), 2)
    meters.count(("sent", "opening", "push"), 3)
    meters.count(meters.RETIRED)
    meters.flush()
    said = _figures()
    age = re.search(r"^reminders_oldest_due_seconds (\S+)$", said, re.MULTILINE)
    assert age
    assert 360 <= float(age[1]) < 400
    assert "reminders_due 4.0" in said
    assert 'reminders_total{channel="push",kind="opening",result="sent"} 5.0' in said
    assert "push_subscriptions_retired_total 1.0" in said
    assert "example.org" not in said


@pytest.mark.django_db
def test_without_the_cache_counts_are_kept_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any, **__: Any) -> None:
        raise ConnectionError("the queue is away")

    with monkeypatch.context() as broken:
        broken.setattr(cache, "incr", down)
        broken.setattr(cache, "get_many", down)
        meters.count(("sent", "opening", "push"))
        meters.flush()
        assert "reminders_due 0.0" in _figures()
    meters.flush()
    assert meters.totals()["sent", "opening", "push"] == 1


def test_a_count_costs_no_round_trip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count events without a request to the cache server, because people wait while events are counted."""
    monkeypatch.setattr(meters, "_flush_at", time.monotonic() + 60)
    monkeypatch.setattr(cache, "incr", None)
    meters.count(("planned", "revealed", "push"))
    assert meters._kept == {("planned", "revealed", "push"): 1}


@pytest.mark.django_db(transaction=True)
def test_the_figures_are_served_on_a_port_of_their_own() -> None:
    server = figures.serve("127.0.0.1", 0)
    assert server.server_address[0] == "127.0.0.1"
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/metrics", timeout=10) as answer:
            assert b"reminders_due" in answer.read()
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.django_db
def test_the_figures_are_for_this_machine_alone_unless_said_otherwise(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Serve metrics on 127.0.0.1 by default. Only a container, whose ports are not published, uses 0.0.0.0."""
    serve = figures.serve
    asked: list[tuple[str, int]] = []
    servers: list[Any] = []

    def on_any_port(host: str, port: int) -> Any:
        asked.append((host, port))
        servers.append(serve(host, 0))
        return servers[-1]

    monkeypatch.setattr(poller, "run", lambda **_: None)  # otherwise it runs until someone stops it
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(figures, "serve", on_any_port)
    try:
        for host, port in ((settings.METRICS_HOST, 9100), ("0.0.0.0", 9100), ("0.0.0.0", 0)):
            settings.METRICS_HOST, settings.METRICS_PORT = host, port
            call_command("poll")
        assert asked == [("127.0.0.1", 9100), ("0.0.0.0", 9100)]
        assert [server.server_address[0] for server in servers] == ["127.0.0.1", "0.0.0.0"]
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _figures() -> str:
    registry = CollectorRegistry()
    registry.register(figures.ReminderCollector())
    return generate_latest(registry).decode()

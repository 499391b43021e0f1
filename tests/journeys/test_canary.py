"""What people write must not get into logs, e-mails, pushes, tasks or errors, nor unencrypted into the database."""

from __future__ import annotations

import copy
import io
import logging.config
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import structlog
import time_machine
from celery import signals
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from checkins import tasks as ritual
from notifications import tasks as reminders
from project.settings import logs
from tests.journeys.canaries import NAMES, START, WRITTEN, Story, break_down, hits
from tests.services.mail import MailSink
from tests.services.postgres import TOOLS
from tests.services.push import PushService


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Iterator[io.StringIO]:
    """A buffer with all log lines from level DEBUG on, in a server's JSON format and the console format of `make run`.

    After the test, fail if the process printed people's words outside the logs.
    """
    sink = io.StringIO()
    config: dict[str, Any] = copy.deepcopy(settings.LOGGING)
    config["root"] = {"level": "DEBUG", "handlers": ["console", "json"]}
    config["handlers"] = {}
    for name, renderer in (
        ("console", structlog.dev.ConsoleRenderer(colors=False)),
        ("json", structlog.processors.JSONRenderer()),
    ):
        formatter = config["formatters"].setdefault(name, {**config["formatters"]["structured"]})
        formatter["processors"] = [*formatter["processors"][:-1], renderer]
        config["handlers"][name] = {"class": "logging.StreamHandler", "formatter": name, "stream": sink}
    # The test's own mail server and the event loops also log in this process.
    config["loggers"] = {**config["loggers"], "mail": {"level": "CRITICAL"}, "asyncio": {"level": "CRITICAL"}}
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.config.dictConfig(config)
    yield sink
    # Restore the old handlers. A new handler would write to this test's stderr, which is closed later.
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("mail", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    # Check also the output that bypasses logging: prints, warnings, and errors of a log handler.
    out = capfd.readouterr()
    assert hits(out.out + out.err, (*WRITTEN, *NAMES)) == []


@pytest.fixture(autouse=True)
def _operator(settings: Settings) -> None:
    """Set an address in ADMINS, to which Django could send e-mails about errors. No such e-mail may be sent."""
    settings.ADMINS = [("Operator", "operator@example.org")]


@pytest.fixture
def tasked() -> Iterator[list[Any]]:
    """A list that collects the arguments of every Celery task that is published or run."""
    seen: list[Any] = []

    def published(body: Any = None, **_: Any) -> None:
        seen.append(body)

    def started(args: Any = None, kwargs: Any = None, **_: Any) -> None:
        seen.append((args, kwargs))

    signals.before_task_publish.connect(published)
    signals.task_prerun.connect(started)
    yield seen
    signals.before_task_publish.disconnect(published)
    signals.task_prerun.disconnect(started)


def _stored() -> bytes:
    """Return the whole database as a thief would get it: SQLite's files with the WAL, or a dump of PostgreSQL."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        files = [Path(name + suffix) for suffix in ("", "-wal", "-shm")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("SHOW unix_socket_directories")
        [sockets] = cursor.fetchone()
    dump = [TOOLS / "pg_dump", "--host", sockets, "--username", "postgres", connection.settings_dict["NAME"]]
    return subprocess.run(dump, capture_output=True, check=True).stdout


def _queued() -> bytes:
    """Return all keys and values of Celery's broker and of the shared cache, from all Redis databases."""
    held: list[Any] = []
    for number in range(16):
        database: Any = redis.Redis.from_url(settings.REDIS_URL, db=number)
        for key in database.scan_iter():
            held.append(key)
            match database.type(key):
                case b"list":
                    held += database.lrange(key, 0, -1)
                case b"set":
                    held += database.smembers(key)
                case b"zset":
                    held += database.zrange(key, 0, -1)
                case b"hash":
                    held += [part for pair in database.hgetall(key).items() for part in pair]
                case _:
                    # Empty if the other process of the tests has just emptied its database.
                    held.append(database.get(key) or b"")
        database.close()
    return b"\n".join(held)


@pytest.fixture
def story(
    transactional_db: None,
    logged: io.StringIO,
    tasked: list[Any],
    pushes: PushService,
    mails: MailSink,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Story]:
    with time_machine.travel(START, tick=False) as clock:
        told = Story(clock, pushes, mails, monkeypatch)
        told.errors()
        for _ in range(3):
            told.work()
        told.ritual()
        told.work()
        told.trouble()
        yield told


@pytest.mark.slow
def test_nothing_that_was_written_gets_out(
    story: Story, logged: io.StringIO, tasked: list[Any], mails: MailSink, pushes: PushService
) -> None:
    lines = logged.getvalue()
    assert '"exception": "RuntimeError"' in lines
    missing = [
        fault
        for fault in ("request_failed", "reminder_fault", "checkins.tasks.lapse_and_open_check_ins")
        if fault not in lines
    ]
    assert missing == []
    # A refused note is not logged, because a log line would show when someone used their pocket.
    assert [line for line in lines.splitlines() if "refused" in line and "ocket" in line] == []
    secrets = (*WRITTEN, *NAMES, "wrenendpoint", "unheard.feels.1")
    assert [line for line in lines.splitlines() if hits(line, secrets)] == []

    assert mails.to("operator@example.org") == []
    for person, browser in zip(story.people, story.browsers, strict=True):
        received = [f"{mail.subject} {mail.text} {mail.html}" for mail in mails.to(str(person.user.email))]
        received += [browser.decrypt(each.body).decode() for each in pushes.to(browser.endpoint)]
        assert len(received) > 3
        own = [person.user.display_name] if person is story.ana else []  # her wording is warm
        assert set(hits(" ".join(received), (*WRITTEN, *NAMES))) <= set(own)
        outside = [f"{each.headers} {each.path}" for each in pushes.to(browser.endpoint)]
        assert hits(" ".join(outside), (*WRITTEN, *NAMES)) == []

    assert tasked
    assert hits(repr(tasked), (*WRITTEN, *NAMES)) == []
    assert not [
        name for name, entry in settings.CELERY_BEAT_SCHEDULE.items() if {"args", "kwargs"} & set(entry)
    ]

    conflicts = [each for each in story.refusals if b"draft_conflict" in each]
    for refusal in story.refusals:
        assert refusal in conflicts or hits(refusal, (*WRITTEN, *NAMES)) == []


@pytest.mark.slow
def test_the_database_holds_what_was_written_only_sealed(story: Story) -> None:
    stored = _stored()
    assert hits(stored, NAMES) == list(NAMES), "this is the database that they live in"
    assert hits(stored, WRITTEN) == []


@pytest.mark.slow
@pytest.mark.skipif(not settings.REDIS_URL, reason="without Valkey there is no broker to look into")
def test_broker_and_cache_hold_nothing_that_was_written(story: Story) -> None:
    for task in (ritual.lapse_and_open_check_ins, reminders.plan_reminders, reminders.deliver_due_reminders):
        task.delay()
    queued = _queued()
    assert b"checkins.tasks.lapse_and_open_check_ins" in queued, "this is the queue that they wait in"
    assert hits(queued, (*WRITTEN, *NAMES)) == []


@pytest.mark.parametrize("how", ["raised", "given", "none"])
def test_where_it_broke_keeps_places_and_drops_texts(how: str) -> None:
    found: Any = None
    try:
        break_down()
    except RuntimeError as error:
        found = {"raised": True, "given": (type(error), error, error.__traceback__), "none": error}[how]
        event = logs.where_it_broke(None, "error", {"event": "it_broke", "exc_info": found})
    assert event.keys() == {"event", "exception", "at"}
    assert event["exception"] == "RuntimeError"
    assert any(place.endswith(" break_down") for place in event["at"])
    assert hits(repr(event), (*WRITTEN, *NAMES)) == []

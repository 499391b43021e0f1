"""Words that people wrote, looked for where they must not be: logs, mail, pushes, tasks, error pages, the database."""

from __future__ import annotations

import copy
import datetime as dt
import io
import json
import logging.config
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
import time_machine
from celery import signals
from django.conf import settings
from django.db import connection

from checkins import actions
from checkins import tasks as ritual
from notifications import tasks as reminders
from notifications.channels import push
from project.settings import logs
from tests.journeys.people import Answer, Person, pair
from tests.services.mail import MailSink
from tests.services.push import Browser, PushService, Reply

START = dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)
MINUTES = dt.timedelta(minutes=4)

#: What only sealed envelopes may hold.
WRITTEN = ("heronquill", "larkspindle", "ottervellum", "finchmarrow", "wrensextant")
NOTE, APPRECIATION, WISH, PRIVATE, DRAFT = WRITTEN
#: What the database may hold, and mail to nobody but its owner.
ANA, BEN = NAMES = ("Anacanthus", "Benedictine")


def hits(where: bytes | str, words: Iterable[str]) -> list[str]:
    """Which of the words are in it, in whatever case, as text or as the hexadecimal of a dump."""
    text = (where.encode(errors="replace") if isinstance(where, str) else where).lower()
    return [word for word in words if word.lower().encode() in text or word.encode().hex().encode() in text]


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Iterator[io.StringIO]:
    """Everything that is logged at DEBUG by the project's own configuration, as a server and as `make run` write it."""
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
    # The test's own mail server and event loop speak in this process, too.
    config["loggers"] = {**config["loggers"], "mail": {"level": "CRITICAL"}, "asyncio": {"level": "CRITICAL"}}
    logging.config.dictConfig(config)
    yield sink
    logging.config.dictConfig(settings.LOGGING)
    for name in ("mail", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    # What went around the logging: prints, warnings, a handler's own failure.
    out = capfd.readouterr()
    assert hits(out.out + out.err, (*WRITTEN, *NAMES)) == []


@pytest.fixture
def pushes() -> Iterator[PushService]:
    with PushService() as service:
        yield service
    push._session().close()
    push._session.cache_clear()


@pytest.fixture
def mails(settings: Any) -> Iterator[MailSink]:
    with MailSink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        # Whoever sets this must not be sent what people wrote.
        settings.ADMINS = [("Operator", "operator@example.org")]
        yield sink


@pytest.fixture
def tasked() -> Iterator[list[Any]]:
    """What was handed to a task, published or run."""
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


def _answers(prompt: Any) -> Answer:
    written = {"status": "answered", "value": None, "sharing": "share"}
    match prompt["kind"]:
        case "appreciation":
            return {**written, "note": f"Thank you for the {APPRECIATION}."}
        case "wish":
            return {**written, "note": f"Let us talk about the {WISH}."}
        case "guess":
            return {**written, "value": 2, "note": ""}
        case "anchor":
            return {**written, "value": 1, "note": f"The {NOTE}, again."}
        case _:
            return {**written, "value": 5, "note": f"Only for me: {PRIVATE}.", "sharing": "private"}


def _stored() -> bytes:
    """The whole database, as whoever steals it has it."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        files = [Path(name + suffix) for suffix in ("", "-wal", "-shm")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row for [row] in cursor.fetchall()]
        return "\n".join(rows).encode()


class _Story:
    """Two people's week, with everything in it that can go wrong."""

    def __init__(self, clock: Any, pushes: PushService, mails: MailSink, monkeypatch: Any) -> None:
        self.clock, self.pushes, self.mails, self.patch = clock, pushes, mails, monkeypatch
        self.refusals: list[bytes] = []
        self.people = self.ana, self.ben = Person(ANA), Person(BEN)
        self.browsers = [Browser(pushes.endpoint(f"wrenendpoint{number}")) for number in (1, 2)]
        for person, browser in zip(self.people, self.browsers, strict=True):
            person.put("/notifications/subscriptions", {**browser.subscription(), "label": "phone"})
            person.call("PATCH", "/me", {"display_name": person.user.display_name})
            person.client.raise_request_exception = False
        self.ana.call("PATCH", "/notifications/preferences", {"text": "warm"})
        pair(*self.people)
        self.check_in = self.ana.open_check_in()

    def refused(self, person: Person, status: int, method: str, path: str, body: Any) -> None:
        """A request that must fail in this way."""
        response = person.client.generic(
            method, f"/api/v1{path}", json.dumps(body), content_type="application/json"
        )
        assert response.status_code == status, response.content
        self.refusals.append(response.content)

    def work(self) -> None:
        """What beat starts, at a moment when what is due is due."""
        self.clock.shift(MINUTES)
        for task in (ritual.tick, reminders.plan, reminders.deliver):
            task.apply()

    def errors(self) -> None:
        """Bad input, nothing there, a conflict, too much, and faults of ours whose texts hold what was written."""
        path = f"/check-ins/{self.check_in['id']}"
        first = self.check_in["prompts"][0]["id"]
        draft = {"base_revision": 0, "answers": {first: {**_answers({"kind": "wish"}), "note": DRAFT}}}
        self.ana.put(f"{path}/draft", draft)
        self.refused(self.ben, 422, "PUT", f"{path}/draft", {"base_revision": 0, "answers": {first: DRAFT}})
        long = {first: {**_answers({"kind": "wish"}), "note": DRAFT * 400}}
        self.refused(self.ben, 422, "PUT", f"{path}/draft", {"base_revision": 0, "answers": long})
        self.refused(self.ben, 413, "PUT", f"{path}/draft", {"base_revision": 0, "answers": DRAFT * 40_000})
        self.refused(self.ben, 404, "PUT", f"/check-ins/{uuid.uuid4()}/draft", draft)
        self.refused(self.ben, 404, "PUT", f"/starters/{DRAFT}/saved", {})
        self.refused(self.ben, 404, "GET", f"/{DRAFT}", {})
        self.refused(self.ben, 409, "PUT", f"{path}/draft", {**draft, "base_revision": 9})
        with self.patch.context() as broken:
            broken.setattr(actions, "save_draft", _break)
            broken.setattr(actions, "save_starter", _break)
            self.refused(self.ana, 500, "PUT", f"{path}/draft", {**draft, "base_revision": 1})
            # The list of starters is sealed, too: which one it was is nobody's business.
            self.refused(self.ana, 500, "PUT", "/starters/unheard.feels.1/saved", {})
            broken.setattr(actions, "open_due", _break)
            broken.setattr(push, "send", _break)
            self.work()

    def ritual(self) -> None:
        """Both submit, read, talk, look back."""
        for person in self.people:
            person.submit(person.open_check_in(), _answers)
        revealed = self.ben.get(f"/check-ins/{self.check_in['id']}/reveal")
        assert hits(json.dumps(revealed), (NOTE, APPRECIATION, WISH)) == [NOTE, APPRECIATION, WISH]
        self.refused(
            self.ben,
            409,
            "PUT",
            f"/check-ins/{self.check_in['id']}/draft",
            {"base_revision": 1, "answers": {}},
        )
        for point in filter(None, (*revealed["strengths"], revealed["main"], revealed["optional"])):
            for what, body in (("voice", {"choice": "now"}), ("talked", {}), ("helped", {"helped": "yes"})):
                self.ben.post(f"/talking-points/{point['id']}/{what}", body)
        for path in ("/home", "/history", "/talking-points", "/starters?q=heronquill", "/schedule", "/me"):
            self.ana.get(path)
        self.ana.put("/starters/unheard.feels.1/saved")
        self.ana.post("/notifications/test")

    def trouble(self) -> None:
        """Mail and push services that refuse, in words that repeat what they were given."""
        replies = (Reply(403), Reply(429, {"Retry-After": "60"}), Reply(500), Reply(400))
        self.pushes.script(self.browsers[0].endpoint, *replies)
        self.mails.refuse(self.ben.user.email, f"550 no such mailbox: {self.ben.user.email}")
        for _ in replies:
            self.work()
            self.ben.post("/notifications/test")
            self.ana.post("/notifications/test")


def _break(*_: Any, **__: Any) -> None:
    words = {"words": " ".join(WRITTEN), "name": ANA}  # locals, as a pretty traceback prints them
    try:
        raise ValueError(f"{words}")
    except ValueError as error:
        error.add_note(DRAFT)
        raise RuntimeError(f"could not store '{NOTE}'\nof {BEN}") from error


@pytest.fixture
def story(
    transactional_db: None,
    logged: io.StringIO,
    tasked: list[Any],
    pushes: PushService,
    mails: MailSink,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[_Story]:
    with time_machine.travel(START, tick=False) as clock:
        told = _Story(clock, pushes, mails, monkeypatch)
        told.errors()
        for _ in range(3):
            told.work()
        told.ritual()
        told.work()
        told.trouble()
        yield told


def test_nothing_that_was_written_gets_out(
    story: _Story, logged: io.StringIO, tasked: list[Any], mails: MailSink, pushes: PushService
) -> None:
    lines = logged.getvalue()
    assert '"exception": "RuntimeError"' in lines
    missing = [
        fault for fault in ("request_failed", "reminder_fault", "checkins.tasks.tick") if fault not in lines
    ]
    assert missing == []
    secrets = (*WRITTEN, *NAMES, "wrenendpoint", "unheard.feels.1")
    assert [line for line in lines.splitlines() if hits(line, secrets)] == []

    assert mails.to("operator@example.org") == []
    for person, browser in zip(story.people, story.browsers, strict=True):
        received = [f"{mail.subject} {mail.text} {mail.html}" for mail in mails.to(person.user.email)]
        received += [browser.decrypt(each.body).decode() for each in pushes.to(browser.endpoint)]
        assert len(received) > 3
        own = [person.user.display_name] if person is story.ana else []  # she asked for warm words
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


def test_the_database_holds_what_was_written_only_sealed(story: _Story) -> None:
    stored = _stored()
    assert hits(stored, NAMES) == list(NAMES), "this is the database that they live in"
    assert hits(stored, WRITTEN) == []


@pytest.mark.parametrize("how", ["raised", "given", "none"])
def test_where_it_broke_keeps_places_and_drops_texts(how: str) -> None:
    found: Any = None
    try:
        _break()
    except RuntimeError as error:
        found = {"raised": True, "given": (type(error), error, error.__traceback__), "none": error}[how]
        event = logs.where_it_broke(None, "error", {"event": "it_broke", "exc_info": found})
    assert event.keys() == {"event", "exception", "at"}
    assert event["exception"] == "RuntimeError"
    assert any(place.endswith(" _break") for place in event["at"])
    assert hits(repr(event), (*WRITTEN, *NAMES)) == []

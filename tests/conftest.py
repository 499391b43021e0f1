"""Fixtures of the whole test suite: the database, an empty cache, and local servers for e-mail, pushes and Valkey.

The suite runs on SQLite with the in-process cache and broker. If `DATABASE_URL` and `REDIS_URL` are set, it runs on
PostgreSQL with Valkey instead (`python -m tests.services -- pytest` starts both).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.test.client import ClientHandler
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from tests.browser.stack import Stack, running
from tests.deploy.fresh_process import FreshProcesses, fresh_processes
from tests.emptied import empty_quickly
from tests.kept_library import read_once
from tests.page_owner import naming_its_person
from tests.services.mail import MailSink
from tests.services.migrated import MigratedDatabases
from tests.services.push import PushService
from tests.services.valkey import valkey_server
from tests.shared_middleware import load_shared

#: Test files that take long. If one of them began last, the other processes of the run would wait for it.
LONGEST = (
    "test_twin_worlds.py",
    "test_mutants.py",
    "test_backup_at_home.py",
    "test_screens.py",
    "test_backup.py",
    "test_phones.py",
    "test_one_command.py",
    "test_whose_page.py",
    "test_reminders.py",
    "test_home_edition.py",
    "test_an_evening_for_two.py",
    "test_without_mail.py",
    "test_first_evening.py",
    "test_journey.py",
    "test_bare_browser.py",
    "test_alone.py",
    "test_reveal_moment.py",
    "test_proxy.py",
    "test_connections.py",
    "test_notifications.py",
    "test_demo.py",
    "test_pages_for_two.py",
    "test_access.py",
    "test_throttles.py",
    "test_doctor.py",
    "test_schema.py",
    "test_who_is_touched.py",
    "test_submit_race.py",
    "test_plans.py",
    "test_many_at_once.py",
)


# On a busy machine an example takes longer than Hypothesis allows by default.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Exclude all objects loaded so far from garbage collection, because they stay until the run ends anyway."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures that tests in all processes recorded with `record_property("counted", ...)`."""
    counted = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == "counted"
    ]
    if counted:
        terminalreporter.section("counted")
        for line in sorted(counted):
            terminalreporter.write_line(f"  {line}")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the slowest test files first, so that parallel processes finish at about the same time."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
    migrated: MigratedDatabases,
) -> None:
    """Give the tests a database that is already migrated.

    On SQLite, this is a copy of a migrated database, in a file. An in-memory database is unsuitable, because its locks
    differ from those of the database file in production. On PostgreSQL, Django copies the database that the
    environment variable MIGRATED_DATABASE names. `tests.services` creates that database and sets the variable.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        migrated.sqlite(file)
        database.setdefault("TEST", {})["NAME"] = str(file)
    elif template := os.environ.get("MIGRATED_DATABASE"):
        database.setdefault("TEST", {})["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Return whether to keep the existing test database: True on SQLite, where it is an already migrated copy."""
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))


class _AtOnce(Executor):
    """A replacement for the thread pool that sends sign-in e-mails.

    It runs each job immediately, in the thread that submits the job.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@pytest.fixture(autouse=True)
def _mails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send sign-in e-mails in the thread of the test, so that no e-mail arrives late, during the next test."""
    monkeypatch.setattr("couples.sign_in.sign_in_emails.pool", _AtOnce())


@pytest.fixture(scope="session", autouse=True)
def _clients_name_their_person() -> Iterator[None]:
    """Make test clients add the header `X-Person` to each write request, unless the test sets this header.

    The header contains the id of the signed-in person, as in the requests of the app's pages.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", naming_its_person)
        yield


@pytest.fixture(scope="session", autouse=True)
def _clients_share_their_middleware() -> Iterator[None]:
    """Make all test clients share one middleware chain.

    After a change of a setting that middleware may read, the chain is built again.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load_shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def _library_parsed_once() -> Iterator[None]:
    """Parse each unchanged file of the library only once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("content.files.loading.read", read_once)
        patch.setattr("content.help_lines.read", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly() -> Iterator[None]:
    """Empty the database quickly after each test that commits."""
    with pytest.MonkeyPatch.context() as patch:
        empty_quickly(patch)
        yield


@pytest.fixture(autouse=True)
def _clean_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Clear the cache before and after each test, and reset all rate limits before each test."""
    from project.http.throttles import Ceiling, RequestCounter

    monkeypatch.setattr(Ceiling, "counter", RequestCounter())
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def processes() -> Iterator[FreshProcesses]:
    """A runner of commands, which starts a process with its own environment variables for each command.

    All these processes are forked from a single process, so that Python and the libraries are loaded only once.
    """
    with fresh_processes() as found:
        yield found


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The `unix://` URL of a real Valkey server, which this test run starts for itself."""
    with valkey_server(tmp_path_factory.mktemp("valkey")) as url:
        yield url


@pytest.fixture(scope="session")
def migrated() -> MigratedDatabases:
    """An object that copies migrated databases, for tests that start the app in other processes."""
    return MigratedDatabases()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, migrated: MigratedDatabases) -> Iterator[Stack]:
    """The running app: web server, worker and beat, with local e-mail and push services.

    All tests of a process share one running app.
    """
    with running(tmp_path_factory.mktemp("stack"), migrated) as started:
        yield started


@pytest.fixture(scope="session")
def _push_service() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.fixture(scope="session")
def _mail_sink() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def pushes(_push_service: PushService) -> Iterator[PushService]:
    """A local push service. At the beginning of each test, the service has no pushes.

    All tests of a process share one push service.
    """
    yield _push_service
    _push_service.forget()


@pytest.fixture
def mails(_mail_sink: MailSink, settings: Settings) -> Iterator[MailSink]:
    """A local SMTP server that receives Django's e-mails. At the beginning of each test, the server has no e-mails.

    All tests of a process share one SMTP server.
    """
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _mail_sink.port
    # So long that no test runs into it by accident. A test of the timeout sets a shorter one.
    settings.EMAIL_TIMEOUT = 60
    yield _mail_sink
    _mail_sink.forget()

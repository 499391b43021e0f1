"""`manage.py doctor` reports each fault of a set-up, says what to do about it, and prints no secret."""

from __future__ import annotations

import base64
import math
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from project import keys_file
from project.doctor import inside, outside
from project.doctor.results import Check, CheckResult
from project.home import first_start
from project.running import seen_from_outside
from project.volume import Volume
from tests.deploy.fresh_process import FreshProcesses
from tests.home import edition
from tests.home.stranger import Stranger, answering
from tests.services.mail import MailSink
from tests.services.migrated import MigratedDatabases
from tests.services.ports import free_port


def _only(check: Check) -> CheckResult:
    """Run a check that must have exactly one result, and return this result.

    Also fail if an "ok" result says what to do, or if a warning or fault does not.
    """
    [found] = check()
    assert bool(found.do) == (found.state != "ok")
    return found


@pytest.fixture
def stranger(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stranger]:
    """A trusted https server at ORIGIN that responds to the doctor as the app would behind one correct proxy."""
    with answering(tmp_path) as found:
        monkeypatch.setenv("SSL_CERT_FILE", str(found.certificate))
        settings.ORIGIN, settings.TRUSTED_PROXIES = found.origin, 1
        settings.PUSH_HOSTS, settings.PUSH_ALLOW_LOOPBACK = [f"localhost:{found.port}"], False
        found.says = {"secure": True, "hops": 1}
        yield found


def test_an_address_that_leads_here_is_fine(stranger: Stranger) -> None:
    assert _only(outside.address).state == "ok"


@pytest.mark.parametrize("host", ["side-by-side.invalid", ".example.org", f"{'x' * 64}.example.org"])
def test_a_name_that_leads_nowhere_is_named(settings: Settings, host: str) -> None:
    settings.ORIGIN = f"https://{host}"
    found = _only(outside.address)
    assert (found.state, found.says) == ("fault", f"the name {host} leads nowhere")


def test_an_address_where_nothing_answers_is_named(settings: Settings) -> None:
    settings.ORIGIN = f"https://127.0.0.1:{free_port()}"
    found = _only(outside.address)
    assert "nothing answers" in found.says
    assert "Is the proxy running" in found.do


def test_a_certificate_that_browsers_refuse_is_named(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    found = _only(outside.address)
    assert (found.state, found.subject) == ("fault", "certificate")
    assert "browsers will refuse it" in found.says


@pytest.mark.parametrize(
    "says",
    ["Hello", {"status": "ok"}, [1], {"secure": True, "hops": None}, {"secure": True, "hops": math.inf}],
)
def test_another_program_at_the_address_is_named(stranger: Stranger, says: object) -> None:
    stranger.says = says
    found = _only(outside.address)
    assert "another program answers" in found.says


def test_a_program_that_speaks_no_http_is_named(stranger: Stranger) -> None:
    stranger.raw = b"220 mail.example.org ESMTP\r\n"
    found = _only(outside.address)
    assert "another program answers" in found.says
    found = _only(outside.pushes_and_clock)
    assert (found.state, found.subject) == ("fault", "push")
    # A response that ends early.
    stranger.raw = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
    assert "another program answers" in _only(outside.address).says


@pytest.mark.parametrize(
    ("secure", "hops", "do"),
    [
        (False, 1, "X-Forwarded-Proto"),
        (True, 0, "Set TRUSTED_PROXIES=0, or let the proxy set X-Forwarded-For"),
        (True, 2, "Set TRUSTED_PROXIES=2. As it is, all visitors share"),
    ],
)
def test_a_proxy_that_passes_on_too_little_or_too_much_is_named(
    stranger: Stranger, secure: bool, hops: int, do: str
) -> None:
    stranger.says = {"secure": secure, "hops": hops}
    found = _only(outside.address)
    assert (found.state, found.subject) == ("fault", "proxy")
    assert do in found.do


def test_the_app_says_how_a_request_arrived_only_with_a_proof(client: Client, settings: Settings) -> None:
    proof = {seen_from_outside.HEADER: seen_from_outside.proof()}
    assert client.get("/health/outside", headers=proof).json() == {"secure": False, "hops": 0}
    for forged in ({}, {seen_from_outside.HEADER: "doctor"}):
        assert client.get("/health/outside", headers=forged).status_code == 404
    settings.SECRET_KEY = "of another server"
    assert client.get("/health/outside", headers=proof).status_code == 404


def test_a_clock_that_is_off_is_named(stranger: Stranger) -> None:
    assert _only(outside.pushes_and_clock).state == "ok"
    stranger.date = "Tue, 01 Jan 2019 00:00:00 GMT"
    found = _only(outside.pushes_and_clock)
    assert (found.state, found.subject) == ("fault", "clock")
    assert "time synchronisation" in found.do


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "https://push.example.org", ".push.example.org"])
def test_a_push_service_that_cannot_be_reached_is_named(settings: Settings, host: str) -> None:
    settings.PUSH_HOSTS = [host.format(port=free_port())]
    found = _only(outside.pushes_and_clock)
    assert (found.state, found.subject) == ("fault", "push")


@pytest.fixture
def smtp(settings: Settings) -> None:
    settings.MAIL, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 10
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "", ""


@pytest.mark.usefixtures("smtp")
def test_a_mail_server_is_tried(settings: Settings) -> None:
    with MailSink() as sink:
        settings.EMAIL_PORT = sink.port
        settings.DEFAULT_FROM_EMAIL = "Side by Side <hello@example.org>"
        assert _only(outside.mail).state == "warning", "an address that is nobody's"
        settings.DEFAULT_FROM_EMAIL = "Side by Side <hello@sidebyside.house>"
        assert _only(outside.mail).state == "ok"
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "robin", "not-the-password"
        found = _only(outside.mail)
        assert (found.state, "EMAIL_URL" in found.do) == ("fault", True)
        assert "not-the-password" not in str(found)
        settings.EMAIL_HOST_PASSWORD = "schlüssel"
        assert "a letter that can't be sent" in _only(outside.mail).says
    settings.EMAIL_PORT = free_port()
    assert "can't be reached" in _only(outside.mail).says


def test_a_server_without_mail_is_fine(settings: Settings) -> None:
    settings.MAIL = False
    assert _only(outside.mail).state == "ok"


def test_redis_that_does_not_answer_is_named(settings: Settings) -> None:
    settings.REDIS_URL = f"redis://:secret@127.0.0.1:{free_port()}/0"
    settings.CACHES = {"default": {"BACKEND": "project.cache.Cache", "LOCATION": settings.REDIS_URL}}
    found = _only(inside.shared_cache)
    assert (found.state, found.subject) == ("fault", "redis")
    assert "secret" not in str(found)


@pytest.mark.django_db
def test_a_folder_that_is_missing_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.TOMBSTONES_FILE = str(tmp_path / "missing" / "tombstones.txt")
    found = next(each for each in inside.folders() if each.subject == "tombstones")
    assert found.state == "fault"
    assert "chown" in found.do


def test_keys_that_others_can_read_are_named(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS_FILE = tmp_path / "keys.env"
    keys_file.make(settings.KEYS_FILE)
    assert _only(inside.keys).state == "ok"
    settings.KEYS_FILE.chmod(0o644)
    assert _only(inside.keys).do == f"chmod 600 {settings.KEYS_FILE}"


def test_settings_are_fine_if_only_silenced_advice_is_left(settings: Settings) -> None:
    settings.LOCAL = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    # Without SECURE_HSTS_INCLUDE_SUBDOMAINS, Django gives the advice W005. Production silences it.
    settings.SECURE_HSTS_SECONDS, settings.SILENCED_SYSTEM_CHECKS = 60, ["security.W005", "security.W021"]
    assert _only(inside.configuration).state == "ok"
    settings.SECURE_SSL_REDIRECT = False
    found = _only(inside.configuration)
    assert (found.state, "SECURE_SSL_REDIRECT" in found.says) == ("warning", True)


@pytest.mark.slow
def test_whole_set_ups_are_named_rightly_and_no_secret_is_printed(
    processes: FreshProcesses, tmp_path: Path, migrated: MigratedDatabases
) -> None:
    volume = Volume(tmp_path / "data")
    first_start.prepare(volume)
    # Nothing listens at ORIGIN and no push service can be reached. These are the only two faults of the set-up.
    env = edition.environment(volume.root, origin=f"https://127.0.0.1:{free_port()}") | {
        "PUSH_HOSTS": f"127.0.0.1:{free_port()}"
    }
    secrets = [*keys_file.read(volume.keys).values()]

    def doctor(**changes: str) -> str:
        ended = processes.manage(env | changes, "doctor")
        assert ended.returncode == 1, ended.stdout + ended.stderr
        said = ended.stdout + ended.stderr
        for secret in [*secrets, "hunter2"]:
            assert secret not in said
        assert "Traceback" not in said
        return said

    assert "it lacks" in doctor()
    migrated.sqlite(volume.database)
    said = doctor()
    assert "ok      settings: every variable has a value that can work" in said
    assert "ok      database: it answers, is up to date, and fits the keys" in said
    assert "nothing answers at" in said
    assert "Faults: 2." in said
    assert "ORIGIN is not set." in doctor(ORIGIN="")
    assert "4 bytes instead of 32" in doctor(DATA_WRAPPING_KEY=base64.b64encode(b"four").decode())
    said = doctor(VAPID_SUBJECT="mailto:me@localhost", DATABASE_URL="postgres://robin:hunter2@127.0.0.1:1/x")
    assert "VAPID_SUBJECT must be" in said
    assert "FAULT   database: it can't be reached" in said
    sealed = processes.manage(
        env,
        "shell",
        "--no-imports",
        "--command",
        "from couples.models import User; from couples import actions; from django.utils import timezone; "
        "a, b = (User.objects.create_user(f'{n}@example.org') for n in 'ab'); "
        "actions.form_pair(a, b, now=timezone.now())",
    )
    assert sealed.returncode == 0, sealed.stderr
    other = base64.b64encode(bytes(32)).decode()
    assert "this server lacks the wrapping key" in doctor(DATA_WRAPPING_KEY=other)
    with sqlite3.connect(volume.database) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with volume.database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)
    assert "its file is damaged" in doctor()

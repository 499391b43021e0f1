"""The home edition starts with few settings and one folder, keeps its data, and leaves no process when it stops."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import requests

from project.volume import Volume
from tests.deploy import unverified
from tests.home import edition
from tests.home.edition import HomeEdition

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HomeEdition]:
    """A running home edition, which several tests share."""
    with edition.running(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    """A session that opens a new connection for each request.

    It verifies no certificate: for localhost, the proxy signs the certificate with its own authority.
    """
    with unverified.session() as made:
        made.headers.update(unverified.ALONE)
        yield made


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_it_serves_the_app_over_tls_with_a_certificate_of_its_own(
    home: HomeEdition, session: requests.Session
) -> None:
    page = session.get(f"{home.origin}/", timeout=30)
    assert page.status_code == 200
    assert "Side by Side" in page.text
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert "preload" not in page.headers["Strict-Transport-Security"]
    assert session.get(f"{home.origin}/health/ready", timeout=30).json() == {"status": "ok"}


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_its_app_speaks_http_to_this_machine_alone(home: HomeEdition) -> None:
    family = psutil.Process(home.process.pid).children(recursive=True)
    listening = {
        (link.laddr.ip, link.laddr.port)
        for each in family
        for link in each.net_connections("inet")
        if link.status == psutil.CONN_LISTEN
    }
    assert {ip for ip, port in listening if port == home.port} == {"127.0.0.1"}


def test_its_start_prints_a_link_that_makes_the_first_account(home: HomeEdition) -> None:
    found = re.search(r"(https://\S+)/set-up#([\w-]{22})\s", home.printed())
    assert found
    assert found.group(1) == home.origin


def test_a_second_one_on_the_same_folder_is_refused(home: HomeEdition, tmp_path: Path) -> None:
    said = edition.refused(tmp_path, home.environment)
    assert "It is running already" in said


def test_its_management_commands_find_the_keys_in_the_folder(home: HomeEdition) -> None:
    done = home.manage("check", "--database", "default")
    assert done.returncode == 0, done.stderr


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_it_needs_little_memory_after_use(
    home: HomeEdition, session: requests.Session, record_property: Callable[[str, object], None]
) -> None:
    for _ in range(50):
        assert session.get(f"{home.origin}/api/v1/me", timeout=30).status_code == 401
        assert session.get(f"{home.origin}/", timeout=30).status_code == 200
    used = home.memory()
    record_property("counted", f"the home edition uses {used:.0f} MiB, its own proxy included")
    assert used <= 350


def test_it_prints_no_key(home: HomeEdition) -> None:
    for line in Volume(home.volume).keys.read_text().splitlines():
        assert line.split("=", 1)[1] not in home.printed()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"VAPID_SUBJECT": ""}, "VAPID_SUBJECT must be"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_reason(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    env = edition.environment(tmp_path / "data", origin="https://localhost:8443") | change
    assert said in edition.refused(tmp_path, env)


@pytest.mark.long
def test_a_kill_leaves_no_process_and_the_next_start_finds_the_same_data(tmp_path: Path) -> None:
    with edition.running(tmp_path) as home:
        keys = Volume(home.volume).keys.read_text()
        made = home.manage(
            "shell",
            "--no-imports",
            "--command",
            "from couples.models import User; User.objects.create_user('ana@example.org')",
        )
        assert made.returncode == 0, made.stderr
        family = psutil.Process(home.process.pid).children(recursive=True)
        os.kill(home.process.pid, signal.SIGKILL)
        gone, alive = psutil.wait_procs(family, timeout=edition.START_LIMIT)
        assert not alive, gone
    with edition.running(tmp_path) as home:
        assert Volume(home.volume).keys.read_text() == keys
        with sqlite3.connect(Volume(home.volume).database) as database:
            assert database.execute("SELECT count(*) FROM couples_user").fetchone() == (1,)
        # If the web server ends, all processes end, so that a container restarts as a whole.
        web = next(
            each
            for each in psutil.Process(home.process.pid).children()
            if "granian" in " ".join(each.cmdline())
        )
        web.kill()
        assert home.process.wait(timeout=edition.START_LIMIT) == 1
        assert "web ended with code" in home.printed()


def test_what_is_due_happens_without_celery(home: HomeEdition) -> None:
    """Show that the poller, the background process, does Celery's work: it deletes an expired session."""
    with sqlite3.connect(Volume(home.volume).database, timeout=edition.START_LIMIT) as database:
        database.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) "
            "VALUES ('old', '', '2020-01-01 00:00:00')"
        )
    until = time.monotonic() + edition.START_LIMIT
    while True:
        with sqlite3.connect(Volume(home.volume).database) as database:
            there = database.execute("SELECT 1 FROM django_session WHERE session_key = 'old'").fetchone()
        if there is None:
            break
        assert time.monotonic() < until, home.printed()
        time.sleep(0.1)

"""The commands in docs/operations.md back up and restore all data, and erased people stay erased."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.fresh_process import FreshProcesses
from tests.services.migrated import MigratedDatabases
from tests.services.postgres import TOOLS
from tests.services.postgres import postgres as postgres_server

pytestmark = pytest.mark.stack

ROOT = Path(__file__).resolve().parents[2]
#: A replacement of `docker compose` that runs the documented commands on this machine instead of in a container.
DOCKER = """#!/bin/sh
shift; verb=$1; shift
case $verb in stop|up) exit 0 ;; esac
while [ "${1#-}" != "$1" ]; do shift; done
shift
exec "$@"
"""

#: Code that creates two couples, Ana and Ben, and Eva and Fox, each with a revealed check-in.
BEGIN = """
from tests.checkins.world import HOUR, answer, submit
from tests.factories import START, joined, user
for one, other in (("ana", "ben"), ("eva", "fox")):
    people = [user(name, address=f"{name}@example.org") for name in (one, other)]
    us = joined(*people)
    check_in = us.check_in
    for person in people:
        words = {"appreciation": answer(None, note=f"{person.display_name} wrote")}
        submit(person, check_in, now=START + HOUR, overrides=words)
"""
#: Code to run after the backup: Ana erases her account, and Eva leaves her couple.
AFTERWARDS = """
from tests.checkins.world import HOUR
from tests.factories import START
from couples import actions
from couples.models import User
actions.erase(User.objects.get(email="ana@example.org"), now=START + 2 * HOUR)
actions.leave(User.objects.get(email="eva@example.org"), now=START + 2 * HOUR)
"""
#: Code that signs Ben in, and code that prints the number of sessions.
SIGN_IN = """
from django.test import Client
from couples.models import User
Client().force_login(User.objects.get(email="ben@example.org"))
"""
SESSIONS = """
from django.contrib.sessions.models import Session
print(Session.objects.count())
"""
#: Code that prints every row of every table, and whose words each person can read in their own and the shared answers.
STATE = """
import json
from django.db import connection
from checkins import queries
from checkins.models import CheckIn
from couples.errors import NotFound
from couples.models import User
from django.utils import timezone
rows = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        rows[table] = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor)
reads = {}
for user in User.objects.all():
    for check_in in CheckIn.objects.all():
        own = lambda: queries.own_past(user, check_in.pk, now=timezone.now())
        shared = lambda: queries.reveal(user, check_in.pk)
        for what in (own, shared):
            try:
                found = json.dumps(what(), default=str)
            except NotFound:
                continue
            words = [name for name in ("ana", "ben", "eva", "fox") if f"{name} wrote" in found]
            reads.setdefault(user.display_name, []).append(words)
print(json.dumps({"rows": rows, "reads": reads}))
"""


class House:
    """An installation of the app, with its own database and folder, in which tests run an operator's commands."""

    def __init__(self, folder: Path, url: str, processes: FreshProcesses, **environment: str) -> None:
        self.folder = folder
        self._processes = processes
        tools = folder / "bin"
        tools.mkdir()
        # Scripts instead of symbolic links: Python finds its virtual environment by the path of its program.
        for name, script in (("docker", DOCKER), ("python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')):
            (tools / name).write_text(script)
            (tools / name).chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{TOOLS}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": url,
            "REDIS_URL": "",
            "TOMBSTONES_FILE": str(folder / "tombstones.txt"),
            "PYTHONPATH": str(ROOT),
            **environment,
        }

    def run(self, *command: str) -> str:
        """Run a command and return its output. The test fails if the command fails."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shell(self, commands: str) -> str:
        """Run shell commands that an operator copies from docs/operations.md, and return their output."""
        return self.run("sh", "-ec", commands.replace("manage.py", shlex.quote(str(ROOT / "manage.py"))))

    def python(self, code: str) -> str:
        """Run Python code in the app and return its output. The test fails if the code fails."""
        done = self._processes.python(self.environment, "-c", f"import django; django.setup()\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def state(self, after: str = "") -> Any:
        """Run the Python code `after`, then return what is in the database and who can read whose words.

        "rows" maps the name of each table to its rows, without four tables that a restore changes. "reads" maps each
        person's name to a list with one entry per page of answers that this person can read. Each entry lists the
        people whose words are on the page.
        """
        found = json.loads(self.python(after + STATE))
        # Leave out tables that a restore changes, such as the times of migrations.
        for table in ("django_migrations", "django_content_type", "auth_permission", "couples_tombstone"):
            found["rows"].pop(table)
        return found


def documented(heading: str, number: int = 0) -> str:
    """Return the commands in docs/operations.md under this heading.

    `number` is the position of the code block under the heading, from 0.
    """
    page = (ROOT / "docs" / "operations.md").read_text()
    section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return str(re.findall(r"```sh\n(.*?)```", section, re.DOTALL)[number])


@pytest.fixture
def postgres(tmp_path: Path, migrated: MigratedDatabases, processes: FreshProcesses) -> Iterator[House]:
    with postgres_server() as server:
        server.forgo_durability()
        with server.connect() as connection:
            connection.execute("CREATE ROLE sidebyside SUPERUSER LOGIN")
        migrated.fill(server)
        url = server.url.replace("postgres@", "sidebyside@")
        yield House(tmp_path, url, processes, PGHOST=server.sockets)


EVERYBODY = {
    "ana": [["ana"], ["ana", "ben"]],
    "ben": [["ben"], ["ana", "ben"]],
    "eva": [["eva"], ["eva", "fox"]],
    "fox": [["fox"], ["eva", "fox"]],
}
#: What each person can read after Ana's erasure and Eva's leaving: only their own words, and nothing shared.
AFTER = {"ben": [["ben"]], "eva": [["eva"]], "fox": [["fox"]]}


def test_on_postgresql_as_the_page_says(postgres: House) -> None:
    before = postgres.state(BEGIN + SIGN_IN)
    assert before["reads"] == EVERYBODY
    assert before["rows"]["django_session"]
    before["rows"] |= {"django_session": [], "couples_device": []}
    postgres.shell(documented("Back up"))
    backup = gzip.decompress((postgres.folder / "side-by-side.backup").read_bytes())
    assert b"ana wrote" not in backup, "it is in there only sealed"
    assert b"django_session.copy" not in backup
    postgres.shell(documented("Restore"))
    after = postgres.state()
    differing = [name for name in before["rows"] if after["rows"].get(name) != before["rows"][name]]
    assert differing == [], "and no one is signed in"
    assert after == before
    erased = postgres.state(AFTERWARDS)
    assert erased["reads"] == AFTER
    said = postgres.shell(documented("Restore"))
    assert "3 tombstones; erased again: 1; closed again: 1." in said
    again = postgres.state()
    assert again["reads"] == AFTER
    assert "ana@example.org" not in json.dumps(again["rows"])
    for table in ("couples_user", "checkins_response", "checkins_talkingpoint", "couples_datakey"):
        assert again["rows"][table] == erased["rows"][table], table
    # The page's other way to restore erasures, for a lost volume.
    write_down, hand_in = documented("Restore", 1).splitlines()
    postgres.shell(write_down)
    (postgres.folder / "tombstones.txt").rename(postgres.folder / "kept.txt")
    assert "erased again: 0; closed again: 0." in postgres.shell(
        hand_in.replace("tombstones.txt", "kept.txt")
    )


# Marked `long` because tests/home already covers backup and restore on SQLite in `make test`.
@pytest.mark.long
def test_on_sqlite_as_the_page_says(
    tmp_path: Path, migrated: MigratedDatabases, processes: FreshProcesses
) -> None:
    (tmp_path / ".local").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(tmp_path / "bin" / "python")
    database = tmp_path / ".local" / "side-by-side.sqlite3"
    house = House(tmp_path, migrated.sqlite(database), processes, LOCAL_DIR=str(tmp_path / ".local"))
    house.python(BEGIN + SIGN_IN)
    back_up, restore = documented("Restore", 2).splitlines()
    # Some data are still in the write-ahead log and not yet in the database file.
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        house.shell(back_up)
        [(session,)] = connection.execute("SELECT session_key FROM django_session")
    # Rows that the backup leaves out must not remain readable in its file.
    backup = gzip.decompress((tmp_path / "side-by-side.backup").read_bytes())
    assert b"django_session" in backup
    assert session.encode() not in backup
    house.python(AFTERWARDS)
    assert "erased again: 1; closed again: 1." in house.shell(restore)
    assert house.state()["reads"] == AFTER
    assert house.python(SESSIONS).split() == ["0"]

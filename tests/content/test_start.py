"""A mistake in additional content stops the app from starting. The error message names the file and the line.

The tests start real processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from project.local import valkey
from project.local.__main__ import environment, prepare
from project.local.starting import Refused
from project.local.supervise import Supervisor
from tests.content.decks import change, line_of
from tests.deploy.fresh_process import Ended, FreshProcesses
from tests.services.migrated import MigratedDatabases
from tests.services.ports import free_port

pytestmark = pytest.mark.slow


@pytest.fixture
def broken(deck: Path) -> str:
    """Write a wrong number into a file of additional content. Return how the error message must begin.

    The message must begin with the file, the line and the wrong field.
    """
    path = deck / "shared-laughter.yaml"
    change(path, "minutes: 5", "minutes: 50")
    return f"{path.resolve()}:{line_of(path, 'minutes: 50')}: experiments.0.minutes: 50 is greater than"


Start = Callable[..., Ended]


@pytest.fixture
def started(deck: Path, processes: FreshProcesses) -> Start:
    """A function that runs Python with the additional content, and returns the exit code and the output.

    For example, `started("manage.py", "check")` runs `python manage.py check`.
    """
    chosen = {"CONTENT_DIRS": str(deck), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return lambda *command: processes.python({**os.environ, **chosen}, *command)


def test_a_broken_deck_stops_the_check_that_comes_before_everything(started: Start, broken: str) -> None:
    found = started("manage.py", "check")
    assert found.returncode == 1
    assert broken in found.stderr


def test_a_broken_deck_stops_a_web_process(started: Start, broken: str) -> None:
    found = started("-c", "import project.wsgi")
    assert found.returncode == 1
    assert broken in found.stderr


def test_a_sound_deck_stops_nothing(started: Start) -> None:
    counting = "import project.wsgi; from content.catalogue import catalogue as c; print(len(c().reasons))"
    found = started("-c", counting)
    assert (found.returncode, found.stdout.strip()) == (0, "26"), found.stderr


@pytest.mark.stack
def test_a_deck_that_breaks_later_stops_the_next_one_command_start(
    deck: Path, tmp_path: Path, migrated: MigratedDatabases
) -> None:
    folder = tmp_path / "local"
    folder.mkdir()
    migrated.sqlite(folder / "side-by-side.sqlite3")
    env = {**environment(folder, free_port()), "CONTENT_DIRS": str(deck)}
    # A newcomer has neither the database nor the broker of the test suite.
    env |= {"REDIS_URL": valkey.url(folder / "valkey")}
    env.pop("DATABASE_URL")
    with Supervisor(logs=folder / "logs") as supervisor:
        prepare(supervisor, folder, env, demo=False)
        prepare(supervisor, folder, env, demo=False)
        change(deck / "shared-laughter.yaml", "minutes: 5", "minutes: 50")
        with pytest.raises(Refused, match=r"shared-laughter\.yaml:\d+: experiments"):
            prepare(supervisor, folder, env, demo=False)

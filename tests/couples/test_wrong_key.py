"""No process of the app starts if the wrapping key in the settings can't decrypt the keys in the database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.deploy.fresh_process import FreshProcesses
from tests.services.migrated import MigratedDatabases

STARTS = {
    "web": ["-c", "import project.wsgi"],
    "worker": ["-m", "celery", "--app", "project", "worker", "--pool", "solo"],
    "beat": ["-m", "celery", "--app", "project", "beat", "--schedule", "{folder}/beat", "--pidfile="],
    "poller": ["manage.py", "poll", "--once"],
    "migrate": ["manage.py", "migrate"],
    "check": ["manage.py", "check", "--database", "default"],
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, migrated: MigratedDatabases) -> dict[str, str]:
    """Environment variables for a process of the app with a migrated database, in which no data is stored yet."""
    database = migrated.sqlite(tmp_path_factory.mktemp("used") / "used.sqlite3")
    chosen = {"DATABASE_URL": database, "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return {**os.environ, **chosen}


@pytest.fixture(scope="module")
def used(environment: dict[str, str], processes: FreshProcesses) -> dict[str, str]:
    """The environment variables of `environment`, after the app has stored an encrypted key in the database."""
    make = (
        "import django; django.setup()\n"
        "from couples import models; from couples.encryption import keys; from django.utils import timezone\n"
        "keys.create_data_keys(models.Couple.objects.create(kind='solo', created_at=timezone.now()), [])\n"
    )
    made = processes.python(environment, "-c", make)
    assert made.returncode == 0, made.stderr
    return environment


@pytest.mark.stack
@pytest.mark.parametrize("what", STARTS)
def test_with_a_wrong_key_nothing_starts(
    what: str, used: dict[str, str], processes: FreshProcesses, tmp_path: Path
) -> None:
    command = [each.format(folder=tmp_path) for each in STARTS[what]]
    wrong = processes.python({**used, "DATA_WRAPPING_KEY": "A" * 43 + "="}, *command)
    assert wrong.returncode != 0
    assert "DATA_WRAPPING_KEY does not fit this database" in wrong.stdout + wrong.stderr

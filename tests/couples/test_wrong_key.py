"""If the wrapping key does not fit the database, no process of the app starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.migrated import MigratedDatabases

ROOT = Path(__file__).resolve().parents[2]
STARTS = {
    "web": ["-c", "import project.wsgi"],
    "worker": ["-m", "celery", "--app", "project", "worker", "--pool", "solo"],
    "beat": ["-m", "celery", "--app", "project", "beat", "--schedule", "{folder}/beat", "--pidfile="],
    "poller": ["manage.py", "poll", "--once"],
    "migrate": ["manage.py", "migrate"],
    "check": ["manage.py", "check", "--database", "default"],
}


def _run(database: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start a separate process on this database."""
    chosen = {
        "DATABASE_URL": f"sqlite:///{database}",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **chosen, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, migrated: MigratedDatabases) -> Path:
    """A database in which someone has begun to write."""
    database = tmp_path_factory.mktemp("used") / "used.sqlite3"
    migrated.sqlite(database)
    make = (
        "import django; django.setup()\n"
        "from couples import models; from couples.encryption import keys; from django.utils import timezone\n"
        "keys.create_data_keys(models.Couple.objects.create(kind='solo', created_at=timezone.now()), [])\n"
    )
    made = _run(database, "-c", make)
    assert made.returncode == 0, made.stderr
    return database


@pytest.mark.stack
@pytest.mark.parametrize("what", STARTS)
def test_with_a_wrong_key_nothing_starts(what: str, used: Path, tmp_path: Path) -> None:
    command = [each.format(folder=tmp_path) for each in STARTS[what]]
    wrong = _run(used, *command, DATA_WRAPPING_KEY="A" * 43 + "=")
    assert wrong.returncode != 0
    assert "DATA_WRAPPING_KEY does not fit this database" in wrong.stdout + wrong.stderr
